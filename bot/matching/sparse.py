"""Sparse rows of numbers, and the one operation on them that learning and asking share: gather rows, add them up."""

from dataclasses import dataclass
from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.integer]
Floats: TypeAlias = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Rows:
    """Row ``r`` has the values ``values[starts[r]:starts[r + 1]]`` in the columns of the same places (CSR)."""

    starts: Ints
    columns: Ints
    values: Floats

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def owners(self) -> Ints:
        """For each entry, the number of its row."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def only(self, kept: NDArray[np.bool_]) -> "Rows":
        """The same rows without the entries that are not ``kept``."""
        starts = np.concatenate(([0], np.cumsum(kept)))[self.starts]
        return Rows(starts, self.columns[kept], self.values[kept])

    def lengths(self, rows: Ints) -> Ints:
        """How many entries each of ``rows`` has."""
        return cast("Ints", self.starts[rows + 1] - self.starts[rows])


def places(starts: Ints, lengths: Ints) -> Ints:
    """The numbers ``start, start + 1, …`` of every run, end to end.

    Args:
        starts: where each run begins.
        lengths: how long each run is; runs may be empty.
    """
    before = np.cumsum(lengths) - lengths
    return cast("Ints", np.arange(lengths.sum(), dtype=np.int64) + np.repeat(starts - before, lengths))


def add_up(rows: Rows, which: Ints, weights: Floats, columns: int) -> Floats:
    """The sum of the rows ``which``, each times its weight, as one dense row of so many ``columns``."""
    lengths = rows.lengths(which)
    at = places(rows.starts[which], lengths)
    parts = rows.values[at] * np.repeat(weights, lengths)
    return np.bincount(rows.columns[at], weights=parts, minlength=columns).astype(np.float64, copy=False)


def product(left: Rows, right: Rows, columns: int) -> Floats:
    """The dense matrix ``left`` × ``right``, of ``len(left)`` rows and so many ``columns``."""
    lengths = right.lengths(left.columns)
    at = places(right.starts[left.columns], lengths)
    cells = np.repeat(left.owners * columns, lengths) + right.columns[at]
    parts = np.repeat(left.values, lengths) * right.values[at]
    sums = np.bincount(cells, weights=parts, minlength=len(left) * columns)
    return sums.astype(np.float64, copy=False).reshape(len(left), columns)


def part(rows: Rows, begin: int, end: int) -> Rows:
    """The rows from ``begin`` to before ``end``."""
    low, high = rows.starts[begin], rows.starts[end]
    return Rows(rows.starts[begin : end + 1] - low, rows.columns[low:high], rows.values[low:high])
