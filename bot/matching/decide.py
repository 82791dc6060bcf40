"""From readings to one outcome: answer, ask back, or say that the sources do not say."""

import math
from collections.abc import Sequence
from dataclasses import replace

from bot.matching.confidence import Calibration
from bot.matching.outcome import Ambiguous, Candidate, Chatter, Match, NoMatch, Outcome

WITHIN_REACH = math.log(6)
"""A reading is on offer beside the leader if it is at most so many times less likely."""
PARTLY = 0.40
"""A reading that is not sure is worth mentioning if it explains at least so much of the message (see `Fit`)."""
SAME = 1e-9
OPTIONS = 4


def decide(candidates: Sequence[Candidate], calibration: Calibration) -> Outcome:
    """The outcome for ``candidates``, surest first."""
    considered = tuple(candidates)
    possible = [one for one in candidates if not one.contradicted and (one.fact or not one.doubted)]
    if not possible or possible[0].confidence < calibration.ask:
        return NoMatch(None, considered)
    best = possible[0]
    sure = best.confidence >= calibration.sure
    if not sure and best.fit.understood < PARTLY:
        return NoMatch(None, considered)
    if best.rank.entry.smalltalk:
        return Chatter(best, considered) if sure else NoMatch(None, considered)
    same = [one for one in possible if best.confidence - one.confidence < SAME]
    if not any(one.fact for one in same):  # what is not sure to be silence is no answer either
        return NoMatch(best, considered)
    if sure and len(same) == 1:
        return Match(best, considered)
    if len(same) > 1:
        options = [one for one in same if one.fact]
    else:
        options = [one for one in possible if one.fact and best.rank.share - one.rank.share < WITHIN_REACH]
    return Ambiguous(tuple(options[:OPTIONS]), considered) if options else NoMatch(None, considered)


def surest(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Each pair of intent and subject once, as it is surest; the surest first."""
    best: dict[tuple[str, str | None], Candidate] = {}
    for candidate in sorted(found, key=lambda one: (-one.confidence, one.intent, one.subject or "")):
        best.setdefault((candidate.intent, candidate.subject), candidate)
    return tuple(best.values())


def trusted(readings: Sequence[Candidate], trust: float) -> list[Candidate]:
    """``readings``, each so much less sure; ``trust`` lies between 0 and 1."""
    return [replace(reading, confidence=reading.confidence * trust) for reading in readings]
