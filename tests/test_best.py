"""The best few answers to choose from, as inline mode lists them."""

import pytest

from bot.answering import WORTH_OFFERING, Answerer
from bot.replies import Answer


def titles(bot: Answerer, text: str, most: int = 10) -> list[str]:
    return [bot.knowledge.title(one.intent, one.subject, one.lang) for one in bot.best(text, most=most)]


def test_what_would_be_answered_comes_first(shipped_bot: Answerer) -> None:
    assert titles(shipped_bot, "which minerals")[0] == "Which minerals are on the list?"


def test_no_more_than_asked_for_and_none_twice(shipped_bot: Answerer) -> None:
    found = titles(shipped_bot, "what")
    assert len(found) == len(set(found)) == 10
    assert titles(shipped_bot, "what", 3) == found[:3]


def test_begins_of_words_find_questions_that_have_them(shipped_bot: Answerer) -> None:
    assert all("sign" in title.lower() for title in titles(shipped_bot, "who sig"))
    assert titles(shipped_bot, "who sig")


@pytest.mark.parametrize("text", ["did Samsung sign the oil deal", "how much is it worth", "weather tomorrow", "", "?"])
def test_what_no_answer_fits_finds_nothing(shipped_bot: Answerer, text: str) -> None:
    assert titles(shipped_bot, text) == []


def test_a_reading_is_offered_only_if_it_is_worth_it_or_has_every_word(shipped_bot: Answerer) -> None:
    for answer in shipped_bot.best("lithium", most=10):
        title = shipped_bot.knowledge.title(answer.intent, answer.subject, "en")
        assert answer.confidence >= WORTH_OFFERING or "lithium" in title.lower()


def test_both_questions_of_one_message_come_first(bakery: Answerer) -> None:
    asked = "How many loaves are sold a day? And when was the bakery founded?"
    reply = bakery.reply(asked)
    assert isinstance(reply, Answer)
    assert len(reply.every) == 2
    assert [answer.fact for answer in bakery.best(asked, most=2)] == [answer.fact for answer in reply.every]
