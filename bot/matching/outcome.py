"""What was meant: found, open, or not known. Not knowing is a type of its own, never an intent."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.matching.rank import Fit


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of the utterance: one kind of question about one subject (or none).

    ``fact`` is the key of the fact that answers it, None where the sources are silent; ``score`` lies between 0 and 1;
    ``lost`` says in words what the score was lowered for; ``contradicted`` means that the message names something that
    this reading rules out.
    """

    intent: str
    subject: str | None
    fact: str | None
    score: float
    fit: Fit
    lost: tuple[str, ...] = ()
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """One fact answers."""

    best: Candidate
    considered: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several readings are close together, or a subject is missing; ``options`` has one to four, each with a fact."""

    options: tuple[Candidate, ...]
    considered: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class NoMatch:
    """No fact answers. ``silent`` is the reading, if one was understood, to which the sources give no answer."""

    silent: Candidate | None
    considered: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Chatter:
    """Small talk: nothing was asked."""

    smalltalk: str
    considered: tuple[Candidate, ...]


Outcome: TypeAlias = Match | Ambiguous | NoMatch | Chatter
