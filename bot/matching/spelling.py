"""Unknown words read as the known ones that they most likely are."""

import functools
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from bot.matching.words import Stems

_SHORTEST = 4
_TWO_SLIPS = 8
_LONG = 6
_LIKENESS = (1.0, 0.9, 0.8)
_PREFIX_LIKENESS = 0.8
_MOST = 3
_AFTER_ALL_LETTERS = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Reading:
    """A known word that an unknown one may stand for; ``likeness`` lies between 0 and 1."""

    word: str
    likeness: float


class Lexicon:
    """Every word of a folder of knowledge; a word inflected otherwise than there is known as well."""

    def __init__(self, words: Iterable[str], stems: Stems) -> None:
        self._words = frozenset(words)
        self._stems = stems
        self._known_stems = frozenset(stems[word] for word in self._words)
        self._by_ends: dict[tuple[str, str, int], list[str]] = {}
        self._in_order = sorted(self._words)
        self.readings = functools.lru_cache(maxsize=4096)(self._readings)
        for word in self._in_order:
            for key in _ends(word, len(word)):
                self._by_ends.setdefault(key, []).append(word)

    @property
    def words(self) -> tuple[str, ...]:
        """All of them, in order."""
        return tuple(self._in_order)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def _readings(self, word: str) -> tuple[Reading, ...]:
        """What ``word`` may stand for, likeliest first, at most three; nothing for short words and numbers.

        One slip (a letter dropped, added, changed, or swapped with its neighbour: optimal string alignment) is allowed
        from four letters on, two from eight on; in words of four letters none may be changed, as too many are words of
        their own.
        """
        if word in self._words or self._stems[word] in self._known_stems:
            return (Reading(word, 1.0),)
        if len(word) < _SHORTEST or any(map(str.isdigit, word)):
            return ()
        return self._slips(word) or self._shortened(word)

    def split(self, word: str) -> tuple[str, str] | None:
        """The two known words that were run together in ``word``, the evenest pair first."""
        middle = len(word) // 2
        for at in sorted(range(2, len(word) - 1), key=lambda at: abs(at - middle)):
            if word[:at] in self._words and word[at:] in self._words and len(word) >= _TWO_SLIPS:
                return word[:at], word[at:]
        return None

    def _slips(self, word: str) -> tuple[Reading, ...]:
        """The words that begin or end as ``word`` does and are few slips away, the most alike first (Jaro-Winkler)."""
        most = 2 if len(word) >= _TWO_SLIPS else 1
        keys = (key for length in range(len(word) - most, len(word) + most + 1) for key in _ends(word, length))
        near = dict.fromkeys(known for key in keys for known in self._by_ends.get(key, ()))
        found = process.extract(word, near.keys(), scorer=OSA.distance, score_cutoff=most, limit=None)
        slips = {known: int(count) for known, count, _ in found if not _another_word(word, known)}
        alike = sorted(slips, key=lambda known: (-JaroWinkler.similarity(word, known) * 0.8 ** slips[known], known))
        return tuple(Reading(known, _LIKENESS[slips[known]]) for known in alike[:_MOST])

    def _shortened(self, word: str) -> tuple[Reading, ...]:
        begins = bisect_left(self._in_order, word)
        ends = bisect_left(self._in_order, word + _AFTER_ALL_LETTERS, lo=begins)
        longer = [known for known in self._in_order[begins:ends] if len(known) > len(word) + 1]
        return tuple(Reading(known, _PREFIX_LIKENESS) for known in sorted(longer, key=len)[:_MOST])


def _ends(word: str, length: int) -> tuple[tuple[str, str, int], tuple[str, str, int]]:
    """By what a word of ``length`` is found for ``word``: a slip leaves its first letters or its last as they are."""
    kept = 2 if length >= _LONG else 1
    return ("first", word[:kept], length), ("last", word[-kept:], length)


def _another_word(word: str, known: str) -> bool:
    """Whether both are so short that another letter makes another word, not a slip."""
    return len(word) == len(known) == _SHORTEST and sorted(word) != sorted(known)
