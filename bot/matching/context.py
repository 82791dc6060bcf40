"""What a message owes to the one before: a subject, a kind of question, or words of the question."""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.knowledge.model import Entity
from bot.matching.examples import SLOT
from bot.matching.slots import Slot
from bot.matching.turn import Turn
from bot.matching.utterance import Utterance
from bot.matching.words import words
from bot.matching.world import World

BORROWED = 0.40
"""What a word of the question before weighs beside one that was said."""
ELLIPTIC = 3
"""A message of so few words of content may lean on the question before even without a pronoun."""


class Context:
    """Carries turns over, as far as the knowledge still holds what they were about."""

    def __init__(self, world: World) -> None:
        self._knowledge = world.knowledge
        self._lang = world.lang
        self._analyzer = world.analyzer
        self._examiner = world.examiner
        self._subjects = world.knowledge.subjects()
        self._calls = functools.cache(self._names)

    def last(self, utterance: Utterance, slots: Sequence[Slot]) -> Turn | None:
        """The turn before, if the message leans on it: by a pronoun, an "and", or by saying little of its own."""
        turn = utterance.previous
        if turn is None or not slots or turn.intent not in self._knowledge.intents:
            return None
        if turn.subject is not None and turn.subject not in self._knowledge.entities:
            return None
        content = [slot for slot in slots if not slot.functional]
        return turn if self._points_back(utterance) or len(content) <= ELLIPTIC else None

    def another(self, last: Turn, utterance: Utterance, slots: Sequence[Slot]) -> Entity | None:
        """What else the question before is asked about: "and Y?", "Y?", "what about the other one?".

        None where the message asks something of its own, or may mean several things.

        Args:
            slots: those of ``utterance`` without what people put around a question.
        """
        rest = [slot for slot in slots if not slot.entity]
        points_back = self._points_back(utterance)
        if (rest and not points_back) or any(self._asks(slot) for slot in rest):
            return None
        kinds = self._knowledge.intents[last.intent].subjects
        found: set[str | None] = {slot.entity for slot in slots if slot.entity}
        content = frozenset(slot.name for slot in rest if not slot.functional)
        if found and content:
            return None
        if content:
            found = {entity for entity, name in self._calls(kinds) if content.issubset(name)}
        elif any(slot.surface in self._analyzer.others for slot in rest):
            found = {*self._subjects.get(last.intent, ())} - {last.subject}
        entity = self._knowledge.entities.get(found.pop() or "") if len(found) == 1 else None
        if entity and entity.kind not in kinds:
            return self._counterpart(last, entity) if points_back else None
        return entity

    def asked(self, intent: str, subject: Entity | None) -> tuple[Slot, ...]:
        """What ``intent`` asks of ``subject``, in the words of its title."""
        of = self._knowledge.intents[intent]
        slots = self._examiner.slots(of.title.into(self._lang), of.subjects)
        if subject is None:
            return tuple(slot for slot in slots if slot.name != SLOT)
        name = subject.name.into(self._lang)
        place = Slot(name, f"@{subject.id}", entity=subject.id, kinds=(subject.kind,))
        return tuple(place if slot.name == SLOT else slot for slot in slots)

    def completed(self, last: Turn, slots: Sequence[Slot]) -> Iterator[tuple[Slot, ...]]:
        """The message together with what it may have left out, in each way in which that may be filled in."""
        asked = self.asked(last.intent, self._knowledge.entities.get(last.subject or ""))
        said = {slot.kind for slot in slots if slot.kind}
        names = {slot.name for slot in slots}
        asks = any(self._asks(slot) for slot in slots)
        left_out = [one for one in asked if one.kind not in said and one.name not in names]
        if lent := tuple(_lent(one) for one in left_out if not (asks and one.functional)):
            yield (*slots, *lent)
        pronoun = next((at for at, slot in enumerate(slots) if slot.surface in self._analyzer.pronouns), None)
        for name in asked:
            if not name.entity or name.name in names:
                continue
            if pronoun is not None and (name.kind not in said or name.entity == last.subject):
                yield (*slots[:pronoun], name, *slots[pronoun + 1 :])
            elif name.entity == last.subject and name.kind not in said:
                yield (*slots, name)

    def _counterpart(self, last: Turn, entity: Entity) -> Entity | None:
        """What is called like the last subject, but after ``entity``: "and Korea?" of the president of Kazakhstan."""
        others = [name for id, name in self._calls((entity.kind,)) if id != entity.id]
        own = [name for id, name in self._calls((entity.kind,)) if id == entity.id]
        kinds = self._knowledge.intents[last.intent].subjects
        wanted = {
            (*called[:at], *name, *called[at + len(other) :])
            for id, called in self._calls(kinds)
            if id == last.subject
            for other in others
            for at in range(len(called) - len(other) + 1)
            if len(other) < len(called) and called[at : at + len(other)] == other
            for name in own
        }
        found = {id for id, name in self._calls(kinds) if name in wanted and id != last.subject}
        return self._knowledge.entities[found.pop()] if len(found) == 1 else None

    def _points_back(self, utterance: Utterance) -> bool:
        return any(token.word in self._analyzer.follow_up_words for token in utterance.tokens)

    def _asks(self, slot: Slot) -> bool:
        return slot.surface in self._analyzer.asking_words

    def _names(self, kinds: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        """The id of each entity of some ``kinds`` with each of its names, as stems."""
        return [
            (entity.id, tuple(self._analyzer.stems[word] for word in words(name)))
            for entity, name in self._knowledge.names_in(self._lang)
            if entity.kind in kinds
        ]


def _lent(slot: Slot) -> Slot:
    return replace(
        slot,
        readings=tuple(replace(reading, likeness=reading.likeness * BORROWED) for reading in slot.readings),
        likeness=slot.likeness * BORROWED,
        weight=BORROWED,
    )
