"""What a message owes to the one before: a subject, or words of its question."""

from collections.abc import Sequence
from dataclasses import replace

from bot.knowledge.model import Intent, Knowledge, fact_key
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

    def borrowed(self, last: Turn, slots: Sequence[Slot], lang: str) -> tuple[Slot, ...]:
        """The words of the question before, at a fraction of their weight, without a subject where one was said."""
        title = self._knowledge.title(last.intent, last.subject, lang)
        said = {slot.kind for slot in slots if slot.kind}
        borrowed = self._slots.read(self._analyzer.read(title))
        return tuple(replace(slot, weight=slot.weight * BORROWED) for slot in borrowed if slot.kind not in said)

    def subject(self, last: Turn | None, intent: Intent) -> str | None:
        """What the question before was about, if ``intent`` can be asked of it and there is something to say."""
        entity = self._knowledge.entities.get(last.subject or "") if last else None
        if entity is None or entity.kind not in intent.subjects:
            return None
        return entity.id if intent.silent or fact_key(intent.id, entity.id) in self._knowledge.facts else None
