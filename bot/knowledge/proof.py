"""Does the evidence hold? What an answer names stands in its quotes, and the quotes stand in their sources."""

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

from bot.knowledge.model import Citation, Fact, Knowledge, Lang

_NUMBER = re.compile(r"\d+")
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}(?!\d))")
_SENTENCE = re.compile(r"(?<=[.!?:;])[\"'”]?\s+|\n+")
_EDGES = " .!?\"'“”"
_WORD = re.compile(r"[^\W_가-힣]+(?:['’-][^\W_가-힣]+)*|[가-힣]+")
_PIECE = re.compile(r"[가-힣]+|[^\W_가-힣]+")
_EVIDENT = {"1", "2"}
"""Numbers that, in words, only count what the answer itself lists: one ministry, both sides, two papers."""
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Unproven:
    """A number or name in the ``lang`` text of a fact that nothing it cites holds."""

    what: str
    lang: Lang


class Proof:
    """What counts as known by name, and as a number, in one folder of knowledge."""

    def __init__(self, knowledge: Knowledge, forms: Callable[[Lang, str], Set[str]]) -> None:
        """What ``knowledge`` proves by.

        Args:
            forms: of a word of a language, in which forms another word can be the same: its stem, its sound.
        """
        self._forms = forms
        names = frozenset(_pieces(name for entity in knowledge.entities.values() for name in entity.names()))
        self._names = {lang: self._known(names, lang) for lang in knowledge.languages}
        self._numbers = {lang: language.numbers for lang, language in knowledge.wording.items()}

    def unproven(self, fact: Fact) -> Iterator[Unproven]:
        """The numbers and names in ``fact`` that its quotes, its sources' own data and the entities' names do not hold.

        Names are words with a capital that begin no sentence; in scripts without capitals only numbers are judged. Of a
        fact without any quote nothing is asked.
        """
        if all(citation.quote is None for citation in fact.citations):
            return
        evidence = [*_evidence(fact.citations)]
        words = frozenset(_pieces(evidence))
        numbers = frozenset(number for lang in self._numbers for number in self._numbers_in(evidence, lang))
        numbers |= frozenset(_months_in(evidence, {citation.source.lang for citation in fact.citations}))
        for lang, text in fact.text.forms.items():
            if lang not in self._names:
                continue
            derived = frozenset(self._numbers_in([fact.derived.into(lang)], lang)) if fact.derived else frozenset()
            known = self._names[lang] | self._known(words, lang)
            digits = _NUMBER.findall(text)
            for number in dict.fromkeys(self._numbers_in([text], lang)):
                if number not in numbers | derived and (number in digits or number not in _EVIDENT):
                    yield Unproven(number, lang)
            for name in dict.fromkeys(_names_in(text)):
                pieces = _PIECE.findall(name.casefold())
                if any(known.isdisjoint((piece, *self._forms(lang, piece))) for piece in pieces):
                    yield Unproven(name, lang)

    def _known(self, words: Iterable[str], lang: Lang) -> Set[str]:
        return frozenset(form for word in words for form in (word, *self._forms(lang, word)))

    def _numbers_in(self, texts: Iterable[str], lang: Lang) -> Iterator[str]:
        words = self._numbers[lang]
        for text in texts:
            plain = _THOUSANDS.sub("", text.casefold())
            yield from _NUMBER.findall(plain)
            yield from (words[word] for word in _PIECE.findall(plain) if word in words)


def _months_in(texts: Iterable[str], languages: Iterable[Lang]) -> Iterator[str]:
    for lang in languages:
        months = _months(lang)
        yield from (months[word] for text in texts for word in _PIECE.findall(text.casefold()) if word in months)


@functools.cache
def _months(lang: Lang) -> Mapping[str, str]:
    """The months by name, as numbers, which is how other languages may write them."""
    try:
        locale = Locale.parse(lang)
    except (ValueError, UnknownLocaleError):
        return {}
    return {
        name.casefold(): str(number)
        for context in ("format", "stand-alone")
        for number, name in get_month_names("wide", context, locale).items()
    }


def misquoted(citation: Citation, texts: Mapping[str, str]) -> str | None:
    """What is wrong with a citation, held against its source's full text; None if it is verbatim and unique, or absent.

    Args:
        texts: the full texts by source id. Runs of white space count as one space; the first line that is not empty is
            the title; a paragraph that the source repeats word for word counts once.
    """
    if citation.quote is None:
        return None
    text = texts.get(citation.source.id)
    if text is None:
        return f"no text of '{citation.source.id}' to prove it by"
    paragraphs = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    holders = [
        number
        for number, paragraph in enumerate(paragraphs)
        if citation.quote in paragraph and paragraph not in paragraphs[:number]
    ]
    count = sum(paragraphs[number].count(citation.quote) for number in holders)
    if count == 0:
        return "it does not stand in the source (copy it letter by letter, with its quotation marks)"
    if count > 1:
        return f"it stands {count} times in the source (quote more words, so that it is found once)"
    if citation.quote.strip(_EDGES) in {sentence.strip(_EDGES) for sentence in _SENTENCE.split(paragraphs[holders[0]])}:
        return "it is a whole sentence (quote a fragment)"
    if citation.paragraph not in (None, holders[0]):
        return f"it stands in paragraph {holders[0]}, not {citation.paragraph}"
    return None


def _evidence(citations: Iterable[Citation]) -> Iterator[str]:
    for citation in citations:
        source = citation.source
        yield from filter(
            None, (citation.quote, source.publisher, source.title, source.author, source.published, source.url)
        )


def _names_in(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        for word in _WORD.findall(sentence)[1:]:
            if word[0].isupper() and len(word) >= _SHORTEST_NAME:
                yield word


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for piece in _PIECE.findall(text.casefold()):
            yield piece
            yield piece.removesuffix("s")
