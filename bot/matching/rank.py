"""How well each intent fits a message.

The score of a phrasing is the weighted geometric mean of three shares: how much of the phrasing the message says, how
much of the message the phrasing, its intent or its fact explains, and how alike the two are letter by letter.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.matching.index import SLOT, Entry, Index
from bot.matching.recall import recall
from bot.matching.slots import Slot

SAID, UNDERSTOOD, WORDING = 0.30, 0.75, 0.10
EXPLAINED = 0.40
"""What a word counts that the phrasing lacks, but another phrasing of the intent, or its fact, holds."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How one phrasing, ``entry``, fits one message.

    ``said`` and ``understood`` are the shares, by weight, of the phrasing found in the message and of the message
    explained by the intent; ``wording`` is the likeness of the sorted words. All lie between 0 and 1. ``leftover`` is
    what nothing explains, ``unsaid`` the features of the phrasing that the message lacks.
    """

    entry: Entry
    score: float
    said: float
    understood: float
    wording: float
    leftover: tuple[Slot, ...]
    unsaid: frozenset[str]


class Ranker:
    """Compares messages with the phrasings of one folder."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def rank(self, slots: Sequence[Slot], *, most: int = 12) -> list[Fit]:
        """The intents that fit best, each with its best phrasing, best first."""
        best: dict[str, Fit] = {}
        for entry in recall(self._index, slots):
            fit = self._fit(entry, slots, self._index.of_intent(entry.intent))
            if entry.intent not in best or fit.score > best[entry.intent].score:
                best[entry.intent] = fit
        return sorted(best.values(), key=lambda fit: (-fit.score, fit.entry.intent))[:most]

    def with_fact(self, fit: Fit, slots: Sequence[Slot], key: str, subject: str | None) -> Fit:
        """``fit`` once the fact ``key``, and the name of its subject, explain words of the message as well."""
        known = self._index.of_intent(fit.entry.intent) | self._index.of_fact(key)
        if subject:
            known |= {f"@{subject}"}
        return self._fit(fit.entry, slots, known)

    def _fit(self, entry: Entry, slots: Sequence[Slot], known: Set[str]) -> Fit:
        said = explained = total = 0.0
        unsaid = dict(entry.features)
        leftover = []
        kinds = self._index.subjects.get(entry.intent, ())
        for slot in slots:
            total += slot.weight
            feature, likeness = _best(slot, unsaid, kinds)
            if likeness:
                said += unsaid.pop(feature) * likeness
                explained += slot.weight * likeness
            elif likeness := _explained(slot, known, kinds):
                explained += slot.weight * likeness * EXPLAINED
            else:
                leftover.append(slot)
        said_share = said / entry.weight
        understood = explained / total if total else 0.0
        alike = fuzz.ratio(_wording(slots, kinds if SLOT in entry.features else ()), entry.wording) / 100
        score = said_share**SAID * understood**UNDERSTOOD * alike**WORDING
        return Fit(entry, score, said_share, understood, alike, tuple(leftover), frozenset(unsaid))


def _wording(slots: Sequence[Slot], kinds: Sequence[str]) -> str:
    """The message as a phrasing would have it: sorted features, mentions of one of ``kinds`` as the subject's slot."""
    return " ".join(sorted(SLOT if slot.kind in kinds else slot.name for slot in slots))


def _best(slot: Slot, unsaid: Mapping[str, float], kinds: Sequence[str]) -> tuple[str, float]:
    """The feature of a phrasing that ``slot`` says, and how surely."""
    best, most = "", 0.0
    for feature, likeness in slot.features.items():
        if likeness > most and feature in unsaid and (feature != SLOT or slot.kind in kinds):
            best, most = feature, likeness
    return best, most


def _explained(slot: Slot, known: Set[str], kinds: Sequence[str]) -> float:
    """How surely the intent or its fact knows ``slot``, though the phrasing does not say it."""
    most = 1.0 if slot.kind in kinds else 0.0
    for feature, likeness in slot.features.items():
        if likeness > most and feature in known and feature != SLOT:
            most = likeness
    return most
