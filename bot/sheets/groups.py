"""Rows that are one intent: by its name, else by their answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.knowledge.model import Lang
from bot.matching.words import words
from bot.sheets.entry import Entry
from bot.sheets.findings import Findings


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one intent, at least one; ``name`` as the sheet has it, empty where only the answer is shared."""

    name: str
    entries: Sequence[Entry]

    def answers(self) -> Mapping[Lang, str]:
        """The first answer in each language."""
        answers: dict[Lang, str] = {}
        for entry in self.entries:
            if entry.answer:
                answers.setdefault(entry.lang, entry.answer)
        return answers


def group(entries: Sequence[Entry]) -> list[Group]:
    """The entries by intent, in the order of their first rows.

    Names that differ only in capitals are the same. A row without a name belongs to the rows with the same answer.
    """
    named: dict[str, str] = {}
    for entry in entries:
        if entry.intent and entry.answer:
            named.setdefault(entry.answer, entry.intent.casefold())
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        name = entry.intent.casefold() or named.get(entry.answer, "")
        groups.setdefault((name, "" if name else entry.answer), []).append(entry)
    return [Group(next((entry.intent for entry in rows if entry.intent), ""), rows) for rows in groups.values()]


def judge(groups: Iterable[Group], findings: Findings) -> None:
    """Report what is wrong or odd between the rows of an intent, and between intents."""
    asked: dict[tuple[str, ...], tuple[int, Entry]] = {}
    for number, rows in enumerate(groups):
        whole = not any(entry.row in findings.refused for entry in rows.entries)
        for row, problem in (*(_missing(rows) if whole else ()), *_differing(rows)):
            findings.refuse(row, problem)
        if not rows.name:
            for row, oddity in _sources(rows):
                findings.warn(row, oddity)
        for entry in rows.entries:
            other, first = asked.setdefault(tuple(words(entry.question)), (number, entry))
            if other != number and entry.question:
                findings.warn(entry.row, f"row {first.row} asks the same, but is another intent (keep one of the two)")


def _missing(rows: Group) -> Iterator[tuple[int, str]]:
    first = rows.entries[0].row
    if not rows.answers():
        yield first, f"no row of the intent '{rows.name}' has an answer (write it)"
    if not any(entry.url for entry in rows.entries):
        yield first, "no source (write the address of the page in source_url: no evidence, no answer)"


def _differing(rows: Group) -> Iterator[tuple[int, str]]:
    said: dict[Lang, Entry] = {}
    for entry in rows.entries:
        if entry.answer and entry.answer != said.setdefault(entry.lang, entry).answer:
            hint = "make them the same, or name another intent"
            yield entry.row, f"another answer of the intent '{rows.name}' than in row {said[entry.lang].row} ({hint})"


def _sources(rows: Group) -> Iterator[tuple[int, str]]:
    cited: dict[str, Entry] = {}
    for entry in rows.entries:
        if entry.url and entry.url not in cited:
            cited[entry.url] = entry
            if len(cited) > 1:
                first = next(iter(cited.values())).row
                hint = "name intents to keep them apart"
                yield entry.row, f"the answer of row {first}, from another source: both are shown ({hint})"
