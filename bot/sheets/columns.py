"""The columns of a sheet: what they are called, and where they stand."""

import re
from collections.abc import Iterable, Mapping

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


def find_columns(header: Row, findings: Findings) -> Mapping[str, int]:
    """Where each column stands, counted from 0; of what is missing or unknown, ``findings`` hears."""
    names = [_name(cell) for cell in header.cells]
    if not known_names(header.cells):
        optional = ", ".join(name for name in COLUMNS if name not in NEEDED)
        wanted = f"name the columns: {', '.join(NEEDED)}, and if you like {optional}"
        findings.refuse(header.number, f"the first row names none of the columns ({wanted})")
        return {}
    unknown = dict.fromkeys(name for name in names if name and name not in COLUMNS)
    for name in NEEDED:
        if name not in names:
            meant = closest(name, unknown)
            hint = f"is it '{meant}'? Rename that" if meant else f"{COLUMNS[name]}; add it"
            findings.refuse(header.number, f"the column '{name}' is missing ({hint})")
            unknown.pop(meant or "", None)
    for name in unknown:
        absent = [column for column in COLUMNS if column not in names]
        hint = suggestion(name, absent) or f" (only {', '.join(COLUMNS)} are)"
        findings.warn(header.number, f"the column '{name}' is not read{hint}")
    for name in COLUMNS:
        if names.count(name) > 1:
            findings.refuse(header.number, f"the column '{name}' stands here twice (rename or remove one)")
    return {name: names.index(name) for name in COLUMNS if name in names}


def _name(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", tidy(cell).casefold())
