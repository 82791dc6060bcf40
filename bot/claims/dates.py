"""Dates in a text, as people write them: with the month as a word or a number, with and without a day or a year."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel.core import UnknownLocaleError
from babel.dates import get_month_names

from bot.knowledge.model import Lang

_ENDINGS = r"[^\W\d_]{0,4}"
"""A month inflected: маусымда, июня."""
_LONG = 5
"""Shorter names of months are abbreviations, or words of their own, and take no endings."""
_MODERN = 1900


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
        """Whether both say as much, and not the same."""
        parts = self._parts(known)
        as_much = all((mine is None) == (its is None) for mine, its in parts[1:])
        return as_much and any(None not in pair and pair[0] != pair[1] for pair in parts)

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
                yield Date(match[0], match.start(), match.end(), year, month, day)


@functools.cache
def _patterns(lang: Lang) -> tuple[re.Pattern[str], ...]:
    """From the fullest to the barest: what one has found, those after it leave alone."""
    year, day = r"(?P<year>[12]\d{3})(?!\d)", r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?!\d)"
    bare = day.replace(r"|\.", "")
    names = "|".join(
        re.escape(name) + (_ENDINGS if len(name) >= _LONG else r"\b\.?")
        for name in sorted(_months(lang), key=len)[::-1]
    )
    month = rf"\b(?P<name>{names})"
    forms = [
        r"(?<!\d)(?P<year>[12]\d{3})\s?[-.]\s?(?P<month>\d{1,2})\s?[-.]\s?(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})[-.](?P<month>\d{1,2})[-.](?P<year>[12]\d{3})(?!\d)",
        r"(?:(?P<year>[12]\d{3})\s?[년年]\s?)?(?<!\d)(?P<month>\d{1,2})\s?[월月](?:\s?(?P<day>\d{1,2})\s?[일日])?",
        rf"{year}\W+(?:\w{{1,6}}\W+)?{day}\s+{month}",
        rf"{day}\s+(?:of\s+)?{month},?\s+{year}",
        rf"{month}\s+{bare},?\s+{year}",
        rf"{day}\s+(?:of\s+)?{month}",
        rf"{month}\s+{bare}",
        rf"{month},?\s+{year}",
        r"(?<![\w.,$€£])(?P<year>(?:19|20)\d\d)(?![\w%]|[.,-]\d)",
        r"(?<![\w.,$€£])(?P<year>1[0-8]\d\d)(?![\w%]|[.,-]\d|\s+[^\W\d_]{5})",
    ]
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@functools.cache
def _months(lang: Lang) -> dict[str, int]:
    """The names of months in ``lang``, in lower case; English ones where CLDR doesn't know the language."""
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            try:
                known = get_month_names(width, context, lang)
            except (UnknownLocaleError, ValueError):
                known = get_month_names(width, context, "en")
            names |= {name.casefold().rstrip("."): number for number, name in known.items() if name[:1].isalpha()}
    return names


def _number(text: str | None) -> int | None:
    return int(text) if text else None
