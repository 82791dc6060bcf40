"""Every name that one file uses of another: does it exist, and does it fit?"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from bot.knowledge.model import SUBJECT_SLOT, Entity, Intent, Knowledge, fact_key
from bot.knowledge.read import Document
from bot.knowledge.shape import suggestion

Read = Mapping[str, list[Document]]

_STRAY_BRACE = re.compile(r"\{[^}]*\}?|\}")


@dataclass(frozen=True, slots=True)
class _Names:
    """The names that files declare, also in entries that are wrong otherwise: one mistake, one problem.

    ``whole`` is false where a file could not be read, and nothing can be said to be missing.
    """

    names: Collection[str]
    whole: bool

    def lack(self, name: str) -> bool:
        return self.whole and name not in self.names

    @classmethod
    def keys(cls, documents: Iterable[Document]) -> "_Names":
        values = [document.value for document in documents]
        return cls({name: None for value in values if isinstance(value, dict) for name in value}, None not in values)


class _Declared:
    def __init__(self, read: Read) -> None:
        self.sources = _Names.keys(read["sources"])
        self.entities = _Names.keys(read["entities"])
        self.kinds = [PurePosixPath(document.file).stem for document in read["entities"] if document.value != {}]
        self.intents = _Names.keys(read["intents"])
        facts = [raw for document in read["facts"] for _, raw in _entries(document)]
        whole = all(isinstance(document.value, list) for document in read["facts"])
        self.answered = _Names({str(raw.get("answers")): None for raw in facts}, whole)
        self.facts = _Names({_key(raw): None for raw in facts}, whole)


def follow_references(knowledge: Knowledge, read: Read) -> None:
    """Report, in the document that makes it, every reference that leads nowhere or to the wrong kind of thing."""
    declared = _Declared(read)
    _topics(knowledge, read)
    _examples(knowledge, declared, read["bot"][0])
    _aliases(read)
    for document in read["facts"]:
        _facts(knowledge, declared, document)
    for document in read["intents"]:
        _intents(knowledge, declared, document)
    for document in read["questions"]:
        _named_by_questions(declared, document)


def _entries(document: Document) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings in a file that is a list, with their indices."""
    if isinstance(document.value, list):
        yield from ((index, raw) for index, raw in enumerate(document.value) if isinstance(raw, dict))


def _key(raw: Mapping[str, Any]) -> str:
    return fact_key(str(raw.get("answers")), raw.get("about") or None)


def _topics(knowledge: Knowledge, read: Read) -> None:
    known = [topic.id for topic in knowledge.topics]
    for document in (*read["intents"], *read["facts"]):
        stem = PurePosixPath(document.file).stem
        if stem not in known:
            hint = suggestion(stem, known) or " (name it under topics in bot.yaml)"
            document.report(f"no topic '{stem}'{hint}")


def _examples(knowledge: Knowledge, declared: _Declared, document: Document) -> None:
    for index, key in enumerate(knowledge.examples):
        _known(document, declared.facts, "fact", key, ("examples", index))


def _aliases(read: Read) -> None:
    """One name leads to one entity, whatever file it stands in."""
    owners: dict[str, tuple[str, str]] = {}
    for document, location, name in _every_name(read["entities"]):
        plain = " ".join(name.casefold().split()).removeprefix("the ")
        first, home = owners.setdefault(plain, (str(location[0]), document.file))
        if first != location[0]:
            message = f"the name '{name}' stands already for '{first}' in {home} (keep it for one of the two)"
            document.report(message, *location)


def _every_name(documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[str | int, ...], str]]:
    """Names and aliases as they stand in the files, each with its place."""
    for document in documents:
        for id, raw in document.value.items() if isinstance(document.value, dict) else ():
            if id not in document.unfit:
                yield from ((document, (id, "name", lang), name) for lang, name in raw["name"].items())
                for lang, names in raw.get("aliases", {}).items():
                    yield from ((document, (id, "aliases", lang, index), name) for index, name in enumerate(names))


def _facts(knowledge: Knowledge, declared: _Declared, document: Document) -> None:
    for index, raw in _entries(document):
        if index in document.unfit:
            continue
        for at, cite in enumerate(raw["cite"]):
            _known(document, declared.sources, "source", cite["source"], (index, "cite", at, "source"))
        id, subject = raw["answers"], raw.get("about")
        intent = knowledge.intents.get(id)
        if intent is None:
            _known(document, declared.intents, "intent", id, (index, "answers"))
            continue
        if intent.silent:
            document.report(
                f"'{id}' says that the sources are silent (remove `silent` there, or this fact)", index, "answers"
            )
        if subject is None and intent.subjects:
            document.report(f"'{id}' is asked of a {' or '.join(intent.subjects)} (name one in `about`)", index)
        elif subject is not None:
            _known(document, declared.entities, "entity", subject, (index, "about"))
            _subject(knowledge.entities.get(subject), document, index, intent)


def _known(document: Document, names: _Names, noun: str, name: str, location: tuple[str | int, ...]) -> None:
    if names.lack(name):
        document.report(f"no {noun} '{name}'{suggestion(name, names.names)}", *location)


def _subject(entity: Entity | None, document: Document, index: int, intent: Intent) -> None:
    if not intent.subjects:
        document.report(
            f"'{intent.id}' has no subject (remove `about`, or give the intent a `subject`)", index, "about"
        )
    elif entity and entity.kind not in intent.subjects:
        wanted = " or ".join(intent.subjects)
        message = f"'{entity.id}' is of the kind {entity.kind}, but '{intent.id}' is asked of a {wanted}"
        document.report(f"{message} (name one in `about`)", index, "about")


def _named_by_questions(declared: _Declared, document: Document) -> None:
    for index, raw in _entries(document):
        if index in document.unfit:
            continue
        for at, id in enumerate(raw.get("cites", ())):
            _known(document, declared.sources, "source", id, (index, "cites", at))
        expected = raw.get("intent", [])
        for id in [expected] if isinstance(expected, str) else expected:
            _known(document, declared.intents, "intent", id, (index, "intent"))


def _intents(knowledge: Knowledge, declared: _Declared, document: Document) -> None:
    for id in document.value if isinstance(document.value, dict) else ():
        intent = knowledge.intents.get(id)
        if intent is None or intent.topic != PurePosixPath(document.file).stem:
            continue
        for kind in intent.subjects:
            if kind not in declared.kinds:
                hint = suggestion(kind, declared.kinds) or f" (write entities/{kind}.yaml)"
                document.report(f"{id}: no entities of the kind '{kind}'{hint}", id, "subject")
        _slots(document, intent)
        if not intent.silent and declared.answered.lack(id):
            document.report(f"{id}: no fact answers it (write one, or say in `silent` what the sources do not say)", id)
        if intent.instead and not intent.silent:
            message = f"{id}: `instead` goes with `silent` (say there what the sources do not say, or remove `instead`)"
            document.report(message, id, "instead")
        for index, key in enumerate(intent.instead):
            if declared.facts.lack(key):
                document.report(f"{id}: no fact '{key}'{suggestion(key, declared.facts.names)}", id, "instead", index)


def _slots(document: Document, intent: Intent) -> None:
    """``{subject}`` stands where, and only where, there is a subject to put in."""
    for lang, title in intent.title.forms.items():
        if intent.subjects and not intent.silent and SUBJECT_SLOT not in title:
            message = f"{intent.id}: the title lacks {SUBJECT_SLOT} (put it where the name belongs)"
            document.report(message, intent.id, "title", lang)
    for location, text in _every_text(document, intent.id):
        if stray := _STRAY_BRACE.search(text.replace(SUBJECT_SLOT, "")):
            message = f"{intent.id}: '{text}' has a stray '{stray[0]}' (only {SUBJECT_SLOT}, written so, is filled in)"
            document.report(message, *location)
        if SUBJECT_SLOT in text and not intent.subjects:
            message = f"{intent.id}: '{text}' has {SUBJECT_SLOT}, but the intent has no `subject`"
            document.report(f"{message} (add one, or write the name out)", *location)


def _every_text(document: Document, id: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Title and phrasings as they stand in the file, each with its place."""
    raw = document.value[id]
    for lang, title in raw["title"].items():
        yield (id, "title", lang), title
    for lang, texts in raw["phrasings"].items():
        for index, text in enumerate(texts):
            yield (id, "phrasings", lang, index), text
