"""How fast the bot starts and answers from the shipped knowledge, and what memory it takes.

Cold start: whole processes, ``citebot ask`` beside an interpreter that only imports what any such bot needs (rapidfuzz
and yaml).
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from tests.benchmarks.alone import SHIPPED, measured
from tests.benchmarks.ours import NAME
from tests.benchmarks.tables import Column, print_table

STARTS = 10
COMMANDS = {
    "citebot ask": [sys.executable, "-m", "bot.cli", "ask", "who signed the oil and gas agreement?"],
    "rapidfuzz and yaml alone": [sys.executable, "-c", "import rapidfuzz.process, yaml"],
}
COLUMNS = (Column("ms", 2), Column("build s", 2), Column("peak MB", 0))


def run(peers: Sequence[str]) -> None:
    starts = ((name, [cold_start(command)]) for name, command in COMMANDS.items())
    print_table(f"cold start, median of {STARTS}", (Column("seconds", 3),), starts)
    figures = ((name, measured(name, SHIPPED)) for name in (NAME, *peers))
    rows = ((name, of[1:] if of else None) for name, of in figures)
    print_table("a question to the shipped knowledge, median over its labelled questions", COLUMNS, rows)


def cold_start(command: Sequence[str]) -> float:
    """The median time, in seconds, that ``command`` takes from its start to its end.

    Raises:
        CalledProcessError: it failed.
    """
    return statistics.median(_timed(command) for _ in range(STARTS))


def _timed(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began
