"""The pages that a sheet cites: one source for each address."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.knowledge.model import Citation, Source
from bot.sheets.entry import Entry, host
from bot.sheets.findings import Findings
from bot.sheets.naming import Names

MOST_CITATIONS = 5


@dataclass(slots=True)
class Sources:
    """Knows the title of each address, and makes its source when it is first cited."""

    titles: dict[str, str]
    by_url: dict[str, Source] = field(default_factory=dict)
    _names: Names = field(default_factory=Names)

    @classmethod
    def of(cls, entries: Iterable[Entry], findings: Findings) -> "Sources":
        """The sources that ``entries`` cite; the first title of an address counts."""
        titled: dict[str, Entry] = {}
        for entry in entries:
            if entry.title and entry.url:
                first = titled.setdefault(entry.url, entry)
                if first.title != entry.title:
                    message = f"row {first.row} calls this page '{first.title}', and that is its title now"
                    findings.warn(entry.row, message)
        return cls({url: entry.title for url, entry in titled.items()})

    def citations(self, entries: Iterable[Entry], findings: Findings) -> tuple[Citation, ...]:
        """What ``entries``, the rows of one intent, cite: each page with its quotes, or alone if it has none."""
        cited: dict[tuple[str, str], Entry] = {}
        for entry in entries:
            if entry.url:
                cited.setdefault((entry.url, entry.quote), entry)
        quoted = {url for url, quote in cited if quote}
        kept = [entry for (url, quote), entry in cited.items() if quote or url not in quoted]
        for entry in kept[MOST_CITATIONS:][:1]:
            findings.refuse(
                entry.row, f"more than {MOST_CITATIONS} sources of one answer (leave out what proves least)"
            )
        return tuple(Citation(self._source(entry), entry.quote or None) for entry in kept)

    def _source(self, entry: Entry) -> Source:
        if entry.url not in self.by_url:
            site = host(entry.url) or entry.url
            title = self.titles.get(entry.url, site)
            self.by_url[entry.url] = Source(self._names.give(title), site, title, entry.url, entry.lang)
        return self.by_url[entry.url]
