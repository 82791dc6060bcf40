"""What speaks against a reading more than likeness speaks for it: another kind of question, other names or numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.knowledge.model import SUBJECT_SLOT, Knowledge, Language
from bot.matching.analysis import Analyzer
from bot.matching.rank import Fit, Rank, Ranker
from bot.matching.slots import Slot
from bot.matching.utterance import Token
from bot.matching.words import words

OTHER_QUESTION = 1.2
OTHER_NAME = 3.0
OTHER_NUMBER = 1.5
CONTRARY = 2.5
"""The nearest phrasing says “not”, and the message does not."""
TELLING_NAME = 0.50
"""A name at least so rare (see `Ranker.rarity`) rules out whatever does not know it; any name does, where the
phrasing has another of its kind instead."""
SLANG = {"1", "2", "4"}
"""Numbers that mostly stand for words (one, to, for) and tell nothing."""


@dataclass(frozen=True, slots=True)
class Penalty:
    """What speaks against a reading: ``against`` on the scale of log odds, and why.

    ``contradicting`` are the names and numbers in the message that the reading rules out, ``ruled_out`` whether they
    leave no doubt.
    """

    against: float
    reasons: tuple[str, ...]
    contradicting: tuple[Slot, ...]
    ruled_out: bool


class Penalties:
    """What speaks against the readings of a message."""

    def __init__(self, knowledge: Knowledge, analyzer: Analyzer) -> None:
        self._asking = _asking(knowledge.language(analyzer.lang))
        self._negations = analyzer.negations
        self._longest = max(map(len, self._asking), default=0)
        self._kinds_of_names = {f"@{entity.id}": entity.kind for entity in knowledge.entities.values()}
        self._asked: dict[str, frozenset[str]] = {}

    def asks(self, tokens: Sequence[Token]) -> frozenset[str]:
        """What kinds of thing a question asks for (person, time, reason ...), by its question words."""
        return self._kinds([token.said for token in tokens])

    def of(self, rank: Rank, fit: Fit, asks: frozenset[str], ranker: Ranker) -> Penalty:
        """What speaks against reading a message as the intent of ``rank``.

        Args:
            asks: the kinds of thing that the message asks for.
            ranker: knows how rare names are, and how each intent is asked.
        """
        against, reasons, contradicting, ruled_out = 0.0, [], [], False
        if asks and rank.entry.smalltalk is None and not asks & self._asked_by(rank.entry.intent, ranker):
            against += OTHER_QUESTION
            reasons.append(f"does not ask for {' or '.join(sorted(asks))}")
        if rank.entry.smalltalk is None and not fit.unsaid.isdisjoint(self._negations):
            against += CONTRARY
            reasons.append("asks the contrary")
        instead = {self._kinds_of_names[name] for name in fit.unsaid if name in self._kinds_of_names}
        for slot in fit.leftover:
            if slot.kind or slot.capital:
                rarity = ranker.rarity(slot)
                against += OTHER_NAME * max(rarity, TELLING_NAME)
                ruled_out |= rarity >= TELLING_NAME or slot.kind in instead
            elif slot.surface.isdigit() and slot.surface not in SLANG:
                against += OTHER_NUMBER
            else:
                continue
            contradicting.append(slot)
            reasons.append(f"does not know {slot.surface}")
        return Penalty(against, tuple(reasons), tuple(contradicting), ruled_out)

    def _kinds(self, said: Sequence[str]) -> frozenset[str]:
        if not self._longest:
            return frozenset()
        phrases = (
            tuple(said[start:end]) for start in range(len(said)) for end in range(start + 1, start + self._longest + 1)
        )
        return _together(self._asking[phrase] for phrase in phrases if phrase in self._asking)

    def _asked_by(self, intent: str, ranker: Ranker) -> frozenset[str]:
        """What the phrasings of an intent ask for, found when it is first needed."""
        if intent not in self._asked:
            texts = ranker.phrasings(intent)
            self._asked[intent] = _together(self._kinds(words(text.replace(SUBJECT_SLOT, " "))) for text in texts)
        return self._asked[intent]


def _together(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _asking(language: Language) -> dict[tuple[str, ...], frozenset[str]]:
    """By the words that ask, in normal form: the kinds of thing that they ask for."""
    asking: dict[tuple[str, ...], frozenset[str]] = {}
    for kind, phrases in language.question_words.items():
        for phrase in phrases:
            said = tuple(words(phrase))
            asking[said] = asking.get(said, frozenset()) | {kind}
    return asking
