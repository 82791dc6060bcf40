"""What messages and phrasings are compared by: stems, words, letters, word pairs, synonyms, entities, their kinds."""

import functools
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from bot.matching.analysis import Analyzer
from bot.matching.slots import Slot
from bot.matching.words import FIRST_SYLLABLE

LETTERS = 0.7
"""What all the letter n-grams of a word count beside the word."""
PAIR = 0.4
"""What two neighbouring words count beside one, and two entities by which is named first (who asks whom)."""
SYNONYM = 0.5
NAME = 0.25
"""What a certain entity counts beside its kind, so that a question about any of the kind fits as well."""
IN_PART = 0.7
"""What a rough stem counts, and the word as it was written beside it."""
WHOLE = "."
"""What ends the name of a word as it was written."""
GRAM = 4
SHORT_GRAM = 2
"""How many signs a gram has: of alphabets, and of scripts in which a sign is a syllable or a word."""


def is_wide(name: str) -> bool:
    """Whether a feature is a word or a kind, not a part or a pair of words, a synonym or a certain entity."""
    return name[0] not in "~=@" and not is_pair(name)


def is_pair(name: str) -> bool:
    """Whether a feature is two neighbouring words."""
    return " " in name


class Features:
    """Names the features of slots, each with its weight before rarity is counted in."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._stems = analyzer.stems
        self._synonyms = analyzer.synonym_groups
        self.of_word = functools.lru_cache(maxsize=8192)(self._of_word)

    def of_slot(self, slot: Slot) -> Iterator[tuple[str, float]]:
        """The features of one slot, without its neighbours."""
        if slot.kinds:
            if slot.entity:
                yield f"@{slot.entity}", slot.likeness * NAME
            for kind in slot.kinds:
                yield f"#{kind}", slot.likeness
        for reading in slot.readings:
            for name, weight in self.of_word(reading.word):
                yield name, weight * reading.likeness
        if not slot.kinds and not slot.readings:
            yield from self.of_word(slot.surface)

    def pairs(self, slots: Sequence[Slot]) -> Iterator[tuple[str, float]]:
        """Neighbouring words, where the ends of a message count as words, and who is named before whom."""
        if slots:
            for pair in pairwise(("^", *map(_in_pair, slots), "$")):
                yield " ".join(pair), PAIR
            for first, second in combinations((slot.entity for slot in slots if slot.entity), 2):
                yield f"{first} > {second}", PAIR

    def _of_word(self, word: str) -> tuple[tuple[str, float], ...]:
        stem = self._stems[word]
        found = [(stem, 1.0)]
        if stem != word and self._stems.is_rough(word):
            found = [(stem, IN_PART), (f"{word}{WHOLE}", IN_PART)]
        found += [(f"={group}", SYNONYM) for group in self._synonyms.get(stem, ())]
        grams = tuple(_grams(word))
        share = LETTERS / math.sqrt(len(grams)) if grams else 0.0
        found += [(f"~{gram}", share) for gram in grams]
        return tuple(found)


def _in_pair(slot: Slot) -> str:
    if slot.kinds:
        return f"#{slot.kinds[0]}"
    return slot.readings[0].word if slot.readings else slot.surface


def _grams(word: str) -> Iterable[str]:
    if word[0] >= FIRST_SYLLABLE:
        return (word[at : at + size] for size in (1, SHORT_GRAM) for at in range(len(word) - size + 1))
    if len(word) < GRAM:
        return ()
    marked = f"^{word}$"
    return (marked[at : at + GRAM] for at in range(len(marked) - GRAM + 1))
