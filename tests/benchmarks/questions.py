"""Labelled questions, and sets of them with the phrasings to learn from."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bot.knowledge.model import Knowledge
from tests.benchmarks.slips import misspelt


class Question(NamedTuple):
    """What somebody says, and the id of the intent that is meant; None where no answer is due."""

    text: str
    intent: str | None


@dataclass(frozen=True, slots=True)
class Fold:
    """Phrasings to learn and questions to ask afterwards.

    ``train`` is what peers learn, ``knowledge`` the same for citebot. ``misspelt`` holds the questions of ``asked``
    with slips. Thresholds are set on ``valid`` and ``valid_misspelt``; where these are empty, on the other half of the
    questions themselves.
    """

    knowledge: Knowledge
    train: tuple[Question, ...]
    asked: tuple[Question, ...]
    misspelt: tuple[Question, ...]
    valid: tuple[Question, ...] = ()
    valid_misspelt: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    name: str
    folds: tuple[Fold, ...]


def read_csv(path: Path) -> tuple[Question, ...]:
    """The rows of a CSV file with the columns ``question`` and ``intent``; an empty intent is out of scope."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(Question(row["question"], row["intent"].strip() or None) for row in csv.DictReader(file))


def with_slips(questions: Sequence[Question]) -> tuple[Question, ...]:
    return tuple(question._replace(text=misspelt(question.text)) for question in questions)


def sample(questions: Sequence[Question], most: int | None) -> tuple[Question, ...]:
    """At most ``most`` questions, evenly taken from all."""
    if most is None or len(questions) <= most:
        return tuple(questions)
    return tuple(questions[number * len(questions) // most] for number in range(most))
