"""Guest mode: a mention in a chat that the bot has not joined."""

import pytest

from bot.telegram.pace import AT_ONCE
from tests.telegram.fake_api import ME, FakeApi, Trap
from tests.telegram.fake_methods import ApiError
from tests.telegram.people import BOT, Stranger, group, listed, person
from tests.telegram.process import BotProcess, query
from tests.telegram.test_failures import APOLOGY

QUESTION = "How tall is the tower?"
ANSWER = "The tower is 31 metres tall."


@pytest.fixture
def guest(telegram: FakeApi) -> Stranger:
    return Stranger(telegram, person("Ivo"))


@pytest.mark.parametrize("text", [f"{BOT} {QUESTION}", f"{QUESTION} {BOT}", f"{BOT}: {QUESTION}"])
def test_a_mention_is_answered_with_the_whole_reply(guest: Stranger, text: str) -> None:
    shown = guest.mention(text).inserts
    assert shown.text.startswith(ANSWER)
    assert "“a tower of 31 metres” — The Coast Almanac, ¶2" in shown.quotes[0]
    assert shown.call.params["link_preview_options"] == {"is_disabled": True}


def test_nothing_else_is_sent_into_that_chat(telegram: FakeApi, guest: Stranger) -> None:
    before = len(telegram.of("sendMessage"))
    guest.mention(f"{BOT} {QUESTION}")
    assert len(telegram.of("sendMessage")) == before


def test_refused_markup_is_answered_in_plain_text(telegram: FakeApi, guest: Stranger) -> None:
    telegram.trap(Trap("answerGuestQuery", refusal=ApiError("Bad Request: can't parse entities: unexpected end tag")))
    inserts = guest.mention(f"{BOT} {QUESTION}").inserts
    assert "parse_mode" not in inserts.call.params
    assert inserts.text.startswith(ANSWER)


def test_what_the_sources_do_not_say_is_said(guest: Stranger) -> None:
    assert "do not say" in guest.mention(f"{BOT} How much did the tower cost?").inserts.text


def test_a_mention_alone_asks_for_the_question(guest: Stranger) -> None:
    assert "Mention me again" in guest.mention(BOT).inserts.text


def test_a_mention_in_reply_to_a_question_answers_that(guest: Stranger) -> None:
    original = {"message_id": 8, "date": 1, "chat": {"id": 1, "type": "private"}, "from": person(), "text": QUESTION}
    assert guest.mention(BOT, reply_to_message=original).inserts.text.startswith(ANSWER)


def test_a_follow_up_is_understood(guest: Stranger) -> None:
    guest.mention(f"{BOT} When did Morgan Reed serve?")
    assert guest.mention(f"{BOT} and Ines?").inserts.text.startswith("Ines Falk served")


def test_a_guests_chat_is_not_mistaken_for_one_of_ours_with_the_same_number(telegram: FakeApi) -> None:
    chat = group(telegram)
    chat.ask("/ask When did Morgan Reed serve?")
    Stranger(telegram, chat.someone).mention(f"{BOT} Where did Morgan Reed live?", chat=chat.shape)
    assert chat.ask("/ask and Ines?").text.startswith("Ines Falk served")


def test_a_message_given_twice_is_answered_once(telegram: FakeApi, guest: Stranger, shared_bot: BotProcess) -> None:
    guest.mention(f"{BOT} Is there perhaps a foghorn?", repeat=True)
    assert "too old" in (telegram.await_refusal().error or "")
    asked = "select outcome from questions where text = 'Is there perhaps a foghorn?'"
    assert query(shared_bot, asked) == [("answered",)]


def test_a_flood_is_met_with_one_polite_line_and_then_with_silence(telegram: FakeApi, guest: Stranger) -> None:
    before = len(telegram.of("answerGuestQuery"))
    queries = [guest.write(f"{BOT} {QUESTION}") for _ in range(AT_ONCE + 15)]
    guest.list("")  # updates of one person come in order
    answered = telegram.of("answerGuestQuery")[before:]
    texts = [listed(call.params["result"]).inserts.text for call in answered]
    assert AT_ONCE < len(texts) < len(queries)
    assert [text for text in texts if not text.startswith(ANSWER)] == [texts[AT_ONCE]]
    assert texts[AT_ONCE].startswith("One moment, please")
    assert Stranger(telegram, person()).mention(f"{BOT} {QUESTION}").inserts.text.startswith(ANSWER)


def test_an_answer_that_fails_is_apologised_for(telegram: FakeApi, guest: Stranger, shared_bot: BotProcess) -> None:
    telegram.trap(Trap("answerGuestQuery", refusal=ApiError("Bad Request: something quite new")))
    told = APOLOGY.search(guest.mention(f"{BOT} {QUESTION}").inserts.text)
    assert told
    assert f"error {told[1]}: BadRequest: Something quite new" in shared_bot.log


def test_of_a_long_message_its_question_is_read_and_without_one_it_is_declined(guest: Stranger) -> None:
    fine = "The sea was calm. " * 70
    assert guest.mention(f"{BOT} {fine}{QUESTION}").inserts.text.startswith(ANSWER)
    assert "a sentence or two" in guest.mention(f"{BOT} {fine}").inserts.text


@pytest.mark.parametrize("command", ["/start", "/forget", "/settings", "/status", "/ask", "/why", "/stats"])
@pytest.mark.parametrize("kind", ["private", "group", "supergroup"])
def test_a_guests_command_is_obeyed_by_no_handler_of_chats(telegram: FakeApi, command: str, kind: str) -> None:
    guest, before = Stranger(telegram, person()), len(telegram.of("sendMessage"))
    chat = {"id": guest.someone["id"] if kind == "private" else -1_002_222_222_222, "type": kind}
    assert guest.mention(f"{command} {BOT}", chat=chat).inserts.text
    assert len(telegram.of("sendMessage")) == before
    assert not telegram.of("getChatMember") or all(call.chat_id != chat["id"] for call in telegram.of("getChatMember"))


def test_another_bot_is_met_with_silence(telegram: FakeApi, guest: Stranger) -> None:
    robot = person("Robot", is_bot=True)
    before = len(telegram.of("answerGuestQuery"))
    telegram.push(guest_message={**_message(), "from": robot})
    telegram.push(guest_message={**_message(), "from": ME})
    guest.mention(f"{BOT} {QUESTION}")
    chat = group(telegram)
    chat.ask(f"/ask {QUESTION}")
    assert len(telegram.of("answerGuestQuery")) == before + 1


def _message() -> dict[str, object]:
    chat = {"id": -1_002_222_222_222, "title": "Strangers", "type": "supergroup"}
    return {"message_id": 7, "date": 1, "chat": chat, "text": f"{BOT} {QUESTION}", "guest_query_id": "robots"}
