"""One matcher in a process of its own, so that its memory is its own: ``python -m tests.benchmarks.alone NAME SIZE``.

SIZE is ``shipped`` or a number of synthetic phrasings. Prints the figures as JSON, or null if NAME is not installed.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from bot.evaluation.questions import read_questions
from bot.knowledge.files import shipped
from bot.knowledge.load import load
from tests.benchmarks.held_out import all_phrasings
from tests.benchmarks.matchers import learner
from tests.benchmarks.ours import NAME, knowledge_of
from tests.benchmarks.questions import Fold, Question, sample
from tests.benchmarks.synthetic import Synthetic

SHIPPED = "shipped"
ASKED = 500
FEWEST = 20
COMPARED = 2_000_000
"""A peer that compares a question with each phrasing asks fewer when there are many: so many comparisons in all."""
COMPARING = ("WRatio", "token_sort_ratio")
_PEAK = Path("/proc/self/status")


class Figures(NamedTuple):
    right: float
    milliseconds: float
    build_seconds: float
    megabytes: float


def measured(name: str, size: str) -> Figures | None:
    """The figures of ``name`` in a process of its own; None if it is not installed."""
    command = [sys.executable, "-m", __name__, name, size]
    figures = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return Figures(*figures) if figures else None


def peak_megabytes() -> float:
    """The most memory that this process has held (where Linux tells, without what its parent held before it)."""
    if _PEAK.is_file():
        peak = next(line for line in _PEAK.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1024**2


def _main(name: str, size: str) -> None:
    try:
        learn = learner(name)
    except ModuleNotFoundError:
        print("null")
        return
    fold = _shipped() if size == SHIPPED else _grown(name, int(size))
    began = time.perf_counter()
    ask = learn(fold)
    built = time.perf_counter() - began
    ask(fold.train[0].text)  # the first question may load what the others find loaded
    right, seconds = 0, []
    for question in fold.asked:
        began = time.perf_counter()
        guess = ask(question.text)
        seconds.append(time.perf_counter() - began)
        right += guess.intent == question.intent
    share = right / len(fold.asked)
    print(json.dumps(Figures(100 * share, 1000 * statistics.median(seconds), built, peak_megabytes())))


def _shipped() -> Fold:
    """All of the shipped knowledge, and the labelled questions that come with it."""
    knowledge = load(shipped())
    labelled = read_questions(shipped() / "questions.yaml")
    asked = tuple(Question(question.turns[-1], None) for question in labelled)
    return Fold(knowledge, all_phrasings(knowledge), asked, ())


def _grown(name: str, size: int) -> Fold:
    made = Synthetic(size)
    train = tuple(made.phrasings())
    asked = tuple(made.questions(ASKED))
    if name in COMPARING:
        asked = sample(asked, max(FEWEST, COMPARED // size))
    return Fold(knowledge_of(train if name == NAME else ()), train, asked, ())


if __name__ == "__main__":
    _main(*sys.argv[1:])
