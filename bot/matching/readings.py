"""Everything that a message may mean: intents paired with subjects, each with what speaks for and against it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.knowledge.model import Intent, fact_key
from bot.matching.confidence import Calibration, Signals
from bot.matching.index import Index, Learnt
from bot.matching.outcome import Candidate
from bot.matching.rank import MOST_SUBJECTS, Rank, Ranker, Weighed
from bot.matching.slots import Slot
from bot.matching.turn import Turn
from bot.matching.world import World

ROUNDS = 3
"""So often the intents are ranked anew without those that a name in the message rules out."""
OTHER_SUBJECT = 1.0
"""What speaks against a name where another stands in the place of the subject in the nearest phrasing."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a reading is held against.

    ``weighed`` are its slots with what they count, ``asks`` the kinds of thing it asks for, ``known`` is the share of
    it that any phrasing knows, ``last`` the turn that it leans on, if any.
    """

    slots: Sequence[Slot]
    weighed: tuple[Weighed, ...]
    asks: frozenset[str]
    known: float
    last: Turn | None = None


class Readings:
    """Finds readings with what was learnt from one folder."""

    def __init__(self, world: World, learnt: Learnt) -> None:
        self._knowledge = world.knowledge
        self._ranker = Ranker(Index(learnt, world.features), world.knowledge, world.analyzer, world.examiner)
        self._penalties = world.penalties
        self._subjects = world.knowledge.subjects()

    def of(
        self, slots: Sequence[Slot], asks: frozenset[str], calibration: Calibration, *, last: Turn | None = None
    ) -> list[Candidate]:
        """The readings of ``slots``, surest first.

        Args:
            asks: the kinds of thing that the message asks for.
            calibration: turns signals into confidence.
            last: what the question before was about, where the message leans on it.
        """
        weighed = self._ranker.weigh(slots)
        message = Message(slots, weighed, asks, self._ranker.known_share(weighed), last)
        found: dict[tuple[str, str | None], Candidate] = {}
        out: set[str] = set()
        for _ in range(ROUNDS):
            read = [
                one
                for rank in self._ranker.rank(slots, without=out)
                for one in self._of_intent(rank, message, calibration)
            ]
            found |= {(one.intent, one.subject): one for one in read}
            possible = {one.intent for one in read if not one.contradicted}
            ruled_out = {one.intent for one in read} - possible
            if not ruled_out:
                break
            out |= ruled_out  # and so, the rest share what these had
        return sorted(found.values(), key=lambda one: (-one.confidence, one.intent, one.subject or ""))

    def known_share(self, slots: Sequence[Slot]) -> float:
        """The share of ``slots``, by weight, of names, function words and what some phrasing has; 0 for none."""
        return self._ranker.known_share(self._ranker.weigh(slots))

    def weight(self, slots: Sequence[Slot]) -> float:
        """What ``slots`` count together."""
        return sum(one.counts for one in self._ranker.weigh(slots))

    def _of_intent(self, rank: Rank, message: Message, calibration: Calibration) -> Iterator[Candidate]:
        intent = self._knowledge.intents.get(rank.entry.intent)
        if intent is None:
            yield self._candidate(rank, message, calibration, None)
            return
        named = dict.fromkeys(slot.entity for slot in message.slots if slot.kind in intent.subjects)
        if named or not intent.subjects:
            for subject in islice(named, MOST_SUBJECTS) if named else (None,):
                other = rank.subject in named and subject != rank.subject
                yield self._candidate(rank, message, calibration, subject, OTHER_SUBJECT * other)
        elif (carried := self._carried(message.last, intent)) or intent.silent:
            yield self._candidate(rank, message, calibration, carried)
        else:
            reading = self._candidate(rank, message, calibration, None)
            for subject in self._subjects[intent.id]:
                yield replace(reading, subject=subject, fact=fact_key(intent.id, subject))

    def _candidate(
        self, rank: Rank, message: Message, calibration: Calibration, subject: str | None, against: float = 0.0
    ) -> Candidate:
        intent = rank.entry.intent
        key = fact_key(intent, subject)
        fact = key if key in self._knowledge.facts else None
        fit = self._ranker.fit(rank, message.weighed, fact=fact, subject=subject)
        penalty = self._penalties.of(rank, fit, message.asks, self._ranker)
        signals = Signals.of(
            rank, fit, words=len(message.slots), known=message.known, against=against + penalty.against
        )
        return Candidate(
            intent,
            subject,
            fact,
            calibration.confidence(signals),
            rank,
            fit,
            signals,
            lost=penalty.reasons,
            contradicting=penalty.contradicting,
            contradicted=penalty.ruled_out,
        )

    def _carried(self, last: Turn | None, intent: Intent) -> str | None:
        """What the question before was about, if ``intent`` can be asked of it and there is something to say."""
        entity = self._knowledge.entities.get(last.subject or "") if last else None
        if entity is None or entity.kind not in intent.subjects:
            return None
        return entity.id if intent.silent or fact_key(intent.id, entity.id) in self._knowledge.facts else None
