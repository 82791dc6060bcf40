"""How numbers are written in words: those that a language's own file lists, and the names of large ones, by CLDR."""

import functools
import re
from collections.abc import Mapping, Sequence

from babel import Locale, UnknownLocaleError

from bot.knowledge.model import Lang
from bot.matching.words import FIRST_SYLLABLE

_LONGEST_ENDING = 4
"""A large number inflected: тысячами, мыңнан."""
_SHORTEST = 2
"""One Latin letter for a million may as well be a metre."""


class Spelling:
    """Reads the number words of one language."""

    def __init__(self, words: Mapping[str, str], lang: Lang) -> None:
        """The words of ``lang``; ``words`` are its smaller numbers, each with its digits."""
        self._inflected = _large(lang, "long")
        self._large = {**_large(lang, "short"), **self._inflected}
        self._known = {**self._large, **{word: int(digits) for word, digits in words.items()}}

    def read(self, word: str, *, behind_digits: bool) -> tuple[Sequence[float], int]:
        """What ``word`` says one after another, and how many of its letters say it; ``((), 0)`` if it is no number.

        Korean writes several in one word (서른다섯), and, right behind digits, the counter too (12만명).
        """
        said = word.casefold()
        if said in self._known:
            return (self._known[said],), len(word)
        if said[0] >= FIRST_SYLLABLE:
            found, length = _split(said, self._large if behind_digits else self._known)
            return (found, length) if behind_digits or length == len(word) else ((), 0)
        for name, value in self._inflected.items():
            if said.startswith(name) and len(said) - len(name) <= _LONGEST_ENDING:
                return (value,), len(word)
        return (), 0


def _split(word: str, names: Mapping[str, int]) -> tuple[Sequence[float], int]:
    """The values of the ``names`` that ``word`` begins with, and how long these are together."""
    values: list[float] = []
    at = 0
    while name := max((name for name in names if word.startswith(name, at)), key=len, default=""):
        values.append(names[name])
        at += len(name)
    return values, at


@functools.cache
def _large(lang: Lang, width: str) -> Mapping[str, int]:
    """The names of the powers of ten from a thousand on, in lower case; none where CLDR doesn't know the language."""
    try:
        forms = Locale.parse(lang).compact_decimal_formats.get(width) or {}
    except (UnknownLocaleError, ValueError):
        return {}
    names: dict[str, int] = {}
    for by_size in forms.values():
        for size, form in by_size.items():
            pattern = str(form.pattern)
            name = re.sub(r"[\s0.'\u00a0]", "", pattern).casefold()
            if len(name) >= _SHORTEST or name >= FIRST_SYLLABLE:
                names.setdefault(name, int(size) // 10 ** (pattern.count("0") - 1))
    return names
