"""Words by how they sound in Latin letters: for Korean and Cyrillic typed on a Latin keyboard, and for look-alikes."""

import functools
import re
from collections.abc import Iterable

from anyascii import anyascii

_SAME = (
    ("shch", "sh"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("kh", "h"),
    ("gh", "g"),
    ("zh", "i"),
    ("ng", "n"),
    ("q", "k"),
    ("x", "h"),
    ("w", "u"),
    ("y", "i"),
    ("j", "i"),
)
"""What people write for each other: қ on a keyboard without it is к, ж is zh or j, й is y, i or j."""
_NO_LETTER = re.compile(r"[^a-z0-9]")
_TWICE = re.compile(r"(.)\1+")


class _Latin(dict[int, str]):
    """What each sign, by its number in Unicode, is in Latin letters and digits; found out when first asked for."""

    def __missing__(self, sign: int) -> str:
        latin = self[sign] = _NO_LETTER.sub("", anyascii(chr(sign)).casefold())
        return latin


_LATIN = _Latin()


@functools.lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """``word`` in Latin letters, with what people write for each other made one; never two of a letter in a row."""
    latin = romanised(word)
    for written, one in _SAME:
        latin = latin.replace(written, one)
    return _TWICE.sub(r"\1", latin)


def romanised(word: str) -> str:
    """``word`` in Latin letters and digits alone."""
    return word.translate(_LATIN)


def by_sound(words: Iterable[str]) -> dict[str, list[str]]:
    """``words``, which are not in Latin letters, by their sounds; those in Latin letters are left out."""
    found: dict[str, list[str]] = {}
    for word in words:
        if not word.isascii():
            found.setdefault(sound(word), []).append(word)
    return found
