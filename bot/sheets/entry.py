"""One row of a sheet as an entry, judged alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten
from urllib.parse import urlsplit

from bot.knowledge.model import Lang
from bot.matching.words import words
from bot.replies import TEXT_UNITS
from bot.sheets.columns import COLUMNS, Columns
from bot.sheets.findings import Findings
from bot.sheets.row import Row, tidy

DEFAULT_LANG = "en"
QUOTE_WORDS = 15

_LANG = re.compile(r"[a-z]{2,3}")
_URL = re.compile(r"https?://[^\s#]+(#[^\s#]*)?")
_BRACES = str.maketrans("{}", "()")
_FAILED = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
"""What a formula comes to that fails."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A question and what the row says of it; what it does not say is empty."""

    row: int
    question: str
    answer: str
    title: str
    url: str
    intent: str
    quote: str
    lang: Lang


def read_entry(row: Row, columns: Columns, findings: Findings) -> Entry | None:
    """The entry in ``row``; None where it is empty. What is wrong or odd about it, ``findings`` hears."""
    cells = [tidy(cell) for cell in row.cells]
    if not any(cells):
        return None
    said = {name: cells[at] if at < len(cells) else "" for name, at in columns.places.items()}
    given = {name: said.get(name, "") for name in COLUMNS}
    entry = Entry(
        row=row.number,
        question=given["question"].translate(_BRACES),
        answer=given["answer"],
        title=given["source_title"],
        url=given["source_url"],
        intent=given["intent"],
        quote=given["quote"],
        lang=given["language"].lower() or DEFAULT_LANG,
    )
    for problem in (*_nameless(row, columns), *_failed(given), *_wrong(entry)):
        findings.refuse(row.number, problem)
    for oddity in _odd(entry, given["question"]):
        findings.warn(row.number, oddity)
    return entry


def _nameless(row: Row, columns: Columns) -> Iterator[str]:
    for cell in columns.nameless(row):
        hint = "name it in row 1, or empty the cell; in CSV, put a text with a comma in quotation marks"
        yield f"'{shorten(cell, 40, placeholder='…')}' stands in a column without a name ({hint})"


def _failed(given: Mapping[str, str]) -> Iterator[str]:
    for name, cell in given.items():
        if cell in _FAILED:
            yield f"the formula in '{name}' failed: {cell} (mend it, or write what it should come to)"


def _wrong(entry: Entry) -> Iterator[str]:
    if not entry.question:
        yield "no question (write what people ask)"
    elif not words(entry.question):
        yield f"no word in the question '{entry.question}' (write what people ask)"
    if not entry.answer and not entry.intent:
        yield "no answer (write it, or the intent of a row that has it)"
    if not _LANG.fullmatch(entry.lang):
        yield f"'{entry.lang}' is no language (write a code of two or three letters, such as en)"
    yield from _wrong_source(entry)


def _wrong_source(entry: Entry) -> Iterator[str]:
    if not entry.url:
        if entry.title or entry.quote:
            yield f"{'source_title' if entry.title else 'quote'} without source_url (write the address of the page)"
    elif not _URL.fullmatch(entry.url) or not host(entry.url):
        scheme = "" if "://" in entry.url else f", such as https://{entry.url.replace(' ', '%20')}"
        yield f"source_url '{entry.url}' is no address of a page (write one that begins with https://{scheme})"
    if (count := len(entry.quote.split())) > QUOTE_WORDS:
        yield f"a quote of {count} words (shorten it to a fragment of at most {QUOTE_WORDS})"


def _odd(entry: Entry, question: str) -> Iterator[str]:
    if entry.question != question:
        yield "braces in the question are read as parentheses"
    if (units := len(entry.answer.encode("utf-16-le")) // 2) > TEXT_UNITS:
        yield f"an answer of {units} characters: Telegram shows {TEXT_UNITS} (shorten it, or part it into questions)"


def host(url: str) -> str:
    """The name of the site that ``url`` leads to; empty if there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
