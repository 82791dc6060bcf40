"""Numbers in a text, each with what it counts."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.claims.dates import Date

_DIGITS = re.compile(
    r"(?<![\w.,])(?P<sign>[$€£¥₩]\s?)?"
    r"(?P<whole>\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(?P<rest>\.\d+)?(?P<percent>\s?%)?"
    r"(?!\w|[.,]\d)"
)
_WORD = re.compile(r"[^\W\d_]+")
_FOLLOWING = re.compile(r"[ -]+([^\W\d_]+(?:[ -][^\W\d_]+){0,2})")
_NOT_JUST_COUNTING = 3
"""Smaller numbers, in words, mostly only count what is listed anyway: the two sides, one ministry."""
_UNITS = 2


@dataclass(frozen=True, slots=True)
class Number:
    """A number; ``units`` are the stems of what it counts, or the sign of what it measures; maybe none."""

    surface: str
    value: float
    units: frozenset[str]

    def agrees(self, known: "Number") -> bool:
        return self.value == known.value and (not self.units or self.counts_the_same(known))

    def differs(self, known: "Number") -> bool:
        return self.value != known.value and self.counts_the_same(known)

    def counts_the_same(self, known: "Number") -> bool:
        return not self.units.isdisjoint(known.units)


def numbers(
    text: str, *, apart_from: Iterable[Date], words: Mapping[str, str], stems: Callable[[str], list[str]]
) -> Iterator[Number]:
    """The numbers in ``text``.

    Args:
        apart_from: the dates in it, whose numbers count nothing.
        words: numbers in words (from three on they count), each with its digits.
        stems: the stems of the words in a text that have content.
    """
    taken = [(date.start, date.end) for date in apart_from]
    for match in _DIGITS.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            value = float(re.sub(r"\D", "", match["whole"]) + (match["rest"] or ""))
            sign = (match["sign"] or match["percent"] or "").strip()
            yield _number(text, match, value, sign, stems)
    for match in _WORD.finditer(text):
        digits = words.get(match[0].casefold())
        if digits is not None and int(digits) >= _NOT_JUST_COUNTING:
            yield _number(text, match, float(digits), "", stems)


def _number(text: str, match: re.Match[str], value: float, sign: str, stems: Callable[[str], list[str]]) -> Number:
    following = _FOLLOWING.match(text, match.end())
    units = frozenset(stems(following[1])[:_UNITS]) if following else frozenset()
    counted = f" {following[1].split()[0]}" if following and units else ""
    return Number(match[0].strip() + counted, value, units | ({sign} if sign else frozenset()))
