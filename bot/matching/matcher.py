"""The matcher: Knowledge and an Utterance in, an Outcome out. No input or output, no clock, no memory."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.knowledge.model import Knowledge, Lang, fact_key
from bot.matching.analysis import Analyzer
from bot.matching.context import Context
from bot.matching.decide import ANSWER, ASK, MARGIN, decide
from bot.matching.index import SLOT, Index
from bot.matching.mentions import ARTICLE
from bot.matching.outcome import Candidate, Outcome
from bot.matching.penalties import Penalties
from bot.matching.rank import Fit, Ranker
from bot.matching.slots import Slot, SlotReader
from bot.matching.turn import Turn
from bot.matching.utterance import Utterance

CARRIED = 0.85
"""What a reading is worth that borrows from the question before."""
CLAUSE = 0.95
"""What a reading is worth that leaves out the rest of a long message."""
LONG = 12
"""From so many words on, a message is read clause by clause as well."""
MOST_CLAUSES = 6
TOO_FEW = 2
"""So few words, function words and names alone, ask nothing by themselves, unless a phrasing is no longer."""
WHOLE = 0.9
SHORTEST_CLAUSE = 4

_CLAUSE = re.compile(r"[.,;:!?\n()]+|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class _Message:
    """What a reading is held against: the words, what they ask for, and the turn that they lean on, if any."""

    slots: Sequence[Slot]
    asks: frozenset[str]
    last: Turn | None


class Matcher:
    """Understands messages with the words of one folder of knowledge; build it once, ask it often."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._analyzer = Analyzer(knowledge)
        self._index = Index(knowledge, self._analyzer)
        self._slots = SlotReader(self._index, self._analyzer)
        self._ranker = Ranker(self._index)
        self._penalties = Penalties(knowledge, self._slots)
        self._context = Context(knowledge, self._analyzer, self._slots)
        self._subjects = knowledge.subjects()

    def read(self, text: str, *, lang: Lang | None = None, previous: Turn | None = None) -> Utterance:
        """``text`` as understood; any text will do."""
        return self._analyzer.read(text, lang=lang, previous=previous)

    def signature(self, phrasing: str, subject: str | None) -> tuple[str, ...]:
        """What a curated phrasing asks about ``subject``, in stems and entities: two that are alike ask the same."""
        features = [f"@{subject}" if feature == SLOT else feature for feature in self._index.features(phrasing)]
        in_pairs = pairwise([*features, ""])
        return tuple(feature for feature, after in in_pairs if not (feature == ARTICLE and after.startswith("@")))

    def match(self, utterance: Utterance) -> Outcome:
        """What was meant by ``utterance``."""
        slots = self._slots.read(utterance)
        last = self._context.last(utterance, slots)
        found = list(self._readings(utterance, slots, last))
        if len(slots) <= TOO_FEW and all(slot.functional or slot.kind for slot in slots):  # "and where?", "Astana?"
            found = [reading if _says_all(reading) else _doubted(reading) for reading in found]
        for clause in _clauses(utterance):
            part = self._analyzer.read(clause, lang=utterance.lang)
            found += _trusted(self._readings(part, self._slots.read(part), None), CLAUSE)
        borrowed = self._context.borrowed(last, slots, utterance.lang) if last else ()
        name_alone = tuple(slot for slot in borrowed if slot.kind)
        for loan in (borrowed, name_alone if name_alone != borrowed else ()):
            if loan:
                found += _trusted(self._readings(utterance, (*slots, *loan), last), CARRIED)
        best: dict[tuple[str, str | None], Candidate] = {}
        for candidate in sorted(found, key=_order):
            best.setdefault((candidate.intent, candidate.subject), candidate)
        return decide(tuple(best.values()))

    def _readings(self, utterance: Utterance, slots: Sequence[Slot], last: Turn | None) -> Iterator[Candidate]:
        message = _Message(slots, self._penalties.asks(utterance.tokens), last)
        for fit in self._ranker.rank(slots):
            if fit.entry.smalltalk:
                named = any(slot.kind for slot in fit.leftover)
                yield Candidate(fit.entry.intent, None, None, fit.score, fit, contradicted=named)
            else:
                yield from self._about(fit, message)

    def _about(self, fit: Fit, message: _Message) -> Iterator[Candidate]:
        """The readings of one intent: about what was named, else about all that it has facts for."""
        intent = self._knowledge.intents[fit.entry.intent]
        named = dict.fromkeys(slot.entity for slot in message.slots if slot.kind in intent.subjects)
        if named or not intent.subjects:
            for subject in named or (None,):
                yield self._candidate(fit, subject, message)
        elif (last := self._context.subject(message.last, intent)) or intent.silent:
            yield self._candidate(fit, last, message)
        else:
            reading = self._candidate(fit, None, message)
            for subject in self._subjects[intent.id]:
                yield replace(reading, subject=subject, fact=fact_key(intent.id, subject))

    def _candidate(self, fit: Fit, subject: str | None, message: _Message) -> Candidate:
        intent = fit.entry.intent
        key = fact_key(intent, subject)
        fact = key if key in self._knowledge.facts else None
        fit = self._ranker.with_fact(fit, message.slots, key, subject)
        penalty = self._penalties.of(fit, message.asks)
        score = fit.score * penalty.factor
        return Candidate(intent, subject, fact, score, fit, penalty.reasons, penalty.contradicted)


def _says_all(reading: Candidate) -> bool:
    return reading.fit.said >= WHOLE or reading.fit.entry.smalltalk is not None


def _doubted(reading: Candidate) -> Candidate:
    """``reading`` as one that may be asked about, but not answered; what was likelier stays likelier."""
    if reading.score < ASK:
        return reading
    score = ASK + (ANSWER - ASK - MARGIN) * reading.score
    return replace(reading, score=score, lost=(*reading.lost, "is said in too few words"))


def _trusted(readings: Iterable[Candidate], trust: float) -> list[Candidate]:
    return [replace(reading, score=reading.score * trust) for reading in readings]


def _order(candidate: Candidate) -> tuple[float, str, str]:
    return -candidate.score, candidate.intent, candidate.subject or ""


def _clauses(utterance: Utterance) -> list[str]:
    """The parts of a long message between its punctuation marks, the last ones: where the question mostly is."""
    if len(utterance.tokens) < LONG:
        return []
    parts = [part for part in _CLAUSE.split(utterance.text) if len(part.split()) >= SHORTEST_CLAUSE]
    return parts[-MOST_CLAUSES:] if len(parts) > 1 else []
