"""What the other languages cost: the start, and a question, beside the same knowledge in English alone."""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bot.evaluation.questions import read_questions
from bot.knowledge.files import shipped
from bot.knowledge.languages import REFERENCE
from bot.knowledge.model import Lang
from bot.prepared import prepared
from tests.benchmarks.speed import cold_start
from tests.benchmarks.tables import Column, Row, print_table

COLUMNS = (Column("start s", 3), Column("ms", 2))
QUESTIONS = "questions.yaml"


def run() -> None:
    with tempfile.TemporaryDirectory() as parent:
        alone = _in_english_alone(Path(parent) / "knowledge")
        rows = _rows(alone)
        print_table("a start with one question, and the median over the labelled questions, by language", COLUMNS, rows)


def _rows(alone: Path) -> Iterator[Row]:
    yield f"{REFERENCE} alone", _figures(alone, REFERENCE)
    for lang in prepared(shipped()).knowledge.languages:
        yield f"{lang} among all", _figures(shipped(), lang)


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
        began = time.perf_counter()
        answerer.reply(question)
        milliseconds.append(1000 * (time.perf_counter() - began))
    command = [sys.executable, "-m", "bot.cli", "ask", "--knowledge", str(folder), asked[0]]
    subprocess.run(command, check=True, capture_output=True)
    return cold_start(command), statistics.median(milliseconds)
