"""The shipped knowledge against itself: phrasings that were held out are asked of what is left."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.knowledge.model import SUBJECT_SLOT, Intent, Knowledge, Language, Smalltalk
from tests.benchmarks.questions import Fold, Question, QuestionSet, with_slips

T = TypeVar("T")

FOLDS = 5
"""Every so many-th phrasing is held out, so that each is, once, in as many folds."""
UNKNOWN = 10
"""Every so many-th intent is held out whole: a question of its kind has no answer."""


def held_out(name: str, knowledge: Knowledge, folds: int = FOLDS) -> QuestionSet:
    """The set of ``knowledge`` in its first language."""
    spoken = _in_its_first_language(knowledge)
    return QuestionSet(name, tuple(_fold(spoken, number) for number in range(folds)))


def all_phrasings(knowledge: Knowledge) -> tuple[Question, ...]:
    """What a peer needs to know the same: in the first language, every way to ask of every subject, and small talk."""
    subjects = _Subjects(knowledge)
    learnt = [
        Question(text, intent.id)
        for intent in knowledge.intents.values()
        for pattern in intent.asked_in(knowledge.default_lang)
        for text in subjects.filled(pattern, intent)
    ]
    return (*learnt, *(Question(text, None) for kind in _smalltalk(knowledge) for text in kind.phrasings))


def _in_its_first_language(knowledge: Knowledge) -> Knowledge:
    lang = knowledge.default_lang
    intents = {
        id: replace(intent, phrasings=tuple(one for one in intent.phrasings if one.lang == lang))
        for id, intent in knowledge.intents.items()
    }
    return replace(knowledge, intents=intents, languages=(lang,), wording={lang: knowledge.language(lang)})


def _fold(knowledge: Knowledge, number: int) -> Fold:
    left = _without(knowledge, number)
    asked = tuple(_asked(knowledge, left, number))
    return Fold(left, all_phrasings(left), asked, with_slips(asked))


def _without(knowledge: Knowledge, number: int) -> Knowledge:
    """``knowledge`` without what a fold holds out."""
    known = [intent for index, intent in enumerate(knowledge.intents.values()) if index % UNKNOWN != number]
    facts = {key: fact for key, fact in knowledge.facts.items() if fact.intent in {intent.id for intent in known}}
    return replace(
        knowledge,
        intents={
            intent.id: replace(
                intent,
                phrasings=_left(intent.phrasings, number),
                instead=tuple(key for key in intent.instead if key in facts),
            )
            for intent in known
        },
        facts=facts,
        wording={code: _quieter(language, number) for code, language in knowledge.wording.items()},
    )


def _quieter(language: Language, number: int) -> Language:
    kinds = (replace(kind, phrasings=_left(kind.phrasings, number)) for kind in language.smalltalk)
    return replace(language, smalltalk=tuple(kinds))


def _asked(knowledge: Knowledge, left: Knowledge, number: int) -> Iterator[Question]:
    """What a fold holds out, about one subject after the other."""
    subjects = _Subjects(knowledge)
    for intent in knowledge.intents.values():
        known = intent.id if intent.id in left.intents else None
        for turn, phrasing in enumerate(intent.phrasings[number::FOLDS], start=number):
            filled = subjects.filled(phrasing.text, intent)
            yield Question(filled[turn % len(filled)], known)
    for kind in _smalltalk(knowledge):
        for text in kind.phrasings[number::FOLDS]:
            yield Question(text, None)


def _left(phrasings: Sequence[T], number: int) -> tuple[T, ...]:
    return tuple(phrasing for index, phrasing in enumerate(phrasings) if index % FOLDS != number)


def _smalltalk(knowledge: Knowledge) -> Iterator[Smalltalk]:
    for language in knowledge.wording.values():
        yield from language.smalltalk


class _Subjects:
    """By what names the subjects of an intent are asked about."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._answered = knowledge.subjects()

    def filled(self, pattern: str, intent: Intent) -> list[str]:
        """``pattern`` about each subject that has a fact, else about each of the kinds that it can be asked of."""
        if SUBJECT_SLOT not in pattern:
            return [pattern]
        entities = self._knowledge.entities
        answered = [entities[subject] for subject in self._answered.get(intent.id, ()) if subject]
        about = answered or [entity for entity in entities.values() if entity.kind in intent.subjects]
        return [pattern.replace(SUBJECT_SLOT, entity.name.into(self._knowledge.default_lang)) for entity in about]
