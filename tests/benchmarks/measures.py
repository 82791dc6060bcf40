"""What answers are worth. Shares lie between 0 and 1; a share of nothing is NaN."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.benchmarks.questions import Question

KEPT = 0.95
"""The share of the given answers that has to be right."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest intent, None where no answer is due, and a score by which guesses can be sorted.

    ``sure`` says that the bot would answer without asking back; peers never say so.
    """

    intent: str | None
    score: float
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A guess held against its question. An answer to a question that has none is given, and wrong."""

    answerable: bool
    given: bool
    right: bool
    score: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left when answers under a threshold are held back.

    ``right`` is the share of all answerable questions that is answered rightly, ``precision`` the share of the given
    answers that is right.
    """

    right: float
    precision: float


def judge(question: Question, guess: Guess) -> Judged:
    given = guess.intent is not None
    return Judged(
        question.intent is not None, given, given and guess.intent == question.intent, guess.score, guess.sure
    )


def accuracy(judged: Iterable[Judged]) -> float:
    """The share of the answerable questions whose intent came first."""
    return _share(answer.right for answer in judged if answer.answerable)


def threshold(judged: Iterable[Judged], precision: float = KEPT) -> float:
    """The lowest score from which on ``precision`` of the given answers are right; infinity, if there is none."""
    lowest = math.inf
    right = 0
    answers = sorted((answer for answer in judged if answer.given), key=lambda answer: -answer.score)
    for given, answer in enumerate(answers, start=1):
        right += answer.right
        tied = given < len(answers) and answers[given].score == answer.score
        if right >= precision * given and not tied:
            lowest = answer.score
    return lowest


def right_at(judged: Sequence[Judged], valid: Sequence[Judged] = (), precision: float = KEPT) -> Kept:
    """What is kept of ``judged`` at the threshold of ``valid``; without any, of each half at that of the other."""
    if valid:
        return _kept(judged, _from(judged, threshold(valid, precision)))
    halves = judged[::2], judged[1::2]
    kept = [*_from(halves[0], threshold(halves[1], precision)), *_from(halves[1], threshold(halves[0], precision))]
    return _kept(judged, kept)


def sure(judged: Iterable[Judged]) -> list[Judged]:
    """The answers that the bot gives without asking back."""
    return [answer for answer in judged if answer.sure]


def _from(judged: Iterable[Judged], lowest: float) -> list[Judged]:
    return [answer for answer in judged if answer.given and answer.score >= lowest]


def _kept(judged: Iterable[Judged], kept: Sequence[Judged]) -> Kept:
    answerable = sum(answer.answerable for answer in judged)
    right = sum(answer.right for answer in kept)
    return Kept(right / answerable if answerable else math.nan, _share(answer.right for answer in kept))


def _share(found: Iterable[bool]) -> float:
    values = list(found)
    return sum(values) / len(values) if values else math.nan
