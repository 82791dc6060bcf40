"""What became of each question in a run, and what is different from the run before."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluation.judging import Verdict
from bot.evaluation.labelled import RESULTS, Result
from bot.knowledge.model import Lang

WORST_FIRST = RESULTS[::-1]


@dataclass(frozen=True, slots=True)
class Judged:
    """The result of one question; ``nth`` tells those apart that are asked twice, from 0."""

    turns: tuple[str, ...]
    lang: Lang | None
    nth: int
    result: Result
    confidence: float

    @property
    def key(self) -> tuple[tuple[str, ...], Lang | None, int]:
        return self.turns, self.lang, self.nth


@dataclass(frozen=True, slots=True)
class Run:
    """One run: ``date`` as ``2024-06-12 14:30``, ``knowledge`` the version of the folder."""

    date: str
    knowledge: str
    outcomes: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Change:
    turns: tuple[str, ...]
    before: Result
    now: Result


@dataclass(frozen=True, slots=True)
class Changes:
    """``changes`` with the worst result first; ``added`` and ``gone`` count the questions of one run alone."""

    since: Run
    changes: tuple[Change, ...]
    added: int
    gone: int

    def count(self, now: Result) -> int:
        """How many questions have the result ``now`` and had another."""
        return sum(change.now == now for change in self.changes)


def run(verdicts: Iterable[Verdict], *, date: str, knowledge: str) -> Run:
    """What to remember of ``verdicts``."""
    asked: Counter[tuple[tuple[str, ...], Lang | None]] = Counter()
    outcomes = []
    for verdict in verdicts:
        turns, lang = verdict.question.turns, verdict.question.lang
        confidence = verdict.leader.confidence if verdict.leader else 0.0
        outcomes.append(Judged(turns, lang, asked[turns, lang], verdict.result, confidence))
        asked[turns, lang] += 1
    return Run(date, knowledge, tuple(outcomes))


def compare(before: Run, now: Run) -> Changes:
    """What is different in ``now``, question by question, in the order of ``now`` where equally bad."""
    earlier = {outcome.key: outcome.result for outcome in before.outcomes}
    later = {outcome.key: outcome.result for outcome in now.outcomes}
    changes = [
        Change(key[0], earlier[key], result)
        for key, result in later.items()
        if key in earlier and earlier[key] != result
    ]
    changes.sort(key=lambda change: WORST_FIRST.index(change.now))
    return Changes(before, tuple(changes), added=len(later.keys() - earlier), gone=len(earlier.keys() - later))
