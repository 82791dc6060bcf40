"""Learns from the phrasings alone which words tell intents apart.

A word's weight for an intent starts at its mean over the phrasings of the intent (Rocchio's centroid) and is then
corrected, phrasing by phrasing, between the intent and its strongest rivals: steps down the gradient of the softmax
loss of those few (multinomial logistic regression with sampled rivals). Words that all rivals share lose their say.
"""

from dataclasses import dataclass

import numpy as np

from bot.matching.sparse import Floats, Ints, Rows, part, places, product

PASSES = 12
RATE = 2.0
"""The first learning rate; it falls to nothing over all passes."""
CENTROID = 6.0
"""How strong the means are to begin with."""
LEARNT = 0.98
"""A phrasing that is told from its rivals so surely teaches nothing more."""
RIVALS = 7
FEW_RIVALS, FEW_PASSES = 3, 4
SEARCHES = 2
"""How often rivals are searched for: at first, and again among what was learnt by the half of the passes."""
MANY_ENTRIES = 1_500_000
"""A folder with so many features in all phrasings has fewer rivals and passes, and rivals are searched for once."""
BATCH = 256
BLOCK_OF_CELLS = 2_000_000
BLOCK_OF_ENTRIES = 200_000
COMMON = 512
"""Rivals are found by their words alone, and by none that more intents use than this."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Phrasings as rows of feature weights, each with the number of its intent.

    ``wide`` says of each feature whether it may come to count for intents that do not use it, too.
    """

    rows: Rows
    intents: Ints
    wide: Ints
    intent_count: int

    @property
    def feature_count(self) -> int:
        return len(self.wide)


def learn(examples: Examples, *, passes: int = PASSES) -> Rows:
    """The weights, a row of intents for each feature; the same examples give the same weights.

    Args:
        passes: how often every phrasing is looked at; an even number.
    """
    keys, weights = _means(examples)
    searches = SEARCHES
    if _is_large(examples):
        searches, passes = 1, FEW_PASSES
    random = np.random.default_rng(0)
    batches = -(-len(examples.rows) // BATCH)
    rates = np.linspace(RATE, 0, passes * batches, endpoint=False, dtype=np.float32)
    for some in np.split(rates, searches):
        contenders = _contenders(examples, keys, weights)
        keys, weights = _widened(examples, contenders, keys, weights)
        spots = _spots(examples, contenders, keys)
        weights = np.append(weights, np.float32(0))  # where those look that have no place
        for start in range(0, len(some), batches):
            order = random.permutation(len(examples.rows))
            for number, rate in enumerate(some[start : start + batches]):
                _step(examples.rows, order[number * BATCH : (number + 1) * BATCH], spots, weights, rate)
        weights = weights[:-1]
    return _rows(examples, keys, weights)


def _is_large(examples: Examples) -> bool:
    return len(examples.rows.values) > MANY_ENTRIES


def _means(examples: Examples) -> tuple[Ints, Floats]:
    """Keys (feature × intents + intent), sorted, and their first weights."""
    rows, count = examples.rows, examples.intent_count
    every = _keys(examples, rows.columns, examples.intents[rows.owners])
    order = np.argsort(every, kind="stable")
    every = every[order]
    first = _begins(every)
    keys = every[first]
    sizes = np.bincount(examples.intents, minlength=count)
    sums = np.add.reduceat(rows.values[order].astype(np.float64), np.flatnonzero(first))
    mean = sums / sizes[keys % count]
    squares = np.bincount(keys % count, weights=mean**2, minlength=count)
    strength = CENTROID / np.maximum(np.sqrt(sizes) * squares, 1e-9)
    return keys, (mean * strength[keys % count]).astype(np.float32)


def _begins(ordered: Ints) -> Ints:
    """Where each different number of ``ordered`` stands first."""
    return np.asarray(np.diff(ordered, prepend=ordered[:1] - 1) > 0)


def _keys(examples: Examples, features: Ints, intents: Ints) -> Ints:
    """One number for each pair of a feature and an intent, in the order of the features."""
    small = examples.feature_count * examples.intent_count < np.iinfo(np.int32).max
    kind = np.dtype(np.int32 if small else np.int64)
    return np.asarray(features.astype(kind) * kind.type(examples.intent_count) + intents.astype(kind))


def _rows(examples: Examples, keys: Ints, weights: Floats) -> Rows:
    bounds = np.arange(examples.feature_count + 1, dtype=np.int64) * examples.intent_count
    narrow = np.int16 if examples.intent_count <= np.iinfo(np.int16).max else np.int32
    return Rows(np.searchsorted(keys, bounds), (keys % examples.intent_count).astype(narrow), weights)


def _contenders(examples: Examples, keys: Ints, weights: Floats) -> Ints:
    """For each phrasing, its own intent and then the likeliest others."""
    known, count = _rows(examples, keys, weights), examples.intent_count
    rivals = FEW_RIVALS if _is_large(examples) else RIVALS
    rivals = min(rivals, count - 1)
    contenders = np.empty((len(examples.rows), rivals + 1), dtype=np.int32)
    contenders[:, 0] = examples.intents
    kept = examples.wide[examples.rows.columns].astype(bool) & (known.lengths(examples.rows.columns) <= COMMON)
    telling_rows = examples.rows.only(kept)
    size = max(1, min(BATCH, BLOCK_OF_CELLS // count))
    for begin in range(0, len(telling_rows), size):
        end = min(begin + size, len(telling_rows))
        scores = product(part(telling_rows, begin, end), known, count)
        scores[np.arange(end - begin), examples.intents[begin:end]] = -np.inf
        if rivals:
            contenders[begin:end, 1:] = np.argpartition(-scores, rivals - 1, axis=1)[:, :rivals]
    return contenders


def _widened(examples: Examples, contenders: Ints, keys: Ints, weights: Floats) -> tuple[Ints, Floats]:
    """Keys and weights, with a place for each wide feature of a phrasing at each of its rivals."""
    rows = examples.rows
    wide = examples.wide[rows.columns].astype(bool)
    new = _keys(examples, rows.columns[wide][:, None], contenders[rows.owners[wide]])
    wider = np.sort(np.concatenate((keys, new.ravel())))
    wider = wider[_begins(wider)]
    widened = np.zeros(len(wider), dtype=np.float32)
    widened[np.searchsorted(wider, keys)] = weights
    return wider, widened


def _spots(examples: Examples, contenders: Ints, keys: Ints) -> Ints:
    """Where the weights of each entry of each phrasing stand, one column a contender; the last place for none."""
    rows = examples.rows
    spots = np.empty((len(rows.columns), contenders.shape[1]), dtype=np.int32)
    all_owners = rows.owners
    for begin in range(0, len(spots), BLOCK_OF_ENTRIES):
        some = slice(begin, begin + BLOCK_OF_ENTRIES)
        order = np.argsort(rows.columns[some], kind="stable")  # in the order of the keys they are found fast
        features, owners = rows.columns[some][order], all_owners[some][order]
        for column in range(contenders.shape[1]):
            wanted = _keys(examples, features, contenders[owners, column])
            found = np.searchsorted(keys, wanted)
            found[keys[np.minimum(found, len(keys) - 1)] != wanted] = len(keys)
            spots[begin + order, column] = found
    return spots


def _step(rows: Rows, batch: Ints, spots: Ints, weights: Floats, rate: float) -> None:
    """One step down the gradient for the phrasings in ``batch``; changes ``weights``."""
    lengths = rows.lengths(batch)
    filled = lengths > 0
    batch, lengths = batch[filled], lengths[filled]
    if not len(batch):
        return
    at = places(rows.starts[batch], lengths)
    where, values = spots[at], rows.values[at][:, None]
    scores = np.add.reduceat(weights.take(where) * values, np.cumsum(lengths) - lengths, axis=0)
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    shares[:, 0] -= 1
    teaching = shares[:, 0] <= LEARNT - 1
    steps = np.repeat(shares[teaching], lengths[teaching], axis=0)
    teaching = np.repeat(teaching, lengths)
    steps *= -rate * values[teaching]
    np.add.at(weights, where[teaching].ravel().astype(np.intp), steps.ravel())  # numpy is fast at such indices alone
    weights[-1] = 0
