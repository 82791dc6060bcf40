"""How good a set of confident readings is: coverage at a precision, and calibration. Pure arithmetic."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

BINS = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """The likeliest reading of one question.

    ``confidence`` lies between 0 and 1, None where there was no reading; ``right`` says whether acting on it is right,
    ``in_scope`` whether the question has an answer, ``answers`` whether acting on it would answer: where it would not
    (a refusal, small talk), no threshold makes it an answer, and so none makes it a wrong one.
    """

    confidence: float | None
    right: bool
    in_scope: bool = True
    answers: bool = True


@dataclass(frozen=True, slots=True)
class Point:
    """What answering every reading from ``threshold`` on would do.

    ``coverage`` is the share of the questions in scope that are answered rightly, ``precision`` the share of right
    answers among those given.
    """

    threshold: float
    coverage: float
    precision: float


@dataclass(frozen=True, slots=True)
class Bin:
    """The readings with a confidence over ``low`` and up to ``high``: their mean confidence and share of right ones."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def curve(readings: Iterable[Reading]) -> tuple[Point, ...]:
    """A point for each confidence at which an answer is given, the highest first.

    This is the risk-coverage curve of selective classification (El-Yaniv and Wiener, "On the Foundations of Noise-free
    Selective Classification", JMLR 2010), with one difference: out of scope every answer is wrong, so coverage counts
    right answers to questions in scope. The thresholds are tried on the very questions that they are measured with; on
    others the precision may differ.
    """
    readings = tuple(readings)
    wanted = sum(reading.in_scope for reading in readings)
    given = [
        (reading.confidence, reading) for reading in readings if reading.answers and reading.confidence is not None
    ]
    given.sort(key=lambda pair: -pair[0])
    points: list[Point] = []
    answered = right = covered = 0
    for threshold, tied in groupby(given, key=lambda pair: pair[0]):
        for _, reading in tied:
            answered += 1
            right += reading.right
            covered += reading.right and reading.in_scope
        points.append(Point(threshold, covered / wanted if wanted else 0.0, right / answered))
    return tuple(points)


def coverage_at(points: Iterable[Point], precision: float) -> Point | None:
    """The point of the largest coverage among those of at least ``precision``, the highest threshold of equals.

    None where no threshold is that precise.
    """
    precise = [point for point in points if point.precision >= precision]
    return max(precise, key=lambda point: (point.coverage, point.threshold), default=None)


def bins(readings: Iterable[Reading], count: int = BINS) -> tuple[Bin, ...]:
    """``count`` bins of equal width, readings without a confidence left out; an empty bin has the means 0."""
    members: list[list[tuple[float, bool]]] = [[] for _ in range(count)]
    for reading in readings:
        if reading.confidence is not None:
            at = min(max(math.ceil(reading.confidence * count) - 1, 0), count - 1)
            members[at].append((reading.confidence, reading.right))
    return tuple(_bin(index / count, (index + 1) / count, inside) for index, inside in enumerate(members))


def calibration_error(filled: Sequence[Bin]) -> float:
    """The expected calibration error: the mean gap between confidence and accuracy of the bins, weighted by their size.

    From 0 to 1; 0 without readings. Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, equation 3.
    """
    total = sum(each.count for each in filled)
    gaps = math.fsum(each.count * abs(each.accuracy - each.confidence) for each in filled)
    return gaps / total if total else 0.0


def _bin(low: float, high: float, inside: Sequence[tuple[float, bool]]) -> Bin:
    if not inside:
        return Bin(low, high, 0, 0.0, 0.0)
    confidence = math.fsum(confidence for confidence, _ in inside) / len(inside)
    return Bin(low, high, len(inside), confidence, sum(right for _, right in inside) / len(inside))
