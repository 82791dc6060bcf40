"""The normal form of what people and curators write: words as they compare, not as they look."""

import re
import unicodedata
from collections.abc import Iterable

MAX_CHARACTERS = 1_000
"""Longer messages are read only so far: a question that has not begun by then is not one we can answer."""

MAX_WORDS = 64
"""Words after these are left out."""

FIRST_SYLLABLE = "\u1100"
"""From Hangul on, a sign is a syllable or a word."""

_NOISE = re.compile(r"https?://\S+|(?<!\S)@\w+|(?<!\S)/\w+(@\w+)?")
_POSSESSIVE = re.compile(r"(?<=\w)['’`ʼ]s\b")
_APOSTROPHES = re.compile(r"(?<=\w)['’`ʼ](?=\w)")
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))")
_WORD = re.compile(r"[가-힣]+|[^\W_가-힣]+")
"""Korean particles follow names in Latin letters and numbers without a space: ``KIGAM은``, ``6월``."""
_WITHIN_SENTENCE = re.compile(r"(?<=[\w,;] )[^\W\d_][\w-]*")
_MARKS = re.compile("(?<=[a-zα-ω])[\u0300-\u036f]+|[\u0300\u0301]|(?<=е)\u0308")
"""Accents, which people leave out, stress marks and the dots of ё; in other scripts marks make letters, as й is."""
_PLAIN = re.compile(r"[A-Za-z0-9 ?.-]{0,200}")


def normalise(text: str) -> str:
    """``text`` in lower case, width and accents folded, without addresses, mentions, commands and apostrophes."""
    if _PLAIN.fullmatch(text):  # as most phrasings are, which makes the index in half the time
        return text.casefold()
    text = unicodedata.normalize("NFKC", _THOUSANDS.sub("", text[:MAX_CHARACTERS])).casefold()
    if not text.isascii():
        text = text[:MAX_CHARACTERS]  # a single sign may have become many
        text = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))
    text = _POSSESSIVE.sub("", _NOISE.sub(" ", text))
    return _THOUSANDS.sub("", _APOSTROPHES.sub("", text))


def words(text: str) -> list[str]:
    """The words of ``text`` in normal form, in order."""
    return _WORD.findall(normalise(text))[:MAX_WORDS]


def capitalised(text: str) -> frozenset[str]:
    """The words, in normal form, that have a capital within a sentence of ``text``; none where all is in capitals."""
    if text.isupper():
        return frozenset()
    within = _WITHIN_SENTENCE.findall(text[:MAX_CHARACTERS])
    return frozenset(word for found in within if found[0].isupper() for word in words(found))


def normal(entries: Iterable[str]) -> frozenset[str]:
    """All words of ``entries``, in normal form."""
    return frozenset(word for entry in entries for word in words(entry))
