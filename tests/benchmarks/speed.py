"""How fast the bot starts and answers, against peers in the same run: `python tests/benchmarks/speed.py`.

Cold start: whole processes, `citebot ask` beside an interpreter that only imports what any such bot needs (rapidfuzz
and yaml). Matching: milliseconds a question, beside rapidfuzz's own search for the likeliest phrasing (WRatio,
token_sort_ratio).
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process, utils

from bot.evaluation.questions import read_questions
from bot.knowledge.files import shipped
from bot.knowledge.load import load
from bot.matching.matcher import Matcher

STARTS = 10
QUESTION = "who signed the oil and gas agreement?"


def main() -> None:
    bare = _cold_start([sys.executable, "-c", "import rapidfuzz.process, yaml"])
    ask = _cold_start([sys.executable, "-m", "bot.cli", "ask", QUESTION])
    print(f"cold start, median of {STARTS}, seconds")
    _row("interpreter with rapidfuzz and yaml", bare, ask)
    _row("citebot ask", ask, ask)

    knowledge = load(shipped())
    began = time.perf_counter()
    matcher = Matcher(knowledge)
    built = time.perf_counter() - began
    phrasings = [phrasing.text for intent in knowledge.intents.values() for phrasing in intent.phrasings]
    print(f"\nindex of {len(phrasings)} phrasings: {built:.2f} s")
    asked = [question.turns[-1] for question in read_questions(shipped() / "questions.yaml")]
    ours = _median_ms(asked, lambda text: matcher.match(matcher.read(text)))
    print(f"\na question, median over {len(asked)}, milliseconds")
    _row("citebot matcher", ours, ours)
    for scorer in (fuzz.WRatio, fuzz.token_sort_ratio):
        _row(f"rapidfuzz {scorer.__name__}", _median_ms(asked, _search(phrasings, scorer)), ours)


def _cold_start(command: Sequence[str]) -> float:
    return statistics.median(
        _timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(STARTS)
    )


def _median_ms(texts: Sequence[str], ask: Callable[[str], object]) -> float:
    ask(texts[0])
    return 1000 * statistics.median(_timed(lambda text=text: ask(text)) for text in texts)  # type: ignore[misc]


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _search(phrasings: Sequence[str], scorer: Callable[..., float]) -> Callable[[str], object]:
    return lambda text: process.extractOne(text, phrasings, scorer=scorer, processor=utils.default_process)


def _row(name: str, measured: float, ours: float) -> None:
    print(f"  {name:38}{measured:10.3f}{measured / ours:10.2f} ×")


if __name__ == "__main__":
    main()
