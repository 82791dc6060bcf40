"""Sheets as workbooks of Excel and its like (.xlsx)."""

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from bot.errors import InputError
from bot.sheets.findings import Findings
from bot.sheets.row import Row

MOST_CHARACTERS = 32_767
"""What a cell of a workbook holds."""
MOST_ROWS = 1_048_576

_FORMULA = ("=", "+", "-", "@")
_BROKEN = (InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, EOFError)


def read_workbook(path: Path, findings: Findings) -> Iterator[Row]:
    """The rows of the first sheet, as shown: of formulas what they came to.

    Raises:
        InputError: it is no workbook.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's, of styles and extensions that it does not know
            rows = list(_rows(path, findings))
    except _BROKEN:
        raise InputError(f"{path}: no workbook that can be read (save it anew as .xlsx, without a password)") from None
    yield from rows


def write_workbook(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Make a workbook of ``rows``, every cell a text.

    Raises:
        InputError: there are more rows, or more characters in a cell, than a workbook holds.
    """
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS or max(map(len, row)) > MOST_CHARACTERS:
            raise InputError(f"{path}: row {number} is more than a workbook holds (write a .csv file instead)")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("FAQ")
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
    book.save(path)


def _rows(path: Path, findings: Findings) -> Iterator[Row]:
    with closing(load_workbook(path, read_only=True, data_only=True)) as book:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write wrong ones
        for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield Row(number, tuple(map(_text, values)))
        if len(book.worksheets) > 1:
            findings.warn(1, f"only the first sheet, '{sheet.title}', is read")


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case _:
            return str(value)


def _cell(sheet: Any, text: str) -> object:
    """``text``, kept from being taken for a formula, also when somebody edits it."""
    if not text.startswith(_FORMULA):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
