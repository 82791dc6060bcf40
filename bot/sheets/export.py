"""A folder of knowledge as the rows of a sheet, one for each phrasing."""

from collections.abc import Iterator, Mapping, Sequence

from bot.knowledge.model import SUBJECT_SLOT, Citation, Fact, Knowledge, Lang
from bot.matching.words import words
from bot.sheets.columns import COLUMNS
from bot.sheets.row import tidy


def table_rows(knowledge: Knowledge) -> Iterator[Sequence[str]]:
    """The header, then every fact: a row for each way to ask, its subject's name filled in.

    A fact that cites more than it has phrasings repeats the last one. The title comes first of the phrasings.
    """
    yield tuple(COLUMNS)
    cited: set[str] = set()
    for fact in knowledge.facts.values():
        for row in _rows(knowledge, fact, cited):
            yield tuple(map(tidy, row))


def _rows(knowledge: Knowledge, fact: Fact, cited: set[str]) -> Iterator[Sequence[str]]:
    asked = questions(knowledge, fact)
    shares = _shares(fact.citations, tuple(asked), cited)
    shown: Citation | None = None
    for lang, texts in asked.items():
        share = shares[lang]
        for at in range(max(len(texts), len(share))):
            shown = share[at if at < len(share) else 0] if share else shown
            yield _row(texts[min(at, len(texts) - 1)], fact, shown, lang)


def _row(question: str, fact: Fact, citation: Citation | None, lang: Lang) -> Sequence[str]:
    cells = {
        "question": question,
        "answer": fact.text.forms.get(lang, ""),
        "intent": fact.key,
        "language": lang,
    }
    if citation:
        source = citation.source
        cells |= {"source_title": source.title, "source_url": source.url, "quote": citation.quote or ""}
    return [cells.get(name, "") for name in COLUMNS]


def questions(knowledge: Knowledge, fact: Fact) -> Mapping[Lang, Sequence[str]]:
    """How ``fact`` is asked for in each language that has a way: its title and its phrasings, none twice."""
    intent = knowledge.intents[fact.intent]
    texts = [*intent.title.forms.items(), *((phrasing.lang, phrasing.text) for phrasing in intent.phrasings)]
    asked: dict[Lang, dict[tuple[str, ...], str]] = {lang: {} for lang in knowledge.languages}
    for lang, text in texts:
        name = knowledge.entities[fact.subject].name.into(lang) if fact.subject else ""
        question = text.replace(SUBJECT_SLOT, name)
        asked[lang].setdefault(tuple(words(question)), question)
    return {lang: tuple(different.values()) for lang, different in asked.items() if different}


def _shares(citations: Sequence[Citation], langs: Sequence[Lang], cited: set[str]) -> Mapping[Lang, list[Citation]]:
    """What the rows of each language cite, so that the import finds all of it in the same order.

    There a source is in the language of the row that cites it first.
    """
    shares: dict[Lang, list[Citation]] = {lang: [] for lang in langs}
    at = 0
    for citation in citations:
        source = citation.source
        if source.id not in cited and source.lang in langs[at:]:
            at = langs.index(source.lang)
        cited.add(source.id)
        shares[langs[at]].append(citation)
    return shares
