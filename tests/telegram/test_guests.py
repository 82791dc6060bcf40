"""Guest mode: a mention in a chat that the bot has not joined."""

import pytest

from tests.telegram.fake_api import ME, FakeApi, Trap
from tests.telegram.fake_methods import ApiError
from tests.telegram.people import BOT, Stranger, group, person
from tests.telegram.process import BotProcess, query

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
