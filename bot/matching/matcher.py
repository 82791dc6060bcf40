"""The matcher: Knowledge and an Utterance in, an Outcome out. No input or output, no clock, no memory."""

import math
from collections.abc import Sequence
from dataclasses import replace

from bot.knowledge.model import Knowledge, Lang
from bot.matching.context import Context
from bot.matching.decide import decide
from bot.matching.examples import SLOT
from bot.matching.outcome import Candidate, Match, NoMatch, Outcome, Several
from bot.matching.parts import parts
from bot.matching.readings import Readings
from bot.matching.slots import Slot
from bot.matching.training import Trained, train
from bot.matching.turn import Turn
from bot.matching.utterance import Utterance
from bot.matching.world import World

CARRIED = 0.93
"""What a reading is worth that borrows from the question before."""
UNRESOLVED = 0.85
"""What a reading is worth that leaves open what a pronoun stands for, where something was named before."""
ASIDE = 0.7
"""What a reading is worth of a part that asks nothing, beside others that do."""
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
        self._context = Context(world.knowledge, world.analyzer, world.slots)

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
        outcome = self._decided(utterance)
        asked = parts(utterance, self._world.analyzer) if not _clear(outcome) else ()
        if len(asked) > 1:
            outcome = self._of_parts(asked, utterance, outcome)
        if isinstance(outcome, NoMatch) and outcome.silent is None:
            return self._contrast(utterance, outcome) or outcome
        return outcome

    def _decided(self, utterance: Utterance) -> Outcome:
        return decide(self._candidates(utterance), self.calibration)

    def _candidates(self, utterance: Utterance) -> tuple[Candidate, ...]:
        found = self._alone(utterance)
        if core := self._world.analyzer.core(utterance):
            found += [one for one in self._alone(core) if one.rank.entry.smalltalk is None]
        slots = self._world.slots.read(core or utterance)
        last = self._context.last(utterance, slots)
        if last and self._readings.known_share(slots) >= UNDERSTOOD:
            asks = self._world.penalties.asks(utterance.tokens)
            if any(slot.surface in self._world.analyzer.pronouns for slot in slots):
                found = _trusted(found, UNRESOLVED)
            stays = last.subject if not any(slot.kind for slot in slots) else None
            for completed in self._context.completed(last, slots, utterance.lang):
                read = self._readings.of(completed, asks, self.calibration, last=last)
                found += _trusted([one for one in read if stays in (None, one.subject)], CARRIED)
        return _surest(found)

    def _alone(self, utterance: Utterance) -> list[Candidate]:
        """The readings of a message that leans on nothing but, maybe, the subject of the question before."""
        slots = self._world.slots.read(utterance)
        last = self._context.last(utterance, slots)
        found = self._readings.of(slots, self._world.penalties.asks(utterance.tokens), self.calibration, last=last)
        if len(slots) <= TOO_FEW and all(slot.functional or slot.kind for slot in slots):  # "and where?", "Astana?"
            return [one if _says_all(one) else self._doubted(one) for one in found]
        return found

    def _of_parts(self, asked: Sequence[Utterance], utterance: Utterance, whole: Outcome) -> Outcome:
        """The outcome for a message of several sentences: an answer to each question in it, or to the surest one."""
        found: list[Outcome] = []
        previous = utterance.previous
        for part in asked:
            outcome = self._decided(replace(part, previous=previous))
            found.append(outcome)
            if isinstance(outcome, Match):
                previous = Turn(outcome.best.intent, outcome.best.subject)
        matches = {
            outcome.best.fact: outcome
            for part, outcome in zip(asked, found, strict=True)
            if isinstance(outcome, Match) and self._asks(part)
        }
        if len(matches) > 1:
            return Several(tuple(matches.values()), whole.considered)
        candidates = [*whole.considered]
        some_ask = any(map(self._asks, asked))
        for part, outcome in zip(asked, found, strict=True):
            read = [one for one in outcome.considered if one.rank.entry.smalltalk is None]
            trust = math.sqrt(self._share(part, utterance))
            candidates += _trusted(read, trust if self._asks(part) or not some_ask else trust * ASIDE)
        return decide(_surest(candidates), self.calibration)

    def _asks(self, part: Utterance) -> bool:
        """Whether a part of a message is a question by itself, and no afterthought."""
        analyzer = self._world.analyzer
        return any(
            token.said in analyzer.asking_words or token.said in analyzer.checking_words for token in part.tokens
        )

    def _share(self, part: Utterance, whole: Utterance) -> float:
        """How much of a message is in a part of it, by weight, from 0 to 1."""
        inside, all_of_it = (self._readings.weight(self._world.slots.read(one)) for one in (part, whole))
        return min(inside / all_of_it, 1.0) if all_of_it else 0.0

    def _contrast(self, utterance: Utterance, outcome: NoMatch) -> Outcome | None:
        """The fact itself, where a question to be answered by yes or no names somebody or a number that it denies."""
        best = next(iter(outcome.considered), None)
        if best is None or not best.contradicting or best.rank.entry.smalltalk or not self._checks(utterance):
            return None
        denied = {slot.name for slot in best.contradicting}
        slots = [slot for slot in self._world.slots.read(utterance) if slot.name not in denied]
        asks = self._world.penalties.asks(utterance.tokens)
        meant = decide(_surest(self._readings.of(slots, asks, self.calibration)), self.calibration)
        if not isinstance(meant, Match) or not all(self._denies(meant, slot) for slot in best.contradicting):
            return None
        return Match(meant.best, outcome.considered, tuple(slot.surface for slot in best.contradicting))

    def _checks(self, utterance: Utterance) -> bool:
        """Whether a message asks to be told yes or no: by its first word, or with no word that asks for more."""
        analyzer, said = self._world.analyzer, [token.word for token in utterance.tokens]
        if said and said[0] in analyzer.checking_words:
            return True
        asks = utterance.text.rstrip().endswith("?") or not analyzer.checking_words.isdisjoint(said)
        return asks and analyzer.asking_words.isdisjoint(said)

    def _denies(self, meant: Match, slot: Slot) -> bool:
        """Whether the fact has another of the kind of ``slot`` in its place."""
        names = self._world.examiner.of_fact(meant.best.fact or "")
        if slot.surface.isdigit():
            return any(name.isdigit() for name in names)
        kinds = {self._world.knowledge.entities[name[1:]].kind for name in names if name[0] == "@"}
        return slot.kind in kinds

    def _doubted(self, reading: Candidate) -> Candidate:
        """``reading`` as one that may be asked about, but not answered."""
        below = (self.calibration.sure + self.calibration.ask) / 2
        return replace(
            reading,
            confidence=min(reading.confidence, below * (0.99 + 0.01 * reading.confidence)),
            lost=(*reading.lost, "is said in too few words"),
            doubted=True,
        )


def _clear(outcome: Outcome) -> bool:
    """Whether a message leaves nothing to be read in parts."""
    return isinstance(outcome, Match) and outcome.best.rank.wording >= WHOLE


def _says_all(reading: Candidate) -> bool:
    return reading.fit.said >= WHOLE or reading.rank.entry.smalltalk is not None


def _surest(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Each pair of intent and subject once, as it is surest; the surest first."""
    best: dict[tuple[str, str | None], Candidate] = {}
    for candidate in sorted(found, key=lambda one: (-one.confidence, one.intent, one.subject or "")):
        best.setdefault((candidate.intent, candidate.subject), candidate)
    return tuple(best.values())


def _trusted(readings: Sequence[Candidate], trust: float) -> list[Candidate]:
    return [replace(reading, confidence=reading.confidence * trust) for reading in readings]
