"""`citebot import` and `citebot export` as people use them."""

from pathlib import Path

import pytest

from bot.errors import InputError, KnowledgeError
from tests.conftest import FOLDERS
from tests.sheets.conftest import Citebot

SHEET = """\
question,answer,source_title,source_url
How do I return something?,Send it back within 30 days.,Returns,https://shop.example/returns
can I give it back,Send it back within 30 days.,,
When do you open?,"At nine, but for Sundays.",Hours,https://shop.example/hours
when do you open,"At nine, but for Sundays.",Hours,https://shop.example/hours
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "our_shop.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def test_a_sheet_becomes_a_bot_that_answers_and_has_no_problems(citebot: Citebot, sheet: Path) -> None:
    made = citebot("import", sheet.name, "shop")
    assert made.exit_code == 0
    assert made.stderr == ""
    assert made.stdout.splitlines() == [
        "shop: 3 questions → 2 answers, 2 sources; languages: en",
        "questions that stood there twice and are kept once: 1",
        "",
        "Try:",
        "  citebot ask --knowledge shop 'How do I return something?'",
        "  citebot check shop",
    ]
    assert citebot("check", "shop").exit_code == 0
    assert citebot("ask", "--knowledge", "shop", "how can I give somthing back").stdout.splitlines()[:3] == [
        "Send it back within 30 days.",
        "Returns — shop.example",
        "  https://shop.example/returns",
    ]


def test_a_sheet_and_its_folder_make_each_other(citebot: Citebot, sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    assert citebot("import", sheet.name, "shop").exit_code == 0
    exported = citebot("export", "shop", "again/our_shop.xlsx")
    assert (exported.stdout, exported.stderr) == ("again/our_shop.xlsx: 3 questions, 2 answers\n", "")
    assert citebot("import", "again/our_shop.xlsx", "again/shop").exit_code == 0
    files = [path.relative_to("shop") for path in Path("shop").rglob("*.yaml")]
    assert len(files) == 4
    for file in files:
        assert ("again/shop" / file).read_bytes() == ("shop" / file).read_bytes()


def test_the_folder_is_written_to_be_read_and_goes_by_the_name_of_the_file(citebot: Citebot, sheet: Path) -> None:
    citebot("import", sheet.name, "shop")
    assert 'name: {en: "our shop"}' in Path("shop/bot.yaml").read_text(encoding="utf-8")
    assert (
        Path("shop/intents/faq.yaml")
        .read_text(encoding="utf-8")
        .startswith(
            "how-do-i-return-something:\n"
            '  title: {en: "How do I return something?"}\n'
            "  phrasings:\n"
            "    en:\n"
            "      - How do I return something?\n"
            "      - can I give it back\n"
        )
    )


def test_a_row_with_a_problem_keeps_the_folder_from_being_made_and_what_is_odd_is_said_too(
    citebot: Citebot, sheet: Path
) -> None:
    sheet.write_text("question,answer,source_url,topic\nopen?,,,\n", encoding="utf-8")
    result = citebot("import", sheet.name, "shop")
    assert isinstance(result.exception, KnowledgeError)
    assert str(result.exception) == "our_shop.csv:2: no answer (write it, or the intent of a row that has it)"
    assert result.stderr.startswith("our_shop.csv:1: the column 'topic' is not read")
    assert not Path("shop").exists()


def test_what_is_still_english_or_shortened_is_said(citebot: Citebot, sheet: Path) -> None:
    rows = [
        "question;answer;source_url;intent;language",
        f"Wann?;Um neun.;https://a.example;{'oeffnungszeiten_' * 2};de",
    ]
    sheet.write_text("\n".join(rows), encoding="utf-8")
    result = citebot("import", sheet.name, "shop")
    assert result.stderr == (
        "shop/bot.yaml:5: no words of the bot in 'de', so that it speaks English there (write languages/de.yaml)\n"
    )
    assert "since theirs was too long or not the only one: 1\n  such as oeffnungszeiten-" in result.stdout


@pytest.mark.parametrize("there", ["file", "folder"])
def test_nothing_is_overwritten(citebot: Citebot, sheet: Path, tmp_path: Path, there: str) -> None:
    target = tmp_path / "shop"
    if there == "folder":
        target.mkdir()
        target /= "note.txt"
    target.write_text("mine", encoding="utf-8")
    result = citebot("import", sheet.name, "shop")
    assert isinstance(result.exception, InputError)
    assert str(result.exception) == "shop: stands there already, and is not empty (name a new folder)"
    assert target.read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_is_filled(citebot: Citebot, sheet: Path) -> None:
    Path("shop").mkdir()
    assert citebot("import", sheet.name, "shop").exit_code == 0


def test_an_export_says_where_it_loses_what(citebot: Citebot) -> None:
    result = citebot("export", str(FOLDERS / "bakery"), "faq.csv")
    assert result.exit_code == 0
    assert "facts/shop.yaml:1: founded: the sheet has no room for its note\n" in result.stderr
    assert Path("faq.csv").read_bytes().startswith(b"\xef\xbb\xbfquestion,answer,source_title,source_url,")


def test_a_broken_folder_is_not_exported(citebot: Citebot) -> None:
    broken = FOLDERS.parent / "broken" / "missing-key"
    result = citebot("export", str(broken), "faq.csv")
    assert isinstance(result.exception, KnowledgeError)
    assert not Path("faq.csv").exists()
