"""What was said, word by word, before anything is decided about it."""

from dataclasses import dataclass, replace

from bot.knowledge.model import Lang
from bot.matching.spelling import Reading
from bot.matching.turn import Turn


@dataclass(frozen=True, slots=True)
class Token:
    """One word in normal form, and the known words that it may stand for: itself, if known; none, if nothing fits.

    ``capital`` says that it was written like a name: with a capital letter, though no sentence begins with it.
    """

    word: str
    readings: tuple[Reading, ...]
    capital: bool = False

    @property
    def said(self) -> str:
        """The known word that it most likely stands for; the word itself, if nothing fits."""
        return self.readings[0].word if self.readings else self.word


@dataclass(frozen=True, slots=True)
class Mention:
    """An entity named by the tokens from ``start`` to before ``end``; ``likeness`` lies between 0 and 1."""

    entity: str
    kind: str
    start: int
    end: int
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message as understood, and what the conversation was about before it."""

    text: str
    lang: Lang
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    previous: Turn | None = None

    def part(self, begin: int, end: int) -> "Utterance":
        """The tokens from ``begin`` to before ``end``, and what they name whole."""
        mentions = tuple(
            replace(mention, start=mention.start - begin, end=mention.end - begin)
            for mention in self.mentions
            if begin <= mention.start and mention.end <= end
        )
        return replace(self, tokens=self.tokens[begin:end], mentions=mentions)
