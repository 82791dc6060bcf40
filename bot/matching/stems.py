"""Words without their inflection: by Snowball's stemmers, or by a language's own list of endings."""

from collections.abc import Iterable, Set

import Stemmer

from bot.knowledge.model import FIRST_NOT_LATIN, Language
from bot.matching.words import FIRST_SYLLABLE, normal, normalise

_SHORTEST_INFLECTED = 4
_KEPT_LETTERS = 3
_KEPT_SYLLABLES = 2
_SNOWBALL = {"da", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "ru", "sv", "tr"}
_CYRILLIC = {"ru"}
_VOWELS = "аеиоуыэюяйь"
"""What Russian nouns end in, or don't."""


class Stems:
    """The stem of any word that occurs in messages of one language; the script of a word picks the stemmer.

    Words in another script than the language's own are taken for English or Russian. Where no stemmer exists for a
    script, and for numbers and words of less than four letters, a word is its own stem.
    """

    def __init__(self, language: Language, names: Iterable[str] = ()) -> None:
        """The stems of ``language``.

        Args:
            names: what is its own stem, and may be that of a word although it is short.
        """
        self._stemmers: dict[str, _Stemmer] = {}
        self._known: dict[str, str] = {}
        if language.endings:
            names = tuple(names)
            last = normal(name.split()[-1] for name in names)  # before it, Korean words may have their particles
            known = last | frozenset(name for name in normal(names) if name < FIRST_SYLLABLE)
            known = frozenset(name for name in known if len(name) > 1 or name >= FIRST_SYLLABLE)
            self._stemmers[_script(normalise(language.endings[0]))] = _Endings(language.endings, known)
        for lang in (language.code, "en", "ru"):
            if lang in _SNOWBALL:
                self._stemmers.setdefault("cyrillic" if lang in _CYRILLIC else "latin", _Snowball(lang))

    def __getitem__(self, word: str) -> str:
        known = self._known.get(word)
        if known is None:
            stemmer = self._stemmers.get(_script(word))
            known = self._known[word] = word if stemmer is None or word.isdigit() else stemmer.stem(word)
        return known

    def is_rough(self, word: str) -> bool:
        """Whether the stem of ``word`` comes from a list of endings, which takes too much off many words.

        Syllables are too few to lose many of them by mistake.
        """
        return word[:1] < FIRST_SYLLABLE and isinstance(self._stemmers.get(_script(word)), _Endings)

    def of_name(self, word: str) -> tuple[str, ...]:
        """All stems that a noun may have, as it is declined: its own first.

        Казахстан and Астана lose, in some cases, what looks like a verb's ending, and Корея one letter more.
        """
        if not ("\u0400" <= word[:1] < "\u0530" and isinstance(self._stemmers.get("cyrillic"), _Snowball)):
            return (self[word],)
        declined = (word[:-1] if word[-1] in _VOWELS else word, word.removesuffix("ея"))
        return tuple(dict.fromkeys((self[word], word, *declined)))


class _Stemmer:
    def stem(self, word: str) -> str:
        raise NotImplementedError


class _Snowball(_Stemmer):
    def __init__(self, lang: str) -> None:
        self._stemmer = Stemmer.Stemmer(lang)

    def stem(self, word: str) -> str:
        stem: str = word if len(word) < _SHORTEST_INFLECTED else self._stemmer.stemWord(word)
        return stem


class _Endings(_Stemmer):
    """Takes the longest ending off, again and again, as agglutinative languages put them on."""

    def __init__(self, endings: Iterable[str], names: Set[str]) -> None:
        self._endings = frozenset(map(normalise, endings))
        self._longest = max(map(len, self._endings))
        self._names = names

    def stem(self, word: str) -> str:
        kept = _KEPT_SYLLABLES if word[0] >= FIRST_SYLLABLE else _KEPT_LETTERS
        while word not in self._names and (found := self._ending(word, kept)):
            word = word[:-found]
        return word

    def _ending(self, word: str, kept: int) -> int:
        """The length of the longest ending of ``word`` that leaves at least ``kept`` signs, or a name; or 0."""
        for length in range(min(self._longest, len(word) - 1), 0, -1):
            if word[-length:] in self._endings and (len(word) - length >= kept or word[:-length] in self._names):
                return length
        return 0


def _script(word: str) -> str:
    if word[:1] < FIRST_NOT_LATIN:
        return "latin"
    if word[0] >= FIRST_SYLLABLE:
        return "syllables"
    return "cyrillic" if "\u0400" <= word[0] < "\u0530" else "other"
