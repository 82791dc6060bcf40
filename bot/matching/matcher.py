"""The matcher: Knowledge and an Utterance in, an Outcome out. No input or output, no clock, no memory."""

from collections.abc import Sequence
from dataclasses import replace

from bot.knowledge.model import Entity, Knowledge, Lang
from bot.matching.context import Context
from bot.matching.contrast import Contrast
from bot.matching.decide import decide, surest, trusted
from bot.matching.examples import SLOT
from bot.matching.outcome import Ambiguous, Candidate, NoMatch, Outcome
from bot.matching.readings import Readings
from bot.matching.several import Questions
from bot.matching.slots import Slot
from bot.matching.training import Trained, train
from bot.matching.turn import Turn
from bot.matching.utterance import Utterance
from bot.matching.world import World

CARRIED = 0.93
"""What a reading is worth that borrows from the question before."""
ANOTHER = 0.97
"""What it is worth to ask the question before of another subject."""
UNRESOLVED = 0.85
"""What a reading is worth that leaves open what a pronoun stands for, or what is asked of a name, though it may lean on
the question before."""
UNRELATED = 0.65
"""What such a reading is worth if its answer says nothing of what the question before was about."""
TOO_FEW = 2
"""So few words, function words and names alone, ask nothing by themselves, unless a phrasing is no longer."""
WHOLE = 0.9
UNDERSTOOD = 0.5
"""Of a message that leans on the question before, so much has to be known: noise repeats no answer."""


class Matcher:
    """Understands messages in one language with the words of one folder of knowledge; build it once, ask it often."""

    def __init__(self, world: World, trained: Trained) -> None:
        self.trained = trained
        self.calibration = trained.calibration
        self._world = world
        self._readings = Readings(world, trained.learnt)
        self._context = Context(world)
        self._questions = Questions(world.analyzer, self._decided, self._weight)
        self._contrast = Contrast(world, self._readings)

    @classmethod
    def of(cls, knowledge: Knowledge, lang: Lang) -> "Matcher":
        """A matcher that learns from ``knowledge`` here and now, which takes seconds for a large folder."""
        world = World.of(knowledge, lang)
        return cls(world, train(world))

    def read(self, text: str, *, previous: Turn | None = None) -> Utterance:
        """``text`` as understood; any text will do."""
        return self._world.analyzer.read(text, previous=previous)

    def slots(self, text: str) -> tuple[Slot, ...]:
        """The words and names in ``text``, in order, as in any message."""
        return self._world.slots.read(self.read(text))

    def synonyms(self, stem: str) -> frozenset[str]:
        """The stems of other words that mean the same as ``stem``."""
        return self._world.analyzer.synonyms(stem)

    def by_sound(self, text: str) -> tuple[str, float]:
        """``text`` in the script of the language, where it was typed in Latin letters, and how surely, from 0 to 1."""
        return self._world.analyzer.by_sound(text)

    def signature(self, phrasing: str, subject: str | None) -> tuple[str, ...]:
        """What a curated phrasing asks about ``subject``, in stems and entities: two that are alike ask the same."""
        names = (slot.name for slot in self._world.examiner.slots(phrasing))
        return tuple(f"@{subject}" if name == SLOT else name for name in names)

    def match(self, utterance: Utterance) -> Outcome:
        """What was meant by ``utterance``."""
        outcome = self._asked(utterance)
        if not self._is_sure(outcome) and (misheard := self._world.analyzer.misheard(utterance)):
            heard = self._asked(misheard)
            if self._is_sure(heard):
                return heard
        if isinstance(outcome, NoMatch) and outcome.silent is None:
            return self._contrast.match(utterance, outcome, self.calibration) or outcome
        return outcome

    def _is_sure(self, outcome: Outcome) -> bool:
        if isinstance(outcome, NoMatch):
            return outcome.silent is not None and outcome.silent.confidence >= self.calibration.sure
        return not isinstance(outcome, Ambiguous)

    def _asked(self, utterance: Utterance) -> Outcome:
        return self._questions.outcome(utterance, self._decided(utterance), self.calibration)

    def _decided(self, utterance: Utterance) -> Outcome:
        return decide(self._candidates(utterance), self.calibration)

    def _weight(self, utterance: Utterance) -> float:
        return self._readings.weight(self._world.slots.read(utterance))

    def _candidates(self, utterance: Utterance) -> tuple[Candidate, ...]:
        found = self._alone(utterance)
        if core := self._world.analyzer.core(utterance):
            found += self._alone(core)
        slots = self._world.slots.read(core or utterance)
        last = self._context.last(utterance, slots)
        if last and (another := self._context.another(last, utterance, slots)):
            found = trusted(found, UNRESOLVED) + self._asked_of(last, another)
        elif last and self._readings.known_share(slots) >= UNDERSTOOD:
            if any(slot.surface in self._world.analyzer.pronouns for slot in slots):
                found = [self._unresolved(one, last) for one in found]
            found += self._completed(last, utterance, slots)
        return surest(found)

    def _unresolved(self, reading: Candidate, last: Turn) -> Candidate:
        """``reading`` of a message that leaves open what a pronoun stands for."""
        about = {f"@{last.subject}"} if last.subject else set()
        strange = reading.fact and not about <= self._world.examiner.of_fact(reading.fact)
        return replace(reading, confidence=reading.confidence * (UNRELATED if strange else UNRESOLVED))

    def _asked_of(self, last: Turn, another: Entity) -> list[Candidate]:
        """The question before, about ``another`` subject."""
        read = self._readings.of(self._context.asked(last.intent, another), frozenset(), self.calibration)
        return trusted([one for one in read if (one.intent, one.subject) == (last.intent, another.id)], ANOTHER)

    def _completed(self, last: Turn, utterance: Utterance, slots: Sequence[Slot]) -> list[Candidate]:
        """The readings of a message with what the question before may lend it."""
        asks = self._world.penalties.asks(utterance.tokens)
        stays = last.subject if not any(slot.kind for slot in slots) else None
        found = []
        for completed in self._context.completed(last, slots):
            read = self._readings.of(completed, asks, self.calibration, last=last)
            found += trusted([one for one in read if stays in (None, one.subject)], CARRIED)
        return found

    def _alone(self, utterance: Utterance) -> list[Candidate]:
        """The readings of a message that leans on nothing but, maybe, the subject of the question before."""
        slots = self._world.slots.read(utterance)
        last = self._context.last(utterance, slots)
        found = self._readings.of(slots, self._world.penalties.asks(utterance.tokens), self.calibration, last=last)
        if last and not any(slot.kind for slot in slots):  # what leans on a subject hardly asks of any other
            found = [self._of_any(one) if one.subject not in (None, last.subject) else one for one in found]
        if len(slots) <= TOO_FEW and all(slot.functional or slot.kind for slot in slots):  # "and where?", "Astana?"
            asks_by_itself = last is None or any(slot.kind for slot in slots)
            return [one if _says_all(one, asks_by_itself) else self._doubted(one) for one in found]
        return found

    def _of_any(self, reading: Candidate) -> Candidate:
        """``reading`` as one of several that differ in subject alone, although the message leans on another."""
        return replace(reading, confidence=reading.confidence * UNRESOLVED)

    def _doubted(self, reading: Candidate) -> Candidate:
        """``reading`` as one that may be asked about, but not answered."""
        below = (self.calibration.sure + self.calibration.ask) / 2
        return replace(
            reading,
            confidence=min(reading.confidence, below * (0.99 + 0.01 * reading.confidence)),
            lost=(*reading.lost, "is said in too few words"),
            doubted=True,
        )


def _says_all(reading: Candidate, asks_by_itself: bool) -> bool:
    return reading.rank.entry.smalltalk is not None or (asks_by_itself and reading.fit.said >= WHOLE)
