"""Phrasings of made-up words, as many as wanted, always the same ones.

Words have frequencies by Zipf's law, and there are more of them the more phrasings there are, by Heaps' law. An intent
has two to four key words, the first in common with its siblings; each of its ten phrasings puts two of them or more
into one of a few patterns of frequent words.
"""

import itertools
import math
import random
from collections.abc import Iterator

from tests.benchmarks.questions import Question
from tests.benchmarks.slips import misspelt

PER_INTENT = 10
FREQUENT = 50
"""So many words are the small change of the language: patterns are made of them, key words are not."""
HEAPS = 50
PATTERNS = 40
SIBLINGS = 10
SLIPS = 1 / 3
"""The share of words with a slip in those questions that are misspelt."""


class Synthetic:
    def __init__(self, count: int) -> None:
        self.intents = count // PER_INTENT
        words = _words(FREQUENT + int(HEAPS * math.sqrt(count)))
        self._frequent, self._rare_words = words[:FREQUENT], words[FREQUENT:]
        self._summed = list(itertools.accumulate(1 / (rank + 2) for rank in range(FREQUENT, len(words))))
        chance = random.Random("patterns")
        self._patterns = [chance.choices(self._frequent, k=chance.randint(2, 5)) for _ in range(PATTERNS)]

    def phrasings(self) -> Iterator[Question]:
        for number in range(self.intents):
            chance, keys = self._intent(number)
            intent = f"intent-{number}"
            for _ in range(PER_INTENT):
                yield Question(self._said(keys, chance), intent)

    def questions(self, count: int) -> Iterator[Question]:
        """Further phrasings of intents drawn by chance; every second one is misspelt."""
        chance = random.Random("questions")
        for number in range(count):
            intent = chance.randrange(self.intents)
            text = self._said(self._intent(intent)[1], chance)
            yield Question(misspelt(text, share=SLIPS) if number % 2 else text, f"intent-{intent}")

    def _intent(self, number: int) -> tuple[random.Random, list[str]]:
        chance = random.Random(f"intent {number}")
        topic = random.Random(f"topic {number // SIBLINGS}")
        return chance, self._rare(topic, 1) + self._rare(chance, chance.randint(1, 3))

    def _rare(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self._rare_words, cum_weights=self._summed, k=count)

    def _said(self, keys: list[str], chance: random.Random) -> str:
        """Two key words or more in a pattern of frequent ones, and up to two words that have nothing to do with it."""
        kept = chance.sample(keys, chance.randint(2, len(keys)))
        said = [*chance.choice(self._patterns), *kept, *self._rare(chance, chance.randint(0, 2))]
        cut = chance.randrange(len(said))
        return " ".join(said[cut:] + said[:cut])


def _words(count: int) -> list[str]:
    """Different words, the frequent ones short."""
    chance = random.Random("words")
    syllables = [consonant + vowel for consonant in "bdfghjklmnprstvwz" for vowel in "aeiou"]
    words: dict[str, None] = {}
    while len(words) < count:
        length = 1 if len(words) < FREQUENT else chance.randint(2, 4)
        words.setdefault("".join(chance.choices(syllables, k=length)) + chance.choice(("", "n", "s", "r")))
    return list(words)
