"""Labelled questions in a table, as spreadsheets save it: a question and its intent a row."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.errors import KnowledgeError, Problem
from bot.evaluation.labelled import KINDS, Kind, LabelledQuestion
from bot.knowledge.shape import suggestion

DELIMITERS = {".csv": ",;", ".tsv": "\t"}
"""By the ending of a file, what may stand between two cells; some languages' spreadsheets write semicolons."""
REQUIRED = ("question", "intent")
OPTIONAL = ("language", "kind")

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def read_table(path: Path) -> tuple[LabelledQuestion, ...]:
    """The questions in ``path``, one a row under a header.

    Columns: ``question``, ``intent`` (empty: out of scope, to be refused), and maybe ``language`` and ``kind``, in any
    order and case; others are let alone, and so are empty rows.

    Raises:
        KnowledgeError: it is no such table; the error holds all problems, with the number of the row, the header's
            being 1.
    """
    file = str(path)
    rows = _rows(path)
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if faults := tuple(Problem(file, 1, message) for message in _header_faults(header)):
        raise KnowledgeError(faults)
    questions, problems = [], []
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            cells = {name: cell.strip() for name, cell in zip(header, row, strict=False)}
            problems += [Problem(file, number, message) for message in _faults(header, row, cells)]
            questions.append((number, cells))
    if not questions:
        problems.append(Problem(file, 1, "no question stands under the header (write one a row)"))
    if problems:
        raise KnowledgeError(tuple(problems))
    return tuple(_question(cells, number) for number, cells in questions)


def _rows(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = Problem(str(path), line, "not UTF-8 text (save the file as CSV with UTF-8 encoding)")
        raise KnowledgeError((problem,)) from None
    delimiter = max(DELIMITERS[path.suffix.lower()], key=text.partition("\n")[0].count)
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        hint = "put a text with quotation marks in it into quotation marks, and double those inside"
        raise KnowledgeError((Problem(str(path), len(rows) + 1, f"not valid CSV: {error} ({hint})"),)) from None
    return rows


def _header_faults(header: Sequence[str]) -> Iterator[str]:
    for name in REQUIRED:
        if name not in header:
            hint = suggestion(name, header) or " (the first row names the columns: question,intent)"
            yield f"the column '{name}' is missing{hint}"
    for name in (*REQUIRED, *OPTIONAL):
        if header.count(name) > 1:
            yield f"the column '{name}' stands here a second time (remove one)"


def _faults(header: Sequence[str], row: Sequence[str], cells: Mapping[str, str]) -> Iterator[str]:
    if any(row[len(header) :]):
        yield f"{len(row)} cells under {len(header)} columns (put a text with commas into quotation marks)"
    if not cells.get("question"):
        yield "no question stands here (write one, or remove the row)"
    if "intent" not in cells:
        yield "the cell 'intent' is missing (write the intent, or nothing where it is out of scope)"
    if (kind := cells.get("kind", "").lower()) and kind not in KINDS:
        yield f"kind: '{kind}' is not one of: {', '.join(KINDS)}{suggestion(kind, KINDS)}"
    if (language := cells.get("language", "").lower()) and not _LANGUAGE.fullmatch(language):
        yield f"language: '{language}' is no language code (write two or three letters, such as en or kk)"


def _question(cells: Mapping[str, str], row: int) -> LabelledQuestion:
    intent = cells["intent"]
    kind: Any = cells.get("kind", "").lower()
    default: Kind = "answerable" if intent else "unanswerable"
    return LabelledQuestion(
        turns=(cells["question"],),
        kind=kind or default,
        intents=(intent,) if intent else (),
        lang=cells.get("language", "").lower() or None,
        line=row,
    )
