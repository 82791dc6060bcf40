"""/language: the choice comes first, then the language of the user's Telegram, then the knowledge's own."""

import pytest

from tests.conftest import FOLDERS
from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import FakeApi
from tests.telegram.people import person, private_chat

ENGLISH, GERMAN = "The lighthouse is 31 metres tall.", "Der Leuchtturm ist 31 Meter hoch."
LIGHTHOUSE = {"BOT_KNOWLEDGE": str(FOLDERS / "lighthouse")}


@pytest.mark.parametrize(("code", "answer"), [("en", ENGLISH), ("de", GERMAN), ("de-AT", GERMAN), ("fr", ENGLISH)])
def test_without_a_choice_telegrams_language_counts(api: FakeApi, start_bot: StartBot, code: str, answer: str) -> None:
    start_bot(**LIGHTHOUSE)
    chat = private_chat(api, person(language_code=code))
    assert chat.ask("/start height").text.startswith(answer)


def test_a_choice_counts_more_survives_a_restart_and_can_be_taken_back(api: FakeApi, start_bot: StartBot) -> None:
    bot, chat = start_bot(**LIGHTHOUSE), private_chat(api)
    panel = chat.ask("/language")
    assert "Now: the one of your Telegram" in panel.text
    assert panel.titles == ["English", "Deutsch", "As in my Telegram"]
    chat.press(panel, "Deutsch")
    shown = chat.reply()
    assert shown.id == panel.id
    assert "Now: Deutsch" in shown.text
    assert chat.ask("/start height").text.startswith(GERMAN)
    assert bot.stop() == 0
    start_bot(**LIGHTHOUSE)
    assert chat.ask("/start height").text.startswith(GERMAN)
    chat.toast(chat.press(panel, "As in my Telegram"))
    chat.reply()
    assert chat.ask("/start height").text.startswith(ENGLISH)


def test_the_choice_holds_in_groups_as_well_and_is_forgotten_with_the_rest(api: FakeApi, start_bot: StartBot) -> None:
    start_bot(**LIGHTHOUSE)
    chat = private_chat(api)
    chat.toast(chat.press(chat.ask("/language"), "Deutsch"))
    chat.reply()
    assert "Your choice of language: 1" in chat.ask("/forget").text
    assert chat.ask("/start height").text.startswith(ENGLISH)


def test_a_language_that_the_knowledge_has_no_more_is_refused(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    panel = chat.ask("/settings")
    assert "earlier version" in (chat.toast(chat.press_data(panel.id, "l:xx")) or "")
