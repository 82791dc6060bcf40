"""What a run of labelled questions comes to."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluation.judging import Verdict
from bot.evaluation.labelled import Kind, Result
from bot.evaluation.measures import Bin, Point, Reading, bins, calibration_error, coverage_at, curve
from bot.replies import Answer

PRECISIONS = (0.95, 0.98)
"""How precise answers have to be where coverage is reported."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """Questions that led to another intent than they should.

    ``expected`` is None out of scope, where only what was answered in earnest counts; ``example`` is the last message
    of the first of them.
    """

    expected: str | None
    reached: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class Report:
    """``counts`` by kind of question and result.

    ``labelled`` counts the questions that name their intent; ``accuracy`` is the share of them whose leading reading
    has the right intent, whether or not the bot dared to answer, None if there are none. ``in_scope`` counts the
    questions that coverage is a share of.
    """

    counts: Counter[tuple[Kind, Result]]
    labelled: int
    accuracy: float | None
    in_scope: int
    curve: tuple[Point, ...]
    bins: tuple[Bin, ...]
    confusions: tuple[Confusion, ...]

    @property
    def calibration_error(self) -> float:
        return calibration_error(self.bins)

    def coverage(self, precision: float) -> Point | None:
        """The most that can be answered at ``precision``, None where no threshold is that precise."""
        return coverage_at(self.curve, precision)

    def share(self, result: Result) -> float:
        """The share of ``result`` among all questions, from 0 to 1; 0 without questions."""
        total = self.counts.total()
        return sum(count for (_, found), count in self.counts.items() if found == result) / total if total else 0.0


def report(verdicts: Iterable[Verdict]) -> Report:
    verdicts = tuple(verdicts)
    labelled = [verdict for verdict in verdicts if verdict.question.intents]
    reached = sum(_reached(verdict) for verdict in labelled)
    readings = tuple(_reading(verdict) for verdict in verdicts if verdict.question.measured)
    return Report(
        counts=Counter((verdict.question.kind, verdict.result) for verdict in verdicts),
        labelled=len(labelled),
        accuracy=reached / len(labelled) if labelled else None,
        in_scope=sum(reading.in_scope for reading in readings),
        curve=curve(readings),
        bins=bins(readings),
        confusions=_confusions(verdicts),
    )


def _reached(verdict: Verdict) -> bool:
    return verdict.leader is not None and verdict.question.accepts(verdict.leader.intent)


def _reading(verdict: Verdict) -> Reading:
    question, leader = verdict.question, verdict.leader
    if leader is None:
        return Reading(None, right=False, in_scope=question.in_scope)
    right = leader.result == "right"
    answers = isinstance(leader.reply, Answer) or (right and bool(question.intents))  # a labelled silence is an answer
    return Reading(leader.confidence, right, question.in_scope, answers)


def _confusions(verdicts: Iterable[Verdict]) -> tuple[Confusion, ...]:
    """Intents taken for each other, the most frequent first."""
    counts: Counter[tuple[str | None, str]] = Counter()
    examples: dict[tuple[str | None, str], str] = {}
    for verdict in verdicts:
        if pair := _confused(verdict):
            counts[pair] += 1
            examples.setdefault(pair, verdict.question.turns[-1])
    return tuple(Confusion(*pair, count, examples[pair]) for pair, count in counts.most_common())


def _confused(verdict: Verdict) -> tuple[str | None, str] | None:
    question, reply = verdict.question, verdict.reply
    if question.intents and verdict.leader and not _reached(verdict):
        return question.intents[0], verdict.leader.name
    if not question.in_scope and verdict.result == "wrong" and reply.intent:
        return None, reply.intent
    return None
