"""When Telegram fails: replies that are tried again, mended, or apologised for. The bot goes on in every case."""

import re
import threading

from tests.telegram.fake_api import ME, FakeApi, Trap
from tests.telegram.fake_methods import ApiError
from tests.telegram.people import Chat, group, private_chat
from tests.telegram.process import BotProcess

OUTAGE = ApiError("Internal Server Error", 500)
APOLOGY = re.compile(r"error ([0-9a-f]{6})\b")


def fails(telegram: FakeApi, chat: Chat, *refusals: ApiError, method: str = "sendMessage") -> None:
    """Let the next calls of ``method`` in ``chat`` fail, one after another."""
    for refusal in refusals:
        telegram.trap(Trap(method, chat.id, refusal))


def test_a_short_outage_costs_nothing(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    fails(telegram, chat, OUTAGE)
    assert chat.ask("How tall is the tower?").text.startswith("The tower is 31 metres tall.")


def test_a_dropped_connection_costs_nothing(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    telegram.trap(Trap("sendMessage", chat.id, drop=True))
    assert chat.ask("How tall is the tower?").text.startswith("The tower is 31 metres tall.")


def test_after_a_long_outage_the_user_is_told_the_id_of_the_line_in_the_log(
    telegram: FakeApi, shared_bot: BotProcess
) -> None:
    chat = private_chat(telegram)
    fails(telegram, chat, OUTAGE, OUTAGE, OUTAGE)
    told = APOLOGY.search(chat.ask("How tall is the tower?").text)
    assert told
    assert len([line for line in shared_bot.log.splitlines() if f"error {told[1]}:" in line]) == 1
    assert chat.ask("How many steps are there?").text.startswith("There are 164 steps.")


def test_a_refusal_without_remedy_is_apologised_for_at_once(telegram: FakeApi, shared_bot: BotProcess) -> None:
    chat = private_chat(telegram)
    fails(telegram, chat, ApiError("Bad Request: something quite new"))
    told = APOLOGY.search(chat.ask("How tall is the tower?").text)
    assert told
    assert f"error {told[1]}: BadRequest: Something quite new" in shared_bot.log


def test_a_fault_of_our_own_is_logged_with_its_traceback_and_apologised_for(
    telegram: FakeApi, shared_bot: BotProcess
) -> None:
    chat = private_chat(telegram)
    # Telegram never marks half a character; the library's parser of mentions fails on it.
    torn = {"type": "text_mention", "offset": 1, "length": 1, "user": ME}
    crowd = group(telegram)
    crowd.say("🗼 tower", entities=[torn])
    told = APOLOGY.search(crowd.reply().text)
    assert told
    record = shared_bot.log.partition(f"error {told[1]}: UnicodeDecodeError")[2]
    assert record.splitlines()[1] == "Traceback (most recent call last):"
    assert chat.ask("How many steps are there?").text.startswith("There are 164 steps.")


def test_refused_markup_is_sent_as_plain_text(telegram: FakeApi, shared_bot: BotProcess) -> None:
    chat = private_chat(telegram)
    fails(telegram, chat, ApiError('Bad Request: can\'t parse entities: unsupported start tag "blockquote"'))
    shown = chat.ask("What is engraved above the door?")
    assert "parse_mode" not in shown.call.params
    assert shown.text.startswith("The engraving reads: Light & Duty <1870>.")
    assert "👍 Helpful" in shown.titles
    assert "ERROR bot.telegram.post: Telegram refused a message" in shared_bot.log


def test_refused_markup_is_edited_in_as_plain_text(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    asked = chat.say("How tall is the tower?")
    first = chat.reply()
    fails(telegram, chat, ApiError("Bad Request: can't parse entities: unexpected end tag"), method="editMessageText")
    chat.edit(asked, "What is engraved above the door?")
    second = chat.reply()
    assert (second.id, second.entities) == (first.id, [])
    assert second.text.startswith("The engraving reads: Light & Duty <1870>.")
    assert "“Light & Duty <1870>” — The Coast Almanac" in second.text


def test_who_has_blocked_the_bot_is_not_written_to_again(telegram: FakeApi, shared_bot: BotProcess) -> None:
    chat, other = private_chat(telegram), private_chat(telegram)
    fails(telegram, chat, ApiError("Forbidden: bot was blocked by the user", 403))
    chat.say("How tall is the tower?")
    assert other.ask("How tall is the tower?").text.startswith("The tower")
    assert chat.ask("How many steps are there?").text.startswith("There are 164 steps.")


def test_a_chat_that_has_to_wait_is_answered_later_and_holds_up_no_other(telegram: FakeApi) -> None:
    slow, quick = group(telegram), group(telegram)
    wait = ApiError("Too Many Requests: retry after 1", 429, {"retry_after": 1})
    trap = telegram.trap(Trap("sendMessage", slow.id, wait))
    slow.say("/ask How tall is the tower?")
    trap.await_sprung()
    quick.say("/ask How many steps are there?")
    assert quick.reply().text.startswith("There are 164 steps.")
    assert not any(call.chat_id == slow.id and call.error is None for call in telegram.of("sendMessage"))
    assert slow.reply().text.startswith("The tower is 31 metres tall.")


def test_a_chat_whose_reply_hangs_holds_up_no_other_and_keeps_its_order(telegram: FakeApi) -> None:
    slow, quick = private_chat(telegram), private_chat(telegram)
    trap = telegram.trap(Trap("sendMessage", slow.id, hold=threading.Event()))
    slow.say("How tall is the tower?")
    trap.await_sprung()
    slow.say("How many steps are there?")
    assert quick.ask("Is there a foghorn?").text.startswith("There is a foghorn")
    trap.release()
    assert slow.reply().text.startswith("The tower")
    assert slow.reply().text.startswith("There are 164 steps.")


def test_a_wait_beyond_all_patience_is_given_up_with_a_line_in_the_log(
    telegram: FakeApi, shared_bot: BotProcess
) -> None:
    chat = private_chat(telegram)
    fails(telegram, chat, ApiError("Too Many Requests: retry after 7000", 429, {"retry_after": 7000}))
    chat.say("How tall is the tower?")
    assert chat.ask("How many steps are there?").text.startswith("There are 164 steps.")
    assert re.search(r"error [0-9a-f]{6}: RetryAfter: .*1:56:40", shared_bot.log)


def test_an_update_that_cannot_be_read_is_skipped(telegram: FakeApi, shared_bot: BotProcess) -> None:
    chat = private_chat(telegram)
    number = telegram.push_anything(message={"message_id": "?", "chat": {"nonsense": True}})
    assert chat.ask("How tall is the tower?").text.startswith("The tower")
    telegram.await_acknowledged(number)
    assert f"cannot read update {number}" in shared_bot.log


def test_polling_goes_on_after_an_outage(telegram: FakeApi, shared_bot: BotProcess) -> None:
    chat = private_chat(telegram)
    telegram.trap(Trap("getUpdates", refusal=OUTAGE))
    assert chat.ask("How tall is the tower?").text.startswith("The tower")
    assert chat.ask("How many steps are there?").text.startswith("There are 164 steps.")
    assert "no contact with Telegram (Internal Server Error)" in shared_bot.log


def test_a_press_is_served_even_if_its_acknowledgement_is_lost(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("How tall is the tower?")
    telegram.trap(Trap("answerCallbackQuery", refusal=OUTAGE))
    chat.press(shown, "How many steps are there?")
    assert chat.reply().text.startswith("There are 164 steps.")


def test_a_press_is_served_even_if_it_is_too_old_to_be_acknowledged(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("How tall is the tower?")
    press = chat.press(shown, "How many steps are there?")
    telegram.chats.presses.discard(press)
    assert chat.reply().text.startswith("There are 164 steps.")
    telegram.unexpected.clear()
