"""A message as what it may say: its mentions whole, its other words one by one, each with all that it may stand for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.matching.analysis import Analyzer
from bot.matching.index import FUNCTION_WORD, SLOT, Index
from bot.matching.utterance import Mention, Token, Utterance

SYNONYM = 0.90


@dataclass(frozen=True, slots=True)
class Slot:
    """One word or mention: ``features`` maps what it may stand for to a likeness (0 to 1); ``name`` is the best."""

    surface: str
    name: str
    features: Mapping[str, float]
    weight: float
    entity: str | None = None
    kind: str | None = None
    functional: bool = False
    capital: bool = False


class SlotReader:
    """Weighs messages by the index of one folder; what it does not know weighs as much as the rarest word it knows."""

    def __init__(self, index: Index, analyzer: Analyzer) -> None:
        self._index = index
        self._analyzer = analyzer

    def read(self, utterance: Utterance) -> tuple[Slot, ...]:
        """What ``utterance`` consists of, in order, nothing twice."""
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
        rarest = self._index.rarest
        weights = (self._index.weights.get(feature, rarest) for feature in slot.features if feature != SLOT)
        return max(weights, default=rarest) / rarest

    def _mention(self, mention: Mention, tokens: Sequence[Token]) -> Slot:
        feature = f"@{mention.entity}"
        weight = self._index.weights.get(feature, self._index.rarest)
        surface = " ".join(token.word for token in tokens[mention.start : mention.end])
        return Slot(
            surface, feature, {feature: mention.likeness, SLOT: mention.likeness}, weight, mention.entity, mention.kind
        )

    def _word(self, token: Token) -> Slot:
        features = self._meanings(token)
        known = [self._index.weights[feature] for feature in features if feature in self._index.weights]
        name = self._analyzer.stems[token.readings[0].word] if token.readings else token.word
        weight = self._index.weights.get(name) or max(known, default=self._index.rarest)
        functional = bool(token.readings) and token.readings[0].word in self._analyzer.function_words
        if functional and not known:
            weight *= FUNCTION_WORD
        return Slot(token.word, name, features, weight, functional=functional, capital=token.capital)

    def _meanings(self, token: Token) -> dict[str, float]:
        meanings: dict[str, float] = {}
        for reading in token.readings:
            stem = self._analyzer.stems[reading.word]
            for synonym in self._analyzer.synonyms.get(stem, ()):
                meanings.setdefault(synonym, reading.likeness * SYNONYM)
            meanings[stem] = max(reading.likeness, meanings.get(stem, 0.0))
        return meanings
