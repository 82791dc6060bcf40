"""What Telegram lets the bot see: in the log at the start, and to a group's administrators by /status."""

import pytest

from bot.telegram.sight import Sight, page
from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import ME, FakeApi
from tests.telegram.people import BOT, Chat, group, private_chat
from tests.telegram.test_render import ENGLISH, judged

EVERYTHING = {"can_read_all_group_messages": True, "supports_inline_queries": True, "supports_guest_queries": True}


def administrator(chat: Chat, status: str = "administrator") -> Chat:
    """``chat``, with whoever speaks in it in charge."""
    chat.api.chats.members[chat.id, chat.someone["id"]] = status
    return chat


def test_the_log_says_at_the_start_what_is_off_and_how_to_change_it(api: FakeApi, start_bot: StartBot) -> None:
    log = start_bot().log
    for line in ("privacy mode is on", "/setprivacy", "Inline mode is off", "/setinline", "Guest mode is off"):
        assert line in log
    assert "feedback" not in log


def test_the_log_says_at_the_start_what_is_on(api: FakeApi, start_bot: StartBot) -> None:
    api.chats.me = {**ME, **EVERYTHING}
    log = start_bot().log
    for line in ("privacy mode is off", "Inline mode is on", "/setinlinefeedback", "Guest mode is on"):
        assert line in log


def test_the_log_says_that_groups_are_closed_to_it(api: FakeApi, start_bot: StartBot) -> None:
    api.chats.me = {**ME, "can_join_groups": False}
    log = start_bot().log
    assert "/setjoingroups" in log
    assert "privacy mode" not in log


@pytest.mark.parametrize("status", ["administrator", "creator"])
def test_an_administrator_is_told_what_the_bot_sees_and_what_to_change(telegram: FakeApi, status: str) -> None:
    text = administrator(group(telegram), status).ask("/status").text
    assert text.startswith("What Telegram lets me see and do:\n\nIn groups, privacy mode is on:")
    assert "send /setprivacy to @BotFather" in text
    assert "choose @skerry_test_bot" in text


def test_an_anonymous_administrator_is_told_as_well(telegram: FakeApi) -> None:
    chat = group(telegram)
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    chat.say(f"/status{BOT}", by=anonymous, sender_chat=chat.shape)
    assert "privacy mode" in chat.reply().text


def test_where_the_bot_is_an_administrator_itself_it_sees_everything(telegram: FakeApi) -> None:
    chat = administrator(group(telegram))
    telegram.chats.members[chat.id, ME["id"]] = "administrator"
    assert "I am an administrator of this group" in chat.ask("/status").text


def test_nobody_else_gets_a_hint(telegram: FakeApi) -> None:
    chat = group(telegram)
    chat.say("/status")
    chat.say("/status", sender_chat={"id": -1_004_444_444_444, "title": "Elsewhere", "type": "channel"})
    assert chat.ask("/ask How many steps are there?").text.startswith("There are 164 steps.")


def test_in_a_private_chat_the_command_is_unknown(telegram: FakeApi) -> None:
    assert "/help" in private_chat(telegram).ask("/status").text


@pytest.mark.parametrize("groups", [True, False])
@pytest.mark.parametrize("rest", [True, False])
@pytest.mark.parametrize("administrator", [True, False])
def test_whatever_it_sees_fits_into_a_message(groups: bool, rest: bool, administrator: bool) -> None:
    judged(page(Sight("a" * 32, groups, rest, rest, rest), ENGLISH, administrator=administrator))
