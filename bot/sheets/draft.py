"""From rows to what a folder of knowledge holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.knowledge.model import Fact, Intent, Lang, Phrasing, Source, Text
from bot.matching.words import words
from bot.sheets.columns import find_columns
from bot.sheets.entry import Entry, read_entry
from bot.sheets.findings import Findings
from bot.sheets.groups import Group, group, judge
from bot.sheets.naming import Names, slug
from bot.sheets.row import Row
from bot.sheets.sources import Sources

TOPIC = "faq"


@dataclass(frozen=True, slots=True)
class Draft:
    """A folder that is not yet written."""

    languages: tuple[Lang, ...]
    sources: tuple[Source, ...]
    intents: tuple[Intent, ...]
    facts: tuple[Fact, ...]
    twice: int
    """How many rows repeat a question of their intent."""
    renamed: Mapping[str, str]
    """The ids of the intents that could not keep the names they have in the sheet."""


def draft(rows: Iterable[Row], findings: Findings) -> Draft:
    """What the rows of a sheet, the header first, are as knowledge.

    Raises:
        KnowledgeError: rows have problems; the error holds all of them.
    """
    entries = _entries(iter(rows), findings)
    groups = group(entries)
    judge(groups, findings)
    languages = tuple(dict.fromkeys(entry.lang for rows in groups for entry in rows.entries))
    sources = Sources.of(entries, findings)
    ids = _ids(groups)
    made = [_made(rows, id, languages, sources, findings) for rows, id in zip(groups, ids, strict=True)]
    findings.stop_if_refused()
    return Draft(
        languages=languages,
        sources=tuple(sources.by_url.values()),
        intents=tuple(intent for intent, _ in made),
        facts=tuple(fact for _, fact in made),
        twice=len(entries) - sum(len(intent.phrasings) for intent, _ in made),
        renamed={rows.name: id for rows, id in zip(groups, ids, strict=True) if rows.name and id != slug(rows.name)},
    )


def _entries(rows: Iterator[Row], findings: Findings) -> list[Entry]:
    columns = find_columns(next(rows, Row(1, ())), findings)
    findings.stop_if_refused()
    entries = [entry for row in rows if (entry := read_entry(row, columns, findings))]
    if not entries:
        findings.refuse(2, "no question stands below the names of the columns (write some)")
    return entries


def _ids(groups: Sequence[Group]) -> list[str]:
    """An id for each intent; those that the sheet names come first, and keep their names where they can."""
    names = Names()
    named = {at: names.give(rows.name) for at, rows in enumerate(groups) if rows.name}
    return [named[at] if rows.name else names.give(rows.entries[0].question) for at, rows in enumerate(groups)]


def _made(rows: Group, id: str, languages: Sequence[Lang], sources: Sources, findings: Findings) -> tuple[Intent, Fact]:
    """One intent and its fact; where the rows have problems, not whole ones."""
    entries = sorted(rows.entries, key=lambda entry: languages.index(entry.lang))
    phrasings = _phrasings(entries)
    titles = {phrasing.lang: phrasing.text for phrasing in reversed(phrasings)}
    answers = rows.answers()
    intent = Intent(id, TOPIC, _text(titles, languages), phrasings)
    return intent, Fact(id, None, TOPIC, _text(answers, languages), sources.citations(entries, findings))


def _phrasings(entries: Iterable[Entry]) -> tuple[Phrasing, ...]:
    """The questions of one intent; of those that differ only in signs and capitals the first."""
    asked: dict[tuple[str, ...], Phrasing] = {}
    for entry in entries:
        asked.setdefault((entry.lang, *words(entry.question)), Phrasing(entry.question, entry.lang))
    return tuple(asked.values())


def _text(forms: Mapping[Lang, str], languages: Sequence[Lang]) -> Text:
    return Text({lang: forms[lang] for lang in languages if lang in forms})
