"""Numbers, and what they count."""

import pytest

from bot.claims.dates import dates
from bot.claims.numbers import Number, numbers

WORDS = {"one": "1", "two": "2", "four": "4", "twelve": "12"}


def found(text: str) -> list[Number]:
    apart = dates(text, "en")
    return list(
        numbers(text, apart_from=apart, words=WORDS, stems=lambda words: [w.rstrip("s") for w in words.split()])
    )


@pytest.mark.parametrize(
    ("text", "value", "units", "surface"),
    [
        ("31 metres tall", 31, {"metre", "tall"}, "31 metres"),
        ("some 120,000 Koryoin", 120_000, {"Koryoin"}, "120,000 Koryoin"),
        ("150 000 people", 150_000, {"people"}, "150 000 people"),
        ("1.5 tonnes", 1.5, {"tonne"}, "1.5 tonnes"),
        ("$3 billion", 3, {"billion", "$"}, "$3 billion"),
        ("up 12%", 12, {"%"}, "12%"),
        ("four memoranda", 4, {"memoranda"}, "four memoranda"),
        ("there were 31.", 31, set(), "31"),
    ],
)
def test_a_number_is_found_with_what_it_counts(text: str, value: float, units: set[str], surface: str) -> None:
    assert [(one.value, set(one.units), one.surface) for one in found(text)] == [(value, units, surface)]


@pytest.mark.parametrize("text", ["12 June 2024", "two sides", "the 4th floor", "B2B", "v1.2.3", "in 1991"])
def test_dates_ordinals_codes_and_small_number_words_count_nothing(text: str) -> None:
    assert found(text) == []


def number(value: float, *units: str) -> Number:
    return Number("", value, frozenset(units))


def test_numbers_agree_in_value_and_unit() -> None:
    assert number(31, "metre").agrees(number(31, "metre", "tall"))
    assert number(120_000).agrees(number(120_000, "koryoin"))
    assert not number(31, "metre").agrees(number(31, "step"))
    assert not number(3, "billion").agrees(number(3))


def test_numbers_differ_only_in_what_counts_the_same() -> None:
    assert number(35, "metre").differs(number(31, "metre"))
    assert not number(35, "metre").differs(number(164, "step"))
    assert not number(35).differs(number(31))
