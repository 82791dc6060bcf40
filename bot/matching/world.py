"""One folder of knowledge with all that reads messages by its words, before anything is learnt from it."""

from dataclasses import dataclass

from bot.knowledge.model import Knowledge
from bot.matching.analysis import Analyzer
from bot.matching.index import Examiner
from bot.matching.penalties import Penalties
from bot.matching.slots import SlotReader


@dataclass(frozen=True, slots=True)
class World:
    """What everything that reads messages shares."""

    knowledge: Knowledge
    analyzer: Analyzer
    slots: SlotReader
    examiner: Examiner
    penalties: Penalties

    @classmethod
    def of(cls, knowledge: Knowledge) -> "World":
        analyzer = Analyzer(knowledge)
        return cls(knowledge, analyzer, SlotReader(analyzer), Examiner(knowledge, analyzer), Penalties(knowledge))
