"""The web page of a run: whole, escaped, and in need of nothing else."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bot.answering import Answerer
from bot.evaluation.changes import Change, Changes, Run
from bot.evaluation.judging import evaluate
from bot.evaluation.labelled import LabelledQuestion
from bot.evaluation.measures import Bin, Point
from bot.evaluation.page import Page, render
from bot.evaluation.plots import BARS_BOTTOM, LEFT, RIGHT, TOP, coverage, reliability
from bot.evaluation.report import report
from bot.knowledge.model import Text

EVIL = "<script>alert('1')</script>&amp;\"'"
NOW = Run("2024-06-12 14:30", "abcdef0123456789", ())
FOUNDED = "when was the bakery founded?"
VOID = {"meta", "input"}


class Reader(HTMLParser):
    """Reads a page, and fails where an element is not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += f"{data} "


def page(bakery: Answerer, *questions: LabelledQuestion, name: str = "x", changes: Changes | None = None) -> str:
    verdicts = tuple(evaluate(bakery, questions))
    knowledge = replace(bakery.knowledge, name=Text({"en": name}))
    return render(Page(knowledge, "asked.csv", NOW, report(verdicts), verdicts, changes))


def every_case(bakery: Answerer) -> str:
    questions = (
        LabelledQuestion((EVIL, FOUNDED), "answerable", says=((EVIL,),), never=(EVIL,), cites=(EVIL,), intents=(EVIL,)),
        LabelledQuestion((EVIL,), "unanswerable"),
        LabelledQuestion(("when is it baked?",), "answerable", line=7),
        LabelledQuestion(("xyzzy",), "answerable"),
        LabelledQuestion((FOUNDED,), "smalltalk"),
        LabelledQuestion((FOUNDED,), "answerable"),
    )
    changes = Changes(Run(EVIL, EVIL, ()), (Change((EVIL,), "right", "wrong"),), 0, 0)
    return page(bakery, *questions, name=EVIL, changes=changes)


def test_a_page_is_well_formed_and_escapes_whatever_was_written(bakery: Answerer) -> None:
    written = every_case(bakery)
    read = Reader(written)
    assert read.open == []
    assert "<script" not in written
    assert read.text.count(EVIL) >= 9


def test_a_page_asks_for_nothing_and_runs_nothing(bakery: Answerer) -> None:
    written = every_case(bakery)
    read = Reader(written)
    assert not {tag for tag, _ in read.tags} & {"script", "link", "img", "iframe", "object", "embed", "base", "a"}
    attributes = {name for _, found in read.tags for name in found}
    assert not attributes & {"src", "href", "srcset", "action", "style"}
    assert not {name for name in attributes if name.startswith("on")}
    assert not re.search(r"url\(|@import|https?:", written)
    assert "default-src 'none'" in written


def test_a_page_lists_each_failure_with_what_was_expected_and_replied(bakery: Answerer) -> None:
    text = " ".join(Reader(every_case(bakery)).text.split())
    assert "expected an answer replied Which one do you mean?" in text
    assert "When is the baguette baked?" in text, "what was offered"
    assert re.search(r"likeliest baking-time , confidence [01]\.\d\d ", text)
    assert "answerable · line 7" in text
    assert "expected a friendly line replied The bakery was founded in 1931" in text


def test_a_page_has_a_title_a_description_and_a_table_for_each_plot(bakery: Answerer) -> None:
    read = Reader(every_case(bakery))
    plots = [found for tag, found in read.tags if tag == "svg"]
    ids = {found.get("id") for _, found in read.tags}
    assert len(plots) == 2
    assert all(set(str(plot["aria-labelledby"]).split()) <= ids for plot in plots)
    assert sum(tag == "table" for tag, _ in read.tags) >= 4


def test_every_label_of_a_page_has_an_id_of_its_own(bakery: Answerer) -> None:
    ids = [found["id"] for _, found in Reader(every_case(bakery)).tags if "id" in found]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("questions", [(), (LabelledQuestion(("hello",), "smalltalk"),)])
def test_a_page_of_nothing_or_of_no_failure_says_so(bakery: Answerer, questions: tuple[LabelledQuestion, ...]) -> None:
    text = Reader(page(bakery, *questions)).text
    assert "None: every reply was right." in text
    assert "No intent was taken for another." in text


def test_bars_reach_from_the_axis_to_their_accuracy_and_all_stay_in_the_frame() -> None:
    bars = reliability([Bin(0.0, 0.5, 10, 0.25, 1.0), Bin(0.5, 1.0, 5, 0.75, 0.0)]).bars
    assert (bars[0].y, bars[0].height) == (TOP, BARS_BOTTOM - TOP)
    assert (bars[1].y, bars[1].height) == (BARS_BOTTOM, 0)
    assert bars[0].count_height == 2 * bars[1].count_height
    assert bars[0].confidence_x == LEFT + (RIGHT - LEFT) / 4
    assert bars[-1].x + bars[-1].width < RIGHT


def test_the_axis_of_precision_begins_at_a_round_number_under_the_lowest() -> None:
    drawn = coverage([Point(0.9, 0.5, 1.0), Point(0.8, 1.0, 0.8)], [(0.95, Point(0.9, 0.5, 1.0)), (0.98, None)])
    assert [tick.label for tick in drawn.frame.y.ticks()] == ["75%", "80%", "85%", "90%", "95%", "100%"]
    assert drawn.line == f"{(LEFT + RIGHT) / 2:g},{TOP} {RIGHT},245.6"
    assert [mark.dot for mark in drawn.marks] == [((LEFT + RIGHT) / 2, TOP), None]


def test_a_line_of_thousands_of_points_is_drawn_with_no_place_twice() -> None:
    points = [Point(1 - at / 10_000, at / 10_000, 1.0) for at in range(10_000)]
    assert len(coverage(points, ()).line.split()) < 4_000
