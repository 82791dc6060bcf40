"""Buttons: options, thumbs, topics; fresh, repeated and outdated."""

from pathlib import Path

import pytest

from bot.answering import Answerer
from tests.telegram.conftest import StartBot
from tests.telegram.curator import Curator
from tests.telegram.fake_api import FakeApi
from tests.telegram.people import group, person, private_chat

A_ROW, HALF_A_ROW = 32, 18
"""So many letters a narrow phone shows of a button."""
SIDE_BY_SIDE = [f"button.{key}" for key in ("helpful", "not-helpful", "why", "receipt", "earlier", "later")]
HELPFUL, NOT_HELPFUL = "👍 Helpful", "👎 Not helpful"


def test_a_related_question_is_answered_in_a_new_message(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("How tall is the tower?")
    press = chat.press(shown, "How many steps are there?")
    answer = chat.reply()
    assert answer.text.startswith("There are 164 steps.")
    assert answer.id != shown.id
    assert answer.call.params["reply_parameters"]["message_id"] == shown.id
    assert chat.toast(press) is None


def test_did_you_mean_is_answered_by_a_press_and_followed_up(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("When did the keeper serve?")
    chat.press(shown, "When did Morgan Reed serve?")
    assert chat.reply().text.startswith("Morgan Reed served")
    assert chat.ask("and Ines?").text.startswith("Ines Falk served")


def test_options_and_related_questions_work_after_a_restart_and_say_so_when_their_answer_is_gone(
    api: FakeApi, start_bot: StartBot, tmp_path: Path
) -> None:
    curator, chat = Curator.beside(tmp_path), private_chat(api)
    bot = start_bot(BOT_KNOWLEDGE=str(curator.folder))
    answer, asked_back = chat.ask("How tall is the tower?"), chat.ask("When did the keeper serve?")
    bot.stop()
    curator.withdraw_the_steps()
    start_bot(BOT_KNOWLEDGE=str(curator.folder))
    chat.press(asked_back, "When did Ines Falk serve?")
    assert chat.reply().text.startswith("Ines Falk served")
    chat.press(answer, "When was the lamp first lit?")
    assert "4 March 1871" in chat.reply().text
    chat.press(answer, "How many steps are there?")
    gone = chat.reply()
    assert "no longer in my knowledge" in gone.text
    assert gone.titles, "it leads on"


def test_a_double_tap_answers_once(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("How tall is the tower?")
    first, second = (chat.press(shown, "How many steps are there?") for _ in range(2))
    assert chat.toast(first) is None
    assert "already here" in (chat.toast(second) or "")
    assert chat.reply().text.startswith("There are 164 steps.")
    assert chat.ask("When was the lamp first lit?").text.startswith("The lamp"), "and nothing came in between"


def test_any_member_of_a_group_may_ask_a_related_question(telegram: FakeApi) -> None:
    chat = group(telegram)
    shown = chat.ask("/ask How tall is the tower?")
    chat.press(shown, "How many steps are there?", by=person("Fritz"))
    assert chat.reply().text.startswith("There are 164 steps.")


@pytest.mark.parametrize("code", ["en", "ko", "ru", "kk"])
def test_buttons_are_short_and_those_side_by_side_shorter(shipped_bot: Answerer, code: str) -> None:
    messages = shipped_bot.knowledge.language(code).messages
    texts = {key: text for key, text in messages.items() if key.startswith("button.") and "{" not in text}
    assert {key: text for key, text in texts.items() if len(text) > A_ROW} == {}
    assert {key: texts[key] for key in SIDE_BY_SIDE if len(texts[key]) > HALF_A_ROW} == {}


def test_a_press_in_a_topic_is_answered_in_it(telegram: FakeApi) -> None:
    chat = group(telegram, topics=(21,))
    chat.say("/ask How tall is the tower?", message_thread_id=21, is_topic_message=True)
    shown = chat.reply()
    chat.press(shown, "How many steps are there?")
    assert chat.reply().call.params["message_thread_id"] == "21"


def test_a_press_in_the_general_topic_is_answered_there(telegram: FakeApi) -> None:
    chat = group(telegram, topics=(17,))
    press = chat.press(chat.ask("/ask How tall is the tower?"), "How many steps are there?")
    shown = chat.reply()
    assert chat.toast(press) is None
    assert shown.text.startswith("There are 164 steps.")
    assert "message_thread_id" not in shown.call.params


def test_a_thumb_is_acknowledged_and_counted_once(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("How tall is the tower?")
    first, second = chat.press(shown, HELPFUL), chat.press(shown, HELPFUL)
    assert "Thank you" in (chat.toast(first) or "")
    assert "already been counted" in (chat.toast(second) or "")


def test_a_changed_mind_counts_anew(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("How tall is the tower?")
    chat.toast(chat.press(shown, HELPFUL))
    toast = chat.toast(chat.press(shown, NOT_HELPFUL)) or ""
    assert "What was wrong?" in toast
    assert "already" not in toast


def test_everyone_has_a_thumb_of_their_own(telegram: FakeApi) -> None:
    chat = group(telegram)
    shown = chat.ask("/ask How tall is the tower?")
    for someone in (person("Fritz"), person("Grete")):
        assert "already" not in (chat.toast(chat.press(shown, HELPFUL, by=someone)) or "")


@pytest.mark.parametrize("data", ["", "nonsense", "a:", "q:height", "+:gone", "x" * 64])
def test_a_button_of_another_time_gets_a_friendly_note(telegram: FakeApi, data: str) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("How tall is the tower?")
    assert "earlier version" in (chat.toast(chat.press_data(shown.id, data)) or "")


def test_the_button_of_an_answer_that_is_gone_says_so(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("How tall is the tower?")
    chat.press_data(shown.id, "a:gone")
    assert "no longer" in chat.reply().text


def test_a_button_under_a_message_that_telegram_has_forgotten_still_works(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("How tall is the tower?")
    telegram.chats.messages[chat.id, shown.id] = {"message_id": shown.id, "chat": chat.shape, "date": 0}
    chat.press(shown, "How many steps are there?")
    assert chat.reply().text.startswith("There are 164 steps.")


def test_an_address_that_telegram_refuses_costs_the_button_and_not_the_answer(telegram: FakeApi) -> None:
    shown = private_chat(telegram).ask("How often does it flash?")
    assert shown.text.startswith("It flashes twice in ten seconds.")
    assert not shown.links
    assert HELPFUL in shown.titles
    assert "http://intranet/log" in (telegram.await_refusal().error or "")


def test_topics_are_browsed_in_one_message_and_paged(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    topics = chat.ask("/topics")
    assert topics.titles == ["The building", "The keepers"]

    chat.press(topics, "The building")
    first = chat.reply()
    assert first.id == topics.id
    assert first.titles[:2] == ["How tall is the tower?", "When was the lamp first lit?"]
    assert len(first.titles) == 8 + len(["More →", "← All topics"])

    chat.press(first, "More →")
    second = chat.reply()
    assert second.titles == ["Is there a foghorn?", "← Earlier", "← All topics"]

    chat.press(second, "← Earlier")
    assert chat.reply().titles == first.titles

    chat.press(second, "← All topics")
    assert chat.reply().titles == topics.titles


def test_a_question_chosen_from_a_topic_is_answered_below(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    chat.press(chat.ask("/topics"), "The keepers")
    questions = chat.reply()
    assert "← All topics" in questions.titles
    assert "More →" not in questions.titles
    chat.press(questions, "Where did Ines Falk live?")
    answer = chat.reply()
    assert answer.text.startswith("Ines Falk lived in the tower.")
    assert answer.id != questions.id


@pytest.mark.parametrize("data", ["t:gone:0", "t:building:99"])
def test_a_page_that_is_gone_leads_back_to_the_topics(telegram: FakeApi, data: str) -> None:
    chat = private_chat(telegram)
    chat.press(chat.ask("/topics"), "The keepers")
    chat.press_data(chat.reply().id, data)
    assert chat.reply().titles == ["The building", "The keepers"]


def test_a_page_turned_to_itself_is_no_error(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    topics = chat.ask("/topics")
    chat.press_data(topics.id, "t:")
    assert "not modified" in (telegram.await_refusal().error or "")
    assert chat.ask("How tall is the tower?").text.startswith("The tower")
