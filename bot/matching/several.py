"""Messages of several questions: each is answered, or the message is read in the light of its surest part."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.matching.analysis import Analyzer
from bot.matching.confidence import Calibration
from bot.matching.decide import decide, surest, trusted
from bot.matching.outcome import Ambiguous, Candidate, Chatter, Match, NoMatch, Outcome, Several
from bot.matching.parts import Part, coordinated, parts
from bot.matching.turn import Turn
from bot.matching.utterance import Utterance

ASIDE = 0.7
"""What a reading is worth of a part that asks nothing, beside others that do."""
WHOLE = 0.9
"""From such a likeness to a phrasing on, a message leaves nothing to be read in parts."""


class Questions:
    """Takes messages apart into their questions."""

    def __init__(
        self, analyzer: Analyzer, decided: Callable[[Utterance], Outcome], weight: Callable[[Utterance], float]
    ) -> None:
        """What reads the parts.

        Args:
            decided: understands one question.
            weight: what all words of a message count together.
        """
        self._analyzer = analyzer
        self._decided = decided
        self._weight = weight

    def outcome(self, utterance: Utterance, whole: Outcome, calibration: Calibration) -> Outcome:
        """The outcome for a message that is understood as ``whole`` where it is taken for one question."""
        if several := self._of_each(utterance, whole, calibration):
            return several
        meant = _meant(whole)
        if meant and meant.rank.wording >= WHOLE and not isinstance(whole, Ambiguous):
            return whole
        asked = parts(utterance, self._analyzer)
        return self._of_parts(asked, utterance, whole, calibration) if len(asked) > 1 else whole

    def _of_parts(
        self, asked: Sequence[Part], utterance: Utterance, whole: Outcome, calibration: Calibration
    ) -> Outcome:
        """An answer to each question in a message, or to the surest one."""
        found: list[tuple[Part, Outcome]] = []
        previous = utterance.previous
        for part in asked:
            outcome = self._decided(replace(part.utterance, previous=previous))
            found.append((part, outcome))
            if isinstance(outcome, Match):
                previous = Turn(outcome.best.intent, outcome.best.subject)
        questions = [outcome for part, outcome in found if self._asks(part) and not part.relative]
        if several := _several(questions, whole, calibration):
            return several
        candidates = [*whole.considered]
        some_ask = any(map(self._asks, asked))
        for part, outcome in found:
            read = [one for one in outcome.considered if one.rank.entry.smalltalk is None]
            trust = math.sqrt(self._share(part.utterance, utterance))
            candidates += trusted(read, trust if self._asks(part) or not some_ask else trust * ASIDE)
        return decide(surest(candidates), calibration)

    def _of_each(self, utterance: Utterance, whole: Outcome, calibration: Calibration) -> Outcome | None:
        """One question about two things that a conjunction joins ("who signed A and B"): the answer for each."""
        meant = _meant(whole)
        if meant is None:
            return None
        for pair in coordinated(utterance, self._analyzer):
            found = [self._decided(one) for one in pair]
            read = [one for one in map(_meant, found) if one]
            subjects = {mention.entity for one in pair for mention in one.mentions}
            if meant.subject in subjects and {one.intent for one in read} == {meant.intent}:
                return _several(found, whole, calibration)
        return None

    def _asks(self, part: Part) -> bool:
        """Whether a part of a message is a question by itself, and no afterthought."""
        analyzer = self._analyzer
        return any(
            token.said in analyzer.asking_words or token.said in analyzer.checking_words
            for token in part.utterance.tokens
        )

    def _share(self, part: Utterance, whole: Utterance) -> float:
        """How much of a message is in a part of it, by weight, from 0 to 1."""
        inside, all_of_it = self._weight(part), self._weight(whole)
        return min(inside / all_of_it, 1.0) if all_of_it else 0.0


def _several(found: Sequence[Outcome], whole: Outcome, calibration: Calibration) -> Several | None:
    """The answers in ``found``, and what the sources do not answer; None unless these are two questions or more."""
    matches = {outcome.best.fact: outcome for outcome in found if isinstance(outcome, Match)}
    silent = [outcome.silent for outcome in found if isinstance(outcome, NoMatch) and outcome.silent]
    sure = {one.intent: one for one in silent if one.confidence >= calibration.sure}
    if matches and len(matches) + len(sure) > 1:
        return Several(tuple(matches.values()), whole.considered, tuple(sure.values()))
    return None


def _meant(outcome: Outcome) -> Candidate | None:
    """The reading that was decided on; the likeliest, if it is to be asked back."""
    match outcome:
        case Match(best):
            return best
        case Ambiguous(options):
            return options[0]
        case NoMatch(silent):
            return silent
        case Several() | Chatter():
            return None
