"""Where things stand in the plots of a report: coordinates for SVG, no markup."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.evaluation.measures import Bin, Point

WIDTH, HEIGHT = 400, 300
LEFT, RIGHT, TOP, BOTTOM = 46, 382, 12, 252
COUNTS = 44
"""The height of the strip of counts under the reliability plot."""
_GAP = 2.0
_TICKS = 5
_FLOORS = (0.9, 0.75, 0.5, 0.0)
"""Where the axis of precision may begin: the highest that is under all of them, for ticks in round numbers."""


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bin: from ``x`` over ``width``, ``y`` and ``height`` for its accuracy, ``count_y`` and ``count_height`` below.

    ``confidence_x`` is where its mean confidence lies.
    """

    bin: Bin
    x: float
    width: float
    y: float
    height: float
    confidence_x: float
    count_y: float
    count_height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A precision asked for, and where the point lies that reaches it, if any does."""

    y: float
    dot: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Plot:
    """The frame that both plots share."""

    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Reliability:
    plot: Plot
    bars: tuple[Bar, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Coverage:
    plot: Plot
    line: str
    marks: tuple[Mark, ...]


def reliability(bins: Sequence[Bin]) -> Reliability:
    """Accuracy by confidence (DeGroot and Fienberg 1983, as drawn by Guo et al. 2017), with the counts below."""
    most = max((each.count for each in bins), default=0) or 1
    ticks = _ticks(0.0)
    plot = Plot(tuple(Tick(_x(share), label) for share, label in ticks), _y_ticks(0.0))
    floor = HEIGHT + COUNTS
    return Reliability(plot, tuple(_bar(each, most, floor) for each in bins), floor + 8)


def coverage(points: Sequence[Point], asked: Iterable[tuple[float, Point | None]]) -> Coverage:
    """Precision by coverage.

    Args:
        asked: precisions, each with the point that reaches it.
    """
    lowest = min((point.precision for point in points), default=1.0)
    low = next(floor for floor in _FLOORS if floor <= lowest)
    plot = Plot(tuple(Tick(_x(share), label) for share, label in _ticks(0.0)), _y_ticks(low))
    places = dict.fromkeys((round(_x(point.coverage), 1), round(_y(point.precision, low), 1)) for point in points)
    marks = tuple(
        Mark(_y(precision, low), (_x(point.coverage), _y(point.precision, low)) if point else None)
        for precision, point in asked
    )
    return Coverage(plot, " ".join(f"{x:g},{y:g}" for x, y in places), marks)


def _bar(each: Bin, most: int, floor: int) -> Bar:
    top, height = _y(each.accuracy, 0.0), each.count / most * (COUNTS - 14)
    return Bar(
        bin=each,
        x=_x(each.low) + _GAP / 2,
        width=_x(each.high) - _x(each.low) - _GAP,
        y=top,
        height=BOTTOM - top,
        confidence_x=_x(each.confidence),
        count_y=floor - height,
        count_height=height,
    )


def _x(share: float) -> float:
    return LEFT + share * (RIGHT - LEFT)


def _y(share: float, low: float) -> float:
    return BOTTOM - (share - low) / (1 - low) * (BOTTOM - TOP)


def _y_ticks(low: float) -> tuple[Tick, ...]:
    return tuple(Tick(_y(share, low), label) for share, label in _ticks(low))


def _ticks(low: float) -> list[tuple[float, str]]:
    shares = [low + (1 - low) * step / _TICKS for step in range(_TICKS + 1)]
    return [(share, f"{share:.0%}") for share in shares]
