"""What speaks against a reading more than likeness speaks for it: another kind of question, other names or numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge.model import SUBJECT_SLOT, Intent, Knowledge
from bot.matching.slots import Slot, SlotReader
from bot.matching.utterance import Token
from bot.matching.words import words

OTHER_QUESTION = 0.60
OTHER_NAME = 0.40
OTHER_NUMBER = 0.60
TELLING_NAME = 0.5
"""A name at least so rare (see `SlotReader.rarity`) rules out whatever does not know it."""
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
        self._asked = {intent.id: self._asked_by(intent) for intent in knowledge.intents.values()}

    def asks(self, tokens: Sequence[Token]) -> frozenset[str]:
        """What kinds of thing a question asks for (person, time, reason ...), by its question words."""
        return self._kinds([token.readings[0].word if token.readings else token.word for token in tokens])

    def _kinds(self, asking_words: Sequence[str]) -> frozenset[str]:
        text = f" {' '.join(asking_words)} "
        return frozenset(
            kind for kind, asking in self._asking.items() if any(f" {phrase} " in text for phrase in asking)
        )

    def of(self, intent: str, asks: frozenset[str], leftover: Sequence[Slot]) -> Penalty:
        """What speaks against reading a message as ``intent``.

        Args:
            asks: the kinds of thing that the message asks for.
            leftover: what neither the intent nor its fact explains.
        """
        factor, reasons, contradicted = 1.0, [], False
        if asks and intent in self._asked and not asks & self._asked[intent]:
            factor *= OTHER_QUESTION
            reasons.append(f"asks for {' or '.join(sorted(asks))}")
        for slot in leftover:
            if slot.kind:
                rarity = self._slots.rarity(slot)
                factor *= 1 - (1 - OTHER_NAME) * rarity
                contradicted |= rarity >= TELLING_NAME
                reasons.append(f"does not know {slot.surface}")
            elif slot.surface.isdigit() and slot.surface not in SLANG:
                factor *= OTHER_NUMBER
                reasons.append(f"does not know {slot.surface}")
        return Penalty(factor, tuple(reasons), contradicted)

    def _asked_by(self, intent: Intent) -> frozenset[str]:
        texts = (*(phrasing.text for phrasing in intent.phrasings), *intent.title.forms.values())
        kinds = [self._kinds(words(text.replace(SUBJECT_SLOT, " "))) for text in texts]
        return frozenset().union(*kinds)


def _asking(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    asking: dict[str, tuple[str, ...]] = {}
    for language in knowledge.wording.values():
        for kind, phrases in language.question_words.items():
            asking[kind] = (*asking.get(kind, ()), *(" ".join(words(phrase)) for phrase in phrases))
    return asking
