"""Dates as people write them."""

import pytest

from bot.claims.dates import Date, dates

Parts = tuple[int | None, int | None, int | None]


def parts(text: str, lang: str = "en") -> list[Parts]:
    return [(date.year, date.month, date.day) for date in dates(text, lang)]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("on 12 June 2024", "en", (2024, 6, 12)),
        ("on June 12, 2024, they", "en", (2024, 6, 12)),
        ("on the 12th of June", "en", (None, 6, 12)),
        ("on Jun. 12", "en", (None, 6, 12)),
        ("in June 2024", "en", (2024, 6, None)),
        ("in 1871.", "en", (1871, None, None)),
        ("since 1991 independent", "en", (1991, None, None)),
        ("2024-06-12", "en", (2024, 6, 12)),
        ("2024. 6. 12. 19:49", "en", (2024, 6, 12)),
        ("12.06.2024", "en", (2024, 6, 12)),
        ("am 4. März 1871", "de", (1871, 3, 4)),
        ("12 июня 2024 года", "ru", (2024, 6, 12)),
        ("2024 жылғы 12 маусымда", "kk", (2024, 6, 12)),
        ("12-го июня", "ru", (None, 6, 12)),
        ("11 июня.", "ru", (None, 6, 11)),
        ("в июне 2024 года", "ru", (2024, 6, None)),
        ("в мае 2024 года", "ru", (2024, 5, None)),
        ("2024 жылдың 12 маусымында", "kk", (2024, 6, 12)),
        ("12-маусымда", "kk", (None, 6, 12)),
        ("2024 жылғы маусымда", "kk", (2024, 6, None)),
        ("2024년 6월 12일", "ko", (2024, 6, 12)),
        ("2024년 6월에", "ko", (2024, 6, None)),
        ("1991년에 독립", "ko", (1991, None, None)),
        ("6월 12일에", "ko", (None, 6, 12)),
    ],
)
def test_a_date_is_found(text: str, lang: str, expected: Parts) -> None:
    assert parts(text, lang) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "you may go",
        "1,871 tonnes",
        "1500 people",
        "$1999",
        "32 June",
        "2024-13-12",
        "1990s",
        "12345",
        "June",
        "a march on",
    ],
)
def test_what_is_none_is_not(text: str) -> None:
    assert parts(text) == []


def test_a_number_beside_which_no_month_is_named_is_no_date() -> None:
    assert parts("협약 24건과 양해각서 11건", "ko") == []


def test_two_dates_are_two_dates() -> None:
    assert parts("from 1880 to 1899, and on 3 May") == [(1880, None, None), (1899, None, None), (None, 5, 3)]


def date(year: int | None = None, month: int | None = None, day: int | None = None) -> Date:
    return Date("", 0, 0, year, month, day)


def test_a_date_agrees_with_one_that_says_as_much() -> None:
    assert date(2024, 6, 12).agrees(date(2024, 6, 12))
    assert date(2024, 6, 12).agrees(date(None, 6, 12))
    assert date(2024).agrees(date(2024, 6, 12))
    assert not date(2024, 6, 12).agrees(date(2024))
    assert not date(2024, 6, 12).agrees(date(2023, 6, 12))
    assert not date(None, 6, 12).agrees(date(2024))


def test_dates_differ_only_where_both_say_as_much() -> None:
    assert date(2024, 6, 13).differs(date(None, 6, 12))
    assert date(1992).differs(date(1991))
    assert date(2023, 6).differs(date(2024, 6, 12))
    assert not date(2024, 6).differs(date(2024, 6, 12))
    assert not date(1992).differs(date(1991, 12, 16))
    assert not date(None, 6, 12).differs(date(2024, 6, 12))
