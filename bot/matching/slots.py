"""A message as what it may say: its mentions whole, its other words one by one, each with all that it may stand for."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.analysis import Analyzer
from bot.matching.mentions import ARTICLE
from bot.matching.spelling import Reading
from bot.matching.utterance import Mention, Token, Utterance


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """One word, one mention, or the place of a phrasing's subject.

    A word has ``readings`` (none if nothing fits) and ``stems``, their stems; a mention its ``entity`` and its kind;
    the place of a subject has ``kinds`` alone. ``likeness`` is how surely it was read, from 0 to 1. ``name`` is what
    it is in one word: the stem, or ``@entity``; ``weight`` is what it counts beside others (less, if borrowed). The
    same word is the same object, wherever it is read.
    """

    surface: str
    name: str
    readings: tuple[Reading, ...] = ()
    stems: tuple[str, ...] = ()
    entity: str | None = None
    kinds: tuple[str, ...] = ()
    likeness: float = 1.0
    weight: float = 1.0
    functional: bool = False
    capital: bool = False

    @property
    def kind(self) -> str | None:
        """The kind of the entity that is named here, if one is."""
        return self.kinds[0] if self.entity else None


class SlotReader:
    """Makes slots of what an analyzer read."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._stems = analyzer.stems
        self._function_words = analyzer.function_words
        self._endings = analyzer.endings
        self._word = functools.lru_cache(maxsize=8192)(self._slot)

    def read(self, utterance: Utterance) -> tuple[Slot, ...]:
        """What ``utterance`` consists of, in order."""
        return self.of(utterance.tokens, utterance.mentions)

    def of(self, tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Slot, ...]:
        """The slots of ``tokens``, of which ``mentions`` name entities; an article or ending at a name is no slot."""
        if not mentions:
            return tuple(map(self._word, tokens))
        slots: list[Slot] = []
        at = 0
        starts = {mention.start: mention for mention in mentions}
        while at < len(tokens):
            if mention := starts.get(at):
                slots.append(_named(mention, tokens))
                at = mention.end
                at += at < len(tokens) and tokens[at].word in self._endings  # a Korean particle after a foreign name
            else:
                if not (tokens[at].word == ARTICLE and at + 1 in starts):
                    slots.append(self._word(tokens[at]))
                at += 1
        return tuple(slots)

    def _slot(self, token: Token) -> Slot:
        stems = tuple(dict.fromkeys(self._stems[reading.word] for reading in token.readings))
        return Slot(
            surface=token.word,
            name=stems[0] if stems else token.word,
            readings=token.readings,
            stems=stems,
            likeness=token.readings[0].likeness if token.readings else 0.0,
            functional=bool(token.readings) and token.readings[0].word in self._function_words,
            capital=token.capital,
        )


def _named(mention: Mention, tokens: Sequence[Token]) -> Slot:
    surface = " ".join(token.word for token in tokens[mention.start : mention.end])
    return Slot(
        surface=surface,
        name=f"@{mention.entity}",
        entity=mention.entity,
        kinds=(mention.kind,),
        likeness=mention.likeness,
    )
