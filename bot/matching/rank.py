"""How well each intent fits an utterance: weighted words, checked against the whole wording.

A word weighs ln(1 + N/n) with n of N intents using it (inverse document frequency, Spärck Jones 1972); function words weigh a
fraction of that, unknown words as much as a rare one. A phrasing's score is the weighted geometric mean of how much of the
phrasing the message says and how much of the message the intent explains, times the penalties of `Fit`.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.knowledge.model import SUBJECT_SLOT, Intent, Knowledge
from bot.matching.analysis import Analyzer
from bot.matching.utterance import Mention, Token, Utterance

SLOT = "#subject"
SMALLTALK = "smalltalk:"
"""What the ids of small talk begin with here; no intent's id can hold a colon."""

FUNCTION_WORD = 0.35
UNKNOWN = 0.4
SYNONYM = 0.85
EXPLAINED = 0.4
SAID, UNDERSTOOD, WORDING = 0.30, 0.55, 0.10
ENOUGH = 1_500
"""How many entries of the index are read before the rest of a message is left to the comparison."""
LIKELY_INTENTS, LIKELY_PHRASINGS, COMPARED = 80, 3, 50
"""How many intents are looked at, and how many phrasings of each and in all are compared word by word."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One word or mention of a message: ``features`` maps what it may stand for to a likeness between 0 and 1."""

    surface: str
    features: Mapping[str, float]
    weight: float
    entity: str | None = None
    kind: str | None = None
    functional: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrasing as features. ``intent`` is the id of an intent, or ``smalltalk:`` and the id of small talk."""

    intent: str
    text: str
    features: Mapping[str, float]
    weight: float
    norm: float
    wording: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How one phrasing, ``entry``, fits one message.

    ``said`` and ``understood`` are the shares, by weight, of the phrasing found in the message and of the message explained by the
    intent; ``wording`` is the likeness of the sorted words. All lie between 0 and 1. ``leftover`` is what nothing explains.
    """

    entry: Entry
    score: float
    said: float
    understood: float
    wording: float
    leftover: tuple[Slot, ...]


class Ranker:
    """The phrasings of one folder, by their words."""

    def __init__(self, knowledge: Knowledge, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._intents: Mapping[str, Intent] = knowledge.intents
        raw = [*self._phrasings(knowledge), *self._smalltalk(knowledge)]
        self._weights = _weights(raw, analyzer)
        self._rarest = max(self._weights.values(), default=1.0)
        self._unknown = self._rarest * UNKNOWN
        self._entries = tuple(self._entry(intent, text, features) for intent, text, features in raw)
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._bags: dict[str, set[str]] = defaultdict(set)
        for number, entry in enumerate(self._entries):
            self._bags[entry.intent].update(entry.features)
            for feature in entry.features:
                self._postings[feature].append(number)
        self._facts = knowledge.facts
        self._fact_bags: dict[str, frozenset[str]] = {}

    def slots(self, utterance: Utterance) -> tuple[Slot, ...]:
        """What ``utterance`` consists of: its mentions whole, its other words one by one; nothing twice."""
        slots: dict[str, Slot] = {}
        at = 0
        mentions = {mention.start: mention for mention in utterance.mentions}
        while at < len(utterance.tokens):
            if mention := mentions.get(at):
                slots.setdefault(f"@{mention.entity}", self._mention(mention, utterance.tokens))
                at = mention.end
            else:
                token = utterance.tokens[at]
                slots.setdefault(token.word, self._word(token))
                at += 1
        return tuple(slots.values())

    def rarity(self, slot: Slot) -> float:
        """How few intents use the name or word in ``slot``: 0 all of them, 1 none or one."""
        weights = (self._weights.get(feature, self._rarest) for feature in slot.features if feature != SLOT)
        return max(weights, default=self._rarest) / self._rarest

    def rank(self, slots: Sequence[Slot], *, most: int = 12) -> list[Fit]:
        """The intents that fit best, each with its best phrasing, best first."""
        best: dict[str, Fit] = {}
        wording = _sorted_wording(slots)
        for entry in self._candidates(slots):
            fit = self._fit(entry, slots, self._bags[entry.intent], wording)
            if entry.intent not in best or fit.score > best[entry.intent].score:
                best[entry.intent] = fit
        return sorted(best.values(), key=lambda fit: (-fit.score, fit.entry.intent))[:most]

    def with_fact(self, fit: Fit, slots: Sequence[Slot], key: str, subject: str | None) -> Fit:
        """``fit`` once the words of the fact ``key``, and the name of its subject, explain words of the message as well."""
        bag = self._bags[fit.entry.intent] | self._fact_bag(key) | ({f"@{subject}"} if subject else set())
        return self._fit(fit.entry, slots, bag, _sorted_wording(slots))

    def _candidates(self, slots: Sequence[Slot]) -> list[Entry]:
        """The phrasings worth comparing, found by the rarest words first, until enough have been read."""
        found: dict[int, float] = defaultdict(float)
        read = 0
        for feature, weight in self._telling(slots):
            postings = self._postings.get(feature, ())
            for number in postings:
                found[number] += weight
            read += len(postings)
            if read > ENOUGH:
                break
        likeness = {number: weight / self._entries[number].norm for number, weight in found.items()}
        by_intent: dict[str, list[int]] = defaultdict(list)
        for number in sorted(likeness, key=likeness.__getitem__, reverse=True):
            intent = self._entries[number].intent
            if intent in by_intent or len(by_intent) < LIKELY_INTENTS:
                by_intent[intent].append(number)
        return self._nearest([number for numbers in by_intent.values() for number in numbers], slots)

    def _telling(self, slots: Sequence[Slot]) -> list[tuple[str, float]]:
        """The features to look phrasings up by, with their weights, rarest first.

        Function words only serve where nothing else was said, and the subject's slot, which nearly every other phrasing has, only where
        names are all that was said.
        """
        telling = [slot for slot in slots if not slot.functional] or slots
        features = {name: slot.weight * likeness for slot in telling for name, likeness in slot.features.items()}
        if slot_weight := features.pop(SLOT, None):
            if all(slot.kind for slot in telling):
                return [*sorted(features.items(), key=lambda item: -item[1]), (SLOT, slot_weight)]
        return sorted(features.items(), key=lambda item: -item[1])

    def _nearest(self, numbers: Sequence[int], slots: Sequence[Slot]) -> list[Entry]:
        """The phrasings that share most, by weight, with all that was said (Dice's coefficient), a few of each intent."""
        said = {feature for slot in slots for feature in slot.features}
        total = sum(slot.weight for slot in slots)
        shared = {}
        for number in numbers:
            entry = self._entries[number]
            both = said & entry.features.keys()
            shared[number] = sum(map(entry.features.__getitem__, both)) / (entry.weight + total)
        chosen: list[Entry] = []
        taken: Counter[str] = Counter()
        for number in sorted(shared, key=shared.__getitem__, reverse=True):
            entry = self._entries[number]
            if taken[entry.intent] < LIKELY_PHRASINGS:
                taken[entry.intent] += 1
                chosen.append(entry)
            if len(chosen) == COMPARED:
                break
        return chosen

    def _fit(self, entry: Entry, slots: Sequence[Slot], bag: Set[str], wording: str) -> Fit:
        said = explained = total = 0.0
        open_features = dict(entry.features)
        leftover = []
        kinds = self._intents[entry.intent].subjects if entry.intent in self._intents else ()
        for slot in slots:
            total += slot.weight
            feature, likeness = _best(slot, open_features, kinds)
            if likeness:
                said += open_features.pop(feature) * likeness
                explained += slot.weight * likeness
            elif likeness := _explained(slot, bag, kinds):
                explained += slot.weight * likeness * EXPLAINED
            else:
                leftover.append(slot)
        said_share = said / entry.weight
        understood = explained / total if total else 0.0
        likeness = fuzz.ratio(wording, entry.wording) / 100
        score = said_share**SAID * understood**UNDERSTOOD * likeness**WORDING
        return Fit(entry, score, said_share, understood, likeness, tuple(leftover))

    def _mention(self, mention: Mention, tokens: Sequence[Token]) -> Slot:
        feature = f"@{mention.entity}"
        weight = self._weights.get(feature, self._unknown)
        surface = " ".join(token.word for token in tokens[mention.start : mention.end])
        return Slot(surface, {feature: mention.likeness, SLOT: mention.likeness}, weight, mention.entity, mention.kind)

    def _word(self, token: Token) -> Slot:
        features: dict[str, float] = {}
        for reading in token.readings:
            stem = self._analyzer.stems[reading.word]
            for synonym in self._analyzer.synonyms.get(stem, ()):
                features.setdefault(synonym, reading.likeness * SYNONYM)
            features[stem] = max(reading.likeness, features.get(stem, 0.0))
        known = [self._weights[feature] for feature in features if feature in self._weights]
        weight = max(known, default=self._unknown)
        functional = any(reading.word in self._analyzer.function_words for reading in token.readings[:1])
        if functional and not known:
            weight *= FUNCTION_WORD
        return Slot(token.word, features, weight, functional=functional)

    def _phrasings(self, knowledge: Knowledge) -> Iterable[tuple[str, str, list[str]]]:
        for intent in knowledge.intents.values():
            for text in (*(phrasing.text for phrasing in intent.phrasings), *intent.title.forms.values()):
                yield intent.id, text, self._features(text)

    def _smalltalk(self, knowledge: Knowledge) -> Iterable[tuple[str, str, list[str]]]:
        for language in knowledge.wording.values():
            for smalltalk in language.smalltalk:
                for text in smalltalk.phrasings:
                    yield SMALLTALK + smalltalk.id, text, self._features(text)

    def _features(self, text: str) -> list[str]:
        """The stems and mentions of a curated text, in order; ``{subject}`` is a feature of its own."""
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

    def _entry(self, intent: str, text: str, features: list[str]) -> Entry:
        weighted = {feature: self._weights[feature] for feature in features}
        weight = sum(weighted.values()) or 1.0
        return Entry(intent, text, weighted, weight, math.sqrt(weight), " ".join(sorted(features)))

    def _fact_bag(self, key: str) -> frozenset[str]:
        """The features of a fact's text and quotes, read when first needed."""
        if key not in self._fact_bags:
            fact = self._facts.get(key)
            texts = (*fact.text.forms.values(), *(citation.quote for citation in fact.citations)) if fact else ()
            self._fact_bags[key] = frozenset(feature for text in texts for feature in self._features(text))
        return self._fact_bags[key]


def _weights(raw: Iterable[tuple[str, str, list[str]]], analyzer: Analyzer) -> dict[str, float]:
    users: dict[str, set[str]] = defaultdict(set)
    intents = set()
    for intent, _, features in raw:
        intents.add(intent)
        for feature in features:
            users[feature].add(intent)
    functional = {analyzer.stems[word] for word in analyzer.function_words}
    return {
        feature: math.log(1 + len(intents) / len(by)) * (FUNCTION_WORD if feature in functional else 1.0)
        for feature, by in users.items()
    }


def _sorted_wording(slots: Sequence[Slot]) -> str:
    return " ".join(sorted(slot.surface for slot in slots))


def _best(slot: Slot, open_features: Mapping[str, float], kinds: Sequence[str]) -> tuple[str, float]:
    """The feature of a phrasing that ``slot`` says, and how surely."""
    best, most = "", 0.0
    for feature, likeness in slot.features.items():
        if likeness > most and feature in open_features and (feature != SLOT or slot.kind in kinds):
            best, most = feature, likeness
    return best, most


def _explained(slot: Slot, bag: Set[str], kinds: Sequence[str]) -> float:
    """How surely the intent or its fact knows ``slot``, though the phrasing does not say it."""
    most = 1.0 if slot.kind in kinds else 0.0
    for feature, likeness in slot.features.items():
        if likeness > most and feature in bag and feature != SLOT:
            most = likeness
    return most
