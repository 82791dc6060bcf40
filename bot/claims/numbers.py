"""Numbers in a text, in digits, in words or both, each with what it counts."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.claims.dates import Date
from bot.claims.spelling import Spelling

_TOKEN = re.compile(
    r"(?<![\w.,])(?P<sign>[$€£¥₩]\s?)?"
    r"(?P<whole>\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(?P<rest>[.,]\d{1,2}(?!\d)|\.\d+)?(?P<percent>\s?%)?"
    r"(?![^\W가-힣]|[.,]\d)"
    r"|(?P<word>[^\W\d_]+)"
)
_FOLLOWING = re.compile(r"(?:(?<=[\d가-힣])(?=[가-힣])|[ -]+)([^\W\d_]+(?:[ -][^\W\d_]+){0,2})")
"""Korean counters stand right behind a number, others apart from it."""
_NEAR = frozenset({"", " ", "-", "\u00a0"})
"""What may stand within a number: thirty-five, 3 million."""
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


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a number that stands by itself: 35 of 35 thousand, thirty of thirty-five."""

    start: int
    end: int
    values: Sequence[float]
    sign: str = ""
    in_digits: bool = False


def numbers(
    text: str, *, apart_from: Iterable[Date], spelling: Spelling, stems: Callable[[str], list[str]]
) -> Iterator[Number]:
    """The numbers in ``text``; those in words count from three on.

    Args:
        apart_from: the dates in it, whose numbers count nothing.
        spelling: how numbers are written in words.
        stems: the stems of the words in a text that have content.
    """
    taken = [(date.start, date.end) for date in apart_from]
    parts = [part for part in _parts(text, spelling) if not any(start <= part.start < end for start, end in taken)]
    for run in _runs(parts, text):
        value = _summed(run)
        if run[0].in_digits or value >= _NOT_JUST_COUNTING:
            yield _number(text, run, value, stems)


def _parts(text: str, spelling: Spelling) -> Iterator[_Part]:
    behind_digits = -1
    for match in _TOKEN.finditer(text):
        if word := match["word"]:
            values, length = spelling.read(word, behind_digits=match.start() == behind_digits)
            if values:
                yield _Part(match.start(), match.start() + length, values)
            continue
        behind_digits = match.end()
        value = float(re.sub(r"\D", "", match["whole"]) + (match["rest"] or "").replace(",", "."))
        yield _Part(match.start(), match.end(), [value], (match["sign"] or match["percent"] or "").strip(), True)


def _runs(parts: Sequence[_Part], text: str) -> Iterator[Sequence[_Part]]:
    """The parts that make one number, together."""
    run: list[_Part] = []
    for part in parts:
        if run and not (text[run[-1].end : part.start] in _NEAR and _continues(run, part)):
            yield run
            run = []
        run.append(part)
    if run:
        yield run


def _continues(run: Sequence[_Part], part: _Part) -> bool:
    """Whether ``part`` multiplies what is there, or adds what is smaller than all of its digits."""
    first = part.values[0]
    return (_multiplies(first) and not part.in_digits) or _last(run) % 10 ** len(str(int(first))) == 0


def _last(run: Sequence[_Part]) -> float:
    """What was said last, with all that multiplies it: 200,000 of a million and two hundred thousand."""
    return _terms(run)[-1]


def _summed(run: Sequence[_Part]) -> float:
    return sum(_terms(run))


def _terms(run: Sequence[_Part]) -> list[float]:
    terms: list[float] = []
    for part in run:
        for value in part.values:
            smaller = 0.0
            while _multiplies(value) and not part.in_digits and terms and terms[-1] < value:
                smaller += terms.pop()
            terms.append(value * (smaller or 1))
    return terms


def _multiplies(value: float) -> bool:
    """Whether it is a hundred, a thousand, ten thousand and so on."""
    return value >= 100 and re.fullmatch("10+", f"{value:.0f}") is not None  # noqa: PLR2004


def _number(text: str, run: Sequence[_Part], value: float, stems: Callable[[str], list[str]]) -> Number:
    start, end = run[0].start, run[-1].end
    following = _FOLLOWING.match(text, end)
    units = frozenset(stems(following[1])[:_UNITS]) if following else frozenset()
    counted = following[0][: -len(following[1])] + following[1].split()[0] if following and units else ""
    return Number(text[start:end].strip() + counted, value, units | {part.sign for part in run if part.sign})
