"""One folder of knowledge with all that reads messages in one language, before anything is learnt from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.model import Knowledge, Lang
from bot.matching.analysis import Analyzer
from bot.matching.examples import Examiner
from bot.matching.features import Features
from bot.matching.penalties import Penalties
from bot.matching.slots import SlotReader


@dataclass(frozen=True, slots=True)
class World:
    """What everything that reads messages in ``lang`` shares."""

    knowledge: Knowledge
    lang: Lang
    analyzer: Analyzer
    slots: SlotReader
    features: Features
    examiner: Examiner
    penalties: Penalties

    @classmethod
    def of(cls, knowledge: Knowledge, lang: Lang, *, words: Iterable[str] | None = None) -> "World":
        """The world of ``knowledge`` to those who speak ``lang``.

        Args:
            words: all words of its lexicon, if they are known from before.
        """
        analyzer = Analyzer(knowledge, lang, words=words)
        slots, features = SlotReader(analyzer), Features(analyzer)
        examiner = Examiner(knowledge, analyzer, slots, features)
        return cls(knowledge, lang, analyzer, slots, features, examiner, Penalties(knowledge, analyzer))
