"""Texts in a language's own folder, put where they belong: from ``languages/ko/facts/x.yaml`` to ``facts/x.yaml``.

The files of ``languages/CODE/`` mirror those of the knowledge and hold texts alone, by id (facts by their key). A
folder with few texts needs none of them: there, each text can hold all its languages itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from bot.knowledge.model import Lang, fact_key
from bot.knowledge.read import Document, Location
from bot.knowledge.shape import suggestion

TRANSLATED = ("bot", "entities", "intents", "facts")
"""The shapes that have texts to translate."""

MORE = "aliases"
"""What a translation may have that the original lacks."""

_Homes = Mapping[str, tuple[Document, Location]]


def translation_of(file: str, lang: Lang) -> str:
    """Where the translation of ``file`` into ``lang`` stands."""
    return f"languages/{lang}/{file}"


def translate(read: Mapping[str, list[Document]]) -> None:
    """Add every translation to the document whose texts it translates, which then knows where each of them stands."""
    for shape in TRANSLATED:
        homes = dict(_homes(shape, read[shape]))
        whole = all(document.value is not None for document in read[shape])
        for document in read[f"translated-{shape}"]:
            if isinstance(document.value, dict):
                entries = {"": document.value} if shape == "bot" else document.value
                _Translation(document, PurePosixPath(document.file).parts[1]).add(entries, homes, whole=whole)


def _homes(shape: str, documents: list[Document]) -> Iterator[tuple[str, tuple[Document, Location]]]:
    """By the id of each entry, the document that holds it and its location there."""
    for document in documents:
        value = document.value
        if shape == "bot":
            yield "", (document, ())
        elif isinstance(value, dict):
            yield from ((id, (document, (id,))) for id in value)
        elif isinstance(value, list):
            for index, raw in enumerate(value):
                if isinstance(raw, dict):
                    yield fact_key(str(raw.get("answers")), raw.get("about")), (document, (index,))


@dataclass(frozen=True, slots=True)
class _Translation:
    """One file of translations into ``lang``."""

    document: Document
    lang: Lang

    def add(self, entries: Mapping[str, Any], homes: _Homes, *, whole: bool) -> None:
        """Give each entry's texts to its home.

        Args:
            whole: whether the homes are all there are, so that an entry without one is a mistake.
        """
        unfit = self.document.unfit
        for id, texts in entries.items():
            if None in unfit or id in unfit or (not id and unfit):
                continue
            if id in homes:
                home, location = homes[id]
                if home.unfit.isdisjoint((None, *location[:1])):
                    self._lend((id,) if id else (), texts, home, location)
            elif whole:
                self._report_homeless(id, homes)

    def _lend(self, own: Location, texts: Any, home: Document, location: Location) -> None:
        """Give the texts at ``own`` to the entry at ``location`` in ``home``, text by text."""
        entry = home.value
        for step in location:
            entry = entry[step]
        for key, text in texts.items():
            if key == MORE:
                entry.setdefault(key, {})
            if not isinstance(entry.get(key), dict):
                self.document.report(f"there is no '{key}' to translate in {home.file}", *own, key)
            elif key == "topics":
                self._lend((*own, key), text, home, (*location, key))
            elif self.lang in entry[key]:
                first = home.place(*location, key, self.lang)
                message = f"{key}: '{self.lang}' stands already in {first.file}:{first.line} (keep one)"
                self.document.report(message, *own, key)
            else:
                entry[key][self.lang] = text
                home.guests[*location, key, self.lang] = self.document.place(*own, key)
                for index in range(len(text) if isinstance(text, list) else 0):
                    home.guests[*location, key, self.lang, index] = self.document.place(*own, key, index)

    def _report_homeless(self, id: str, homes: _Homes) -> None:
        original = self.document.file.split("/", 2)[2]
        known = [name for name, (home, _) in homes.items() if home.file == original]
        hint = suggestion(id, known) or f" (the ids here are those of {original})"
        self.document.report(f"'{id}' translates nothing{hint}", id)
