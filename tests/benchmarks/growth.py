"""What more phrasings cost: from a thousand to a million made-up ones, half of the questions misspelt."""

from collections.abc import Iterable, Sequence

from tests.benchmarks.alone import measured
from tests.benchmarks.ours import NAME
from tests.benchmarks.tables import Column, print_table

PEERS = ("WRatio", "bm25s", "tantivy")
"""Those that grow: a vector or a classifier for each of 100,000 intents takes hours to make."""
COLUMNS = (Column("right %"), Column("ms", 2), Column("build s", 2), Column("peak MB", 0))


def grow(sizes: Iterable[int], peers: Sequence[str]) -> None:
    names = (NAME, *(peer for peer in PEERS if peer in peers))
    for size in sizes:
        rows = ((name, measured(name, str(size))) for name in names)
        print_table(f"growth: {size:,} synthetic phrasings of {size // 10:,} intents", COLUMNS, rows)
