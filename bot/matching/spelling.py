"""Unknown words read as the known ones that they most likely are."""

import functools
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from bot.matching.sounds import by_sound, romanised, sound
from bot.matching.stems import Stems
from bot.matching.words import FIRST_SYLLABLE

_SHORTEST = 4
_SHORTEST_TYPED = 2
_TWO_SLIPS = 8
_LONG = 6
_LIKENESS = (1.0, 0.9, 0.8)
_PREFIX_LIKENESS = 0.8
_SAME_SOUND = 0.95
_MOST = 3
_FEWEST_PIECES = 3
"""Two words that stand for one are put together otherwise."""
_AFTER_ALL_LETTERS = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Reading:
    """A known word that an unknown one may stand for; ``likeness`` lies between 0 and 1."""

    word: str
    likeness: float


class Lexicon:
    """Every word of a folder of knowledge; a word inflected otherwise than there is known as well."""

    def __init__(self, words: Iterable[str], stems: Stems, beside: Mapping[str, Set[str]]) -> None:
        """The lexicon of ``words``.

        Args:
            beside: the letters around each letter of the keyboard.
        """
        self._beside = beside
        self._words = frozenset(words)
        self._stems = stems
        self._in_order = sorted(self._words)
        self.readings = functools.lru_cache(maxsize=4096)(self._readings)

    @functools.cached_property
    def _known_stems(self) -> frozenset[str]:
        return frozenset(self._stems[word] for word in self._words)

    @functools.cached_property
    def _spellings(self) -> "Spellings":
        return Spellings(self._in_order, self._beside)

    @property
    def words(self) -> tuple[str, ...]:
        """All of them, in order."""
        return tuple(self._in_order)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def _readings(self, word: str) -> tuple[Reading, ...]:
        """What ``word`` may stand for, likeliest first, at most three; nothing for numbers."""
        if word in self._words:
            return (Reading(word, 1.0),)
        if self._stems[word] in self._known_stems:
            return Reading(word, 1.0), *self._swapped(word)
        if any(map(str.isdigit, word)):
            return ()
        return self._alike(word) or self._spellings.near(word) or self._shortened(word)

    def _swapped(self, word: str) -> Iterator[Reading]:
        """The words of which two neighbouring letters changed places in ``word``, a word of its own ("singed")."""
        spelt = letters(word)
        if len(spelt) >= _SHORTEST:
            for known in self._of_letters.get("".join(sorted(spelt)), ()):
                if OSA.distance(spelt, letters(known), score_cutoff=1) == 1:
                    yield Reading(known, _LIKENESS[1])

    @functools.cached_property
    def _of_letters(self) -> dict[str, list[str]]:
        """The words by the letters that they have, in order."""
        found: dict[str, list[str]] = {}
        for word in self._in_order:
            found.setdefault("".join(sorted(letters(word))), []).append(word)
        return found

    def _alike(self, word: str) -> tuple[Reading, ...]:
        """The words that look or sound the same, as Kazakh ones do on a Russian keyboard."""
        if word.isascii():
            return ()
        stem = self._stems[word]
        same = self._sounds.get(sound(word)) or self._sounds.get(sound(stem)) or []
        return tuple(Reading(known, _SAME_SOUND) for known in same[:_MOST])

    @functools.cached_property
    def _spoken(self) -> "Spellings":
        return Spellings(self._sounds)

    @functools.cached_property
    def _sounds(self) -> dict[str, list[str]]:
        stems = sorted(self._known_stems - self._words)
        return by_sound((*self._in_order, *stems))

    def heard(self, word: str) -> Reading | None:
        """The known word, in another script, that sounds like ``word`` in Latin letters; none for a known one."""
        if not word.isascii() or word.isdigit():
            return None
        latin = sound(word)
        near = () if word in self else self._spoken.near(latin)
        for said in (Reading(latin, 1.0), *near):
            if same := self._sounds.get(said.word):
                likest = max(same, key=lambda known: (JaroWinkler.similarity(word, romanised(known)), known))
                return Reading(likest, said.likeness)
        return None

    def joined(self, pieces: Sequence[str]) -> str | None:
        """The long known word that was heard as ``pieces``, at most one slip off; None if there is none."""
        whole = "".join(pieces)
        if len(pieces) < _FEWEST_PIECES or len(letters(whole)) < _TWO_SLIPS:
            return None
        return next((near.word for near in self._spellings.near(whole) if near.likeness >= _LIKENESS[1]), None)

    def split(self, word: str) -> tuple[str, str] | None:
        """The two known words that were run together in ``word``, the evenest pair first."""
        middle = len(word) // 2
        for at in sorted(range(2, len(word) - 1), key=lambda at: abs(at - middle)):
            if word[:at] in self._words and word[at:] in self._words and len(letters(word)) >= _TWO_SLIPS:
                return word[:at], word[at:]
        return None

    def _shortened(self, word: str) -> tuple[Reading, ...]:
        if len(letters(word)) < _SHORTEST:
            return ()
        begins = bisect_left(self._in_order, word)
        ends = bisect_left(self._in_order, word + _AFTER_ALL_LETTERS, lo=begins)
        longer = [known for known in self._in_order[begins:ends] if len(known) > len(word) + 1]
        return tuple(Reading(known, _PREFIX_LIKENESS) for known in sorted(longer, key=len)[:_MOST])


class Ends:
    """Finds the words of which a given one may be a slip: few slips leave the first letters or the last as they are."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_ends: dict[tuple[str, str, int], list[str]] = {}
        for word in words:
            for key in self._keys(word, len(word)):
                self._by_ends.setdefault(key, []).append(word)

    def of(self, word: str, *, slips: int) -> Sequence[str]:
        """The words that begin or end as ``word`` does, and are at most ``slips`` letters longer or shorter."""
        lengths = range(len(word) - slips, len(word) + slips + 1)
        keys = (key for length in lengths for key in self._keys(word, length))
        return list(dict.fromkeys(known for key in keys for known in self._by_ends.get(key, ())))

    @staticmethod
    def _keys(word: str, length: int) -> tuple[tuple[str, str, int], tuple[str, str, int]]:
        """By what words of ``length`` are found for ``word``."""
        kept = 2 if length >= _LONG else 1
        return ("first", word[:kept], length), ("last", word[-kept:], length)


class Spellings:
    """Finds the words that differ from a given one by few slips, letter by letter; a Korean syllable has several."""

    def __init__(self, words: Iterable[str], beside: Mapping[str, Set[str]] | None = None) -> None:
        """The spellings of ``words``.

        Args:
            beside: the letters around each letter of the keyboard; None if the words were not typed, and short ones
                are no slips of others.
        """
        self._words: dict[str, str] = {letters(word): word for word in words}
        self._alike = Ends(self._words)
        self._beside = beside

    def near(self, word: str) -> tuple[Reading, ...]:
        """The words that begin or end as ``word`` does and are few slips away, the most alike first (Jaro-Winkler).

        One slip (a letter dropped, added, changed, or swapped with its neighbour: optimal string alignment) is allowed,
        two from eight letters on. Too many short words are words of their own: see `_is_slip`.
        """
        spelt = letters(word)
        if len(spelt) < (_SHORTEST if self._beside is None else _SHORTEST_TYPED):
            return ()
        most = 2 if len(spelt) >= _TWO_SLIPS else 1
        near = [*self._alike.of(spelt, slips=most), *({spelt[::-1]} & self._words.keys())]  # two letters have two ends
        found = process.extract(spelt, near, scorer=OSA.distance, score_cutoff=most, limit=None)
        slips = {known: int(count) for known, count, _ in found if self._is_slip(spelt, known)}
        alike = sorted(slips, key=lambda known: (-_likeness(spelt, known) * 0.8 ** slips[known], known))
        return tuple(Reading(self._words[known], _LIKENESS[slips[known]]) for known in alike[:_MOST])

    def _is_slip(self, word: str, known: str) -> bool:
        """Whether a word as short as ``word`` stands for ``known``, one slip off, rather than for itself.

        Letters may be swapped, doubled, or hit beside their keys. One may be missing from a word of four or five, but
        the first; one too many is known in a word of four, and anything in a longer one.
        """
        if len(word) > _SHORTEST or sorted(word) == sorted(known):
            return True
        if len(word) > len(known):
            twice = (at for at, (left, right) in enumerate(pairwise(word)) if left == right)
            return len(word) == _SHORTEST or any(word[:at] + word[at + 1 :] == known for at in twice)
        if len(word) < len(known):
            return len(known) >= _SHORTEST and word[0] == known[0]
        beside = self._beside or {}
        changed = [(typed, meant) for typed, meant in zip(word, known, strict=True) if typed != meant]
        return len(word) > _SHORTEST_TYPED and all(typed in beside.get(meant, ()) for typed, meant in changed)


def _likeness(word: str, known: str) -> float:
    """Jaro and Winkler's; letters that only changed places are likest."""
    return 1.0 if sorted(word) == sorted(known) else float(JaroWinkler.similarity(word, known))


def letters(word: str) -> str:
    """``word`` letter by letter: Korean syllables taken apart, everything else as it is."""
    return word if word < FIRST_SYLLABLE else unicodedata.normalize("NFD", word)
