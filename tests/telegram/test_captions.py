"""What stands under a picture is read as if it were written alone."""

from typing import Any

import pytest

from tests.telegram.fake_api import ME, FakeApi
from tests.telegram.people import BOT, Chat, Stranger, channel, group, person, private_chat
from tests.telegram.test_groups import silent_until_asked
from tests.telegram.test_limits import PHOTO
from tests.telegram.test_unasked import lively

QUESTION = "How tall is the tower?"
ANSWER = "The tower is 31 metres tall."
CLAIM = "The tower is 40 metres tall."


def show(chat: Chat, caption: str, **content: Any) -> dict[str, Any]:
    """A picture with a caption, shown to everybody in the chat."""
    return chat.say(photo=PHOTO, caption=caption, **content)


@pytest.mark.parametrize(
    "caption", [f"{BOT} {QUESTION}", f"😀 {QUESTION} {BOT}", f"/ask {QUESTION}", f"/ASK{BOT} {QUESTION}"]
)
def test_in_a_group_a_caption_that_speaks_to_the_bot_is_answered(telegram: FakeApi, caption: str) -> None:
    chat = group(telegram)
    asked = show(chat, caption)
    shown = chat.reply()
    assert shown.text.startswith(ANSWER)
    assert shown.call.params["reply_parameters"]["message_id"] == asked["message_id"]


def test_a_mention_by_name_in_a_caption_is_answered(telegram: FakeApi) -> None:
    chat = group(telegram)
    named = [{"type": "text_mention", "offset": 3, "length": 6, "user": ME}]
    show(chat, f"😀 Skerry {QUESTION}", caption_entities=named)
    assert chat.reply().text.startswith(ANSWER)


def test_a_picture_in_reply_to_the_bot_is_answered_by_its_caption(telegram: FakeApi) -> None:
    chat = group(telegram)
    first = chat.ask("/ask How many steps are there?")
    show(chat, QUESTION, reply_to_message=telegram.chats.messages[chat.id, first.id])
    assert chat.reply().text.startswith(ANSWER)


def test_a_bare_ask_under_a_picture_answers_the_message_that_it_replies_to(telegram: FakeApi) -> None:
    chat = group(telegram)
    show(chat, "/ask", reply_to_message=chat.write(QUESTION))
    assert chat.reply().text.startswith(ANSWER)


def test_a_bare_ask_answers_the_caption_that_it_replies_to(telegram: FakeApi) -> None:
    chat = group(telegram)
    chat.say("/ask", reply_to_message=chat.write(photo=PHOTO, caption=QUESTION))
    assert chat.reply().text.startswith(ANSWER)


def test_an_edited_caption_edits_its_answer(telegram: FakeApi) -> None:
    chat = group(telegram)
    asked = show(chat, f"/ask {QUESTION}")
    first = chat.reply()
    for caption in ("/ask How many steps are there?", f"{BOT} Is there a foghorn?", QUESTION):
        chat.edit(asked, caption)
        assert chat.reply().id == first.id


@pytest.mark.parametrize("place", [group, private_chat])
@pytest.mark.parametrize("caption", [f"/check {CLAIM}", f"/check{BOT} {CLAIM}"])
def test_a_caption_is_checked_against_the_facts(telegram: FakeApi, place: Any, caption: str) -> None:
    chat = place(telegram)
    show(chat, caption)
    assert "My facts say otherwise:\n“40 metres” – but: The tower is 31 metres tall." in chat.reply().text


@pytest.mark.parametrize(
    "caption",
    [
        QUESTION,
        f"/ask@other_bot {QUESTION}",
        f"/help {QUESTION}",
        f"@other_bot {QUESTION}",
        f"{BOT}x {QUESTION}",
        f"see /ask {QUESTION}",
    ],
)
def test_a_caption_that_speaks_to_others_is_met_with_silence(telegram: FakeApi, caption: str) -> None:
    chat = group(telegram)
    show(chat, caption)
    silent_until_asked(chat)


def test_a_picture_that_asks_nobody_is_left_alone_even_where_unasked_answers_are_wanted(telegram: FakeApi) -> None:
    chat = lively(telegram)
    show(chat, QUESTION)
    silent_until_asked(chat)


def test_another_bots_caption_is_met_with_silence(telegram: FakeApi) -> None:
    chat = group(telegram)
    show(chat, f"/ask {QUESTION}", by=person("Robot", is_bot=True))
    silent_until_asked(chat)


@pytest.mark.parametrize("caption", [QUESTION, f"/ask {QUESTION}", f"/ask{BOT} {QUESTION}"])
def test_in_private_a_caption_is_answered(telegram: FakeApi, caption: str) -> None:
    chat = private_chat(telegram)
    show(chat, caption)
    assert chat.reply().text.startswith(ANSWER)


def test_in_private_ask_alone_under_a_picture_asks_for_the_question(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    show(chat, "/ask")
    assert "your question" in chat.reply().text


def test_of_a_long_caption_its_question_is_read(telegram: FakeApi) -> None:
    chat = group(telegram)
    show(chat, f"{BOT} {'The sea was calm. ' * 55}{QUESTION}")
    assert chat.reply().text.startswith(ANSWER)


def test_ask_in_the_caption_of_a_channels_post_is_answered_under_it(telegram: FakeApi) -> None:
    news = channel(telegram)
    post = show(news, f"/ask {QUESTION}")
    first = news.reply()
    assert first.text.startswith(ANSWER)
    assert first.call.params["reply_parameters"]["message_id"] == post["message_id"]
    news.edit(post, "/ask How many steps are there?")
    assert news.reply().id == first.id


def test_a_guests_caption_is_answered(telegram: FakeApi) -> None:
    caption = f"{BOT} {QUESTION}"
    entities = [{"type": "mention", "offset": 0, "length": len(BOT)}]
    shown = Stranger(telegram, person("Ivo")).mention(caption, photo=PHOTO, caption=caption, caption_entities=entities)
    assert shown.inserts.text.startswith(ANSWER)
