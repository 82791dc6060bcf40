"""A question with what its reply should be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from bot.knowledge.model import Lang

Kind: TypeAlias = Literal["answerable", "unanswerable", "ambiguous", "smalltalk"]
Result: TypeAlias = Literal["right", "asked back", "fell back", "wrong"]

KINDS: tuple[Kind, ...] = get_args(Kind)
RESULTS: tuple[Result, ...] = get_args(Result)


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A conversation, and what its last message should be answered with.

    ``says`` holds groups of alternatives, of each of which one has to stand in the reply or its quotes; of ``never``
    none may. ``intents`` are the intents of which any is right, maybe none; ``lang`` is the language of the reply, the
    folder's first if None; ``line`` is the line in the file, of a table the row, from 1.
    """

    turns: tuple[str, ...]
    kind: Kind
    says: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    lang: Lang | None = None
    line: int = 0

    @property
    def in_scope(self) -> bool:
        """Whether the bot should answer it, or name the intent of which its sources are silent."""
        return bool(self.intents) or self.kind == "answerable"

    @property
    def measured(self) -> bool:
        """Whether one reading can be right: an open question without an intent should be asked back about."""
        return bool(self.intents) or self.kind != "ambiguous"

    def accepts(self, intent: str | None) -> bool:
        """Whether ``intent`` is one of ``intents``, upper and lower case, ``_`` and ``-`` being the same."""
        return intent is not None and _alike(intent) in map(_alike, self.intents)


def expectation(question: LabelledQuestion) -> str:
    """What the reply should be, in words."""
    return "; ".join(_wishes(question))


def unknown_intents(questions: Iterable[LabelledQuestion], known: Iterable[str]) -> dict[str, LabelledQuestion]:
    """The expected intents that are none of ``known``, and so are never reached, each with the first question."""
    there = set(map(_alike, known))
    first: dict[str, LabelledQuestion] = {}
    for question in questions:
        for intent in question.intents:
            if _alike(intent) not in there:
                first.setdefault(intent, question)
    return first


def _wishes(question: LabelledQuestion) -> Iterator[str]:
    match question.kind:
        case "answerable":
            yield "an answer"
        case "unanswerable":
            yield "an honest refusal"
        case "ambiguous":
            yield "a question back"
        case "smalltalk":
            yield "a friendly line"
    if question.intents:
        yield f"the intent {' or '.join(question.intents)}"
    yield from (f"says {_either(group)}" for group in question.says)
    if question.never:
        yield f"never says {_either(question.never)}"
    if question.cites:
        yield f"cites {' or '.join(question.cites)}"


def _either(texts: Iterable[str]) -> str:
    return " or ".join(f"“{text}”" for text in texts)


def _alike(intent: str) -> str:
    return intent.strip().casefold().replace("_", "-")
