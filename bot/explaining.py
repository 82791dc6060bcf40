"""Why the bot answered as it did, in words for a curator: what was understood, which readings came first, and why."""

from collections.abc import Iterator

from bot.answering import Answerer
from bot.knowledge.model import Lang
from bot.matching.confidence import SIGNALS, Calibration
from bot.matching.outcome import Ambiguous, Candidate, Chatter, Match, NoMatch, Outcome, Several
from bot.matching.utterance import Token, Utterance
from bot.reasons import readings, repaired, unexplained, unknown

_SHOWN = 3
_MEANINGS = {
    "share": "share among all intents (logarithm)",
    "lead": "lead over the next intent",
    "wording": "likeness to the nearest phrasing",
    "said": "share of that phrasing that was said",
    "understood": "share of the message that the intent explains",
    "length": "length of the message",
    "known": "share of the message that any phrasing knows",
    "stray": "most telling word that only other intents know",
    "against": "names, numbers and question words that do not fit",
}
_WIDTH = max(map(len, _MEANINGS.values()))


def explain(answerer: Answerer, text: str, *, lang: Lang | None = None) -> str:
    """How ``text`` was read, which readings came first and what each gained and lost, and what was decided."""
    understood = answerer.understood(text, lang=lang)
    spoken = understood.utterance.lang
    calibration = answerer.tongues.matcher(spoken).calibration
    shown = readings(understood.outcome)[:_SHOWN]
    lines = [f"Language:   {spoken}"] if len(answerer.knowledge.languages) > 1 else []
    lines += [f"Read as:    {understood.read_as}"] if understood.read_as else []
    lines += [*_understood(understood.utterance), *_table(shown, calibration), *map(_nearest, shown)]
    return "\n".join((*lines, _thresholds(calibration), _decision(understood.outcome)))


def _understood(utterance: Utterance) -> Iterator[str]:
    yield f"Words:      {' '.join(token.word for token in utterance.tokens) or '(none)'}"
    for word, others in repaired(utterance):
        yield f"Repaired:   {word} → {' or '.join(others)}"
    if strange := unknown(utterance):
        yield f"Unknown:    {', '.join(strange)}"
    for mention in utterance.mentions:
        named = _surface(utterance.tokens[mention.start : mention.end])
        yield f"Entity:     {named} → {mention.entity} ({mention.kind})"


def _surface(tokens: tuple[Token, ...]) -> str:
    return " ".join(token.word for token in tokens)


def _table(shown: tuple[Candidate, ...], calibration: Calibration) -> Iterator[str]:
    """A column for each reading: what each signal gave or took, on the scale of log odds, and their sum."""
    if not shown:
        return
    yield ""
    for number, candidate in enumerate(shown, start=1):
        yield f"Reading {number}:  {_name(candidate)}"
    yield f"\n{'What speaks for (+) and against (-) it':{_WIDTH}}" + "".join(
        f"{number:>9}" for number in range(1, len(shown) + 1)
    )
    for row, signal in enumerate(SIGNALS):
        gains = [calibration.coefficients[row] * candidate.signals.values[row] for candidate in shown]
        if any(round(gain, 2) for gain in gains):
            yield f"{_MEANINGS[signal]:{_WIDTH}}" + "".join(f"{gain:>+9.2f}" for gain in gains)
    yield f"{'to begin with':{_WIDTH}}" + f"{calibration.constant:>+9.2f}" * len(shown)
    yield f"{'confidence':{_WIDTH}}" + "".join(f"{candidate.confidence:>9.2f}" for candidate in shown)


def _nearest(candidate: Candidate) -> str:
    words = [f"\n{_name(candidate)}: the nearest phrasing is “{candidate.rank.entry.text}”."]
    if left := unexplained(candidate):
        words.append(f"It does not explain: {', '.join(left)}.")
    if candidate.lost:
        words.append(f"Lowered, because it {'; '.join(candidate.lost)}.")
    if candidate.contradicted:
        words.append("It is ruled out.")
    return " ".join(words)


def _name(candidate: Candidate) -> str:
    subject = f" × {candidate.subject}" if candidate.subject else ""
    return f"{candidate.intent}{subject}{'' if candidate.fact or candidate.rank.entry.smalltalk else ' (no fact)'}"


def _thresholds(calibration: Calibration) -> str:
    return f"\nAnswers from {calibration.sure:.2f} on; asks back from {calibration.ask:.2f} on."


def _decision(outcome: Outcome) -> str:
    match outcome:
        case Match(best, instead_of=denied) if denied:
            return f"Decision:   {best.fact} sets right what was asked about {', '.join(denied)}."
        case Match(best):
            return f"Decision:   answered with {best.fact}."
        case Several(parts, silent=silent):
            answers = " and ".join(part.best.fact or "" for part in parts)
            rest = f"; the sources do not answer {' and '.join(map(_name, silent))}" if silent else ""
            return f"Decision:   several questions, answered with {answers}{rest}."
        case Ambiguous(options):
            return f"Decision:   asked back (none is sure, or several are close together): {len(options)} offered."
        case Chatter(best):
            return f"Decision:   small talk ({best.rank.entry.smalltalk})."
        case NoMatch(silent) if silent:
            return f"Decision:   understood as {_name(silent)}; the sources do not answer that."
        case NoMatch():
            return "Decision:   no reading is likely enough."
