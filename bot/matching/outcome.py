"""What was meant: found, open, or not known. Not knowing is a type of its own, never an intent."""

from dataclasses import dataclass
from typing import TypeAlias

from bot.matching.confidence import Signals
from bot.matching.rank import Fit, Rank
from bot.matching.slots import Slot


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of the utterance: one kind of question about one subject (or none).

    ``fact`` is the key of the fact that answers it, None where the sources are silent; ``confidence`` lies between 0
    and 1; ``lost`` says in words what speaks against it; ``contradicting`` are names and numbers in the message that
    this reading does not know, ``contradicted`` means that they rule it out; ``doubted`` that too little was said.
    """

    intent: str
    subject: str | None
    fact: str | None
    confidence: float
    rank: Rank
    fit: Fit
    signals: Signals
    lost: tuple[str, ...] = ()
    contradicting: tuple[Slot, ...] = ()
    contradicted: bool = False
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """One fact answers. ``instead_of`` are the names and numbers that were asked about and that it contradicts."""

    best: Candidate
    considered: tuple[Candidate, ...]
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Several:
    """A message of at least two questions: ``parts`` are the answers, at least one, in the order asked.

    ``silent`` are the other questions in it, as far as they were understood, to which the sources give no answer.
    """

    parts: tuple[Match, ...]
    considered: tuple[Candidate, ...]
    silent: tuple[Candidate, ...] = ()


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
    """Small talk: nothing was asked. ``best`` is the reading as such; ``considered`` are questions all the same."""

    best: Candidate
    considered: tuple[Candidate, ...]


Outcome: TypeAlias = Match | Several | Ambiguous | NoMatch | Chatter


def reached(outcome: Outcome) -> frozenset[str]:
    """The ids of all intents that were answered, offered or found to have no answer; of small talk, its own."""
    match outcome:
        case Match(best):
            return frozenset({best.intent})
        case Several(parts, silent=silent):
            return frozenset({part.best.intent for part in parts} | {one.intent for one in silent})
        case Ambiguous(options):
            return frozenset(option.intent for option in options)
        case NoMatch(silent=one):
            return frozenset({one.intent} if one else ())
        case Chatter(best):
            return frozenset({best.rank.entry.smalltalk or ""})
