"""The columns of a sheet: what they are called, and where they stand."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.knowledge.shape import closest, suggestion
from bot.sheets.findings import Findings
from bot.sheets.row import Row, tidy

COLUMNS = {
    "question": "what people ask",
    "answer": "what the bot says",
    "source_title": "the name of the page that says so",
    "source_url": "the address of the page that says so",
    "intent": "a name that the phrasings of one question share",
    "quote": "the words on that page",
    "language": "a code such as en",
}
NEEDED = ("question", "answer", "source_url")


def known_names(header: Iterable[str]) -> int:
    """How many cells of ``header`` name a column."""
    return sum(_name(cell) in COLUMNS for cell in header)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the header says: ``places`` of the columns that are read, and the ``names`` of all; counted from 0."""

    places: Mapping[str, int]
    names: Sequence[str]

    def nameless(self, row: Row) -> Iterator[str]:
        """The cells of ``row`` that stand in no column with a name."""
        for at, cell in enumerate(row.cells):
            if at >= len(self.names) or not self.names[at]:
                yield from filter(None, [tidy(cell)])


def find_columns(header: Row, findings: Findings) -> Columns:
    """The columns of a sheet; of what is missing or unknown, ``findings`` hears."""
    names = [_name(cell) for cell in header.cells]
    if known_names(header.cells):
        for problem in (*_missing(names), *_twice(names)):
            findings.refuse(header.number, problem)
        for oddity in _unread(names):
            findings.warn(header.number, oddity)
    else:
        optional = ", ".join(name for name in COLUMNS if name not in NEEDED)
        wanted = f"name the columns: {', '.join(NEEDED)}, and if you like {optional}"
        findings.refuse(header.number, f"the first row names none of the columns ({wanted})")
    return Columns({name: names.index(name) for name in COLUMNS if name in names}, names)


def _missing(names: Sequence[str]) -> Iterator[str]:
    for name in NEEDED:
        if name not in names:
            meant = _meant(name, names)
            hint = f"is it '{meant}'? Rename that" if meant else f"{COLUMNS[name]}; add it"
            yield f"the column '{name}' is missing ({hint})"


def _meant(missing: str, names: Iterable[str]) -> str | None:
    """What stands in the header and may be ``missing`` under another name."""
    unknown = [name for name in names if name and name not in COLUMNS]
    return closest(missing, unknown) or next((name for name in unknown if name in missing), None)


def _twice(names: Sequence[str]) -> Iterator[str]:
    for name in COLUMNS:
        if names.count(name) > 1:
            yield f"the column '{name}' stands here twice (rename or remove one)"


def _unread(names: Sequence[str]) -> Iterator[str]:
    """The columns of other names, but for those that are taken for a missing one."""
    missing = {_meant(name, names) for name in NEEDED if name not in names}
    absent = [name for name in COLUMNS if name not in names]
    for name in dict.fromkeys(names):
        if name and name not in COLUMNS and name not in missing:
            hint = suggestion(name, absent) or f" (only {', '.join(COLUMNS)} are)"
            yield f"the column '{name}' is not read{hint}"


def _name(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", tidy(cell).casefold())
