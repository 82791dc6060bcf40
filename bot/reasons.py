"""Why the bot answered as it did, in sentences for whoever asked; and what a curator's table of it is made of too."""

from collections.abc import Iterable, Iterator

from bot.answering import Answerer
from bot.knowledge.model import SUBJECT_SLOT, Lang
from bot.matching.outcome import Ambiguous, Candidate, Chatter, Match, NoMatch, Outcome, Several
from bot.matching.tongues import Understood
from bot.matching.turn import Turn
from bot.matching.utterance import Utterance

WORTH_NAMING = 0.01
"""A reading less sure than that was none."""
SUREST = 99
"""Nothing is read with more per cent of certainty."""

_ANYTHING = "…"


def why(answerer: Answerer, text: str, *, lang: Lang, previous: Turn | None = None) -> tuple[str, ...]:
    """What ``text`` was taken for and by which wording, how surely, what was second, and what was not understood.

    Args:
        lang: the language that the answer was given in, which is that of the reasons.
        previous: what the conversation was about before.
    """
    understood = answerer.understood(text, lang=lang, previous=previous)
    return tuple(_Reasons(answerer, understood, lang).of(text, previous))


def readings(outcome: Outcome) -> tuple[Candidate, ...]:
    """What was decided on, if anything, then all else that was considered, each pair of intent and subject once."""
    first: dict[tuple[str, str | None], Candidate] = {}
    for one in (*chosen(outcome), *outcome.considered):
        first.setdefault((one.intent, one.subject), one)
    return tuple(first.values())


def chosen(outcome: Outcome) -> Iterator[Candidate]:
    """The readings that were answered."""
    match outcome:
        case Match(best) | Chatter(best):
            yield best
        case Several(parts):
            yield from (part.best for part in parts)
        case Ambiguous() | NoMatch():
            pass


def repaired(utterance: Utterance) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each word that was read as another, and what it may stand for, the likeliest first."""
    for token in utterance.tokens:
        if token.readings and token.readings[0].likeness < 1:
            yield token.word, tuple(reading.word for reading in token.readings)


def unknown(utterance: Utterance) -> list[str]:
    """The words that stand for nothing the bot knows."""
    return [token.word for token in utterance.tokens if not token.readings]


def unexplained(candidate: Candidate) -> list[str]:
    """What of the message has no place in a reading, function words apart."""
    return [slot.surface for slot in candidate.fit.leftover if not slot.functional]


class _Reasons:
    def __init__(self, answerer: Answerer, understood: Understood, lang: Lang) -> None:
        self._answerer = answerer
        self._knowledge = answerer.knowledge
        self._outcome = understood.outcome
        self._understood = understood
        self._lang = lang

    def of(self, text: str, previous: Turn | None) -> Iterator[str]:
        if self._understood.read_as:
            yield self._say("why.read-as", text=self._understood.read_as)
        if previous and self._leans_on(text):
            yield self._say("why.followed", title=self._title(previous.intent, previous.subject))
        found = readings(self._outcome)
        named = list(chosen(self._outcome)) or list(found[:1])
        yield from self._decided(named, text)
        if not isinstance(self._outcome, Chatter) and named:
            yield self._second([one for one in found if one not in named])
        yield from self._words(named)

    def _decided(self, named: list[Candidate], text: str) -> Iterator[str]:
        for one in named:
            if one.rank.entry.smalltalk:
                yield self._say("why.smalltalk", phrasing=one.rank.entry.text)
                continue
            title = self._title(one.intent, one.subject)
            if title.casefold() == text.strip().casefold():
                yield self._say("why.itself", title=title)
            else:
                yield self._say(self._key(), title=title, percent=_percent(one), phrasing=self._phrasing(one))
        if not named:
            yield self._say("why.nothing")
        if isinstance(self._outcome, NoMatch) and self._outcome.silent:
            yield self._say("why.silent")

    def _key(self) -> str:
        match self._outcome:
            case Match() | Several() | Chatter():
                return "why.taken"
            case Ambiguous():
                return "why.open"
            case NoMatch(silent):
                return "why.taken" if silent else "why.too-far"

    def _second(self, others: list[Candidate]) -> str:
        for one in others:
            if one.rank.entry.smalltalk is None and one.confidence >= WORTH_NAMING:
                title = self._title(one.intent, one.subject)
                if one.contradicted:
                    words = _quoted(slot.surface for slot in one.contradicting)
                    return self._say("why.ruled-out", title=title, words=words)
                return self._say("why.second", title=title, percent=_percent(one))
        return self._say("why.no-second")

    def _words(self, named: list[Candidate]) -> Iterator[str]:
        utterance = self._understood.utterance
        for word, others in repaired(utterance):
            yield self._say("why.repaired", word=word, read=others[0])
        strange = unknown(utterance)
        left = [word for word in dict.fromkeys(_in_all(named)) if word not in strange]
        if strange:
            yield self._say("why.unknown", words=_quoted(strange))
        if left:
            yield self._say("why.left", words=_quoted(left))
        if not strange and not left and utterance.tokens:
            yield self._say("why.everything")

    def _leans_on(self, text: str) -> bool:
        """Whether ``text`` alone would have been read otherwise."""
        alone = self._answerer.understood(text, lang=self._lang).outcome
        return [one.fact for one in chosen(alone)] != [one.fact for one in chosen(self._outcome)]

    def _phrasing(self, one: Candidate) -> str:
        entity = self._knowledge.entities.get(one.subject or "")
        name = entity.name.into(self._lang) if entity else _ANYTHING
        return one.rank.entry.text.replace(SUBJECT_SLOT, name)

    def _title(self, intent: str, subject: str | None) -> str:
        if intent not in self._knowledge.intents:
            return intent
        if subject is None and self._knowledge.intents[intent].subjects:
            return self._knowledge.intents[intent].title.into(self._lang).replace(SUBJECT_SLOT, _ANYTHING)
        return self._knowledge.title(intent, subject if subject in self._knowledge.entities else None, self._lang)

    def _say(self, message: str, **values: object) -> str:
        return self._knowledge.language(self._lang).say(message, **values)


def _in_all(named: list[Candidate]) -> list[str]:
    """What none of ``named`` explains: of several questions, each leaves the others' words."""
    left = [unexplained(one) for one in named]
    return [word for word in left[0] if all(word in others for others in left)] if left else []


def _percent(one: Candidate) -> int:
    return min(round(100 * one.confidence), SUREST)


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
