"""Files of rows: what spreadsheets write is read, and what is written harms none."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.errors import CitebotError
from bot.sheets.findings import Findings
from bot.sheets.table import read_table, write_table
from bot.sheets.text import read_text, write_text

QUESTION = 'Wo, "bitte"; ist\nÄpfel?'


def read(path: Path, findings: Findings | None = None) -> list[tuple[str, ...]]:
    rows = list(read_table(path, findings or Findings(str(path))))
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    return [row.cells for row in rows]


def refusal(path: Path) -> str:
    with pytest.raises(CitebotError) as caught:
        read(path)
    return str(caught.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_with_each_delimiter_and_each_encoding_that_says_what_it_is(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    path = tmp_path / "faq.CSV"
    rows = [("question", "answer, in short; or\tlong", "source_url"), (QUESTION, "a", "b"), (), ("c", "d", "e")]
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    assert read(path) == rows


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("question\nцена".encode("cp1251"), ":2: not UTF-8 text (save it as “CSV UTF-8”, or as .xlsx)"),
        ("question".encode("utf-16-le"), ":1: not UTF-8 text, but perhaps UTF-16 (save it as"),
        (b"\xff\xfeq", ":1: not UTF-8 text (save it as"),
        (b'question,answer\na,"b\nc,d\n', ":2: from here on it cannot be read: unexpected end of data (is a quotation"),
        (b'question,answer\na,b\n"c"d,e\n', ":3: from here on it cannot be read: "),
        (b"question\n" + b"a" * 200_000, ":2: from here on it cannot be read: "),
    ],
)
def test_csv_that_cannot_be_read_is_refused_with_the_row_and_a_way_out(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "faq.csv"
    path.write_bytes(content)
    assert refusal(path).startswith(f"{path}{message}")


def test_a_file_that_is_missing_or_no_sheet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0 encrypted")
    with ZipFile(tmp_path / "other.xlsx", "w") as file:
        file.writestr("word/document.xml", "<document/>")
    assert "no such file" in refusal(tmp_path / "nowhere.csv")
    assert "neither .csv nor .xlsx" in refusal(tmp_path / "faq.ods")
    assert "no workbook that can be read" in refusal(tmp_path / "locked.xlsx")
    assert "no workbook that can be read" in refusal(tmp_path / "other.xlsx")


def test_of_a_workbook_the_first_sheet_is_read_as_it_looks(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["question", None, "answer"])
    sheet.append([7, 2.0, 2.5])
    sheet["A4"], sheet["B4"], sheet["C4"] = (
        True,
        date(2024, 6, 12),
        datetime(2024, 6, 12, 9, 30, tzinfo=UTC).replace(tzinfo=None),
    )
    book.create_sheet("More")
    book.save(tmp_path / "faq.xlsx")
    findings = Findings("faq.xlsx")
    assert read(tmp_path / "faq.xlsx", findings) == [
        ("question", "", "answer"),
        ("7", "2", "2.5"),
        (),
        ("TRUE", "2024-06-12", "2024-06-12 09:30:00"),
    ]
    assert list(map(str, findings.warnings)) == ["faq.xlsx:1: only the first sheet, 'Sheet', is read"]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
RISKY = st.text("'=+-@\t\r\n\";, a", max_size=6)


@given(st.lists(st.tuples(CELLS | RISKY, RISKY), min_size=1, max_size=4))
def test_whatever_stands_in_a_csv_file_of_ours_comes_back_and_no_cell_begins_a_formula(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "faq.csv"
    write_text(path, [("question", "answer"), *rows])
    assert [row.cells for row in read_text(path)][1:] == rows
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert not [cell for row in csv.reader(file) for cell in row if cell[:1] in set("=+-@\t\r")]


def test_what_stands_in_a_workbook_of_ours_is_text_and_comes_back(tmp_path: Path) -> None:
    rows = [("question", "answer"), ("=1+1", "+7 701"), ("'=x", "-5"), ("@you", "12")]
    write_table(tmp_path / "faq.xlsx", rows)
    assert read(tmp_path / "faq.xlsx") == rows
    sheet = load_workbook(tmp_path / "faq.xlsx").active
    assert sheet
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert [cell.quotePrefix for row in sheet.iter_rows(min_row=2) for cell in row] == [1, 1, 0, 1, 1, 0]


def test_nothing_is_overwritten_and_nothing_is_cut(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(CitebotError, match=r"faq\.csv: stands there already"):
        write_table(tmp_path / "faq.csv", [("question",)])
    with pytest.raises(CitebotError, match=r"row 2 is more than a workbook holds \(write a \.csv file instead\)"):
        write_table(tmp_path / "faq.xlsx", [("question",), ("a" * 32_768,)])
    assert [path.name for path in tmp_path.iterdir()] == ["faq.csv"]
