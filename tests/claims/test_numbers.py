"""Numbers, and what they count."""

import pytest

from bot.claims.dates import dates
from bot.claims.numbers import Number, numbers
from bot.claims.spelling import Spelling

WORDS = {
    "en": {"one": "1", "two": "2", "four": "4", "twelve": "12", "thirty": "30", "hundred": "100"},
    "ru": {"двадцать": "20", "пять": "5", "сто": "100", "двести": "200", "три": "3", "тысяча": "1000"},
    "kk": {"үш": "3", "отыз": "30", "бес": "5", "жүз": "100", "мың": "1000"},
    "ko": {"서른": "30", "다섯": "5", "백": "100", "천": "1000"},
}


def found(text: str, lang: str = "en") -> list[Number]:
    def stems(words: str) -> list[str]:
        return [word.rstrip("s") for word in words.split()]

    return list(numbers(text, apart_from=dates(text, lang), spelling=Spelling(WORDS[lang], lang), stems=stems))


@pytest.mark.parametrize(
    ("text", "value", "units", "surface"),
    [
        ("31 metres tall", 31, {"metre", "tall"}, "31 metres"),
        ("some 120,000 Koryoin", 120_000, {"Koryoin"}, "120,000 Koryoin"),
        ("150 000 people", 150_000, {"people"}, "150 000 people"),
        ("1.5 tonnes", 1.5, {"tonne"}, "1.5 tonnes"),
        ("$3 billion", 3_000_000_000, {"$"}, "$3 billion"),
        ("up 12%", 12, {"%"}, "12%"),
        ("four memoranda", 4, {"memoranda"}, "four memoranda"),
        ("there were 31.", 31, set(), "31"),
    ],
)
def test_a_number_is_found_with_what_it_counts(text: str, value: float, units: set[str], surface: str) -> None:
    assert [(one.value, set(one.units), one.surface) for one in found(text)] == [(value, units, surface)]


@pytest.mark.parametrize(
    ("text", "lang", "value", "surface"),
    [
        ("thirty-four memoranda", "en", 34, "thirty-four memoranda"),
        ("some 120 thousand people", "en", 120_000, "120 thousand people"),
        ("двадцать пять документов", "ru", 25, "двадцать пять документов"),
        ("около 120 тысяч человек", "ru", 120_000, "120 тысяч человек"),
        ("120 тыс. человек", "ru", 120_000, "120 тыс"),
        ("три тысячи двести пять человек", "ru", 3_205, "три тысячи двести пять человек"),
        ("сто двадцать тысяч", "ru", 120_000, "сто двадцать тысяч"),
        ("1,5 миллиарда долларов", "ru", 1_500_000_000, "1,5 миллиарда долларов"),
        ("с 3 миллионами жителей", "ru", 3_000_000, "3 миллионами жителей"),
        ("1 миллион 200 тысяч", "ru", 1_200_000, "1 миллион 200 тысяч"),
        ("отыз бес құжат", "kk", 35, "отыз бес құжат"),
        ("үш жүз адам", "kk", 300, "үш жүз адам"),
        ("120 мыңнан астам адам", "kk", 120_000, "120 мыңнан астам"),
        ("300명이 왔다", "ko", 300, "300명이"),
        ("약 12만 명", "ko", 120_000, "12만 명"),
        ("12만명", "ko", 120_000, "12만명"),
        ("1억 2천만 달러", "ko", 120_000_000, "1억 2천만 달러"),
        ("서른다섯 건", "ko", 35, "서른다섯 건"),
        ("삼성은 다섯", "ko", 5, "다섯"),
    ],
)
def test_numbers_are_read_as_each_language_writes_them(text: str, lang: str, value: float, surface: str) -> None:
    assert [(one.value, one.surface) for one in found(text, lang)] == [(value, surface)]


def test_two_numbers_are_two_numbers() -> None:
    assert [one.value for one in found("11, 24 and thirty")] == [11, 24, 30]
    assert [one.value for one in found("пять двадцать", "ru")] == [5, 20]


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
