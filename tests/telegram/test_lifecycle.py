"""Starting, stopping, and starting again."""

import signal
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import FakeApi, Trap
from tests.telegram.fake_methods import NOT_MODIFIED, ApiError
from tests.telegram.people import private_chat

PROFILE = ["setMyCommands"] * 3 + ["setMyDescription", "setMyShortDescription"]


def test_a_reply_in_hand_is_finished_before_the_end(api: FakeApi, start_bot: StartBot) -> None:
    bot, chat = start_bot(), private_chat(api)
    trap = api.trap(Trap("sendMessage", hold=threading.Event()))
    chat.say("How tall is the tower?")
    trap.await_sprung()
    bot.interrupt()
    api.await_call(lambda call: call.method == "getUpdates" and call.params["timeout"] == "0")
    trap.release()
    assert chat.reply().text.startswith("The tower is 31 metres tall.")
    assert bot.exit_code() == 0
    assert "Traceback" not in bot.log


def test_replies_that_would_take_too_long_are_given_up_at_the_end(api: FakeApi, start_bot: StartBot) -> None:
    bot, waiting, hanging = start_bot(), private_chat(api), private_chat(api)
    api.trap(Trap("sendMessage", waiting.id, ApiError("Too Many Requests: retry after 50", 429, {"retry_after": 50})))
    waiting.say("How tall is the tower?")
    bot.await_log("Telegram asks to wait for 50")
    traps = [api.trap(Trap("sendMessage", hanging.id, hold=threading.Event())) for _ in range(2)]
    hanging.say("How tall is the tower?")
    traps[0].await_sprung()
    hanging.say("How many steps are there?")
    bot.interrupt()
    assert bot.exit_code() == 0
    assert "RetryAfter: Flood control exceeded" in bot.log
    assert "replies given up, as they could not be sent in time" in bot.log
    for trap in traps:
        trap.release()


def test_it_stops_at_once_while_telegram_cannot_be_reached(api: FakeApi, start_bot: StartBot) -> None:
    api.disappear()
    bot = start_bot(ready=False)
    bot.await_log("no contact with Telegram")
    bot.interrupt(signal.SIGINT)
    assert bot.exit_code() == 0


def test_it_waits_for_telegram_to_come_back(api: FakeApi, start_bot: StartBot) -> None:
    api.disappear()
    bot = start_bot(ready=False)
    bot.await_log("no contact with Telegram")
    api.reappear()
    assert private_chat(api).ask("How tall is the tower?").text.startswith("The tower")


def test_a_refused_token_ends_it_with_a_clear_error(api: FakeApi, start_bot: StartBot) -> None:
    wrong = "987654321:ZZyyXXwwVVuuTTssRRqqPPooNNmmLLkkJJi"
    bot = start_bot(ready=False, BOT_TOKEN=wrong)
    assert bot.exit_code() == 2
    assert "does not accept this token" in bot.log.splitlines()[-1]
    assert wrong.partition(":")[2] not in bot.log
    assert "Traceback" not in bot.log


def test_a_token_revoked_meanwhile_ends_it_with_a_clear_error(api: FakeApi, start_bot: StartBot) -> None:
    bot = start_bot()
    api.trap(Trap("getUpdates", refusal=ApiError("Unauthorized", 401)))
    private_chat(api).say("hello")
    assert bot.exit_code() == 2
    assert "does not accept this token" in bot.log.splitlines()[-1]
    assert "Traceback" not in bot.log


def test_an_update_given_again_after_a_crash_is_not_answered_twice(api: FakeApi, start_bot: StartBot) -> None:
    bot, chat = start_bot(), private_chat(api)
    message = chat.say("How tall is the tower?")
    first = chat.reply()
    press = chat.press(first, "How many steps are there?")
    second = chat.reply()
    third = chat.ask("Is there a foghorn?")  # a chat's updates come in order, so those before it are done with
    bot.kill()

    api.push(message=message)
    api.push(callback_query=chat.presses[press])
    start_bot()
    fourth = chat.ask("Which colours does the tower have?")
    assert [call.result["message_id"] for call in api.of("sendMessage")] == [
        shown.id for shown in (first, second, third, fourth)
    ]
    assert [call.error for call in api.of("editMessageText")] == [NOT_MODIFIED] * 2


def test_a_restart_loses_and_repeats_nothing_though_nobody_can_be_told_from_the_database(
    api: FakeApi, start_bot: StartBot, tmp_path: Path
) -> None:
    bot, chat = start_bot(), private_chat(api)
    chat.ask("When did Morgan Reed serve?")
    assert bot.stop() == 0
    with closing(sqlite3.connect(tmp_path / "bot.db")) as database:
        kept = "\n".join(database.iterdump())
    assert "When did Morgan Reed serve?" in kept
    assert str(chat.id) not in kept
    chat.say("and Ines?")
    start_bot()
    assert chat.reply().text.startswith("Ines Falk served")
    assert len(api.of("sendMessage")) == 2
    assert not api.of("editMessageText")
    assert [call.method for call in api.calls if call.method.startswith("setMy")] == PROFILE


def test_what_could_not_be_registered_is_registered_at_the_next_start(api: FakeApi, start_bot: StartBot) -> None:
    api.trap(Trap("setMyDescription", refusal=ApiError("Internal Server Error", 500)))
    bot = start_bot()
    bot.stop()
    assert "could not register" in bot.log
    start_bot()
    assert [call.method for call in api.calls if call.method.startswith("setMy")][-len(PROFILE) :] == PROFILE


def test_private_chats_are_offered_all_commands_and_groups_only_those_for_them(telegram: FakeApi) -> None:
    everywhere, in_groups, for_administrators = calls = telegram.of("setMyCommands")
    names = [[command["command"] for command in call.params["commands"]] for call in calls]
    assert names == [
        ["ask", "check", "why", "topics", "sources", "help", "about", "corrections", "language", "privacy", "forget"],
        ["ask", "check", "why", "privacy"],
        ["ask", "check", "why", "privacy", "settings", "status"],
    ]
    assert "scope" not in everywhere.params
    assert in_groups.params["scope"] == {"type": "all_group_chats"}
    assert for_administrators.params["scope"] == {"type": "all_chat_administrators"}


def test_the_profile_says_what_the_bot_knows_about(telegram: FakeApi) -> None:
    (description,), (short,) = telegram.of("setMyDescription"), telegram.of("setMyShortDescription")
    assert "the lighthouse of Skerry Point" in description.params["description"]
    assert "the lighthouse of Skerry Point" in short.params["short_description"]
