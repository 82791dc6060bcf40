"""Builds `Knowledge` from documents of the right shape, and follows every reference between them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from bot.errors import KnowledgeError, Problem
from bot.knowledge.languages import build_languages
from bot.knowledge.model import (
    Citation,
    Entity,
    Fact,
    Intent,
    Knowledge,
    Lang,
    Phrasing,
    Source,
    Text,
    Topic,
)
from bot.knowledge.read import Document, Place
from bot.knowledge.references import follow_references
from bot.knowledge.translations import TRANSLATED, translate, translation_of

Raw = dict[str, Any]

PRECISION = 98
"""How many of a hundred sure answers shall be right, where bot.yaml does not say."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A folder as built: ``problems`` keep it from being used, ``untranslated`` do not.

    ``places`` maps ``fact:KEY``, ``intent:ID``, ``entity:ID``, ``source:ID``, ``text:KEY:LANG`` and
    ``phrasing:INTENT:LANG:INDEX`` to
    where they stand.
    """

    knowledge: Knowledge | None
    problems: tuple[Problem, ...]
    untranslated: tuple[Problem, ...]
    places: Mapping[str, Place]

    def sound(self) -> Knowledge:
        """The knowledge.

        Raises:
            KnowledgeError: it has problems; the error holds all of them.
        """
        if self.knowledge is None or self.problems:
            raise KnowledgeError(self.problems)
        return self.knowledge


def build(read: Mapping[str, list[Document]], strays: list[Document], *, version: str) -> Loaded:
    """Build what can be built.

    Args:
        read: the documents by shape (``bot``, ``sources``, ``entities``, ``intents``, ``facts``, ``language`` and, for
            what stands in ``languages/CODE/``, ``translated-bot``, ``translated-entities`` and so on).
        strays: documents that belong to no shape and hold only problems.
        version: a digest of all files.
    """
    translate(read)
    unread = (one.file for shape in TRANSLATED for one in read[f"translated-{shape}"] if one.value is None)
    builder = _Builder(read, unread=frozenset(unread))
    knowledge = builder.knowledge(version)
    if knowledge is not None:
        follow_references(knowledge, read)
    documents = [*(document for group in read.values() for document in group), *strays]
    return Loaded(
        knowledge=knowledge,
        problems=tuple(sorted({problem for document in documents for problem in document.problems})),
        untranslated=tuple(sorted(builder.untranslated)),
        places=MappingProxyType(builder.places),
    )


@dataclass(slots=True)
class _Builder:
    read: Mapping[str, list[Document]]
    languages: tuple[Lang, ...] = ()
    quoting: bool = True
    places: dict[str, Place] = field(default_factory=dict)
    untranslated: list[Problem] = field(default_factory=list)
    unread: frozenset[str] = frozenset()
    """Files of translations that cannot be read, which are the one cause of all that is missing."""

    def knowledge(self, version: str) -> Knowledge | None:
        main = self.read["bot"][0]
        if not main.unfit.isdisjoint(_NEEDED) or not isinstance(main.value, dict):
            return None
        self.languages = tuple(main.value["languages"])
        self.quoting = main.value.get("quotes", "required") == "required"
        topics = tuple(Topic(id, self._text(main, "topics", id)) for id in main.value["topics"])
        sources = dict(self._collected("sources", self._source))
        entities = dict(self._collected("entities", self._entity))
        intents = dict(self._collected("intents", self._intent))
        languages = build_languages(self.read["language"], self.languages, main)
        self.untranslated += languages.untranslated
        return Knowledge(
            name=self._text(main, "name"),
            about=self._text(main, "about"),
            languages=self.languages,
            topics=topics,
            examples=() if "examples" in main.unfit else tuple(main.value.get("examples", ())),
            sources=MappingProxyType(sources),
            entities=MappingProxyType(entities),
            intents=MappingProxyType(intents),
            facts=MappingProxyType(self._facts(sources)),
            wording=languages.wording,
            precision=main.value.get("precision", PRECISION) / 100,
            version=version,
        )

    def _collected(self, shape: str, make: Any) -> Iterator[tuple[str, Any]]:
        seen: dict[str, Place] = {}
        for document, id, raw in self._entries(shape):
            place = document.place(id)
            if id in seen:
                document.report(
                    f"'{id}' stands already in {seen[id].file}:{seen[id].line} (ids are unique over all files)", id
                )
                continue
            seen[id] = place
            self.places[f"{_SINGULAR[shape]}:{id}"] = place
            yield id, make(document, id, raw)

    def _entries(self, shape: str) -> Iterator[tuple[Document, str, Raw]]:
        for document in self.read[shape]:
            if isinstance(document.value, dict):
                for id, raw in document.value.items():
                    if id not in document.unfit:
                        yield document, id, raw

    def _source(self, _document: Document, id: str, raw: Raw) -> Source:
        return Source(id=id, **raw)

    def _entity(self, document: Document, id: str, raw: Raw) -> Entity:
        aliases = {lang: tuple(names) for lang, names in raw.get("aliases", {}).items()}
        return Entity(id, _stem(document), self._text(document, id, "name"), MappingProxyType(aliases))

    def _intent(self, document: Document, id: str, raw: Raw) -> Intent:
        subject = raw.get("subject", ())
        phrasings = []
        for lang, texts in raw["phrasings"].items():
            for index, text in enumerate(texts):
                phrasings.append(Phrasing(text, lang))
                self.places[f"phrasing:{id}:{lang}:{index}"] = document.place(id, "phrasings", lang, index)
        self._languages_of(document, raw["phrasings"], id, "phrasings")
        return Intent(
            id=id,
            topic=_stem(document),
            title=self._text(document, id, "title"),
            phrasings=tuple(phrasings),
            subjects=(subject,) if isinstance(subject, str) else tuple(subject),
            silent=self._text(document, id, "silent") if "silent" in raw else None,
            instead=tuple(raw.get("instead", ())),
        )

    def _facts(self, sources: Mapping[str, Source]) -> dict[str, Fact]:
        facts: dict[str, Fact] = {}
        for document in self.read["facts"]:
            for index, raw in enumerate(document.value if isinstance(document.value, list) else ()):
                if self.quoting:
                    _demand_quotes(document, index, raw)
                if index in document.unfit or not isinstance(raw, dict):
                    continue
                fact = self._fact(document, index, raw, sources)
                if fact.key in facts:
                    first = self.places[f"fact:{fact.key}"]
                    both = (
                        "merge the two, with both citations and a note"
                        if fact.citations != facts[fact.key].citations
                        else "remove one"
                    )
                    document.report(f"'{fact.key}' is answered already in {first.file}:{first.line} ({both})", index)
                    continue
                facts[fact.key] = fact
                self.places[f"fact:{fact.key}"] = document.place(index)
                for lang in fact.text.forms:
                    self.places[f"text:{fact.key}:{lang}"] = document.place(index, "text", lang)
        return facts

    def _fact(self, document: Document, index: int, raw: Raw, sources: Mapping[str, Source]) -> Fact:
        citations = []
        for cite in raw["cite"]:
            source = sources.get(cite["source"]) or Source(cite["source"], publisher="", title="", url="", lang="")
            quote = " ".join(cite["quote"].split()) if "quote" in cite else None
            citations.append(Citation(source, quote, cite.get("paragraph"), cite.get("lang")))
        if self.quoting and len({citation.source.id for citation in citations}) > 1 and "note" not in raw:
            document.report(
                "two sources are cited without a note (say in `note` whether they agree, differ or add to each other)",
                index,
            )
        return Fact(
            intent=raw["answers"],
            subject=raw.get("about"),
            topic=_stem(document),
            text=self._text(document, index, "text"),
            citations=tuple(citations),
            note=self._text(document, index, "note") if "note" in raw else None,
            derived=self._text(document, index, "derived") if "derived" in raw else None,
        )

    def _text(self, document: Document, *location: str | int) -> Text:
        value: Any = document.value
        for step in location:
            value = value[step]
        self._languages_of(document, value, *location)
        ordered = sorted(value, key=lambda lang: lang != self.languages[0])
        return Text(MappingProxyType({lang: " ".join(value[lang].split()) for lang in ordered}))

    def _languages_of(self, document: Document, value: Mapping[str, object], *location: str | int) -> None:
        what = ".".join(str(step) for step in location if isinstance(step, str))
        for lang in self.languages:
            if lang not in value and translation_of(document.file, lang) not in self.unread:
                hint = f"add {lang}: … here, or write it in {translation_of(document.file, lang)}"
                self.untranslated.append(document.problem(f"{what}: no text in '{lang}' ({hint})", *location))
        for lang in value:
            if lang not in self.languages:
                document.report(
                    f"{what}: '{lang}' is no language of this folder (add it to languages in bot.yaml)", *location, lang
                )


_NEEDED = {None, "name", "about", "languages", "topics"}
"""What of bot.yaml has to be right before anything else can be built; None stands for the whole."""
_SINGULAR = {"sources": "source", "entities": "entity", "intents": "intent"}


def _demand_quotes(document: Document, index: int, raw: Any) -> None:
    """Report the citations without a quote, also in a fact that is wrong otherwise."""
    cites = raw.get("cite") if isinstance(raw, dict) else None
    for at, cite in enumerate(cites if isinstance(cites, list) else ()):
        if isinstance(cite, dict) and "quote" not in cite:
            hint = "a verbatim fragment of at most 15 words that stands once in the source"
            document.report(f"cite: 'quote' is missing ({hint})", index, "cite", at)


def _stem(document: Document) -> str:
    return PurePosixPath(document.file).stem
