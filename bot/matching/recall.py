"""The few phrasings that are worth comparing with a message word by word."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from bot.matching.index import SLOT, Entry, Index
from bot.matching.slots import Slot

ENOUGH = 1_000
"""How many places of the index are read before the commoner words are left to the comparison."""
LIKELY_INTENTS = 80
COMPARED_OF_INTENT = 3
COMPARED = 25


def recall(index: Index, slots: Sequence[Slot]) -> list[Entry]:
    """At most `COMPARED` phrasings, the likeliest first, found by the rarest words of the message."""
    found: dict[int, float] = defaultdict(float)
    read = 0
    for feature, weight in _telling(slots):
        places = index.postings.get(feature, ())
        for number in places:
            found[number] += weight
        read += len(places)
        if read > ENOUGH:
            break
    return _nearest(index, _of_likely_intents(index, found), slots)


def _telling(slots: Sequence[Slot]) -> list[tuple[str, float]]:
    """The features to look phrasings up by, with their weights, rarest first.

    Function words only serve where nothing else was said; the subject's slot, which nearly every other phrasing has,
    comes last, and only where names are all that was said.
    """
    telling = [slot for slot in slots if not slot.functional] or slots
    features = {name: slot.weight * likeness for slot in telling for name, likeness in slot.features.items()}
    subject = features.pop(SLOT, None)
    in_order = sorted(features.items(), key=lambda item: -item[1])
    if subject is not None and all(slot.kind for slot in telling):
        in_order.append((SLOT, subject))
    return in_order


def _of_likely_intents(index: Index, found: dict[int, float]) -> list[int]:
    likeness = {number: weight / index.entries[number].norm for number, weight in found.items()}
    numbers: list[int] = []
    intents: set[str] = set()
    for number in sorted(likeness, key=likeness.__getitem__, reverse=True):
        intent = index.entries[number].intent
        if intent in intents or len(intents) < LIKELY_INTENTS:
            intents.add(intent)
            numbers.append(number)
    return numbers


def _nearest(index: Index, numbers: Iterable[int], slots: Sequence[Slot]) -> list[Entry]:
    """The phrasings that share most, by weight, with all that was said (Dice's coefficient), a few of each intent."""
    said = {feature for slot in slots for feature in slot.features}
    total = sum(slot.weight for slot in slots)
    shared = {}
    for number in numbers:
        entry = index.entries[number]
        both = said & entry.features.keys()
        shared[number] = math.fsum(map(entry.features.__getitem__, both)) / (entry.weight + total)
    chosen: list[Entry] = []
    taken: Counter[str] = Counter()
    for number in sorted(shared, key=shared.__getitem__, reverse=True):
        entry = index.entries[number]
        if taken[entry.intent] < COMPARED_OF_INTENT:
            taken[entry.intent] += 1
            chosen.append(entry)
        if len(chosen) == COMPARED:
            break
    return chosen
