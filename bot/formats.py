"""Dates and numbers as readers of each language write them."""

from datetime import datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from bot.knowledge.model import Lang

ENGLISH = "en_GB"
"""Day first, as the facts have it, which nobody misreads; the plain locale is American."""


def number(value: int, lang: Lang) -> str:
    """``12,000``, ``12 000`` or ``12.000``."""
    return str(format_decimal(value, locale=_locale(lang)))


def moment(written: str, lang: Lang) -> str:
    """``2024-06-12`` as ``12 June 2024`` or ``12 июня 2024 г.``, with the time if there is one.

    Whatever is no such date stays as it is written.
    """
    try:
        when = datetime.fromisoformat(written)
    except ValueError:
        return written
    shown = str(format_date(when, format="long", locale=_locale(lang)))
    return f"{shown}, {when:%H:%M}" if ":" in written else shown


def language_name(lang: Lang, reader: Lang) -> str | None:
    """What those who speak ``reader`` call the language ``lang``: English, 영어, английский; None if nobody knows."""
    try:
        return Locale.parse(lang).get_language_name(_locale(reader))
    except (ValueError, UnknownLocaleError):
        return None


def _locale(lang: Lang) -> Locale:
    """The locale of ``lang``; of English, where nobody has described that language."""
    try:
        return Locale.parse(ENGLISH if lang == "en" else lang)
    except (ValueError, UnknownLocaleError):
        return Locale.parse(ENGLISH)
