"""The sentences and questions of one message."""

import re
from itertools import pairwise

from bot.matching.analysis import Analyzer
from bot.matching.utterance import Utterance

MOST = 6
SENTENCE = re.compile(r"[.?!;:\n()]+(?=\s|$)|,\s+|\s[-–—]\s")


def parts(utterance: Utterance, analyzer: Analyzer) -> tuple[Utterance, ...]:
    """The parts of a message, in order, each as if it stood alone; the last ones, where the questions mostly are.

    A message is parted at its punctuation, and before a question word that follows a conjunction.
    """
    pieces = [piece for piece in SENTENCE.split(utterance.text) if piece.strip()]
    read = [utterance]
    if len(pieces) > 1:
        read = [analyzer.read(piece) for piece in pieces[-MOST:]]
    return tuple(part for one in read for part in _at_conjunctions(one, analyzer) if part.tokens)[-MOST:]


def _at_conjunctions(utterance: Utterance, analyzer: Analyzer) -> list[Utterance]:
    tokens = utterance.tokens
    cuts = [
        at
        for at in range(1, len(tokens) - 1)
        if tokens[at].said in analyzer.conjunctions and tokens[at + 1].said in analyzer.asking_words
    ]
    bounds = [-1, *cuts, len(tokens)]
    return [utterance.part(begin + 1, end) for begin, end in pairwise(bounds)]
