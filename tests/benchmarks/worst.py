"""The messages that take longest: of any length, in any script, against the shipped knowledge."""

import random
import time
import unicodedata
from collections.abc import Iterator

from bot.knowledge.files import shipped
from bot.knowledge.load import load
from bot.knowledge.model import SUBJECT_SLOT, Knowledge
from tests.benchmarks.ours import Citebot
from tests.benchmarks.slips import misspelt

LONG = 100_000
SHOWN = 5
SCRIPTS = {
    "Latin": (0x61, 0x7A),
    "Greek": (0x3B1, 0x3C9),
    "Cyrillic": (0x430, 0x44F),
    "Hebrew": (0x5D0, 0x5EA),
    "Arabic": (0x627, 0x64A),
    "Devanagari": (0x905, 0x939),
    "Thai": (0xE01, 0xE2E),
    "Hangul": (0xAC00, 0xD7A3),
    "Hiragana": (0x3041, 0x3096),
    "Han": (0x4E00, 0x9FFF),
    "emoji": (0x1F600, 0x1F64F),
}


def run() -> None:
    knowledge = load(shipped())
    ask = Citebot(knowledge).ask
    ask("hello")
    taken = {}
    for name, text in messages(knowledge):
        began = time.process_time()
        ask(text)
        taken[name] = 1000 * (time.process_time() - began)
    print(f"\nthe slowest of {len(taken)} messages to the shipped knowledge, milliseconds of processor time")
    for name in sorted(taken, key=lambda name: -taken[name])[:SHOWN]:
        print(f"  {name:44}{taken[name]:10.2f}")


def messages(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Messages by what is unpleasant about them."""
    chance = random.Random("worst")
    for script, (first, last) in SCRIPTS.items():
        letters = [chr(code) for code in range(first, last + 1)]
        yield f"{LONG:,} letters of {script} in one word", "".join(chance.choices(letters, k=LONG))
        yield f"{LONG:,} letters of {script} in words", " ".join(_words(letters, chance))
    yield "a letter repeated", "a" * LONG
    yield "a letter and a space repeated", "a " * (LONG // 2)
    yield "digits", "".join(chance.choices("0123456789", k=LONG))
    yield "numbers", " ".join(str(chance.randrange(10_000)) for _ in range(LONG // 5))
    yield "punctuation", "".join(chance.choices(".,;:!?()-–—\n", k=LONG))
    yield "spaces", " " * LONG
    yield "combining marks on one letter", "e" + "\u0301" * LONG
    yield "combining marks on every letter", _zalgo("who signed the oil and gas agreement ", chance) * 50
    yield "control characters", "".join(chr(code) for code in range(32)) * (LONG // 32)
    yield "right to left overrides", "\u202ewho signed it\u202c " * (LONG // 16)
    yield "ligatures that grow when decomposed", "\ufdfa" * (LONG // 10)
    names = [name for entity in knowledge.entities.values() for name in entity.names()]
    phrasings = [phrasing.text for intent in knowledge.intents.values() for phrasing in intent.phrasings]
    said = " ".join(phrasings).replace(SUBJECT_SLOT, names[0])
    yield "every name of every entity", " ".join(names)
    yield "every name of every entity, misspelt", misspelt(" ".join(names), share=1)
    yield "every phrasing", said
    yield "every phrasing, misspelt", misspelt(said, share=1)
    yield "every phrasing as a clause", ". ".join(phrasings).replace(SUBJECT_SLOT, names[0])
    yield "every phrasing, run together", said.replace(" ", "")
    yield "one phrasing a thousand times", f"{phrasings[0]} " * 1000
    words = sorted(set(said.split()))
    for count in (20, 100, 1000):
        drawn = " ".join(chance.choices(words, k=count))
        yield f"{count:,} words by chance", drawn
        yield f"{count:,} words by chance, misspelt", misspelt(drawn, share=1)


def _words(letters: list[str], chance: random.Random) -> Iterator[str]:
    for _ in range(LONG // 8):
        yield "".join(chance.choices(letters, k=chance.randint(2, 12)))


def _zalgo(text: str, chance: random.Random) -> str:
    marks = [chr(code) for code in range(0x300, 0x370) if unicodedata.combining(chr(code))]
    return "".join(letter + "".join(chance.choices(marks, k=20)) for letter in text)
