"""What changed since the last run, and how the last run is kept."""

import json
from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.errors import InputError
from bot.evaluation import summary
from bot.evaluation.changes import Change, Judged, Run, compare, run
from bot.evaluation.judging import evaluate
from bot.evaluation.labelled import RESULTS, LabelledQuestion, Result
from bot.evaluation.remembered import place, recall, remember


def a_run(**results: Result) -> Run:
    """A run in which each question had this result."""
    return Run("2024-06-12 14:30", "abcdef0123456789", tuple(Judged((q,), None, 0, r, 0.5) for q, r in results.items()))


def test_changed_questions_come_with_the_worst_result_first() -> None:
    before = a_run(a="wrong", b="right", c="right", d="right", e="right", gone="right")
    now = a_run(new="wrong", a="right", b="asked back", c="fell back", d="wrong", e="right")
    found = compare(before, now)
    assert found.changes == (
        Change(("d",), "right", "wrong"),
        Change(("c",), "right", "fell back"),
        Change(("b",), "right", "asked back"),
        Change(("a",), "wrong", "right"),
    )
    assert (found.added, found.gone) == (1, 1)


def test_a_question_asked_twice_is_compared_with_itself(bakery: Answerer) -> None:
    same = ("who bakes the rye loaf?",)
    asked = [LabelledQuestion(same, "answerable"), LabelledQuestion(same, "unanswerable")]
    found = run(evaluate(bakery, asked), date="today", knowledge="x")
    assert [(each.nth, each.result) for each in found.outcomes] == [(0, "right"), (1, "wrong")]
    assert compare(found, found).changes == ()


def test_a_summary_counts_the_changes_and_names_the_questions() -> None:
    found = compare(a_run(a="wrong", b="right", c="wrong"), a_run(a="right", b="wrong", c="right"))
    assert list(summary.changes(found)) == [
        "since the last run (2024-06-12 14:30, knowledge abcdef01): 2 now right, 1 now wrong",
        "  wrong, was right             > b",
        "  right, was wrong             > a",
        "  right, was wrong             > c",
    ]
    assert list(summary.changes(found, most=1))[-1] == "  … and 2 more"


def test_a_summary_says_that_nothing_changed_and_what_is_new_or_gone() -> None:
    assert summary.counted(compare(a_run(a="right"), a_run(a="right"))) == "no change"
    assert summary.counted(compare(a_run(a="right"), a_run(b="right"))) == "1 new, 1 gone"


def test_a_run_is_recalled_as_it_was_remembered(tmp_path: Path) -> None:
    file = tmp_path / "state" / "run.json"
    kept = Run("2024", "v", tuple(Judged(("a", "\ud800é"), "en", 0, result, 0.25) for result in RESULTS))
    assert recall(file) is None
    remember(file, kept)
    assert recall(file) == kept
    assert [each.name for each in file.parent.iterdir()] == ["run.json"]


def test_each_file_of_questions_on_each_folder_has_a_place_of_its_own(tmp_path: Path) -> None:
    places = {place(tmp_path, folder=tmp_path / a, questions=tmp_path / b) for a in "xy" for b in "xy"}
    assert len(places) == 4
    assert place(tmp_path, folder=tmp_path / "x" / ".." / "x", questions=tmp_path / "x") in places


GOOD: dict[str, object] = {"turns": ["a"], "lang": None, "nth": 0, "result": "right", "confidence": 0.5}


def with_outcome(wrong: dict[str, object]) -> dict[str, object]:
    return {"outcomes": [GOOD | wrong]}


WHOLE: dict[str, object] = {"format": 1, "date": "d", "knowledge": "v", "outcomes": [GOOD]}
WRONG_ENTRIES: list[dict[str, object]] = [
    {"result": "great"},
    {"turns": [1]},
    {"confidence": "x"},
    {"lang": 1},
    {"nth": None},
]
WRONG: list[dict[str, object]] = [
    {"format": 2},
    {"date": 1},
    {"outcomes": 1},
    {"outcomes": [{}]},
    *map(with_outcome, WRONG_ENTRIES),
]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff", b"[]", b"[" * 100_000, b"{}", *(json.dumps(WHOLE | wrong).encode() for wrong in WRONG)],
)
def test_a_corrupt_or_foreign_file_is_told_from_a_run(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "run.json"
    file.write_bytes(content)
    with pytest.raises(InputError, match=r"run\.json: not the results of an earlier run"):
        recall(file)
