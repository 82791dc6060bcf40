"""What of a folder a sheet has no room for."""

from collections.abc import Iterator, Mapping

from bot.errors import Problem
from bot.knowledge.model import Fact, Knowledge, Source
from bot.knowledge.read import Place
from bot.sheets.entry import host
from bot.sheets.export import questions


def losses(knowledge: Knowledge, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Each thing that an export loses, where it stands in the folder."""
    for topic in knowledge.topics[1:]:
        yield Problem("bot.yaml", 1, f"the sheet has no room for the topic '{topic.id}'")
    lost = [
        *((f"source:{id}", id, _of_source(source)) for id, source in knowledge.sources.items()),
        *((f"entity:{id}", id, ["other names"]) for id, entity in knowledge.entities.items() if entity.aliases),
        *((f"intent:{id}", id, ["question, which nothing answers"]) for id in _unanswered(knowledge)),
        *((f"fact:{key}", key, _of_fact(knowledge, fact)) for key, fact in knowledge.facts.items()),
    ]
    for address, id, things in lost:
        for thing in things:
            yield Problem(places[address].file, places[address].line, f"{id}: the sheet has no room for its {thing}")


def _unanswered(knowledge: Knowledge) -> Iterator[str]:
    answered = knowledge.subjects()
    yield from (id for id in knowledge.intents if id not in answered)


def _of_source(source: Source) -> Iterator[str]:
    if source.publisher != host(source.url):
        yield f"publisher ({source.publisher})"
    if source.author:
        yield f"author ({source.author})"
    if source.published:
        yield f"date ({source.published})"


def _of_fact(knowledge: Knowledge, fact: Fact) -> Iterator[str]:
    asked = questions(knowledge, fact)
    for lang in fact.text.forms:
        if lang not in asked:
            yield f"answer in '{lang}', in which nothing asks for it"
    if fact.note:
        yield "note"
    if fact.derived:
        yield "derivation"
    if any(citation.paragraph for citation in fact.citations):
        yield "paragraph numbers"
    if any(citation.quote_lang for citation in fact.citations):
        yield "languages of quotes"
