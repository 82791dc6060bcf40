"""For readers of every kind: words where others put signs, and buttons that fit and say what they do."""

import re

import pytest

from bot.answering import Answerer
from bot.telegram.buttons import BESIDE_UNITS
from bot.telegram.lengths import units
from tests.telegram.test_render import LANGUAGES

ALONE_UNITS = 2 * BESIDE_UNITS
SIDE_BY_SIDE = {"helpful", "not-helpful", "why", "receipt", "earlier", "later"}
PICTOGRAM = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
FILLED_IN = re.compile(r"\{\w+\}")


def words_in(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", FILLED_IN.sub("", text))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_buttons_are_short_and_say_in_words_what_happens(shipped_bot: Answerer, lang: str) -> None:
    messages = shipped_bot.knowledge.language(lang).messages
    buttons = {key.partition(".")[2]: text for key, text in messages.items() if key.startswith("button.")}
    assert len(buttons) > 20
    most = {name: BESIDE_UNITS if name in SIDE_BY_SIDE else ALONE_UNITS for name in buttons}
    assert {name: text for name, text in buttons.items() if units(text) > most[name]} == {}
    assert [name for name, text in buttons.items() if not words_in(text) and not FILLED_IN.search(text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_said_by_signs_alone(shipped_bot: Answerer, lang: str) -> None:
    messages = shipped_bot.knowledge.language(lang).messages
    assert [key for key, text in messages.items() if not words_in(text) and not FILLED_IN.search(text)] == []
    assert [key for key in messages if PICTOGRAM.search(messages[key]) and not key.startswith("button.")] == []
