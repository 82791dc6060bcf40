"""From ranked readings to one outcome: answer, ask back, or say that the sources do not say."""

from collections.abc import Sequence

from bot.matching.outcome import Ambiguous, Candidate, Chatter, Match, NoMatch, Outcome

ANSWER = 0.54
"""From this score on a reading is taken for what was meant."""
CLEAR = 0.16
"""A reading that nothing speaks against, and so far ahead of every other, is taken for what was meant from `ASK` on."""
ASK = 0.45
"""From this score on it is worth asking whether it was meant."""
MARGIN = 0.01
"""Readings that are closer together than this cannot be told apart."""
OPTIONS = 4


def decide(candidates: Sequence[Candidate]) -> Outcome:
    """The outcome for ``candidates``, best first."""
    considered = tuple(candidates)
    possible = [candidate for candidate in candidates if not candidate.contradicted and candidate.score >= ASK]
    if not possible:
        return NoMatch(None, considered)
    best = possible[0]
    sure = best.score >= ANSWER or (not best.lost and best.score - _next_score(candidates, best) >= CLEAR)
    if smalltalk := best.fit.entry.smalltalk:
        return Chatter(smalltalk, considered) if sure else NoMatch(None, considered)
    questions = [candidate for candidate in possible if candidate.fit.entry.smalltalk is None]
    close = [candidate for candidate in questions if best.score - candidate.score < MARGIN]
    answered = {candidate.intent for candidate in close if candidate.fact}
    silent = next((candidate for candidate in close if not candidate.fact and candidate.intent not in answered), None)
    close = [candidate for candidate in close if candidate.fact]
    if silent and sure:  # rather silent, with the nearest facts on offer, than wrong
        return NoMatch(silent, considered)
    if sure and len(close) == 1:
        return Match(close[0], considered)
    options = close if len(close) > 1 else [candidate for candidate in possible if candidate.fact]
    return Ambiguous(tuple(options[:OPTIONS]), considered) if options else NoMatch(None, considered)


def _next_score(candidates: Sequence[Candidate], best: Candidate) -> float:
    return max((candidate.score for candidate in candidates if candidate is not best), default=0.0)
