"""Dates in a text, as people write them: with the month as a word or a number, with and without a day or a year."""

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from babel.core import UnknownLocaleError
from babel.dates import get_month_names

from bot.knowledge.model import Lang

_ENDINGS = r"[^\W\d_]{0,4}"
"""A month inflected: маусымда, июня."""
_LONG = 5
"""Shorter names of months are abbreviations, or words of their own, and take no endings."""
_CASE = r"[^\W\d_]{1,2}\b"
"""What months end in where they are declined: июне, маем."""


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a month of a year, or a year; from ``start`` to before ``end`` in its text."""

    surface: str
    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    def agrees(self, known: "Date") -> bool:
        """Whether ``known`` says all that this says; the year may go without saying where the day is said."""
        shared = [(mine, its) for mine, its in self._parts(known) if mine is not None and its is not None]
        said = all(its is not None for mine, its in self._parts(known)[1:] if mine is not None)
        return bool(shared) and said and all(mine == its for mine, its in shared)

    def differs(self, known: "Date") -> bool:
        """Whether ``known`` says as much, and not the same; of a year alone, only another year alone does."""
        as_much = (self.month is None) == (known.month is None) and (self.day is None or known.day is not None)
        return as_much and any(None not in pair and pair[0] != pair[1] for pair in self._parts(known))

    def in_another_year(self, known: "Date") -> bool:
        """Whether ``known`` is the same day or month, only of another year."""
        same = self.month == known.month is not None and self.day in {None, known.day}
        return same and None not in {self.year, known.year} and self.year != known.year

    def _parts(self, known: "Date") -> tuple[tuple[int | None, int | None], ...]:
        return (self.year, known.year), (self.month, known.month), (self.day, known.day)


def dates(text: str, lang: Lang) -> tuple[Date, ...]:
    """The dates in ``text``, in order."""
    found: list[Date] = []
    for date in _found(text, lang):
        if all(date.end <= other.start or other.end <= date.start for other in found):
            found.append(date)
    return tuple(sorted(found, key=lambda date: date.start))


def _found(text: str, lang: Lang) -> Iterator[Date]:
    months = _months(lang)
    for pattern in _patterns(lang):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            name = (parts.get("name") or "").casefold().rstrip(".")
            month = _number(parts.get("month")) or next((months[known] for known in months if name == known), None)
            if month is None and name:
                month = next((months[known] for known in months if name.startswith(known)), None)
            year, day = _number(parts.get("year")), _number(parts.get("day"))
            if (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31):  # noqa: PLR2004
                yield Date(match[0].rstrip("."), match.start(), match.end(), year, month, day)


@functools.cache
def _patterns(lang: Lang) -> tuple[re.Pattern[str], ...]:
    """From the fullest to the barest: what one has found, those after it leave alone."""
    year, day = r"(?P<year>[12]\d{3})(?!\d)", r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|\.|-\w{1,5})?(?!\d)"
    bare = day.replace(r"|\.", "")
    written = [
        re.escape(name) + (_ENDINGS if len(name) >= _LONG else r"\b\.?")
        for name in sorted(_months(lang), key=len)[::-1]
    ]
    names = "|".join([*written, *(rf"{re.escape(stem)}{_CASE}" for stem in _declined(lang))])
    month = rf"\b(?P<name>{names})" if names else r"(?P<name>(?!))"  # in Korean, they are numbers
    forms = [
        r"(?<!\d)(?P<year>[12]\d{3})\s?[-.]\s?(?P<month>\d{1,2})\s?[-.]\s?(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})[-.](?P<month>\d{1,2})[-.](?P<year>[12]\d{3})(?!\d)",
        r"(?:(?P<year>[12]\d{3})\s?[년年]\s?)?(?<!\d)(?P<month>\d{1,2})\s?[월月](?:\s?(?P<day>\d{1,2})\s?[일日])?",
        r"(?<!\d)(?P<year>[12]\d{3})\s?[년年]",
        rf"{year}\W+(?:\w{{1,8}}\W+)?{day}[\s-]+{month}",
        rf"{year}\s+(?:\w{{1,8}}\s+)?{month}",
        rf"{day}[\s-]+(?:of\s+)?{month},?\s+{year}",
        rf"{month}\s+{bare},?\s+{year}",
        rf"{day}[\s-]+(?:of\s+)?{month}",
        rf"{month}\s+{bare}",
        rf"{month},?\s+{year}",
        r"(?<![\w.,$€£])(?P<year>(?:19|20)\d\d)(?![\w%]|[.,-]\d)",
        r"(?<![\w.,$€£])(?P<year>1[0-8]\d\d)(?![\w%]|[.,-]\d|\s+[^\W\d_]{5})",
    ]
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@functools.cache
def _declined(lang: Lang) -> dict[str, int]:
    """What the two names of each month begin with, in languages that have another for *12 June* than for *June*."""
    wide = (_names("wide", context, lang).items() for context in ("format", "stand-alone"))
    pairs = ((number, one.casefold(), other.casefold()) for (number, one), (_, other) in zip(*wide, strict=True))
    return {_shared(one, other): number for number, one, other in pairs if one != other}


def _shared(one: str, other: str) -> str:
    """What both begin with."""
    return "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@functools.cache
def _months(lang: Lang) -> dict[str, int]:
    """The names of months in ``lang``, in lower case; English ones where CLDR doesn't know the language."""
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            known = _names(width, context, lang)
            names |= {name.casefold().rstrip("."): number for number, name in known.items() if name[:1].isalpha()}
    return names | _declined(lang)


def _names(
    width: Literal["wide", "abbreviated"], context: Literal["format", "stand-alone"], lang: Lang
) -> Mapping[int, str]:
    try:
        return get_month_names(width, context, lang)
    except (UnknownLocaleError, ValueError):
        return get_month_names(width, context, "en")


def _number(text: str | None) -> int | None:
    return int(text) if text else None
