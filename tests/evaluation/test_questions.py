"""Labelled questions as they are written: YAML, and tables from spreadsheets."""

from pathlib import Path

import pytest

from bot.errors import InputError, KnowledgeError
from bot.evaluation.labelled import LabelledQuestion
from bot.evaluation.questions import read_questions


def read(tmp_path: Path, content: str | bytes, name: str = "asked.csv") -> tuple[LabelledQuestion, ...]:
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_questions(file)


def problems(tmp_path: Path, content: str | bytes) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        read(tmp_path, content)
    return [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]


def test_questions_are_read_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text("# two\n- {ask: [hello], kind: smalltalk}\n- {ask: [a, b], kind: ambiguous, tags: [x]}\n", "utf-8")
    first, second = read_questions(file)
    assert (first.turns, first.kind, first.line) == (("hello",), "smalltalk", 2)
    assert (second.turns, second.tags, second.line) == (("a", "b"), ("x",), 3)


@pytest.mark.parametrize("content", ["", "{}", "- {ask: hello, kind: smalltalk}", "- {kind: smalltalk}", "[", "\x00"])
def test_a_malformed_file_of_questions_is_refused_with_file_and_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text(content, "utf-8")
    with pytest.raises(KnowledgeError, match=r"questions\.yaml:\d: "):
        read_questions(file)


def test_a_question_in_yaml_may_name_its_intent_or_several(tmp_path: Path) -> None:
    content = "- {ask: [a], kind: answerable, intent: x}\n- {ask: [b], kind: answerable, intent: [x, y-z]}\n"
    one, two = read(tmp_path, content, "asked.yaml")
    assert (one.intents, two.intents) == (("x",), ("x", "y-z"))


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no such file .*columns question and intent"):
        read_questions(tmp_path / "asked.csv")


def test_a_row_is_a_question_and_an_empty_intent_means_out_of_scope(tmp_path: Path) -> None:
    inside, outside = read(tmp_path, 'question,intent\n"one, two?",CALL_CENTER\n three ? ,\n')
    assert inside == LabelledQuestion(("one, two?",), "answerable", intents=("CALL_CENTER",), line=2)
    assert outside == LabelledQuestion(("three ?",), "unanswerable", line=3)
    assert inside.in_scope
    assert not outside.in_scope


def test_columns_stand_in_any_order_and_case_beside_others(tmp_path: Path) -> None:
    content = "\ufeffNote,INTENT,Kind,Language, Question \r\nx,,smalltalk,DE,hallo\r\n"
    assert read(tmp_path, content) == (LabelledQuestion(("hallo",), "smalltalk", lang="de", line=2),)


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", "question;intent\na, b;c\n"), ("a.TSV", "question\tintent\na, b\tc\n")]
)
def test_semicolons_and_tabs_separate_cells_too(tmp_path: Path, name: str, content: str) -> None:
    [question] = read(tmp_path, content, name)
    assert (question.turns, question.intents) == (("a, b",), ("c",))


def test_rows_are_counted_as_a_spreadsheet_does_over_empty_ones_and_line_breaks(tmp_path: Path) -> None:
    first, second = read(tmp_path, 'question,intent\n\n"a\nb",x\n,\nc,y\n')
    assert (first.line, second.line) == (3, 5)


def test_every_faulty_row_is_reported_with_its_number(tmp_path: Path) -> None:
    rows = ("question,intent,kind,language", "a,b,c", ",x", "d", "e,x,,English", "one, two, x, answerable, more")
    assert problems(tmp_path, "\n".join(rows)) == [
        "asked.csv:2: kind: 'c' is not one of: answerable, unanswerable, ambiguous, smalltalk",
        "asked.csv:3: no question stands here (write one, or remove the row)",
        "asked.csv:4: the cell 'intent' is missing (write the intent, or nothing where it is out of scope)",
        "asked.csv:5: language: 'english' is no language code (write two or three letters, such as en or kk)",
        "asked.csv:6: 5 cells under 4 columns (put a text with commas into quotation marks)",
        "asked.csv:6: kind: 'x' is not one of: answerable, unanswerable, ambiguous, smalltalk",
        "asked.csv:6: language: 'answerable' is no language code (write two or three letters, such as en or kk)",
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "1: the column 'question' is missing (the first row names the columns: question,intent)"),
        ("question,intnet\na,b\n", "1: the column 'intent' is missing (did you mean 'intnet'?)"),
        ("question,intent,Intent\na,b,c\n", "1: the column 'intent' stands here a second time (remove one)"),
        ("question,intent\n", "1: no question stands under the header (write one a row)"),
        ('question,intent\n"a"b,c\n', "2: not valid CSV: "),
        ('question,intent\na,b\n"c,d\n', "3: not valid CSV: "),
        (b"question,intent\na,b\n\xff,d\n", "3: not UTF-8 text "),
    ],
)
def test_what_is_no_table_is_refused_at_its_row(tmp_path: Path, content: str | bytes, problem: str) -> None:
    assert problems(tmp_path, content)[0].startswith(f"asked.csv:{problem}")
