"""What the other languages cost: the start, and a question, beside the same knowledge in English alone.

All is processor time, which other work on the machine lengthens least, and the median of several rounds.
"""

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot.evaluation.questions import read_questions
from bot.knowledge.files import shipped
from bot.knowledge.languages import REFERENCE
from bot.knowledge.model import Lang
from bot.prepared import prepared
from tests.benchmarks.tables import Column, print_table

COLUMNS = (Column("start s", 3), Column("ms", 2))
QUESTIONS = "questions.yaml"
ROUNDS = 9


def run() -> None:
    with tempfile.TemporaryDirectory() as parent:
        alone = _in_english_alone(Path(parent) / "knowledge")
        asked = {f"{REFERENCE} alone": (alone, REFERENCE)}
        asked |= {f"{lang} among all": (shipped(), lang) for lang in prepared(shipped()).knowledge.languages}
        rounds = [{name: _figures(folder, lang) for name, (folder, lang) in asked.items()} for _ in range(ROUNDS)]
    medians = ((name, list(map(statistics.median, zip(*(of[name] for of in rounds), strict=True)))) for name in asked)
    print_table(
        f"a start with one question, and the median question, in {ROUNDS} rounds, by language", COLUMNS, medians
    )


def _in_english_alone(folder: Path) -> Path:
    shutil.copytree(shipped(), folder)
    for path in (folder / "languages").iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.stem != REFERENCE:
            path.unlink()
    main = folder / "bot.yaml"
    written = main.read_text(encoding="utf-8")
    kept = [f"languages: [{REFERENCE}]" if line.startswith("languages:") else line for line in written.splitlines()]
    main.write_text("\n".join(kept), encoding="utf-8")
    return folder


def _figures(folder: Path, lang: Lang) -> tuple[float, float]:
    """Seconds to start and answer one question, and milliseconds for each once the bot was asked all its own titles."""
    answerer = prepared(folder)
    file = shipped() / QUESTIONS if lang == REFERENCE else shipped() / "languages" / lang / QUESTIONS
    asked = [question.turns[-1] for question in read_questions(file)]
    for fact in answerer.knowledge.facts.values():
        answerer.reply(answerer.knowledge.title(fact.intent, fact.subject, lang))
    milliseconds = []
    for question in asked:
        began = time.process_time()
        answerer.reply(question)
        milliseconds.append(1000 * (time.process_time() - began))
    started = _started([sys.executable, "-m", "bot.cli", "ask", "--knowledge", str(folder), asked[0]])
    return started, statistics.median(milliseconds)


def _started(command: Sequence[str]) -> float:
    """The processor time, in seconds, of a process that runs ``command``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
