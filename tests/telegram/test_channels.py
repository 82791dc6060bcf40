"""Channels and their discussion groups; posts, edits and business messages that are nobody's question."""

from typing import Any

import pytest

from tests.telegram.fake_api import ME, FakeApi
from tests.telegram.fake_methods import DATE, Json
from tests.telegram.people import BOT, Chat, channel, group, person, private_chat
from tests.telegram.tdlib import found_entities

QUESTION = "How tall is the tower?"
ANSWER = "The tower is 31 metres tall."
FORWARDER: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}


def silent_until_asked(chat: Chat) -> None:
    """Updates of a chat are handled in order, so an answer to this question shows that nothing before it got one."""
    asked = chat.say("/ask How many steps are there?")
    shown = chat.reply()
    assert shown.text.startswith("There are 164 steps.")
    assert shown.call.params["reply_parameters"]["message_id"] == asked["message_id"]


@pytest.mark.parametrize("text", [f"/ask {QUESTION}", f"/ask{BOT} {QUESTION}"])
def test_ask_in_a_post_is_answered_under_it(telegram: FakeApi, text: str) -> None:
    news = channel(telegram)
    post = news.say(text)
    shown = news.reply()
    assert shown.text.startswith(ANSWER)
    assert shown.call.params["reply_parameters"]["message_id"] == post["message_id"]


def test_ask_in_reply_to_a_post_answers_that_post(telegram: FakeApi) -> None:
    news = channel(telegram)
    news.say("/ask", reply_to_message=news.write(QUESTION))
    assert news.reply().text.startswith(ANSWER)


def test_an_edited_post_edits_its_answer(telegram: FakeApi) -> None:
    news = channel(telegram)
    post = news.say(f"/ask {QUESTION}")
    first = news.reply()
    news.edit(post, "/ask How many steps are there?")
    second = news.reply()
    assert second.id == first.id
    assert second.text.startswith("There are 164 steps.")


def test_a_post_edited_into_a_question_is_answered(telegram: FakeApi) -> None:
    news = channel(telegram)
    news.edit(news.say(QUESTION), f"/ask {QUESTION}")
    assert news.reply().text.startswith(ANSWER)


@pytest.mark.parametrize(
    "text", [QUESTION, f"{BOT} {QUESTION}", "/start", "/help", "/topics", "/ask", "/ask@other_bot x"]
)
def test_all_other_posts_are_met_with_silence(telegram: FakeApi, text: str) -> None:
    news = channel(telegram)
    news.say(text)
    silent_until_asked(news)


def test_a_post_without_words_is_met_with_silence(telegram: FakeApi) -> None:
    news = channel(telegram)
    news.say(photo=[{"file_id": "AgAC", "file_unique_id": "AQAD", "width": 90, "height": 67}])
    silent_until_asked(news)


def test_a_caption_without_a_command_is_met_with_silence(telegram: FakeApi) -> None:
    news = channel(telegram)
    news.say(photo=[{"file_id": "AgAC", "file_unique_id": "AQAD", "width": 90, "height": 67}], caption=QUESTION)
    silent_until_asked(news)


def test_a_button_in_a_channel_opens_the_readers_own_chat(telegram: FakeApi) -> None:
    news, reader = channel(telegram), person("Jonas")
    news.say(f"/ask {QUESTION}")
    shown = news.reply()
    press = news.press(shown, "How many steps are there?", by=reader)
    _, call = telegram.await_call(lambda call: call.params.get("callback_query_id") == press)
    assert call.params["url"] == "https://t.me/skerry_test_bot?start=steps"
    silent_until_asked(news)


def test_a_thumb_in_a_channel_counts(telegram: FakeApi) -> None:
    news = channel(telegram)
    news.say(f"/ask {QUESTION}")
    assert "Thank you" in (news.toast(news.press(news.reply(), "👍 Helpful", by=person("Karl"))) or "")


def forwarded(chat: Chat, text: str, **more: Any) -> Json:
    """A channel's post as its discussion group gets it."""
    news = {"id": -1_003_333_333_333, "title": "Lighthouse news", "type": "channel"}
    origin = {"type": "channel", "date": DATE, "chat": news, "message_id": 5}
    return chat.write(text, by=FORWARDER, sender_chat=news, is_automatic_forward=True, forward_origin=origin, **more)


@pytest.mark.parametrize("text", [f"/ask {QUESTION}", f"{BOT} {QUESTION}", QUESTION])
def test_a_post_forwarded_to_the_discussion_group_is_no_question_there(telegram: FakeApi, text: str) -> None:
    chat = group(telegram)
    post = forwarded(chat, text)
    telegram.push(message=post)
    telegram.push(edited_message={**post, "edit_date": DATE + 9})
    silent_until_asked(chat)


def test_nor_is_it_one_as_a_reply_to_the_bot(telegram: FakeApi) -> None:
    chat = group(telegram)
    first = chat.ask(f"/ask {QUESTION}")
    telegram.push(message=forwarded(chat, QUESTION, reply_to_message=telegram.chats.messages[chat.id, first.id]))
    silent_until_asked(chat)


def test_a_comment_under_a_forwarded_post_is_said_to_others(telegram: FakeApi) -> None:
    chat = group(telegram)
    post = forwarded(chat, "News from the tower")
    chat.say(QUESTION, reply_to_message=post, message_thread_id=post["message_id"])
    silent_until_asked(chat)


def test_ask_in_a_comment_is_answered_there(telegram: FakeApi) -> None:
    chat = group(telegram)
    post = forwarded(chat, QUESTION)
    comment = chat.say("/ask", reply_to_message=post, message_thread_id=post["message_id"])
    shown = chat.reply()
    assert shown.text.startswith(ANSWER)
    assert shown.call.params["reply_parameters"]["message_id"] == comment["message_id"]
    assert "message_thread_id" not in shown.call.params


def business(chat: Chat, text: str) -> Json:
    """A message of an account that the bot is connected to."""
    return {
        "message_id": 9,
        "date": DATE,
        "chat": chat.shape,
        "from": chat.someone,
        "text": text,
        "entities": found_entities(text),
        "business_connection_id": "B1",
    }


@pytest.mark.parametrize("kind", ["business_message", "edited_business_message"])
@pytest.mark.parametrize("text", [QUESTION, f"/ask {QUESTION}", f"{BOT} {QUESTION}", "/start"])
@pytest.mark.parametrize("place", [group, private_chat])
def test_business_messages_are_met_with_silence(telegram: FakeApi, kind: str, text: str, place: Any) -> None:
    chat = place(telegram)
    telegram.push(**{kind: business(chat, text)})
    chat.say("/ask How many steps are there?")
    assert chat.reply().text.startswith("There are 164 steps.")


def test_a_general_topic_gets_its_answer_without_a_topics_number(telegram: FakeApi) -> None:
    chat = group(telegram, topics=(17,))
    chat.say(f"/ask {QUESTION}")
    assert "message_thread_id" not in chat.reply().call.params


def test_an_edit_in_a_topic_edits_the_answer_there(telegram: FakeApi) -> None:
    chat = group(telegram, topics=(17,))
    asked = chat.say(f"/ask {QUESTION}", message_thread_id=17, is_topic_message=True)
    first = chat.reply()
    chat.edit(asked, "/ask How many steps are there?")
    assert chat.reply().id == first.id


def test_topics_of_one_group_have_conversations_of_their_own(telegram: FakeApi) -> None:
    chat = group(telegram, topics=(17, 18))
    for topic, question in ((17, "When did Morgan Reed serve?"), (18, "Where did Morgan Reed live?")):
        chat.say(f"/ask {question}", message_thread_id=topic, is_topic_message=True)
        chat.reply()
    for topic, answer in ((17, "Ines Falk served"), (18, "Ines Falk lived")):
        chat.say("/ask and Ines?", message_thread_id=topic, is_topic_message=True)
        shown = chat.reply()
        assert shown.text.startswith(answer)
        assert shown.call.params["message_thread_id"] == str(topic)


def test_a_channel_that_speaks_in_a_group_is_answered_as_anybody(telegram: FakeApi) -> None:
    chat = group(telegram)
    news = {"id": -1_003_333_333_333, "title": "Lighthouse news", "type": "channel"}
    speaker = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
    chat.say(f"/ask {QUESTION}", by=speaker, sender_chat=news)
    assert chat.reply().text.startswith(ANSWER)


def test_the_bots_own_posts_are_not_answered(telegram: FakeApi) -> None:
    chat = group(telegram)
    chat.say(f"/ask {QUESTION}", by=ME)
    silent_until_asked(chat)
