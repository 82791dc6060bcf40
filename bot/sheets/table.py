"""A sheet as rows of text, whatever kind of file holds it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.errors import InputError
from bot.sheets.findings import Findings
from bot.sheets.row import Row
from bot.sheets.text import read_text, write_text
from bot.sheets.workbook import read_workbook, write_workbook


def read_table(path: Path, findings: Findings) -> Iterator[Row]:
    """Every row of the sheet, the header and empty ones included.

    Raises:
        InputError: there is no such file, or it is no sheet.
        KnowledgeError: from some row on, it cannot be read.
    """
    kind = _kind(path)
    if not path.is_file():
        raise InputError(f"{path}: no such file (give a .csv or .xlsx file)")
    return read_text(path) if kind == ".csv" else read_workbook(path, findings)


def write_table(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Make the file ``path`` of ``rows``, the first of which is the header.

    Raises:
        InputError: it exists already, is to be no sheet, or cannot hold the rows.
    """
    kind = _kind(path)
    if path.exists():
        raise InputError(f"{path}: stands there already (remove it, or give another name)")
    if kind == ".csv":
        write_text(path, rows)
    else:
        write_workbook(path, rows)


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in {".csv", ".xlsx"}:
        raise InputError(f"{path}: neither .csv nor .xlsx (save the sheet as one of these)")
    return kind
