"""The facts that a sentence is about: found by the words of their questions and answers. Pure."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.claims.dates import Date
from bot.claims.known import NAMED, Known
from bot.claims.numbers import Number
from bot.claims.statements import Item, Reader, Statement, content_of
from bot.knowledge.model import Citation, Fact, Knowledge, Lang, Language
from bot.matching.words import words

RELATED = 0.6
"""So much of what a fact is about, or says, a sentence has to say, to be on the same subject."""


@dataclass(frozen=True, slots=True)
class Near:
    """A fact with its nearness to a statement, from 0 to 1, and the weight of what both say."""

    known: Known
    nearness: float
    common: float


class Facts:
    """All facts of a folder, as they are written in one language."""

    def __init__(self, knowledge: Knowledge, lang: Lang, readers: Callable[[Lang], Reader]) -> None:
        self._knowledge = knowledge
        self._lang = lang
        self._readers = readers
        self.reader = readers(lang)
        language = knowledge.language(lang)
        self._phrases_that_ask = {kind: [*map(words, language.question_words.get(kind, ()))] for kind in NAMED}
        self._only_ask = _only_ask(self.reader, language)
        self.known = [self._read(fact) for fact in knowledge.facts.values()]
        counts = Counter(name for known in self.known for name in known.about | known.says.content)
        self._weights = {name: math.log(1 + len(self.known) / count) for name, count in counts.items()}

    def on(self, statement: Statement, item: Item | None = None) -> list[Near]:
        """The facts on the subject of ``statement``, the nearest first, whatever it says of ``item``."""
        said = statement.content - content_of(item)
        found = (Near(known, self._nearness(known, said, item), self._common(known, said)) for known in self.known)
        near = [one for one in found if one.nearness >= RELATED]
        return sorted(near, key=lambda one: (-one.nearness * one.common, len(one.known.says.content)))

    def question(self, known: Known) -> str:
        """What a fact answers."""
        return self._knowledge.title(known.fact.intent, known.fact.subject, self._lang)

    def _nearness(self, known: Known, said: frozenset[str], item: Item | None) -> float:
        """How much of what a fact is about, and of what it says, is in ``said``, from 0 to 1."""
        apart, subject = content_of(item), f"@{known.fact.subject}"
        if subject in apart or (said & known.others and subject not in said):
            return 0.0
        about = known.about - apart - self._only_ask.get(type(item), frozenset())
        if isinstance(item, Number) and _only_counts_the_same(item, about, said):
            return 0.0
        telling = len(about) > 1 or any(name.startswith("@") for name in about)
        in_all = self._share(about | (known.says.content - apart), said)
        return max(self._share(about, said), in_all) if telling else in_all

    def _common(self, known: Known, said: frozenset[str]) -> float:
        return sum(self._weights[name] for name in (known.about | known.says.content) & said)

    def _share(self, names: Iterable[str], said: frozenset[str]) -> float:
        weights = {name: self._weights[name] for name in names}
        return sum(weights[name] for name in weights if name in said) / sum(weights.values()) if weights else 0.0

    def _read(self, fact: Fact) -> Known:
        title = self._knowledge.title(fact.intent, fact.subject, self._lang)
        cited = (citation for citation in fact.citations if citation.quote)
        return Known(
            fact=fact,
            about=self.reader.read(title).content,
            says=self.reader.read(fact.text.into(self._lang)),
            quotes=tuple((citation, self._quote(citation)) for citation in cited),
            others=_others(self._knowledge, fact),
            asks=frozenset(kind for kind in NAMED if self._asks(kind, words(title))),
        )

    def _asks(self, kind: str, title: list[str]) -> bool:
        """Whether a question has one of the question words, or one of the phrases (what city), of that kind."""
        return any(
            phrase == title[at : at + len(phrase)]
            for phrase in self._phrases_that_ask[kind]
            for at in range(len(title))
        )

    def _quote(self, citation: Citation) -> Statement:
        lang = citation.source.lang
        return self._readers(lang if lang in self._knowledge.languages else self._lang).read(citation.quote or "")


def _only_counts_the_same(number: Number, about: frozenset[str], said: frozenset[str]) -> bool:
    """Whether ``said`` shares only what ``number`` counts with what is ``about`` somebody or something named."""
    return any(name.startswith("@") for name in about) and about & said <= number.units


def _others(knowledge: Knowledge, fact: Fact) -> frozenset[str]:
    """The entities that the same question can be asked of, the fact's own apart."""
    subjects = (other.subject for other in knowledge.facts.values() if other.intent == fact.intent)
    return frozenset(f"@{subject}" for subject in subjects if subject and subject != fact.subject)


def _only_ask(reader: Reader, language: Language) -> Mapping[type, frozenset[str]]:
    """By the type of an item, the words that only ask for such: a date answers “what is the date of …”."""

    def words_of(*kinds: str) -> frozenset[str]:
        phrases = (phrase for kind in kinds for phrase in language.question_words.get(kind, ()))
        return frozenset(name for phrase in phrases for name in reader.read(phrase).content)

    return {Date: words_of("time", "hour", "month"), Number: words_of("count", "amount", "duration")}
