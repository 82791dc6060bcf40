"""What a sheet says is in the folder, and the folder's own sheet makes the same folder."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answerer
from bot.knowledge.files import shipped
from bot.knowledge.load import inspect, load
from bot.knowledge.model import Knowledge
from bot.replies import Answer
from bot.sheets.draft import draft
from bot.sheets.export import table_rows
from bot.sheets.findings import Findings
from bot.sheets.folder import write_folder
from bot.sheets.losses import losses
from bot.sheets.row import Row, tidy
from bot.sheets.table import read_table, write_table
from tests.conftest import FOLDERS
from tests.sheets.conftest import HEADER, row

LANGS = ["en", "ru", "no"]
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.text("ab {}[]'\"\\:#-?!&*%@`|>,~\t\r\n\x00\x85\u2028\ufeff=+", max_size=12),
    st.sampled_from(["yes", "null", "12", "a: b", "it's # no", "{subject}"]),
)
URLS = st.sampled_from(["https://a.example", "https://www.a.example/b#c", "http://d.example/?q='{}'"])
INTENTS = st.sampled_from(["", "", "Call_Center", "call-center", "null", "ы", "a" * 40])


@st.composite
def sheet_rows(draw: st.DrawFn) -> list[list[str]]:
    """Rows without problems: the answer of an intent in a language is always the same."""
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        intent, lang = draw(INTENTS), draw(st.sampled_from(LANGS))
        answer = f"{intent.casefold()} {lang} {{a}}" if intent else draw(TEXTS) + "."
        more = {"quote": draw(st.sampled_from(["", "as it\tsays"])), "source_title": draw(TEXTS)}
        rows.append(row(draw(TEXTS) + " w", answer, draw(URLS), intent=intent, language=lang, **more))
    return rows


def imported(rows: Sequence[Row], folder: Path) -> dict[str, str]:
    """The files that the rows become, by name."""
    write_folder(draft(rows, Findings("faq.csv")), folder, "a FAQ")
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}


def numbered(rows: Sequence[Sequence[str]]) -> list[Row]:
    return [Row(number, tuple(cells)) for number, cells in enumerate(rows, start=1)]


@given(sheet_rows())
def test_any_text_survives_and_its_folder_loads_and_comes_back_the_same(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as temporary:
        first, second, sheet = (Path(temporary) / name for name in ("first", "second", "faq.csv"))
        before = imported(numbered([HEADER.split(","), *rows]), first)
        loaded = inspect(first)
        knowledge = loaded.sound()
        assert {tidy(cells[1]) for cells in rows} == said(knowledge)
        assert list(losses(knowledge, loaded.places)) == []
        write_table(sheet, list(table_rows(knowledge)))
        after = imported(list(read_table(sheet, Findings("faq.csv"))), second)
        assert after == before


def said(knowledge: Knowledge) -> set[str]:
    return {text for fact in knowledge.facts.values() for text in fact.text.forms.values()}


@pytest.mark.parametrize("folder", [FOLDERS / "bakery", FOLDERS / "lighthouse", shipped()], ids=lambda path: path.name)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_curated_folder_keeps_its_answers_its_quotes_and_its_ways_to_ask(
    folder: Path, kind: str, tmp_path: Path
) -> None:
    knowledge = load(folder)
    write_table(tmp_path / f"faq.{kind}", list(table_rows(knowledge)))
    rows = list(read_table(tmp_path / f"faq.{kind}", Findings("faq")))
    imported(rows, tmp_path / "again")
    again = load(tmp_path / "again")
    assert said(again) == said(knowledge)
    assert len(again.facts) == len(knowledge.facts)
    for old, new in zip(knowledge.facts.values(), again.facts.values(), strict=True):
        assert [(citation.source.url, citation.quote) for citation in new.citations] == [
            (citation.source.url, citation.quote) for citation in old.citations
        ]
        assert again.title(new.intent, None, "en") == knowledge.title(old.intent, old.subject, "en")


def test_of_an_intent_with_subjects_each_fact_is_asked_by_its_name() -> None:
    rows = [dict(zip(HEADER.split(","), cells, strict=True)) for cells in table_rows(load(FOLDERS / "bakery"))][1:]
    asked = [row["question"] for row in rows if row["intent"] == "baker__rye-loaf"]
    assert asked == ["Who bakes the rye loaf?", "whose hands shape the rye loaf", "by whom is the rye loaf kneaded"]
    assert not [row for row in rows if "{" in row["question"]]
    founded = [row for row in rows if row["intent"] == "founded"]
    assert [row["source_url"] for row in founded[:3]] == [
        "https://gazette.example/old-mill-bakery",
        "https://almanac.example/bakers",
        "https://gazette.example/old-mill-bakery",
    ]


def test_what_a_sheet_has_no_room_for_is_listed_where_it_stands() -> None:
    loaded = inspect(FOLDERS / "bakery")
    listed = set(map(str, losses(loaded.sound(), loaded.places)))
    assert {
        "bot.yaml:1: the sheet has no room for the topic 'people'",
        "sources.yaml:1: gazette: the sheet has no room for its publisher (The Riverside Gazette)",
        "sources.yaml:1: gazette: the sheet has no room for its author (Ida Holm)",
        "entities/bread.yaml:1: rye-loaf: the sheet has no room for its other names",
        "intents/breads.yaml:35: price: the sheet has no room for its question, which nothing answers",
        "facts/shop.yaml:1: founded: the sheet has no room for its note",
        "facts/shop.yaml:1: founded: the sheet has no room for its paragraph numbers",
    } <= listed


def test_the_folder_of_a_sheet_in_a_language_of_which_the_bot_has_no_words_answers_all_the_same(tmp_path: Path) -> None:
    rows = [
        row("Қалай қайтарамын?", "Отыз күн ішінде.", language="kk"),
        row("반품은 어떻게 하나요?", "30일 이내에.", language="ko"),
    ]
    imported(numbered([HEADER.split(","), *rows]), tmp_path / "faq")
    answerer = Answerer(load(tmp_path / "faq"))
    kazakh = answerer.reply("қалай қайтарамын")
    korean = answerer.reply("반품은 어떻게 하나요", lang="ko")
    assert isinstance(kazakh, Answer)
    assert isinstance(korean, Answer)
    assert (kazakh.text, korean.text) == ("Отыз күн ішінде.", "30일 이내에.")
