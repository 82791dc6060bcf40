"""Slips of the keyboard: the same text always gets the same ones."""

import random
import re
from collections.abc import Callable

from bot.matching.keyboards import LATIN

SHARE = 1 / 6
"""How many of the words of two letters and more are misspelt."""

_WORD = re.compile(r"[^\W\d_]{2,}")


def misspelt(text: str, *, share: float = SHARE, seed: int = 0) -> str:
    """``text`` with one slip in about ``share`` of its words."""
    chance = random.Random(f"{seed} {text}")

    def mangled(found: re.Match[str]) -> str:
        return slip(found[0], chance) if chance.random() < share else found[0]

    return _WORD.sub(mangled, text)


def slip(word: str, chance: random.Random) -> str:
    """``word``, of two letters and more, with a letter dropped, doubled, swapped or hit beside its key."""
    at = chance.randrange(len(word))
    return chance.choice(_SLIPS)(word, at, chance)


def _drop(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _double(word: str, at: int, _: random.Random) -> str:
    return word[: at + 1] + word[at:]


def _swap(word: str, at: int, chance: random.Random) -> str:
    """The first pair of unlike letters from ``at`` on, swapped; a word of one letter repeated has one dropped."""
    for start in (*range(at, len(word) - 1), *range(at)):
        if start + 1 < len(word) and word[start] != word[start + 1]:
            return word[:start] + word[start + 1] + word[start] + word[start + 2 :]
    return _drop(word, at, chance)


def _beside(word: str, at: int, chance: random.Random) -> str:
    """A letter replaced by a neighbour; doubled, where the keyboard has no such letter."""
    keys = sorted(LATIN.get(word[at].lower(), ()))
    return word[:at] + chance.choice(keys) + word[at + 1 :] if keys else _double(word, at, chance)


_SLIPS: tuple[Callable[[str, int, random.Random], str], ...] = (_drop, _double, _swap, _beside)
