"""A row of a sheet, and what of a cell counts."""

from dataclasses import dataclass

from bot.knowledge.read import CONTROL


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; ``number`` counts from 1, as spreadsheets show it."""

    number: int
    cells: tuple[str, ...]


def tidy(cell: str) -> str:
    """``cell`` on one line: runs of white space, control characters and marks of byte order are one space."""
    return " ".join(CONTROL.sub(" ", cell.replace("\ufeff", " ")).split())
