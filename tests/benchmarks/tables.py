"""Plain tables: each figure with its ratio to that of the first row, which is citebot's."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

Row: TypeAlias = tuple[str, Sequence[float] | None]
"""A name and its figures; None for what is not installed."""

_NAME, _FIGURE, _RATIO = 26, 8, 9


class Column(NamedTuple):
    """``digits`` follow the point; ``compared`` adds the ratio."""

    heading: str
    digits: int = 1
    compared: bool = True


def print_table(title: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """Each row is printed as soon as it is there."""
    print(f"\n{title}")
    print(" " * _NAME + "".join(column.heading.rjust(_width(column)) for column in columns), flush=True)
    reference: Sequence[float] | None = None
    for name, figures in rows:
        reference = reference or figures or ()
        cells = ["  not installed"] if figures is None else map(_cell, columns, figures, reference)
        print(f"  {name}".ljust(_NAME) + "".join(cells), flush=True)


def _width(column: Column) -> int:
    return _FIGURE + (_RATIO if column.compared else 0)


def _cell(column: Column, figure: float, reference: float) -> str:
    text = ("–" if math.isnan(figure) else f"{figure:,.{column.digits}f}").rjust(_FIGURE)
    return text + (_ratio(figure, reference) if column.compared else "")


def _ratio(figure: float, reference: float) -> str:
    if math.isnan(figure) or math.isnan(reference) or not reference:
        return "–".rjust(_RATIO)
    return f"{figure / reference:,.2f} ×".rjust(_RATIO)
