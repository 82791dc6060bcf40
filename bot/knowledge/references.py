"""Every name that one file uses of another: does it exist, and does it fit?"""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from bot.knowledge.model import SUBJECT_SLOT, Intent, Knowledge
from bot.knowledge.read import Document
from bot.knowledge.shape import suggestion

Read = Mapping[str, list[Document]]


def follow_references(knowledge: Knowledge, read: Read) -> None:
    """Report, in the document that makes it, every reference that leads nowhere or to the wrong kind of thing."""
    declared = {id for document in read["intents"] if isinstance(document.value, dict) for id in document.value}
    _topics(knowledge, read)
    _examples(knowledge, read["bot"][0])
    _aliases(read)
    for document in read["facts"]:
        _facts(knowledge, document, declared)
    for document in read["intents"]:
        _intents(knowledge, document)


def _topics(knowledge: Knowledge, read: Read) -> None:
    known = [topic.id for topic in knowledge.topics]
    for document in (*read["intents"], *read["facts"]):
        stem = PurePosixPath(document.file).stem
        if stem not in known:
            document.report(f"no topic '{stem}'{suggestion(stem, known)} (name it under topics in bot.yaml)")


def _examples(knowledge: Knowledge, document: Document) -> None:
    for index, key in enumerate(knowledge.examples):
        if key not in knowledge.facts:
            document.report(f"no fact '{key}'{suggestion(key, knowledge.facts)}", "examples", index)


def _aliases(read: Read) -> None:
    """One alias leads to one entity, whatever file it stands in."""
    owners: dict[str, tuple[str, str]] = {}
    for document, id, lang, index, name in _every_alias(read):
        first, home = owners.setdefault(" ".join(name.casefold().split()), (id, document.file))
        if first != id:
            message = f"the alias '{name}' stands already for '{first}' in {home} (keep it for one of the two)"
            document.report(message, id, "aliases", lang, index)


def _every_alias(read: Read) -> Iterator[tuple[Document, str, str, int, str]]:
    for document in read["entities"]:
        for id, raw in document.value.items() if isinstance(document.value, dict) else ():
            if id not in document.unfit and isinstance(raw, dict):
                for lang, names in raw.get("aliases", {}).items():
                    for index, name in enumerate(names):
                        yield document, id, lang, index, name


def _facts(knowledge: Knowledge, document: Document, declared: set[str]) -> None:
    for index, raw in enumerate(document.value if isinstance(document.value, list) else ()):
        if index in document.unfit or not isinstance(raw, dict):
            continue
        id, subject = raw["answers"], raw.get("about")
        intent = knowledge.intents.get(id)
        if intent is None:
            if id not in declared:
                document.report(f"no intent '{id}'{suggestion(id, knowledge.intents)}", index, "answers")
            continue
        if intent.silent:
            document.report(f"'{id}' says that the sources are silent (remove `silent` there, or this fact)", index, "answers")
        if subject is None and intent.subjects:
            document.report(f"'{id}' is asked of a {' or '.join(intent.subjects)} (name one in `about`)", index)
        elif subject is not None:
            _subject(knowledge, document, index, subject, intent)


def _subject(knowledge: Knowledge, document: Document, index: int, subject: str, intent: Intent) -> None:
    entity = knowledge.entities.get(subject)
    if entity is None:
        document.report(f"no entity '{subject}'{suggestion(subject, knowledge.entities)}", index, "about")
    elif not intent.subjects:
        document.report(f"'{intent.id}' has no subject (remove `about`, or give the intent a `subject`)", index, "about")
    elif entity.kind not in intent.subjects:
        wanted = " or ".join(intent.subjects)
        document.report(f"'{subject}' is of the kind {entity.kind}, '{intent.id}' is asked of a {wanted}", index, "about")


def _intents(knowledge: Knowledge, document: Document) -> None:
    kinds = {entity.kind for entity in knowledge.entities.values()}
    answered = {fact.intent for fact in knowledge.facts.values()}
    for id in document.value if isinstance(document.value, dict) else ():
        intent = knowledge.intents.get(id)
        if intent is None:
            continue
        for kind in intent.subjects:
            if kind not in kinds:
                document.report(f"{id}: no entities of the kind '{kind}'{suggestion(kind, kinds)}", id, "subject")
        _slots(document, intent)
        if not intent.silent and id not in answered:
            document.report(f"{id}: no fact answers it (write one, or say in `silent` what the sources do not say)", id)
        if intent.instead and not intent.silent:
            document.report(f"{id}: `instead` goes with `silent`", id, "instead")
        for index, key in enumerate(intent.instead):
            if key not in knowledge.facts:
                document.report(f"{id}: no fact '{key}'{suggestion(key, knowledge.facts)}", id, "instead", index)


def _slots(document: Document, intent: Intent) -> None:
    """``{subject}`` stands where, and only where, there is a subject to put in."""
    for lang, title in intent.title.forms.items():
        if intent.subjects and not intent.silent and SUBJECT_SLOT not in title:
            document.report(f"{intent.id}: the title lacks {SUBJECT_SLOT}", intent.id, "title", lang)
    texts = [("title", lang, title) for lang, title in intent.title.forms.items()]
    texts += [("phrasings", phrasing.lang, phrasing.text) for phrasing in intent.phrasings]
    for where, lang, text in texts:
        if SUBJECT_SLOT in text and not intent.subjects:
            document.report(f"{intent.id}: '{text}' has {SUBJECT_SLOT}, but the intent has no `subject`", intent.id, where, lang)
