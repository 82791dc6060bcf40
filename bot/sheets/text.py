"""Sheets as CSV: UTF-8, with commas, semicolons or tabs between the cells.

A spreadsheet takes a cell that begins with = + - or @ for a formula, which may do harm. Such a cell is written with an
apostrophe before it, as one would type it there, and read without.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.errors import KnowledgeError, Problem
from bot.sheets.columns import known_names
from bot.sheets.row import Row

_DELIMITERS = (",", ";", "\t")
_HEAD = 64 * 1024
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_SAVE = "save it as “CSV UTF-8”, or as .xlsx"


def read_text(path: Path) -> Iterator[Row]:
    """The rows of a CSV file; a line break within quotation marks begins none.

    Raises:
        KnowledgeError: it is not UTF-8 (or UTF-16 that says so), or its quotation marks do not match.
    """
    text = _decoded(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text[:_HEAD]), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield Row(number, tuple(map(_unguarded, cells)))
    except csv.Error as error:
        hint = 'is a quotation mark missing, or one too many? Write " within a cell as ""'
        raise _unreadable(path, number + 1, f"from here on it cannot be read: {error} ({hint})") from None


def write_text(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Make a CSV file of ``rows``, with the mark by which spreadsheets know UTF-8."""
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([_guarded(cell) for cell in row] for row in rows)


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable(path, content[: error.start].count(b"\n") + 1, f"not UTF-8 text ({_SAVE})") from None
    if "\0" in text:
        raise _unreadable(path, 1, f"not UTF-8 text, but perhaps UTF-16 ({_SAVE})")
    return text


def _delimiter(text: str) -> str:
    """The one that parts the header into the most names of columns."""
    headers = {mark: next(csv.reader(io.StringIO(text, newline=""), delimiter=mark), []) for mark in _DELIMITERS}
    return max(headers, key=lambda mark: (known_names(headers[mark]), len(headers[mark])))


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _unreadable(path: Path, row: int, message: str) -> KnowledgeError:
    return KnowledgeError((Problem(str(path), row, message),))
