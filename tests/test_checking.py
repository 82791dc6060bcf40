"""`citebot check` on folders that load: is the evidence in the sources, and does it hold what the answer says?"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from bot.answering import Answerer
from bot.checking import check
from bot.errors import InputError
from bot.knowledge.load import load
from bot.replies import Answer

GOOD = Path(__file__).parent / "folders" / "bakery"
ADDRESS = 'quote: "the Old Mill Bakery in Harbour Street", paragraph: 1'
Changed: TypeAlias = Callable[[str, str, str], Path]


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """Copies the good folder and puts other words into one of its files."""

    def change(file: str, before: str, after: str) -> Path:
        folder = shutil.copytree(GOOD, tmp_path / "changed")
        text = (folder / file).read_text(encoding="utf-8")
        assert before in text
        (folder / file).write_text(text.replace(before, after), encoding="utf-8")
        return folder

    return change


def of_quotes(folder: Path) -> list[str]:
    problems = map(str, check(folder, sources=folder / "texts"))
    return [problem for problem in problems if "the quote “" in problem]


def test_the_good_folder_has_no_problems_and_every_quote_is_proven() -> None:
    assert check(GOOD, sources=GOOD / "texts") == ()


@pytest.mark.parametrize(
    ("quote", "problem"),
    [
        ('quote: "the Old Mill Bakery at Harbour Street"', "it does not stand in the source"),
        ('quote: "in harbour street"', "it does not stand in the source"),
        ('quote: "turns ninety On Saturday"', "it does not stand in the source"),
        ('quote: "Old Mill Bakery"', "it stands 2 times in the source"),
        ('quote: "Bakers of the Coast"', "it does not stand in the source"),
        ('quote: "The Old Mill Bakery turns ninety"', "it is a whole sentence"),
        (
            'quote: "Her grandson Oskar Berg runs it today, with a starter and a smile"',
            "it is a whole sentence (quote a fragment)",
        ),
        ('quote: "in Harbour Street", paragraph: 2', "it stands in paragraph 1, not 2"),
    ],
)
def test_a_quote_is_held_against_the_text_of_its_source(changed: Changed, quote: str, problem: str) -> None:
    [reported] = of_quotes(changed("facts/shop.yaml", ADDRESS, quote))
    assert reported.startswith("facts/shop.yaml:7: address: the quote “")
    assert problem in reported


@pytest.mark.parametrize(
    "quote", ['quote: "in Harbour Street"', "quote: >-\n      the Old Mill\n      Bakery in Harbour"]
)
def test_a_fragment_that_stands_there_once_is_proven(changed: Changed, quote: str) -> None:
    assert (
        of_quotes(changed("facts/shop.yaml", f"{{source: gazette, {ADDRESS}}}", f"\n    source: gazette\n    {quote}"))
        == []
    )


def test_white_space_in_the_text_of_a_source_counts_as_one_space(changed: Changed) -> None:
    assert of_quotes(changed("texts/gazette.txt", "Mill Bakery in", "Mill  Bakery\u00a0in")) == []


def test_a_paragraph_that_a_source_repeats_word_for_word_counts_once(changed: Changed) -> None:
    text = (GOOD / "texts" / "almanac.txt").read_text(encoding="utf-8")
    assert of_quotes(changed("texts/almanac.txt", text, text + text)) == []


def test_a_source_without_its_text_is_reported_at_each_quote(changed: Changed) -> None:
    folder = changed("bot.yaml", "breads", "breads")
    (folder / "texts" / "almanac.txt").unlink()
    [reported] = of_quotes(folder)
    assert reported.endswith("“opened its doors in 1933”: no text of 'almanac' to prove it by")


def test_a_text_that_is_not_utf_8_is_an_input_error(changed: Changed) -> None:
    folder = changed("bot.yaml", "breads", "breads")
    (folder / "texts" / "almanac.txt").write_bytes("café".encode("latin-1"))
    with pytest.raises(InputError, match=r"almanac\.txt: not UTF-8 text"):
        check(folder, sources=folder / "texts")


@pytest.mark.parametrize("folder", ["bot.yaml", "nowhere"])
def test_a_folder_that_is_none_is_an_input_error(folder: str) -> None:
    with pytest.raises(InputError, match="no such folder"):
        check(GOOD / folder)
    with pytest.raises(InputError, match="no such folder"):
        check(GOOD, sources=GOOD / folder)


@pytest.mark.parametrize(
    "answer",
    [
        "Look for it in Harbour Street. Anybody knows the way.",
        "Marta's bakery, which Oskar Berg runs, is in Harbour Street.",
        "The Riverside Gazette names Harbour Street.",
        "The one bakery is in Harbour Street.",
    ],
)
def test_names_of_entities_and_publications_and_first_words_need_no_quote(changed: Changed, answer: str) -> None:
    assert check(changed("facts/shop.yaml", "The bakery is in Harbour Street.", answer)) == ()


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        ("The bakery is in Harbour Street 7.", "7"),
        ("The seven bakeries are in Harbour Street.", "7"),
        ("The bakery is in Harbour Lane.", "Lane"),
        ("The bakery is in Harbour Street since June.", "June"),
        ("The bakery is in Harbour Street. It has 1,200 guests.", "1200"),
    ],
)
def test_a_number_or_name_that_no_quote_holds_is_reported(changed: Changed, answer: str, missing: str) -> None:
    [problem] = check(changed("facts/shop.yaml", "The bakery is in Harbour Street.", answer))
    assert problem.message.startswith(f"address: '{missing}' in the answer (en) stands in no quote")


def test_a_number_in_words_proves_one_in_digits_and_a_derived_one_needs_its_derivation(changed: Changed) -> None:
    [problem] = check(changed("facts/breads.yaml", "  derived:", "  note:"))
    assert problem.message.startswith("loaves-a-day: '100' in the answer")


def test_a_folder_may_do_without_quotes_and_then_its_answers_are_not_held_against_any(changed: Changed) -> None:
    folder = changed("facts/shop.yaml", f"{{source: gazette, {ADDRESS}}}", "{source: gazette}, {source: almanac}")
    unnoted, unquoted, *_ = map(str, check(folder))
    assert unquoted.startswith("facts/shop.yaml:9: cite: 'quote' is missing (")
    assert unnoted.startswith("facts/shop.yaml:7: two sources are cited without a note (")
    bot, facts = folder / "bot.yaml", folder / "facts" / "shop.yaml"
    bot.write_text(bot.read_text(encoding="utf-8") + "quotes: optional\n", encoding="utf-8")
    facts.write_text(facts.read_text(encoding="utf-8").replace("Harbour Street", "Lane 7"), encoding="utf-8")
    assert check(folder, sources=folder / "texts") == ()
    reply = Answerer(load(folder)).show("address")
    assert isinstance(reply, Answer)
    assert [(item.quote, item.url) for item in reply.evidence] == [
        (None, "https://gazette.example/old-mill-bakery"),
        (None, "https://almanac.example/bakers"),
    ]


def test_the_version_changes_with_any_file(changed: Changed) -> None:
    assert load(GOOD).version == load(GOOD).version
    assert load(GOOD).version != load(changed("facts/shop.yaml", "Harbour Street.", "the Harbour Street.")).version
