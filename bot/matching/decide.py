"""From ranked readings to one outcome: answer, ask back, or say that the sources do not say."""

from collections.abc import Sequence

from bot.matching.outcome import Ambiguous, Candidate, Chatter, Match, NoMatch, Outcome
from bot.matching.rank import SMALLTALK

ANSWER = 0.60
"""From this score on a reading is taken for what was meant."""
ASK = 0.48
"""From this score on it is worth asking whether it was meant."""
MARGIN = 0.02
"""Readings that are closer together than this cannot be told apart."""
OPTIONS = 4


def decide(candidates: Sequence[Candidate]) -> Outcome:
    """The outcome for ``candidates``, best first."""
    considered = tuple(candidates)
    candidates = [candidate for candidate in candidates if not candidate.contradicted]
    if not candidates or candidates[0].score < ASK:
        return NoMatch(None, considered)
    best = candidates[0]
    if best.intent.startswith(SMALLTALK):
        if best.score < ANSWER:
            return NoMatch(None, considered)
        return Chatter(best.intent.removeprefix(SMALLTALK), considered)
    rivals = [candidate for candidate in candidates if candidate.fact and best.score - candidate.score < MARGIN]
    if best.fact is None:
        return NoMatch(best if best.score >= ANSWER else None, considered)
    if best.score >= ANSWER and len(rivals) == 1:
        return Match(best, considered)
    options = rivals if len(rivals) > 1 else [candidate for candidate in candidates if candidate.fact and candidate.score >= ASK]
    return Ambiguous(tuple(options[:OPTIONS]), considered)
