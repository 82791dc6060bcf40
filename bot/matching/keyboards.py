"""Which keys lie beside each other, and text typed with the keyboard set to another language: `rnj` for кто."""

import re
import unicodedata
from collections.abc import Mapping

_CONSONANT = "[ㄱ-ㅎ]"
_VOWEL = "ㅗ[ㅏㅐㅣ]?|ㅜ[ㅓㅔㅣ]?|ㅡㅣ?|[ㅏ-ㅣ]"
_FINAL = "ㄱㅅ|ㄴ[ㅈㅎ]|ㄹ[ㄱㅁㅂㅅㅌㅍㅎ]|ㅂㅅ|[ㄱ-ㄷㄹ-ㅂㅅ-ㅈㅊ-ㅎ]"
_SYLLABLE = re.compile(f"({_CONSONANT})({_VOWEL})(?:({_FINAL})(?![ㅏ-ㅣ]))?")
_PAIRS = {
    **{"ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ"},
    **{"ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㅂㅅ": "ㅄ"},
    **{"ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ", "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ"},
}
"""Signs that are typed with two keys."""
_TYPED = {sign: typed for typed, sign in _PAIRS.items()}
_WHOLE = re.compile("[가-힣]")
_ROWS = ("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
_AROUND = ((0, -1), (0, 1), (-1, 0), (-1, 1), (1, -1), (1, 0))


def neighbours(layout: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The letters beside, above and below each letter of a keyboard.

    Args:
        layout: what the keys write, by what they would write on a QWERTY keyboard.
    """
    keys = {(row, column): key for row, line in enumerate(_ROWS) for column, key in enumerate(line)}
    letters = {place: layout[key] for place, key in keys.items() if layout.get(key, "").isalpha()}
    return {
        letter: frozenset(letters[at] for down, right in _AROUND if (at := (row + down, column + right)) in letters)
        for (row, column), letter in letters.items()
    }


LATIN = neighbours({key: key for row in _ROWS for key in row})


def retyped(text: str, keys: Mapping[str, str]) -> str:
    """``text`` as the same keys would have written it in another layout.

    Args:
        keys: what each sign becomes; a capital that is not in it goes by its small letter. Korean syllables go by their
            letters, and letters become syllables.
    """
    typed = _WHOLE.sub(_letters, text)
    return _SYLLABLE.sub(_syllable, "".join(keys.get(sign) or keys.get(sign.lower(), sign) for sign in typed))


def _letters(found: re.Match[str]) -> str:
    """The letters of a syllable as they are typed, key by key."""
    parts = (unicodedata.name(part).split(" ", 2)[2] for part in unicodedata.normalize("NFD", found[0]))
    signs = (unicodedata.lookup(f"HANGUL LETTER {name}") for name in parts)
    return "".join(_TYPED.get(sign, sign) for sign in signs)


def _syllable(found: re.Match[str]) -> str:
    parts = zip(("CHOSEONG", "JUNGSEONG", "JONGSEONG"), found.groups(), strict=True)
    return unicodedata.normalize("NFC", "".join(_jamo(place, signs) for place, signs in parts if signs))


def _jamo(place: str, signs: str) -> str:
    """The letter of a syllable that is typed as ``signs``."""
    letter = unicodedata.name(_PAIRS.get(signs, signs)).removeprefix("HANGUL LETTER ")
    return unicodedata.lookup(f"HANGUL {place} {letter}")
