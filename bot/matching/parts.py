"""The sentences and questions of one message."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.matching.analysis import Analyzer
from bot.matching.mentions import ARTICLE
from bot.matching.utterance import Utterance

MOST = 6
SENTENCE = re.compile(r"([.?!;:\n()]+(?=\s|$)|,\s+|\s[-–—]\s)")
COMMA, AND = ",", "&"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message; one that is ``relative`` follows a comma with a question word, and may ask nothing."""

    utterance: Utterance
    relative: bool = False


def parts(utterance: Utterance, analyzer: Analyzer) -> tuple[Part, ...]:
    """The parts of a message, in order, each as if it stood alone; the last ones, where the questions mostly are.

    A message is parted at its punctuation, and before a question word that follows a conjunction; a question word that
    is alone there asks what the next one does ("when and where was it").
    """
    pieces = [(mark, piece) for mark, piece in _pieces(utterance.text, analyzer) if piece.strip()]
    read = [("", utterance)]
    if len(pieces) > 1:
        read = [(mark, analyzer.read(piece)) for mark, piece in pieces[-MOST:]]
    found: list[Part] = []
    for mark, one in read:
        relative = mark.startswith(COMMA) and bool(one.tokens) and one.tokens[0].said in analyzer.asking_words
        whole = [part for part in _at_conjunctions(one, analyzer) if part.tokens]
        found += (Part(part, relative and not number) for number, part in enumerate(whole))
    return tuple(found[-MOST:])


def coordinated(utterance: Utterance, analyzer: Analyzer) -> Iterator[tuple[Utterance, Utterance]]:
    """For each two things of a kind that a conjunction joins: the message with the first alone, and with the second."""
    for first, second in pairwise(utterance.mentions):
        words = {token.word for token in utterance.tokens[first.end : second.start]} - {ARTICLE}
        joined = words <= analyzer.conjunctions if words else AND in utterance.text
        if joined and first.kind == second.kind and first.entity != second.entity:
            yield (
                _joined(utterance.part(0, first.end), utterance.part(second.end, len(utterance.tokens))),
                _joined(utterance.part(0, first.start), utterance.part(second.start, len(utterance.tokens))),
            )


def _pieces(text: str, analyzer: Analyzer) -> Iterator[tuple[str, str]]:
    """``text`` parted at its punctuation, and at an "&" before a question word, each piece with what stands before."""
    begun = ["", *SENTENCE.split(text)]
    for mark, piece in zip(begun[::2], begun[1::2], strict=True):
        before, (left, *others) = mark, piece.split(AND)
        for other in others:
            if any(token.said in analyzer.asking_words for token in analyzer.read(other).tokens[:1]):
                yield before, left
                before, left = AND, other
            else:
                left = f"{left}{AND}{other}"
        yield before, left


def _at_conjunctions(utterance: Utterance, analyzer: Analyzer) -> list[Utterance]:
    tokens = utterance.tokens
    cuts = [
        at
        for at in range(1, len(tokens) - 1)
        if tokens[at].said in analyzer.conjunctions and tokens[at + 1].said in analyzer.asking_words
    ]
    bounds = [-1, *cuts, len(tokens)]
    return _completed([utterance.part(begin + 1, end) for begin, end in pairwise(bounds)], analyzer)


def _completed(found: Sequence[Utterance], analyzer: Analyzer) -> list[Utterance]:
    """Each part that is a question word alone with what stands behind the next question word."""
    completed: list[Utterance] = []
    following: Utterance | None = None
    for part in reversed(found):
        whole = part
        if following and len(part.tokens) == 1 and part.tokens[0].said in analyzer.asking_words:
            whole = _joined(part, following.part(1, len(following.tokens)))
        completed.append(whole)
        following = whole
    return completed[::-1]


def _joined(first: Utterance, second: Utterance) -> Utterance:
    """One message of two pieces of another."""
    shift = len(first.tokens)
    moved = (replace(mention, start=mention.start + shift, end=mention.end + shift) for mention in second.mentions)
    return replace(first, tokens=first.tokens + second.tokens, mentions=(*first.mentions, *moved))
