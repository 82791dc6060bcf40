"""Every exception of citebot. Outcomes that are to be expected (no match, an open question) are values, not exceptions.

CitebotError                what a person can mend; the command line prints it and exits with 2
├── SettingsError           a setting is missing or malformed
├── KnowledgeError          a folder of knowledge, or a sheet to import, has problems (all of them, with file and line)
├── InputError              a file or line given to a command is malformed
└── StoreError              the database is locked, full, corrupt or out of reach
"""

from dataclasses import dataclass


class CitebotError(Exception):
    """The base of them all. Its text says where, what is wrong and what to do."""


class SettingsError(CitebotError):
    pass


class InputError(CitebotError):
    pass


class StoreError(CitebotError):
    pass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a folder of knowledge, or a sheet; ``line`` counts from 1, in a sheet it is the row."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class KnowledgeError(CitebotError):
    """A folder that cannot be loaded, or a sheet that cannot be imported.

    Args:
        problems: everything found wrong, at least one.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
