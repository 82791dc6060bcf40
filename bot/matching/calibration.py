"""Learns from the phrasings alone how sure an answer must be: some are held out and asked, as a stranger would.

A phrasing that is held out has a right answer, its intent. An intent that is held out whole leaves phrasings that have
none: they are what the folder does not know; and so do questions most of whose words are strange. Four questions in ten
are taken to have no answer, one of them in strange words; as far as the folder has silent intents for the others, they
are asked already, and what was held out whole counts for the rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.knowledge.model import SUBJECT_SLOT, Knowledge, fact_key
from bot.matching.confidence import BELIEF, Calibration, Signals, as_rows, fitted, threshold, worth
from bot.matching.examples import SMALLTALK, Example
from bot.matching.index import build
from bot.matching.readings import Readings
from bot.matching.words import words
from bot.matching.world import World

FOLDS = 4
ENOUGH = 10_000
"""So many phrasings are learnt from in all folds together; a large folder has fewer folds, at least one."""
PASSES = 6
UNANSWERABLE = 0.3
"""The share of questions in familiar words that are taken to have no answer."""
UNFORESEEN = 0.05
"""At least so many of all questions are of a kind that the folder does not know."""
MOST_QUESTIONS = 2_400
FEWEST_QUESTIONS = 60
"""Fewer held-out questions than this teach nothing that could be trusted."""
STRANGE = 0.1
"""The share of questions in strange words."""
STRANGE_OF = 8
"""One question in so many is asked again in strange words."""
KEPT = 0.3
"""It keeps at most this share of its words of content then."""
FEWEST_PHRASINGS = 4
"""An intent with fewer gives none away."""
LEAST_ABOVE = 20
WORTH_ASKING = 0.5
"""Asking back is worth it where the right answer is among the options at least so often."""
OPTIONS = 3
SILENCE = frozenset({""})
"""What a reply rests on that says that the sources do not say."""


@dataclass(frozen=True, slots=True)
class _Question:
    """Something to ask: about what, if it has a subject, and which answers are right (none, if nothing is known)."""

    text: str
    intent: str
    subject: str | None
    known: bool
    strange: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that was asked: the signals of its leading reading, and whether that, or any of the first is right."""

    question: _Question
    signals: Signals
    right: bool
    offered: bool
    silent: bool


class Calibrator:
    """Holds out, asks, and learns."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._knowledge = world.knowledge
        self._subjects = _subjects(world.knowledge)
        self._random = np.random.default_rng(0)

    def calibrate(self, examples: Sequence[Example], *, precision: float) -> Calibration:
        """The coefficients and thresholds for a folder.

        Args:
            examples: all of the folder's, as the examiner made them.
            precision: the share of sure answers that shall be right, between 0 and 1.
        """
        asked = [one for learnt, questions in self._folds(examples) for one in self._ask(learnt, questions)]
        known = np.array([one.question.known for one in asked], dtype=bool)
        strange = np.array([one.question.strange for one in asked], dtype=bool)
        if known.sum() < FEWEST_QUESTIONS:
            return BELIEF
        samples = as_rows([one.signals for one in asked])
        right = np.array([one.right for one in asked], dtype=np.float64)
        offered = np.array([one.offered for one in asked], dtype=np.float64)
        silent = sum(one.silent for one in asked) / known.sum()
        unknown = max(UNFORESEEN, UNANSWERABLE - silent)
        parts = ((known, 1 - unknown - STRANGE), (~known & ~strange, unknown), (strange, STRANGE))
        weights = len(asked) * np.sum([part * share / max(part.sum(), 1) for part, share in parts], axis=0)
        coefficients, constant = fitted(samples, right, weights)
        learnt = replace(BELIEF, coefficients=tuple(coefficients.tolist()), constant=constant, measured=len(asked))
        confidences = np.array([learnt.confidence(one.signals) for one in asked])
        sure = threshold(confidences, right, weights, precision=precision, least=LEAST_ABOVE)
        ask = worth(confidences, weights * (offered - WORTH_ASKING), below=sure)
        return replace(learnt, sure=sure, ask=ask)

    def _folds(self, examples: Sequence[Example]) -> Iterator[tuple[list[Example], list[_Question]]]:
        """For each fold what is learnt from, and what is asked then."""
        places: dict[str, list[int]] = {}
        for number, example in enumerate(examples):
            if not example.unsaid and not example.entry.smalltalk:
                places.setdefault(example.entry.intent, []).append(number)
        large = [intent for intent, of in places.items() if len(of) >= FEWEST_PHRASINGS]
        shuffled = {intent: self._random.permutation(places[intent]) for intent in large}
        order = self._random.permutation(len(large))
        folds = max(1, min(FOLDS, ENOUGH // max(len(examples), 1)))
        for fold in range(folds):
            unknown = {large[number] for number in order[fold::FOLDS]}
            out = {int(number) for intent in large for number in shuffled[intent][fold::FOLDS]}
            out |= {number for intent in unknown for number in places[intent]}
            learnt = [one for at, one in enumerate(examples) if at not in out and one.entry.intent not in unknown]
            held_out = sorted(out)
            most = MOST_QUESTIONS // folds
            if len(held_out) > most:
                held_out = sorted(self._random.choice(held_out, most, replace=False).tolist())
            asked = [self._question(examples[at], at, examples[at].entry.intent not in unknown) for at in held_out]
            yield learnt, [*asked, *(self._strange(one) for one in asked[::STRANGE_OF])]

    def _question(self, example: Example, number: int, known: bool) -> _Question:
        """The phrasing of ``example`` with one of its subjects filled in, each in its turn."""
        intent, text = example.entry.intent, example.entry.text
        among = self._subjects.get(intent) or [None]
        subject = among[number % len(among)]
        name = self._knowledge.entities[subject].name.into(self._world.lang) if subject else ""
        return _Question(text.replace(SUBJECT_SLOT, name), intent, subject, known)

    def _strange(self, question: _Question) -> _Question:
        """``question`` with most of its words of content spelt backwards."""
        said = words(question.text)
        content = [at for at, word in enumerate(said) if word not in self._world.analyzer.function_words]
        for at in self._random.permutation(content)[int(KEPT * len(content)) :].tolist():
            said[at] = said[at][::-1]
        return replace(question, text=" ".join(said), known=False, strange=True)

    def _ask(self, learnt: list[Example], questions: list[_Question]) -> Iterator[_Asked]:
        world = self._world
        readings = Readings(world, build(learnt, world.examiner.names(), passes=PASSES))
        for question in questions:
            utterance = world.analyzer.read(question.text)
            asks = world.penalties.asks(utterance.tokens)
            found = readings.of(world.slots.read(utterance), asks, BELIEF)
            if not found:
                continue
            wanted = _proofs(self._knowledge, question.intent, question.subject)
            first = list({one.intent: one for one in reversed(found)}.values())[::-1][:OPTIONS]
            hits = [
                question.known
                and not one.contradicted
                and (
                    one.intent == question.intent
                    or not wanted.isdisjoint(_proofs(self._knowledge, one.intent, one.subject))
                )
                for one in first
            ]
            yield _Asked(question, found[0].signals, hits[0], any(hits), question.known and wanted == SILENCE)


def _proofs(knowledge: Knowledge, intent: str, subject: str | None) -> frozenset[str]:
    """The quotes that an answer rests on: two with one in common answer the same; all silence is the same answer."""
    if intent.startswith(SMALLTALK):
        return frozenset({intent})
    fact = knowledge.facts.get(fact_key(intent, subject))
    if fact is None:
        return SILENCE
    return frozenset(citation.quote or fact.key for citation in fact.citations)


def _subjects(knowledge: Knowledge) -> dict[str, list[str | None]]:
    """For each intent with a subject, what to ask about: what it has facts for, else any entity of the kind."""
    answered = knowledge.subjects()
    kinds = {
        intent.id: [entity.id for entity in knowledge.entities.values() if entity.kind in intent.subjects]
        for intent in knowledge.intents.values()
        if intent.subjects
    }
    return {intent: answered.get(intent) or list(of) for intent, of in kinds.items()}
