"""What the bot answers: plain data, complete enough to be shown anywhere, tied to no medium."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.knowledge.model import Lang
from bot.matching.turn import Turn

TEXT_UNITS = 1800
"""So much of an answer's text a message has room for, beside its evidence; in UTF-16 units, as Telegram counts."""

Status: TypeAlias = Literal["answered", "clarify", "unknown", "smalltalk"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves an answer: a quote, and ``url`` leads to the passage itself (a text fragment made from the quote).

    Where the curator quoted nothing, ``quote`` is None and ``url`` leads to the source.
    """

    source: str
    publisher: str
    title: str
    url: str
    quote: str | None
    quote_lang: Lang
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A question that the reader may ask next with one tap. ``key`` is the key of the fact that answers it."""

    title: str
    key: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One proven fact.

    ``confidence`` lies between 0 and 1; ``note`` says how the sources relate, ``derived`` how it was computed;
    ``denied`` says what of the question the sources do not say, and ``read_as``, in any reply, how a message was read
    that was typed on the wrong keyboard. ``also`` are the answers to further questions in the same message,
    ``unanswered`` says of others in it that the sources do not answer them.
    """

    lang: Lang
    text: str
    fact: str
    intent: str
    subject: str | None
    evidence: tuple[Evidence, ...]
    confidence: float
    note: str | None = None
    derived: str | None = None
    denied: str | None = None
    options: tuple[Option, ...] = ()
    also: tuple["Answer", ...] = ()
    unanswered: tuple[str, ...] = ()
    read_as: str | None = None

    @property
    def turn(self) -> Turn:
        """What the conversation is about from here on."""
        last = self.also[-1] if self.also else self
        return Turn(last.intent, last.subject)

    @property
    def every(self) -> tuple["Answer", ...]:
        """This answer and those that go with it, in the order asked."""
        return (self, *self.also)


@dataclass(frozen=True, slots=True)
class Disambiguation:
    """A question back: which of ``options`` was meant? ``intent`` is given where all options share it."""

    lang: Lang
    text: str
    options: tuple[Option, ...]
    confidence: float
    intent: str | None = None
    read_as: str | None = None

    @property
    def turn(self) -> Turn | None:
        """What the conversation is about from here on, None to leave it where it was."""
        return Turn(self.intent) if self.intent else None


@dataclass(frozen=True, slots=True)
class Fallback:
    """The sources do not say. ``options`` are the nearest questions they do answer, maybe none.

    ``intent`` and ``subject`` are given where the question was understood and just has no answer.
    """

    lang: Lang
    text: str
    options: tuple[Option, ...] = ()
    confidence: float = 0.0
    intent: str | None = None
    subject: str | None = None
    read_as: str | None = None

    @property
    def turn(self) -> Turn | None:
        """What the conversation is about from here on, None to leave it where it was."""
        return Turn(self.intent, self.subject) if self.intent else None


@dataclass(frozen=True, slots=True)
class Smalltalk:
    """A friendly line that asserts nothing; ``options`` are questions to start with."""

    lang: Lang
    text: str
    intent: str
    options: tuple[Option, ...] = ()
    confidence: float = 1.0
    read_as: str | None = None

    @property
    def turn(self) -> None:
        """Small talk leaves the conversation where it was."""


Reply: TypeAlias = Answer | Disambiguation | Fallback | Smalltalk

STATUS: dict[type[Reply], Status] = {
    Answer: "answered",
    Disambiguation: "clarify",
    Fallback: "unknown",
    Smalltalk: "smalltalk",
}
