"""The phrasings of one folder as weighted features: stems of words, entities (``@id``) and the subject's slot.

A feature weighs ln(1 + N/n) where n of N intents use it (inverse document frequency, Spärck Jones 1972); function words
weigh a fraction of that.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from bot.knowledge.model import SUBJECT_SLOT, Knowledge
from bot.matching.analysis import Analyzer

SLOT = "#subject"
"""The feature of ``{subject}``."""
SMALLTALK = "smalltalk:"
"""What the ids of small talk begin with here; no intent's id can hold a colon."""
FUNCTION_WORD = 0.50


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrasing as features. ``intent`` is the id of an intent, or ``smalltalk:`` and the id of small talk.

    ``features`` maps each to its weight, ``weight`` is their sum and ``norm`` its root; ``wording`` has them sorted.
    """

    intent: str
    text: str
    features: Mapping[str, float]
    weight: float
    norm: float
    wording: str

    @property
    def smalltalk(self) -> str | None:
        """The id of the small talk that this is a phrasing of, None for questions."""
        return self.intent.removeprefix(SMALLTALK) if self.intent.startswith(SMALLTALK) else None


class Index:
    """Every phrasing and title, and where each feature stands."""

    def __init__(self, knowledge: Knowledge, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._facts = knowledge.facts
        self._fact_features: dict[str, frozenset[str]] = {}
        texts = [(intent, text, self.features(text)) for intent, text in _texts(knowledge)]
        self.weights = _weights(texts, frozenset(analyzer.stems[word] for word in analyzer.function_words))
        self.rarest = max(self.weights.values(), default=1.0)
        self.subjects = {intent.id: intent.subjects for intent in knowledge.intents.values()}
        self.entries = tuple(self._entry(intent, text, features) for intent, text, features in texts)
        self.postings: dict[str, list[int]] = defaultdict(list)
        self._intent_features: dict[str, set[str]] = defaultdict(set)
        for number, entry in enumerate(self.entries):
            self._intent_features[entry.intent].update(entry.features)
            for feature in entry.features:
                self.postings[feature].append(number)

    def features(self, text: str) -> list[str]:
        """The stems and entities of a curated text, in order; ``{subject}`` is a feature of its own."""
        features = []
        for part, piece in enumerate(text.split(SUBJECT_SLOT)):
            if part:
                features.append(SLOT)
            tokens, mentions = self._analyzer.curated(piece)
            starts = {mention.start: mention for mention in mentions}
            inside = {at for mention in mentions for at in range(mention.start, mention.end)}
            for at, token in enumerate(tokens):
                if at in starts:
                    features.append(f"@{starts[at].entity}")
                elif at not in inside:
                    features.append(self._analyzer.stems[token.word])
        return features

    def of_intent(self, intent: str) -> Set[str]:
        """Every feature of the phrasings of ``intent``."""
        return self._intent_features[intent]

    def of_fact(self, key: str) -> Set[str]:
        """Every feature of a fact's text and quotes, read when first needed; none if there is no such fact."""
        if key not in self._fact_features:
            fact = self._facts.get(key)
            quotes = (citation.quote or "" for citation in fact.citations) if fact else ()
            texts = (*fact.text.forms.values(), *quotes) if fact else ()
            self._fact_features[key] = frozenset(feature for text in texts for feature in self.features(text))
        return self._fact_features[key]

    def _entry(self, intent: str, text: str, features: list[str]) -> Entry:
        weighted = {feature: self.weights[feature] for feature in features}
        weight = sum(weighted.values()) or 1.0
        return Entry(intent, text, weighted, weight, math.sqrt(weight), " ".join(sorted(features)))


def _texts(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for intent in knowledge.intents.values():
        for text in (*(phrasing.text for phrasing in intent.phrasings), *intent.title.forms.values()):
            yield intent.id, text
    for language in knowledge.wording.values():
        for smalltalk in language.smalltalk:
            for text in smalltalk.phrasings:
                yield SMALLTALK + smalltalk.id, text


def _weights(texts: Iterable[tuple[str, str, list[str]]], functional: Set[str]) -> dict[str, float]:
    users: dict[str, set[str]] = defaultdict(set)
    intents = set()
    for intent, _, features in texts:
        intents.add(intent)
        for feature in features:
            users[feature].add(intent)
    return {
        feature: math.log(1 + len(intents) / len(by)) * (FUNCTION_WORD if feature in functional else 1.0)
        for feature, by in users.items()
    }
