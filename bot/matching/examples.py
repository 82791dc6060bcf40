"""The phrasings of one folder, each taken apart once."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from bot.knowledge.model import SUBJECT_SLOT, Knowledge
from bot.matching.analysis import Analyzer
from bot.matching.features import Features
from bot.matching.mentions import ARTICLE
from bot.matching.slots import Slot, SlotReader
from bot.matching.sparse import Floats, Ints
from bot.matching.words import normalise

_ENDING = re.compile(r"\w+")

SLOT = "#"
"""The name of ``{subject}`` in a phrasing."""
SMALLTALK = "smalltalk:"
"""What the ids of small talk begin with here; no intent's id can hold a colon."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrasing. ``intent`` is the id of an intent, or ``smalltalk:`` and the id of small talk.

    ``wording`` has the names of its slots, sorted, with spaces between: two phrasings in another order have the same.
    """

    intent: str
    text: str
    wording: str

    @property
    def names(self) -> list[str]:
        return self.wording.split()

    @property
    def smalltalk(self) -> str | None:
        """The id of the small talk that this is a phrasing of, None for questions."""
        return self.intent.removeprefix(SMALLTALK) if self.intent.startswith(SMALLTALK) else None


@dataclass(frozen=True, slots=True)
class Example:
    """An entry with its features: the numbers of their names, none twice, and their weights before rarity counts.

    One that is ``unsaid`` is learnt from, but is nobody's phrasing; one that is not ``taught`` is the other way round.
    """

    entry: Entry
    features: Ints
    weights: Floats
    unsaid: bool = False
    taught: bool = True


def wording(slots: Iterable[Slot], subject: str | None = None) -> str:
    """``slots`` as a phrasing would have them: their names, sorted; the entity ``subject`` as ``{subject}``."""
    return " ".join(sorted(SLOT if slot.entity and slot.entity == subject else slot.name for slot in slots))


class Examiner:
    """Turns the phrasings of a folder into examples, each once."""

    def __init__(self, knowledge: Knowledge, analyzer: Analyzer, slots: SlotReader, features: Features) -> None:
        self._knowledge = knowledge
        self._lang = analyzer.lang
        self._analyzer = analyzer
        self._slots = slots
        self._features = features
        self._numbers: dict[str, int] = {}
        self._of_slot = functools.lru_cache(maxsize=65_536)(self._parts)
        self.of_fact = functools.cache(self._of_fact)

    def questions(self) -> Iterator[Example]:
        """Every phrasing and title in the language, intent by intent, and the words of its id."""
        for intent in self._knowledge.intents.values():
            texts = tuple(intent.asked_in(self._lang))
            if not texts:
                continue
            yield from (self._example(intent.id, text, intent.subjects) for text in texts)
            named = self._example(intent.id, intent.id.replace("-", " ").replace("_", " "), ())
            yield replace(named, unsaid=True)

    def smalltalk(self) -> Iterator[Example]:
        """Every phrasing of small talk."""
        for smalltalk in self._knowledge.language(self._lang).smalltalk:
            for text in smalltalk.phrasings:
                yield self._example(SMALLTALK + smalltalk.id, text, ())

    def names(self) -> tuple[str, ...]:
        """The names of all features that examples have had so far; the place of each is its number."""
        return tuple(self._numbers)

    def slots(self, text: str, kinds: tuple[str, ...] = ()) -> tuple[Slot, ...]:
        """A curated text, of which every word counts as known; ``{subject}`` is a slot of all ``kinds``."""
        slots: list[Slot] = []
        for number, piece in enumerate(text.split(SUBJECT_SLOT)):
            if number:
                if slots and slots[-1].surface == ARTICLE:
                    slots.pop()
                slots.append(Slot(SUBJECT_SLOT, SLOT, kinds=kinds))
            rest = self._without_ending(piece) if number else piece
            slots += self._slots.of(*self._analyzer.curated(rest))
        return tuple(slots)

    def _without_ending(self, piece: str) -> str:
        """What follows a subject, without the ending that was written at its name."""
        ending = _ENDING.match(piece)
        return piece[ending.end() :] if ending and normalise(ending[0]) in self._analyzer.endings else piece

    def _parts(self, slot: Slot) -> list[tuple[int, float]]:
        return self._numbered(self._features.of_slot(slot))

    def _numbered(self, features: Iterable[tuple[str, float]]) -> list[tuple[int, float]]:
        return [(self._numbers.setdefault(name, len(self._numbers)), weight) for name, weight in features]

    def _of_fact(self, key: str) -> frozenset[str]:
        """Every name in a fact's text, and in its quotes in the same language, read when first needed."""
        fact = self._knowledge.facts.get(key)
        citations = fact.citations if fact else ()
        quotes = (one.quote for one in citations if one.quote and one.lang == self._lang)
        texts = (fact.text.forms.get(self._lang, ""), *quotes) if fact else ()
        return frozenset(slot.name for text in texts for slot in self.slots(text))

    def _example(self, intent: str, text: str, kinds: tuple[str, ...]) -> Example:
        slots = self.slots(text, kinds)
        features: dict[int, float] = {}
        for part in (*map(self._of_slot, dict.fromkeys(slots)), self._numbered(self._features.pairs(slots))):
            for number, weight in part:
                features[number] = features.get(number, 0.0) + weight
        return Example(
            Entry(intent, text, wording(slots)),
            np.fromiter(features, dtype=np.int32, count=len(features)),
            np.fromiter(features.values(), dtype=np.float32, count=len(features)),
        )
