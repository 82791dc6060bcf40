"""What a message owes to the one before: a subject, a kind of question, or words of the question."""

from collections.abc import Sequence
from dataclasses import replace

from bot.knowledge.model import Knowledge
from bot.matching.analysis import Analyzer
from bot.matching.slots import Slot, SlotReader
from bot.matching.turn import Turn
from bot.matching.utterance import Utterance

BORROWED = 0.30
"""What a word of the question before weighs beside one that was said."""
ELLIPTIC = 3
"""A message of so few words of content may lean on the question before even without a pronoun."""


class Context:
    """Carries turns over, as far as the knowledge still holds what they were about."""

    def __init__(self, knowledge: Knowledge, analyzer: Analyzer, slots: SlotReader) -> None:
        self._knowledge = knowledge
        self._analyzer = analyzer
        self._slots = slots

    def last(self, utterance: Utterance, slots: Sequence[Slot]) -> Turn | None:
        """The turn before, if the message leans on it: by a pronoun, an "and", or by saying little of its own."""
        turn = utterance.previous
        if turn is None or not slots or turn.intent not in self._knowledge.intents:
            return None
        if turn.subject is not None and turn.subject not in self._knowledge.entities:
            return None
        content = [slot for slot in slots if not slot.functional]
        points_back = any(token.word in self._analyzer.follow_up_words for token in utterance.tokens)
        return turn if points_back or len(content) <= ELLIPTIC else None

    def completed(self, last: Turn, slots: Sequence[Slot], lang: str) -> list[tuple[Slot, ...]]:
        """The message together with what it may have left out, in each way in which that may be filled in."""
        asked = self._slots.read(self._analyzer.read(self._knowledge.title(last.intent, last.subject, lang)))
        said = {slot.kind for slot in slots if slot.kind}
        words = {slot.name for slot in slots}
        lent = tuple(_lent(slot) for slot in asked if slot.kind not in said and slot.name not in words)
        completions = [(*slots, *lent)] if lent else []
        if new := self._same_of_another(last, slots):
            completions.append(self._slots.read(self._analyzer.read(self._knowledge.title(last.intent, new, lang))))
        for name in (slot for slot in asked if slot.kind and slot.kind not in said):
            completions.append(self._with_name(slots, name))
        return completions

    def _with_name(self, slots: Sequence[Slot], name: Slot) -> tuple[Slot, ...]:
        """``name`` in the place of the first pronoun, or added where there is none."""
        for at, slot in enumerate(slots):
            if slot.surface in self._analyzer.pronouns:
                return (*slots[:at], name, *slots[at + 1 :])
        return (*slots, name)

    def _same_of_another(self, last: Turn, slots: Sequence[Slot]) -> str | None:
        """The entity that a message names and nothing else, if the question before can be asked of it ("and Y?")."""
        named = [slot for slot in slots if slot.kind]
        if len(named) != 1 or not all(slot.functional or slot.kind for slot in slots):
            return None
        [slot] = named
        return slot.entity if slot.kind in self._knowledge.intents[last.intent].subjects else None


def _lent(slot: Slot) -> Slot:
    return replace(
        slot,
        readings=tuple(replace(reading, likeness=reading.likeness * BORROWED) for reading in slot.readings),
        likeness=slot.likeness * BORROWED,
        weight=BORROWED,
    )
