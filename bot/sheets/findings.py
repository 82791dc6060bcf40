"""What is found wrong or odd in a sheet, by row."""

from dataclasses import dataclass, field

from bot.errors import KnowledgeError, Problem


@dataclass(slots=True)
class Findings:
    """Collects while a sheet is read: ``problems`` keep a folder from being made, ``warnings`` do not.

    Rows are counted as spreadsheets show them: the header is row 1.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    """The rows that have problems."""

    def refuse(self, row: int, message: str) -> None:
        self.refused.add(row)
        self.problems.append(Problem(self.file, row, message))

    def warn(self, row: int, message: str) -> None:
        self.warnings.append(Problem(self.file, row, message))

    def stop_if_refused(self) -> None:
        """End here if there are problems.

        Raises:
            KnowledgeError: it holds all of them, in the order of rows.
        """
        if self.problems:
            raise KnowledgeError(tuple(sorted(self.problems)))
