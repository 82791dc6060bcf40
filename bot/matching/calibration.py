"""Learns from the phrasings alone how sure an answer must be: some are held out and asked, as a stranger would.

A phrasing that is held out has a right answer, its intent. An intent that is held out whole leaves phrasings that have
none: they are what the folder does not know. Three questions in ten are taken to have no answer; as far as the folder
has silent intents for them, they are asked already, and what was held out whole counts for the rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.knowledge.model import SUBJECT_SLOT, Knowledge, fact_key
from bot.matching.analysis import Analyzer
from bot.matching.confidence import BELIEF, Calibration, Signals, as_rows, fitted, threshold, worth
from bot.matching.index import SMALLTALK, Examiner, Example, build
from bot.matching.readings import Readings
from bot.matching.slots import SlotReader

FOLDS = 4
LARGE = 30_000
"""From so many phrasings on one fold tells enough."""
PASSES = 8
UNANSWERABLE = 0.3
"""The share of questions that are taken to have no answer."""
UNFORESEEN = 0.05
"""At least so many of all questions are of a kind that the folder does not know."""
MOST_QUESTIONS = 2_400
FEWEST_QUESTIONS = 60
"""Fewer held-out questions than this teach nothing that could be trusted."""
FEWEST_PHRASINGS = 4
"""An intent with fewer gives none away."""
LEAST_ABOVE = 20
WORTH_ASKING = 0.5
"""Asking back is worth it where the right answer is among the options at least so often."""
OPTIONS = 3


@dataclass(frozen=True, slots=True)
class _Asked:
    """A held-out question: the signals of its leading reading, and whether that, or any of the first few, is right."""

    signals: Signals
    right: bool
    offered: bool
    answerable: bool
    silent: bool


def calibrate(
    knowledge: Knowledge, analyzer: Analyzer, examiner: Examiner, examples: Sequence[Example], *, precision: float
) -> Calibration:
    """The coefficients and thresholds for a folder.

    Args:
        examples: all of the folder's, as the examiner made them.
        precision: the share of sure answers that shall be right, between 0 and 1.
    """
    asked = [one for fold in _folds(examples) for one in _ask(knowledge, analyzer, examiner, *fold)]
    if sum(one.answerable for one in asked) < FEWEST_QUESTIONS:
        return BELIEF
    samples = as_rows([one.signals for one in asked])
    right = np.array([one.right for one in asked], dtype=np.float64)
    answerable = np.array([one.answerable for one in asked])
    silent = sum(one.silent for one in asked) / max(answerable.sum(), 1)
    unknown = max(UNFORESEEN, UNANSWERABLE - silent)
    weights = np.where(answerable, (1 - unknown) / answerable.sum(), unknown / max((~answerable).sum(), 1)) * len(asked)
    print('acc',right[answerable].mean(),'offered',np.mean([o.offered for o in asked if o.answerable]),'silent',silent,'unknown',unknown)
    coefficients, constant = fitted(samples, right, weights)
    learnt = replace(BELIEF, coefficients=tuple(coefficients.tolist()), constant=constant, measured=len(asked))
    confidences = np.array([learnt.confidence(one.signals) for one in asked])
    sure = threshold(confidences, right, weights, precision=precision, least=LEAST_ABOVE)
    offered = np.array([one.offered for one in asked], dtype=np.float64)
    ask = worth(confidences, weights * (offered - WORTH_ASKING), below=sure)
    return replace(learnt, sure=sure, ask=ask)


def _folds(examples: Sequence[Example]) -> Iterator[tuple[list[Example], list[Example], set[str]]]:
    """For each fold what is learnt from, what is asked, and the intents that are held out whole."""
    random = np.random.default_rng(0)
    places: dict[str, list[int]] = {}
    for number, example in enumerate(examples):
        if not example.unsaid:
            places.setdefault(example.entry.intent, []).append(number)
    large = [intent for intent, of in places.items() if len(of) >= FEWEST_PHRASINGS]
    folds = FOLDS if len(examples) < LARGE else 1
    shuffled = {intent: random.permutation(of) for intent, of in places.items()}
    questions = [intent for intent in large if not intent.startswith(SMALLTALK)]
    held_out = random.permutation(len(questions))
    for fold in range(folds):
        unknown = {questions[number] for number in held_out[fold::FOLDS]}
        out = {int(number) for intent in large for number in shuffled[intent][fold::FOLDS]}
        learnt = [
            one for at, one in enumerate(examples) if at not in out and one.entry.intent not in unknown
        ]
        asked = [
            one
            for at, one in enumerate(examples)
            if not one.unsaid and (at in out or one.entry.intent in unknown)
        ]
        most = MOST_QUESTIONS // folds
        if len(asked) > most:
            asked = [asked[number] for number in sorted(random.choice(len(asked), most, replace=False))]
        yield learnt, asked, unknown


def _ask(
    knowledge: Knowledge,
    analyzer: Analyzer,
    examiner: Examiner,
    learnt: list[Example],
    asked: list[Example],
    unknown: set[str],
) -> Iterator[_Asked]:
    readings = Readings(knowledge, analyzer, examiner, build(learnt, passes=PASSES))
    reader = SlotReader(analyzer)
    subjects = _subjects(knowledge)
    for number, example in enumerate(asked):
        intent = example.entry.intent
        among = subjects.get(intent) or [None]
        subject = among[number % len(among)] if SUBJECT_SLOT in example.entry.text else among[0]
        name = knowledge.entities[subject].name.into("") if subject else ""
        utterance = analyzer.read(example.entry.text.replace(SUBJECT_SLOT, name))
        found = readings.of(reader.read(utterance), readings.asks(utterance.tokens), BELIEF)
        if found:
            wanted = _proofs(knowledge, intent, subject)
            known = intent not in unknown
            first = list({one.intent: one for one in reversed(found)}.values())[::-1][:OPTIONS]
            hits = [one.intent == intent or not wanted.isdisjoint(_proofs(knowledge, one.intent, one.subject)) for one in first]
            yield _Asked(found[0].signals, known and hits[0] and not found[0].contradicted, known and any(hits), known, known and wanted == SILENCE)


SILENCE = frozenset({""})


def _proofs(knowledge: Knowledge, intent: str, subject: str | None) -> frozenset[str]:
    """The quotes that an answer rests on: two with one in common answer the same; all silence is the same answer."""
    if intent.startswith(SMALLTALK):
        return frozenset({intent})
    fact = knowledge.facts.get(fact_key(intent, subject))
    if fact is None:
        return SILENCE
    return frozenset(citation.quote for citation in fact.citations)


def _subjects(knowledge: Knowledge) -> dict[str, list[str | None]]:
    """For each intent with a subject, what to ask about: what it has facts for, else any entity of the kind."""
    answered = knowledge.subjects()
    kinds = {
        intent.id: [entity.id for entity in knowledge.entities.values() if entity.kind in intent.subjects]
        for intent in knowledge.intents.values()
        if intent.subjects
    }
    return {intent: answered.get(intent) or list(of) for intent, of in kinds.items()}
