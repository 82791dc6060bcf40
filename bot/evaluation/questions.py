"""Labelled questions from a file: YAML, or a table of questions and intents."""

from pathlib import Path
from typing import Any

from bot.errors import InputError, KnowledgeError
from bot.evaluation.labelled import LabelledQuestion
from bot.evaluation.table import DELIMITERS, read_table
from bot.knowledge.read import read_yaml
from bot.knowledge.shape import judge


def read_questions(path: Path) -> tuple[LabelledQuestion, ...]:
    """The labelled questions in ``path``: a table if it ends in ``.csv`` or ``.tsv``, else YAML.

    Raises:
        InputError: there is no such file.
        KnowledgeError: the file is not as the schema ``questions`` says, or no such table; the error holds all
            problems.
    """
    if not path.is_file():
        raise InputError(
            f"{path}: no such file (give a YAML file of labelled questions; `citebot schema questions` describes it; "
            "or a CSV file with the columns question and intent)"
        )
    if path.suffix.lower() in DELIMITERS:
        return read_table(path)
    document = read_yaml(path, str(path))
    if not document.problems:
        judge(document, "questions")
    if document.problems or not isinstance(document.value, list):
        raise KnowledgeError(tuple(document.problems))
    return tuple(_question(raw, document.place(index).line) for index, raw in enumerate(document.value))


def _question(raw: Any, line: int) -> LabelledQuestion:
    intent = raw.get("intent", ())
    return LabelledQuestion(
        turns=tuple(raw["ask"]),
        kind=raw["kind"],
        says=tuple(tuple(group) for group in raw.get("says", ())),
        never=tuple(raw.get("never", ())),
        cites=tuple(raw.get("cites", ())),
        tags=tuple(raw.get("tags", ())),
        intents=(intent,) if isinstance(intent, str) else tuple(intent),
        line=line,
    )
