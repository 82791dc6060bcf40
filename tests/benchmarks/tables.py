"""Plain tables: each figure with its ratio to citebot's in the same run."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tests.benchmarks.ours import NAME

_NAME, _FIGURE, _RATIO = 26, 8, 9


class Column(NamedTuple):
    """``digits`` follow the point; ``compared`` adds the ratio to citebot's figure."""

    heading: str
    digits: int = 1
    compared: bool = True


def print_table(
    title: str, columns: Sequence[Column], rows: Mapping[str, Sequence[float] | None], ours: str = NAME
) -> None:
    """One line for each of ``rows``, None for what is not installed; the ratios are those to the row ``ours``."""
    print(f"\n{title}")
    print(" " * _NAME + "".join(column.heading.rjust(_width(column)) for column in columns))
    for name, figures in rows.items():
        reference = rows.get(ours) or [math.nan] * len(columns)
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
