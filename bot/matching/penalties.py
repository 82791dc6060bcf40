"""What speaks against a reading more than likeness speaks for it: another kind of question, other names or numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge.model import SUBJECT_SLOT, Knowledge
from bot.matching.rank import Fit
from bot.matching.slots import SlotReader
from bot.matching.utterance import Token
from bot.matching.words import words

OTHER_QUESTION = 0.60
OTHER_NAME = 0.40
OTHER_NUMBER = 0.60
TELLING_NAME = 0.50
"""A name at least so rare (see `SlotReader.rarity`) rules out whatever does not know it; any name does, where the
phrasing has another of its kind instead."""
SLANG = {"1", "2", "4"}
"""Numbers that mostly stand for words (one, to, for) and tell nothing."""


@dataclass(frozen=True, slots=True)
class Penalty:
    """A ``factor`` between 0 and 1, and why; ``contradicted``: a name was given that the reading rules out."""

    factor: float
    reasons: tuple[str, ...]
    contradicted: bool


class Penalties:
    """What speaks against the readings of a message."""

    def __init__(self, knowledge: Knowledge, slots: SlotReader) -> None:
        self._slots = slots
        self._asking = _asking(knowledge)
        self._longest = max(map(len, self._asking), default=0)
        self._intents = knowledge.intents
        self._kinds_of_names = {f"@{entity.id}": entity.kind for entity in knowledge.entities.values()}
        self._asked: dict[str, frozenset[str]] = {}

    def asks(self, tokens: Sequence[Token]) -> frozenset[str]:
        """What kinds of thing a question asks for (person, time, reason ...), by its question words."""
        return self._kinds([token.readings[0].word if token.readings else token.word for token in tokens])

    def _kinds(self, said: Sequence[str]) -> frozenset[str]:
        phrases = (
            tuple(said[start:end]) for start in range(len(said)) for end in range(start + 1, start + self._longest + 1)
        )
        return frozenset().union(*(self._asking.get(phrase, ()) for phrase in phrases))

    def of(self, fit: Fit, asks: frozenset[str]) -> Penalty:
        """What speaks against reading a message as the intent of ``fit``.

        Args:
            asks: the kinds of thing that the message asks for.
        """
        factor, reasons, contradicted = 1.0, [], False
        if asks and not asks & self._asked_by(fit.entry.intent):
            factor *= OTHER_QUESTION
            reasons.append(f"asks for {' or '.join(sorted(asks))}")
        instead = {self._kinds_of_names[feature] for feature in fit.unsaid if feature in self._kinds_of_names}
        for slot in fit.leftover:
            if slot.kind or slot.capital:
                rarity = self._slots.rarity(slot)
                factor *= 1 - (1 - OTHER_NAME) * rarity
                contradicted |= rarity >= TELLING_NAME or slot.kind in instead
                reasons.append(f"does not know {slot.surface}")
            elif slot.surface.isdigit() and slot.surface not in SLANG:
                factor *= OTHER_NUMBER
                reasons.append(f"does not know {slot.surface}")
        return Penalty(factor, tuple(reasons), contradicted)

    def _asked_by(self, id: str) -> frozenset[str]:
        """What the phrasings of an intent ask for, found when it is first needed."""
        if id not in self._asked:
            intent = self._intents[id]
            texts = (*(phrasing.text for phrasing in intent.phrasings), *intent.title.forms.values())
            kinds = (self._kinds(words(text.replace(SUBJECT_SLOT, " "))) for text in texts)
            self._asked[id] = frozenset().union(*kinds)
        return self._asked[id]


def _asking(knowledge: Knowledge) -> dict[tuple[str, ...], set[str]]:
    """By the words that ask, in normal form: the kinds of thing that they ask for."""
    asking: dict[tuple[str, ...], set[str]] = {}
    for language in knowledge.wording.values():
        for kind, phrases in language.question_words.items():
            for phrase in phrases:
                asking.setdefault(tuple(words(phrase)), set()).add(kind)
    return asking
