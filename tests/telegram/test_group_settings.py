"""/settings: a group's administrators say how the bot behaves there."""

from typing import Any

import pytest

from tests.conftest import FOLDERS
from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import FakeApi
from tests.telegram.people import Chat, Shown, group, person, private_chat

QUESTION = "How tall is the tower?"
THUMBS = ["👍 Helpful", "👎 Not helpful"]


def opened(telegram: FakeApi, **more: Any) -> tuple[Chat, Shown]:
    """A group in whose name an administrator has opened the settings."""
    chat = group(telegram, **more)
    chat.appoint(chat.someone)
    return chat, chat.ask("/settings")


def changed(chat: Chat, panel: Shown, title: str) -> Shown:
    """The settings after a press of ``title``."""
    press = chat.press(panel, title)
    shown = chat.reply()
    assert chat.toast(press) == "Done."
    assert shown.id == panel.id
    return shown


def test_an_administrator_sees_what_holds_in_words_and_buttons_that_say_what_they_do(telegram: FakeApi) -> None:
    _, panel = opened(telegram)
    assert panel.text.splitlines()[2:] == [
        "– Language: each asker’s own.",
        "– Questions that nobody puts to me: I leave them alone.",
        "– Quotes: folded until somebody taps them.",
        "– Feedback buttons: shown under my answers.",
    ]
    assert panel.titles == [
        "Change the language",
        "Answer unasked questions",
        "Show quotes in full",
        "Hide feedback buttons",
    ]


def test_an_anonymous_administrator_may_open_them(telegram: FakeApi) -> None:
    chat = group(telegram)
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    chat.say("/settings", by=anonymous, sender_chat=chat.shape)
    assert "How I behave" in chat.reply().text


def test_to_other_members_the_command_is_silent_and_the_buttons_are_refused_politely(telegram: FakeApi) -> None:
    chat, panel = opened(telegram)
    stranger = person("Fritz")
    chat.say("/settings", by=stranger)
    toast = chat.toast(chat.press(panel, "Hide feedback buttons", by=stranger))
    assert toast == "Only this group’s administrators can change my settings."
    assert set(THUMBS) <= set(chat.ask(f"/ask {QUESTION}").titles)


def test_quotes_can_be_shown_in_full_and_folded_again(telegram: FakeApi) -> None:
    chat, panel = opened(telegram)
    panel = changed(chat, panel, "Show quotes in full")
    assert "– Quotes: shown in full." in panel.text
    shown = chat.ask("/ask When was the lamp first lit?")
    assert [entity["type"] for entity in shown.entities] == ["blockquote"]
    assert group(telegram).ask(f"/ask {QUESTION}").quotes, "it holds for that group alone"
    changed(chat, panel, "Fold quotes")
    assert chat.ask("/ask When was the lamp first lit?").quotes


def test_feedback_buttons_can_be_hidden_and_shown_again(telegram: FakeApi) -> None:
    chat, panel = opened(telegram)
    panel = changed(chat, panel, "Hide feedback buttons")
    assert not set(THUMBS) & set(chat.ask(f"/ask {QUESTION}").titles)
    assert set(THUMBS) <= set(private_chat(telegram, chat.someone).ask(QUESTION).titles)
    changed(chat, panel, "Show feedback buttons")
    assert set(THUMBS) <= set(chat.ask(f"/ask {QUESTION}").titles)


def test_a_double_tap_changes_nothing_twice(telegram: FakeApi) -> None:
    chat, panel = opened(telegram)
    first, second = (chat.press(panel, "Hide feedback buttons") for _ in range(2))
    assert (chat.toast(first), chat.toast(second)) == ("Done.", "Done.")
    assert "Feedback buttons: hidden" in chat.reply().text
    assert "not modified" in (telegram.await_refusal().error or "")


def test_without_sight_of_the_group_it_says_what_to_do(telegram: FakeApi) -> None:
    chat, panel = opened(telegram)
    panel = changed(chat, panel, "Answer unasked questions")
    assert "make me an administrator of this group" in panel.text
    telegram.chats.members[chat.id, telegram.chats.me["id"]] = "administrator"
    assert "make me an administrator" not in chat.ask("/settings").text


@pytest.mark.parametrize("data", ["s:nonsense:on", "s:thumbs:maybe", "s:lang:xx"])
def test_a_setting_that_does_not_exist_is_refused(telegram: FakeApi, data: str) -> None:
    chat, panel = opened(telegram)
    assert "earlier version" in (chat.toast(chat.press_data(panel.id, data)) or "")


def test_in_a_private_chat_there_is_no_group_to_set_up(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask(QUESTION)
    assert "earlier version" in (chat.toast(chat.press_data(shown.id, "s:thumbs:off")) or "")


def test_where_a_message_does_not_tell_its_language_the_one_that_the_administrators_chose_counts(
    api: FakeApi, start_bot: StartBot
) -> None:
    lighthouse = str(FOLDERS / "lighthouse")
    bot = start_bot(BOT_KNOWLEDGE=lighthouse)
    chat, panel = opened(api)
    chat.press(panel, "Change the language")
    languages = chat.reply()
    assert languages.titles == ["English", "Deutsch", "Each asker’s own", "← All settings"]
    assert "– Language: Deutsch." in changed(chat, languages, "Deutsch").text
    chat.press_data(panel.id, "a:height")
    assert chat.reply().text.startswith("Der Leuchtturm ist 31 Meter hoch.")
    assert bot.stop() == 0

    start_bot(BOT_KNOWLEDGE=lighthouse)
    chat.press_data(panel.id, "a:height")
    assert chat.reply().text.startswith("Der Leuchtturm ist 31 Meter hoch.")
    changed(chat, languages, "Each asker’s own")
    chat.press_data(languages.id, "a:keeper-when__jon-ashe")
    assert chat.reply().text.startswith("Jon Ashe kept the light")
