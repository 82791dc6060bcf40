"""False premises: the fact that sets right what a question took for granted."""

from bot.matching.confidence import Calibration
from bot.matching.decide import decide, surest
from bot.matching.outcome import Match, NoMatch
from bot.matching.readings import Readings
from bot.matching.slots import Slot
from bot.matching.utterance import Utterance
from bot.matching.world import World


class Contrast:
    """Finds the fact that has somebody else, or another number, in the place of what was asked about."""

    def __init__(self, world: World, readings: Readings) -> None:
        self._knowledge = world.knowledge
        self._analyzer = world.analyzer
        self._slots = world.slots
        self._penalties = world.penalties
        self._examiner = world.examiner
        self._readings = readings

    def match(self, utterance: Utterance, outcome: NoMatch, calibration: Calibration) -> Match | None:
        """The fact itself, where a question to be answered by yes or no names somebody or a number that it denies."""
        best = next(iter(outcome.considered), None)
        if best is None or not best.contradicting or best.rank.entry.smalltalk or not self._checks(utterance):
            return None
        denied = {slot.name for slot in best.contradicting}
        slots = [slot for slot in self._slots.read(utterance) if slot.name not in denied]
        asks = self._penalties.asks(utterance.tokens)
        meant = decide(surest(self._readings.of(slots, asks, calibration)), calibration)
        if not isinstance(meant, Match) or not all(self._denies(meant, slot) for slot in best.contradicting):
            return None
        return Match(meant.best, outcome.considered, tuple(slot.surface for slot in best.contradicting))

    def _checks(self, utterance: Utterance) -> bool:
        """Whether a message asks to be told yes or no: by its first word, or with no word that asks for more."""
        analyzer, said = self._analyzer, [token.word for token in utterance.tokens]
        if said and said[0] in analyzer.checking_words:
            return True
        asks = utterance.text.rstrip().endswith("?") or not analyzer.checking_words.isdisjoint(said)
        return asks and analyzer.asking_words.isdisjoint(said)

    def _denies(self, meant: Match, slot: Slot) -> bool:
        """Whether the fact has another of the kind of ``slot`` in its place."""
        names = self._examiner.of_fact(meant.best.fact or "")
        if slot.surface.isdigit():
            return any(name.isdigit() for name in names)
        kinds = {self._knowledge.entities[name[1:]].kind for name in names if name[0] == "@"}
        return slot.kind in kinds
