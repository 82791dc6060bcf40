"""/why and its button: how an answer came about."""

import re
from typing import Any

import pytest

from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import FakeApi
from tests.telegram.people import BOT, Stranger, channel, group, person, private_chat

WHY = "Why this answer?"
REASON = "I took it for the question “How tall is the tower?”."


def test_the_button_explains_the_answer_above_it(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("how hgih is the tower")
    press = chat.press(shown, WHY)
    reasons = chat.reply()
    assert reasons.text.startswith(f"You asked: “how hgih is the tower”\n\n{REASON}")
    assert "“how high is the tower” comes nearest" in reasons.text
    assert "I read “hgih” as “high”." in reasons.text
    assert reasons.call.params["reply_parameters"]["message_id"] == shown.id
    assert chat.toast(press) is None


def test_the_score_what_was_second_and_what_was_not_understood_are_said_in_sentences(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    chat.ask("how high is the tower zzyzx")
    reasons = chat.ask("/why").text
    assert re.search(r"; I am \d\d% sure\.", reasons)
    assert "No other question came near." in reasons
    assert "I do not know the words “zzyzx”." in reasons
    chat.ask("When did the keeper serve?")
    assert re.search(r"Second came “When did (Morgan Reed|Ines Falk) serve\?” \(\d\d%\)\.", chat.ask("/why").text)


def test_a_double_tap_explains_once(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("how high is the tower")
    chat.press(shown, WHY)
    chat.reply()
    assert "already" in (chat.toast(chat.press(shown, WHY)) or "")


def test_the_button_explains_the_right_one_of_many_answers(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    first = chat.ask("how high is the tower")
    chat.ask("number of steps")
    chat.press(first, WHY)
    assert REASON in chat.reply().text


def test_it_still_does_after_a_restart(api: FakeApi, start_bot: StartBot) -> None:
    bot, chat = start_bot(), private_chat(api)
    shown = chat.ask("how high is the tower")
    bot.stop()
    start_bot()
    chat.press(shown, WHY)
    assert REASON in chat.reply().text


def test_why_explains_the_last_answer(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    chat.ask("number of steps")
    chat.ask("how high is the tower")
    assert REASON in chat.ask("/why").text


def test_why_explains_a_miss_and_asking_back_too(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    chat.ask("How much did the tower cost?")
    assert "My sources do not answer that question." in chat.ask("/why").text
    chat.ask("When did the keeper serve?")
    assert "so I asked back" in chat.ask("/why").text


@pytest.mark.parametrize("pointed", ["question", "answer"])
def test_why_explains_the_message_that_it_replies_to(telegram: FakeApi, pointed: str) -> None:
    chat = group(telegram)
    question = chat.say("/ask how high is the tower")
    answer = telegram.chats.messages[chat.id, chat.reply().id]
    chat.ask("/ask number of steps")
    chat.say("/why", reply_to_message=question if pointed == "question" else answer, by=person("Lena"))
    assert REASON in chat.reply().text


def test_a_follow_up_is_explained_with_what_came_before_it(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    chat.ask("When did Morgan Reed serve?")
    chat.ask("and Ines?")
    text = chat.ask("/why").text
    assert "together with your question before: “When did Morgan Reed serve?”." in text
    assert "“When did Ines Falk serve?”" in text
    assert "changed" not in text


def test_an_edited_question_is_explained_as_it_stands_now(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    question = chat.say("number of steps")
    chat.reply()
    chat.edit(question, "how high is the tower")
    chat.press(chat.reply(), WHY)
    assert REASON in chat.reply().text


def test_an_answer_chosen_by_a_button_is_explained_by_that(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    chat.press(chat.ask("how high is the tower"), "How many steps are there?")
    chat.press(chat.reply(), WHY)
    assert "It is the very question “How many steps are there?”." in chat.reply().text


def test_without_an_answer_why_asks_which(telegram: FakeApi) -> None:
    assert "Reply to it with /why" in private_chat(telegram).ask("/why").text


def test_what_is_no_longer_known_is_said(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("how high is the tower")
    chat.ask("/forget")
    chat.press(shown, WHY)
    assert "no longer have that question" in chat.reply().text


def test_why_in_reply_to_talk_says_so_too(telegram: FakeApi) -> None:
    chat = group(telegram)
    chat.say("/why", reply_to_message=chat.write("Nice weather"))
    assert "no longer have that question" in chat.reply().text


def test_in_a_topic_the_opener_is_not_what_why_replies_to(telegram: FakeApi) -> None:
    chat = group(telegram, topics=(17,))
    opener = chat.write(forum_topic_created={"name": "Towers", "icon_color": 7322096}, message_thread_id=17)
    topic: dict[str, Any] = {"message_thread_id": 17, "is_topic_message": True, "reply_to_message": opener}
    chat.say("/ask how high is the tower", **topic)
    chat.reply()
    chat.say("/why", **topic)
    assert REASON in chat.reply().text


def test_where_all_readers_would_see_it_there_is_no_such_button(telegram: FakeApi) -> None:
    news = channel(telegram)
    news.say("/ask how high is the tower")
    assert WHY not in news.reply().titles
    ivo = Stranger(telegram, person("Ivo"))
    assert WHY not in ivo.list("how high is the tower")[0].inserts.titles
    assert WHY not in ivo.mention(f"{BOT} how high is the tower").inserts.titles
