"""Where things stand in the plots of a report: coordinates for SVG, no markup."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.evaluation.measures import Bin, Point

WIDTH, HEIGHT = 400, 352
LEFT, RIGHT, TOP, BOTTOM = 46, 382, 12, 304
STRIP_TOP, STRIP_BOTTOM = 314, 344
"""Where the counts of the reliability plot stand, under the plot itself."""
BARS_BOTTOM = 252
_GAP = 2.0
_STEPS = 5
_FLOORS = (0.9, 0.75, 0.5, 0.25, 0.0)
"""Where the axis of precision may begin: the highest that is under all of them, for ticks in round numbers."""


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Shares from ``low`` to 1, drawn from ``start`` to ``end``."""

    start: int
    end: int
    low: float = 0.0

    def at(self, share: float) -> float:
        return self.start + (share - self.low) / (1 - self.low) * (self.end - self.start)

    def ticks(self) -> tuple[Tick, ...]:
        shares = (self.low + (1 - self.low) * step / _STEPS for step in range(_STEPS + 1))
        return tuple(Tick(self.at(share), f"{share:.0%}") for share in shares)


@dataclass(frozen=True, slots=True)
class Frame:
    """The axes of a plot, and the size of the whole picture."""

    x: Axis
    y: Axis
    width: int = WIDTH
    height: int = HEIGHT


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
class Reliability:
    frame: Frame
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """``line`` holds the points of an SVG polyline."""

    frame: Frame
    line: str
    marks: tuple[Mark, ...]


def reliability(bins: Sequence[Bin]) -> Reliability:
    """Accuracy by confidence (as drawn by Guo et al. 2017), with the counts below."""
    frame = Frame(Axis(LEFT, RIGHT), Axis(BARS_BOTTOM, TOP))
    most = max((each.count for each in bins), default=0) or 1
    return Reliability(frame, tuple(_bar(frame, each, most) for each in bins))


def coverage(points: Sequence[Point], asked: Iterable[tuple[float, Point | None]]) -> Coverage:
    """Precision by coverage.

    Args:
        asked: precisions, each with the point that reaches it.
    """
    lowest = min((point.precision for point in points), default=1.0)
    low = next(floor for floor in _FLOORS if floor <= lowest)
    frame = Frame(Axis(LEFT, RIGHT), Axis(BOTTOM, TOP, low))
    places = dict.fromkeys(_place(frame, point) for point in points)
    marks = (Mark(frame.y.at(precision), _place(frame, point) if point else None) for precision, point in asked)
    return Coverage(frame, " ".join(f"{x:g},{y:g}" for x, y in places), tuple(marks))


def _place(frame: Frame, point: Point) -> tuple[float, float]:
    return round(frame.x.at(point.coverage), 1), round(frame.y.at(point.precision), 1)


def _bar(frame: Frame, each: Bin, most: int) -> Bar:
    top, count_height = frame.y.at(each.accuracy), each.count / most * (STRIP_BOTTOM - STRIP_TOP)
    return Bar(
        bin=each,
        x=frame.x.at(each.low) + _GAP / 2,
        width=frame.x.at(each.high) - frame.x.at(each.low) - _GAP,
        y=top,
        height=BARS_BOTTOM - top,
        confidence_x=frame.x.at(each.confidence),
        count_y=STRIP_BOTTOM - count_height,
        count_height=count_height,
    )
