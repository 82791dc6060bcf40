"""Which intents a message fits, and how well.

The learnt weights speak first (`Index.scores`); among the leaders the likeness of the nearest phrasing, letter by
letter, has a say. What of the message an intent explains, and what of the phrasing was said, is measured for each.
"""

import functools
import math
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from bot.knowledge.model import Knowledge
from bot.matching.analysis import Analyzer
from bot.matching.examples import SLOT, Entry, Examiner, wording
from bot.matching.index import FUNCTION_WORD, Index
from bot.matching.slots import Slot
from bot.matching.sparse import Floats

WORDING = 3.0
"""What a phrasing that is the same, letter by letter, adds to the score of its intent."""
VERY_WORDS = 4.0
"""What the very words of a phrasing, in any order, add to that."""
IN_ORDER = 2.0
"""What it adds, where several intents have phrasings of the same words, that one has them in the same order."""
LITERALLY = 1.0
"""What it adds where the phrasing has no place for a subject, and means just this one."""
REACH = 2.5
"""Who is so far behind the leader cannot catch up by likeness, and is not compared."""
MOST = 8
FAR_BEHIND = 2.5
"""A reading that is so much less likely than the leader (a twelfth as likely) is none."""
MOST_SUBJECTS = 4
"""So many of the entities in a message are tried as what it is about."""
ORDINARY = 0.45
"""The likeness of wording that is assumed of an intent that is not compared."""
SYNONYM = 0.90
EXPLAINED = 0.50
"""What a word counts that the nearest phrasing lacks, but another phrasing of the intent, or its fact, has."""


@dataclass(frozen=True, slots=True)
class Rank:
    """An intent as it stands among the others.

    ``share`` is the logarithm of its share in the softmax over all intents, ``lead`` how far its score is ahead of the
    best other (negative: behind), ``wording`` the likeness (0 to 1) of its nearest phrasing, ``entry``, and ``subject``
    the entity that the message has in the place of ``{subject}`` there, if it names any.
    """

    entry: Entry
    share: float
    lead: float
    wording: float
    subject: str | None


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one reading covers one message.

    ``said`` is the share, by weight, of the nearest phrasing found in the message, ``understood`` that of the message
    explained by the intent and its fact; ``stray`` is the rarity (see `Ranker.rarity`) of the most telling word that
    some phrasing has, but not this intent; all from 0 to 1. ``leftover`` is what nothing explains, ``unsaid`` the names
    in the phrasing that the message lacks.
    """

    said: float
    understood: float
    stray: float
    leftover: tuple[Slot, ...]
    unsaid: frozenset[str]


class Wording(NamedTuple):
    """A message as a phrasing may have it; ``subject`` stands as ``{subject}``, an entity of the kind ``kind``."""

    text: str
    subject: str | None
    kind: str | None


class Weighed(NamedTuple):
    """A slot with what it ``counts`` in a message, and the names that it may stand for, each with a likeness."""

    slot: Slot
    counts: float
    meanings: tuple[tuple[str, float], ...]


class Ranker:
    """Compares messages with the phrasings of one folder."""

    def __init__(self, index: Index, knowledge: Knowledge, analyzer: Analyzer, examiner: Examiner) -> None:
        self._index = index
        self._intents = knowledge.intents
        self._analyzer = analyzer
        self._examiner = examiner
        self._likely = functools.lru_cache(maxsize=8192)(self._meanings)
        self._weighed = functools.lru_cache(maxsize=8192)(self._weigh)
        self._is_known = functools.lru_cache(maxsize=8192)(self._known)
        self._features = functools.lru_cache(maxsize=8192)(self._weighted)

    def rank(self, slots: Sequence[Slot], *, without: Set[str] = frozenset()) -> list[Rank]:
        """The intents that ``slots`` speak for, best first, at most `MOST`; none where nothing is known.

        Args:
            without: intents that are ruled out, and have no share.
        """
        wordings = self._wordings(slots)
        scores, exact = self._index.scores(slots), self._exact(wordings)
        if len(exact) > 1:
            exact |= {intent: exact[intent] + IN_ORDER for intent in exact if self._in_order(intent, slots, wordings)}
        if not scores.any() and not exact:
            return []
        for intent in without:
            scores[self._index.numbers[intent]] = -np.inf
        if np.isneginf(scores).all():
            return []
        for intent in exact.keys() - without:
            scores[self._index.numbers[intent]] += exact[intent]
        leaders = np.flatnonzero(scores >= scores.max() - REACH)
        if len(leaders) > MOST:
            leaders = leaders[np.argsort(-scores[leaders], kind="stable")[:MOST]]
        elif len(leaders) == 1 and len(scores) > len(without) + 1:
            leaders = np.argsort(-scores, kind="stable")[:2]
        nearest = [self._nearest(self._index.intents[number], wordings) for number in leaders]
        total = scores + WORDING * ORDINARY
        total[leaders] = scores[leaders] + WORDING * np.array([likeness for _, likeness, _ in nearest])
        top = float(total.max())
        everything = top + math.log(float(np.exp(total - top).sum()))
        first, second = _two_best(total)
        ranks = [
            Rank(entry, value - everything, value - (second if value == first else first), likeness, subject)
            for (entry, likeness, subject), value in zip(nearest, total[leaders].tolist(), strict=True)
            if entry
        ]
        within = [rank for rank in ranks if top - everything - rank.share <= FAR_BEHIND]
        return sorted(within, key=lambda rank: (-rank.share, rank.entry.intent))

    def phrasings(self, intent: str) -> list[str]:
        """How ``intent`` is asked, as curators wrote it."""
        return [entry.text for entry in self._index.entries.get(intent, ())]

    def weigh(self, slots: Sequence[Slot]) -> tuple[Weighed, ...]:
        """Each word and name in ``slots`` once, with what it counts and what it may stand for."""
        return tuple(self._weighed(slot) for slot in dict.fromkeys(slots))

    def fit(self, rank: Rank, message: Sequence[Weighed], *, fact: str | None, subject: str | None) -> Fit:
        """How well the intent of ``rank`` covers ``message``.

        Args:
            fact: the key of the fact that would answer; its words explain the message as well.
            subject: the id of the entity that the reading is about, whose name is explained by that.
        """
        kinds = self._kinds(rank.entry.intent)
        by_intent = self._index.known_by(rank.entry.intent)
        by_fact = self._examiner.of_fact(fact) if fact else frozenset()
        about = f"@{subject}"
        names, weight = self._features(rank.entry)
        unsaid = dict(names)
        said = explained = total = 0.0
        leftover = []
        for slot, counts, meanings in message:
            total += counts
            fits = slot.kind in kinds
            name, likeness = _best(meanings, unsaid, SLOT if fits else "")
            if likeness:
                said += unsaid.pop(name) * likeness
                explained += counts * likeness
            elif slot.name == about:
                explained += counts * slot.likeness
            elif likeness := _known(meanings, by_intent, by_fact) or float(fits):
                explained += counts * likeness * EXPLAINED
            else:
                leftover.append(slot)
        understood = explained / total if total else 0.0
        stray = max(map(self._stray, leftover), default=0.0)
        return Fit(min(said / weight, 1.0), min(understood, 1.0), stray, tuple(leftover), frozenset(unsaid))

    def known_share(self, message: Sequence[Weighed]) -> float:
        """The share of ``message``, by weight, of names, function words and what some phrasing has."""
        total = sum(counts for _, counts, _ in message)
        known = sum(counts * slot.likeness for slot, counts, _ in message if self._is_known(slot))
        return known / total if total else 0.0

    def rarity(self, slot: Slot) -> float:
        """How few intents use the name or word in ``slot``: 0 all of them, 1 none or one."""
        told = [told for name in self._likely(slot) if (told := self._index.telling(name)) is not None]
        return max(told, default=self._index.rarest) / self._index.rarest

    def _stray(self, slot: Slot) -> float:
        known = not slot.functional and self._is_known(slot)
        return self.rarity(slot) * slot.likeness if known else 0.0

    def _weigh(self, slot: Slot) -> Weighed:
        return Weighed(slot, self._index.weight(slot), tuple(self._likely(slot).items()))

    def _known(self, slot: Slot) -> bool:
        by_itself = slot.functional or slot.entity is not None
        return by_itself or any(self._index.telling(name) is not None for name in self._likely(slot))

    def _kinds(self, intent: str) -> tuple[str, ...]:
        found = self._intents.get(intent)
        return found.subjects if found else ()

    def _wordings(self, slots: Sequence[Slot]) -> tuple[Wording, ...]:
        """The message as phrasings may have it: as it stands, and with each entity that it names as the subject."""
        named = {slot.entity: slot.kind for slot in slots if slot.entity}
        first = islice(named.items(), MOST_SUBJECTS)
        subjects = (Wording(wording(slots, entity), entity, kind) for entity, kind in first)
        return Wording(wording(slots), None, None), *subjects

    def _exact(self, wordings: Iterable[Wording]) -> dict[str, float]:
        """The intents of which the message, in any order, is a phrasing, word for word; what that adds to each."""
        found: dict[str, float] = {}
        for one in wordings:
            for intent in self._index.exact.get(one.text, ()) if one.text else ():
                if one.kind is None:
                    found[intent] = VERY_WORDS + LITERALLY
                elif one.kind in self._kinds(intent):
                    found.setdefault(intent, VERY_WORDS)
        return found

    def _in_order(self, intent: str, slots: Sequence[Slot], wordings: Iterable[Wording]) -> bool:
        """Whether a phrasing of ``intent`` has just these words in just this order."""
        said = {
            one.text: [SLOT if slot.entity and slot.entity == one.subject else slot.name for slot in slots]
            for one in wordings
        }
        return any(
            [slot.name for slot in self._examiner.slots(entry.text, self._kinds(intent))] == said[entry.wording]
            for entry in self._index.entries.get(intent, ())
            if entry.wording in said
        )

    def _nearest(self, intent: str, wordings: Iterable[Wording]) -> tuple[Entry | None, float, str | None]:
        """The phrasing of ``intent`` most like the message, how like, and the entity in the place of its subject."""
        best: tuple[Entry | None, float, str | None] = None, 0.0, None
        entries, kinds = self._index.entries.get(intent, ()), self._kinds(intent)
        for one in wordings if entries else ():
            if one.kind is None or one.kind in kinds:
                found = process.extractOne(one.text, self._index.wordings(intent), scorer=fuzz.ratio)
                if best[0] is None or found[1] > best[1]:
                    best = entries[found[2]], found[1], one.subject
        return best[0], best[1] / 100, best[2]

    def _weighted(self, entry: Entry) -> tuple[Mapping[str, float], float]:
        """The names in a phrasing with their weights, and the sum of these."""
        functional = self._analyzer.function_stems
        weights = {}
        for name in entry.names:
            told = self._index.telling(name) if name != SLOT else 1.0
            weights[name] = (told or self._index.rarest) * (FUNCTION_WORD if name in functional else 1.0)
        return weights, sum(weights.values()) or 1.0

    def _meanings(self, slot: Slot) -> Mapping[str, float]:
        """The names that ``slot`` may stand for, each with a likeness from 0 to 1."""
        if slot.entity:
            return {slot.name: slot.likeness}
        meanings: dict[str, float] = {}
        for reading in slot.readings:
            stem = self._analyzer.stems[reading.word]
            for synonym in self._analyzer.synonyms(stem):
                meanings.setdefault(synonym, reading.likeness * SYNONYM)
            meanings[stem] = max(reading.likeness, meanings.get(stem, 0.0))
        return meanings


def _two_best(scores: Floats) -> tuple[float, float]:
    if len(scores) == 1:
        return float(scores[0]), 0.0
    second, first = np.partition(scores, len(scores) - 2)[-2:]
    return float(first), float(second)


def _best(meanings: Iterable[tuple[str, float]], unsaid: Mapping[str, float], place: str) -> tuple[str, float]:
    """The name in a phrasing that a slot says, and how surely; ``place`` is the subject's, where it may stand."""
    best, most = "", 0.0
    for name, likeness in meanings:
        if likeness > most and name in unsaid:
            best, most = name, likeness
    if not most and place in unsaid:
        return place, max((likeness for _, likeness in meanings), default=1.0)
    return best, most


def _known(meanings: Iterable[tuple[str, float]], by_intent: Set[str], by_fact: Set[str]) -> float:
    most = 0.0
    for name, likeness in meanings:
        if likeness > most and (name in by_intent or name in by_fact):
            most = likeness
    return most
