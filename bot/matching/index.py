"""What was learnt from the phrasings of one folder. Immutable once built; `stored` turns it into bytes."""

import functools
import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np

from bot.matching.examples import Entry, Example
from bot.matching.features import Features, is_pair, is_wide
from bot.matching.learning import PASSES, Examples, learn
from bot.matching.slots import Slot
from bot.matching.sparse import Floats, Ints, Rows, add_up

FUNCTION_WORD = 0.50
"""What a function word counts beside a word of content."""
READ_AT_MOST = 60_000
"""How many numbers are added up for one message; what would exceed that, the commonest features, is left out."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What an index consists of.

    ``names`` are the features; ``rarity`` (ln((1 + N)/(1 + n)) + 1 for n of N phrasings, Spärck Jones 1972) and
    ``telling`` (ln(1 + N/n) for n of N intents, 0 for none) have a number for each; ``weights`` a row of ``intents``.
    """

    intents: tuple[str, ...]
    entries: tuple[Entry, ...]
    names: tuple[str, ...]
    rarity: Floats
    telling: Floats
    weights: Rows


def build(examples: Sequence[Example], names: tuple[str, ...], *, passes: int = PASSES) -> Learnt:
    """Learn from ``examples``; the order of intents and entries is theirs.

    Args:
        names: the names of the features, by their numbers.
        passes: how often each example is looked at.
    """
    intents = {intent: number for number, intent in enumerate(dict.fromkeys(one.entry.intent for one in examples))}
    entries = tuple(example.entry for example in examples if not example.unsaid)
    examples = [example for example in examples if example.taught]
    rows, names = _shared(_rows(examples), names)
    owners = np.array([intents[example.entry.intent] for example in examples], dtype=np.int64)
    users = np.bincount(rows.columns, minlength=len(names))
    rarity = (np.log((1 + len(examples)) / (1 + users)) + 1).astype(np.float32)
    weighted = Rows(rows.starts, rows.columns, _normalised(rows, rarity))
    wide = np.fromiter(map(is_wide, names), dtype=np.int8, count=len(names))
    if examples:
        weights = learn(Examples(weighted, owners, wide, len(intents)), passes=passes)
    else:
        weights = Rows(np.zeros(len(names) + 1, dtype=np.int64), rows.columns, rows.values)
    return Learnt(
        intents=tuple(intents),
        entries=entries,
        names=names,
        rarity=rarity,
        telling=_telling(rows, owners, len(intents), len(names)),
        weights=weights,
    )


def _rows(examples: Sequence[Example]) -> Rows:
    starts = np.cumsum([0, *(len(example.features) for example in examples)])
    if not examples:
        return Rows(starts, np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))
    columns = np.concatenate([example.features for example in examples])
    return Rows(starts, columns, np.concatenate([example.weights for example in examples]))


def _shared(rows: Rows, names: tuple[str, ...]) -> tuple[Rows, tuple[str, ...]]:
    """``rows`` without the pairs of words that only one of them has, which tell nothing of others, and what is left."""
    users = np.bincount(rows.columns, minlength=len(names))
    kept = (users > 1) | np.fromiter((not is_pair(name) for name in names), dtype=bool, count=len(names))
    shared = rows.only(kept[rows.columns])
    numbers = (np.cumsum(kept) - 1).astype(np.int32)
    return replace(shared, columns=numbers[shared.columns]), tuple(compress(names, kept))


def _normalised(rows: Rows, rarity: Floats) -> Floats:
    values = rows.values * rarity[rows.columns]
    owners = rows.owners
    norms = np.sqrt(np.bincount(owners, weights=values**2, minlength=len(rows)))
    return (values / norms[owners]).astype(np.float32)


def _telling(rows: Rows, owners: Ints, intents: int, columns: int) -> Floats:
    pairs = rows.columns.astype(np.int64) * intents + owners[rows.owners]
    pairs.sort()
    different = pairs[np.diff(pairs, prepend=pairs[:1] - 1) > 0]
    users = np.bincount(different // max(intents, 1), minlength=columns)
    return np.where(users, np.log1p(intents / np.maximum(users, 1)), 0).astype(np.float32)


class Index:
    """Answers how strongly a message speaks for each intent, and what a word weighs."""

    def __init__(self, learnt: Learnt, features: Features) -> None:
        self._features = features
        self._rarity = array("f", learnt.rarity.tobytes())
        self._telling = array("f", learnt.telling.tobytes())
        self._weights = learnt.weights
        self._columns = {name: column for column, name in enumerate(learnt.names)}
        self.intents = learnt.intents
        self.numbers = {intent: number for number, intent in enumerate(learnt.intents)}
        self.exact: dict[str, tuple[str, ...]] = {}
        self.rarest = math.log1p(len(learnt.intents))
        self.entries: dict[str, list[Entry]] = {}
        for entry in learnt.entries:
            self.entries.setdefault(entry.intent, []).append(entry)
            others = self.exact.get(entry.wording, ())
            if entry.intent not in others:
                self.exact[entry.wording] = (*others, entry.intent)
        self._of_slot = functools.lru_cache(maxsize=8192)(self._parts)
        self.weight = functools.lru_cache(maxsize=8192)(self._weight)
        self.wordings = functools.cache(self._wordings)
        self.known_by = functools.cache(self._known_by)

    def scores(self, slots: Sequence[Slot]) -> Floats:
        """How strongly ``slots`` speak for each of ``intents``: weights learnt for a softmax, on no fixed scale."""
        parts: dict[int, float] = {}
        for column, weight in self._found(slots):
            parts[column] = parts.get(column, 0.0) + weight
        if not parts:
            return np.zeros(len(self.intents))
        which = np.fromiter(parts, dtype=np.int64, count=len(parts))
        values = np.fromiter(parts.values(), dtype=np.float64, count=len(parts))
        values /= math.sqrt(float(values @ values))
        lengths = self._weights.lengths(which)
        if lengths.sum() > READ_AT_MOST:
            shortest = np.argsort(lengths, kind="stable")
            kept = shortest[np.cumsum(lengths[shortest]) <= READ_AT_MOST]
            which, values = which[kept], values[kept]
        return add_up(self._weights, which, values, len(self.intents))

    def telling(self, name: str) -> float | None:
        """How few intents use the feature ``name``, None for a feature that no phrasing has."""
        column = self._columns.get(name)
        return None if column is None else self._telling[column] or None

    def _found(self, slots: Sequence[Slot]) -> Iterator[tuple[int, float]]:
        for slot in dict.fromkeys(slots):
            yield from self._of_slot(slot)
        yield from self._placed(self._features.pairs(slots))

    def _parts(self, slot: Slot) -> tuple[tuple[int, float], ...]:
        return tuple(self._placed(self._features.of_slot(slot)))

    def _placed(self, named: Iterable[tuple[str, float]]) -> Iterator[tuple[int, float]]:
        for name, weight in named:
            column = self._columns.get(name)
            if column is not None:
                yield column, weight * self._rarity[column]

    def _weight(self, slot: Slot) -> float:
        """What ``slot`` counts in a message; what no phrasing has counts as much as the rarest word."""
        known = [told for name in (slot.name, *slot.stems) if (told := self.telling(name)) is not None]
        weight = max(known, default=self.rarest)
        return weight * slot.weight * (FUNCTION_WORD if slot.functional else 1.0)

    def _wordings(self, intent: str) -> list[str]:
        return [entry.wording for entry in self.entries.get(intent, ())]

    def _known_by(self, intent: str) -> frozenset[str]:
        """Every name in the phrasings of ``intent``."""
        return frozenset(name for entry in self.entries.get(intent, ()) for name in entry.names)
