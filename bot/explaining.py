"""Why the bot answered as it did, in words for a curator."""

from collections.abc import Iterator

from bot.knowledge.model import Lang
from bot.matching.matcher import Matcher
from bot.matching.outcome import Ambiguous, Candidate, Chatter, Match, NoMatch, Outcome
from bot.matching.utterance import Token, Utterance

_SHOWN = 3


def explain(matcher: Matcher, text: str, *, lang: Lang | None = None) -> str:
    """How ``text`` was read, which readings came first and what each lost, and what was decided."""
    utterance = matcher.read(text, lang=lang)
    outcome = matcher.match(utterance)
    return "\n".join((*_understood(utterance), *_candidates(outcome), _decision(outcome)))


def _understood(utterance: Utterance) -> Iterator[str]:
    yield f"Words:      {' '.join(token.word for token in utterance.tokens) or '(none)'}"
    for token in utterance.tokens:
        if token.readings and token.readings[0].likeness < 1:
            others = " or ".join(reading.word for reading in token.readings)
            yield f"Repaired:   {token.word} → {others}"
    if unknown := [token.word for token in utterance.tokens if not token.readings]:
        yield f"Unknown:    {', '.join(unknown)}"
    for mention in utterance.mentions:
        named = _surface(utterance.tokens[mention.start : mention.end])
        yield f"Entity:     {named} → {mention.entity} ({mention.kind})"


def _surface(tokens: tuple[Token, ...]) -> str:
    return " ".join(token.word for token in tokens)


def _candidates(outcome: Outcome) -> Iterator[str]:
    yield f"\n{'score':>6} {'said':>6} {'underst.':>9} {'wording':>8}  reading"
    for candidate in outcome.considered[:_SHOWN]:
        fit = candidate.fit
        yield f"{candidate.score:>6.2f} {fit.said:>6.2f} {fit.understood:>9.2f} {fit.wording:>8.2f}  {_name(candidate)}"
        yield f"{'':>33}nearest phrasing: {fit.entry.text}"
        if left := [slot.surface for slot in fit.leftover if not slot.functional]:
            yield f"{'':>33}not explained: {', '.join(left)}"
        if candidate.lost:
            yield f"{'':>33}lowered, because it {'; '.join(candidate.lost)}"


def _name(candidate: Candidate) -> str:
    subject = f" × {candidate.subject}" if candidate.subject else ""
    return f"{candidate.intent}{subject}{'' if candidate.fact else ' (no fact)'}"


def _decision(outcome: Outcome) -> str:
    match outcome:
        case Match(best):
            return f"\nDecision:   answered with {best.fact}."
        case Ambiguous(options):
            return f"\nDecision:   asked back (none is sure, or several are close together): {len(options)} offered."
        case Chatter(best):
            return f"\nDecision:   small talk ({best.rank.entry.smalltalk})."
        case NoMatch(silent) if silent:
            return f"\nDecision:   understood as {_name(silent)}; the sources do not answer that."
        case NoMatch():
            return "\nDecision:   no reading is likely enough."
