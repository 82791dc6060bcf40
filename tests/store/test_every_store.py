"""What the bot relies on, whatever the database."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import StoreError
from bot.matching.turn import Turn
from bot.store.open import open_store
from bot.store.protocol import Conversation, Day, Question, Store
from bot.store.schema import FEEDBACK, QUESTIONS, TURNS

from .conftest import Rows, connected

HERE = Conversation("chat", "user", "thread")
QUESTION = Question(
    message="message",
    chat="chat",
    user="user",
    text="who signed the oil deal?",
    lang="en",
    outcome="answered",
    fact="who-signed__oil-gas-agreement",
    confidence=0.93,
)


@pytest.fixture
def _far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_finds_a_question_by_its_message_by_its_reply_and_by_its_user(store: Store) -> None:
    followed = replace(QUESTION, message="second", text="and when?", before=Turn("who-signed", "oil-gas-agreement"))
    store.record(QUESTION)
    store.answered(HERE, QUESTION.message, 7)
    store.record(followed)
    store.answered(HERE, followed.message, 8)
    assert store.question("message") == QUESTION
    assert store.answered_by("chat", 7) == QUESTION
    assert store.answered_by("chat", 8) == followed
    assert store.last_question(HERE) == followed


def test_finds_no_question_of_another_chat_or_user(store: Store) -> None:
    store.record(QUESTION)
    store.answered(HERE, QUESTION.message, 7)
    assert store.question("other") is None
    assert store.answered_by("other", 7) is None
    assert store.answered_by("chat", 8) is None
    assert store.last_question(replace(HERE, user="other")) is None
    assert store.last_question(replace(HERE, chat="other")) is None


def test_a_question_asked_anew_is_the_last_one(store: Store) -> None:
    store.record(QUESTION)
    store.record(replace(QUESTION, message="second"))
    store.record(replace(QUESTION, text="edited"))
    assert store.last_question(HERE) == replace(QUESTION, text="edited")


def test_recalls_the_last_turn_of_a_conversation(store: Store) -> None:
    store.remember(HERE, Turn("who-signed", "oil-gas-agreement"))
    store.remember(HERE, Turn("how-many", None))
    for elsewhere in (replace(HERE, chat="other"), replace(HERE, user="other"), replace(HERE, thread="other")):
        store.remember(elsewhere, Turn("when", "visit"))
    assert store.recall(HERE) == Turn("how-many", None)


def test_after_an_hour_a_conversation_begins_anew(store: Store, url: str) -> None:
    store.remember(HERE, Turn("who-signed"))
    for minutes, recalled in ((59, Turn("who-signed")), (61, None)):
        with connected(url) as engine, engine.begin() as connection:
            connection.execute(TURNS.update().values(kept_at=datetime.now(UTC) - timedelta(minutes=minutes)))
        assert store.recall(HERE) == recalled


def test_recalls_nothing_of_a_new_conversation(store: Store) -> None:
    assert store.recall(HERE) is None


def test_records_all_that_a_question_says(store: Store, rows: Rows) -> None:
    store.record(QUESTION)
    (row,) = rows(QUESTIONS)
    kept = Question(
        row.message_hash, row.chat_hash, row.user_hash, row.text, row.lang, row.outcome, row.fact, row.confidence
    )
    assert kept == QUESTION


def test_records_a_question_that_no_fact_answers_in_any_script(store: Store, rows: Rows) -> None:
    store.record(replace(QUESTION, text="қол қойған кім? 서명 🖊", outcome="unknown", fact=None, confidence=0.0))
    (row,) = rows(QUESTIONS)
    assert (row.text, row.fact) == ("қол қойған кім? 서명 🖊", None)


def test_an_edited_question_takes_the_place_of_the_old(store: Store, rows: Rows) -> None:
    store.record(QUESTION)
    store.record(replace(QUESTION, message="another"))
    store.record(replace(QUESTION, text="who signed the gas deal?", outcome="clarify", fact=None))
    assert sorted((row.message_hash, row.text, row.outcome) for row in rows(QUESTIONS)) == [
        ("another", "who signed the oil deal?", "answered"),
        ("message", "who signed the gas deal?", "clarify"),
    ]


@pytest.mark.usefixtures("_far_east")
def test_a_question_is_dated_in_utc(store: Store, rows: Rows) -> None:
    store.record(QUESTION)
    (row,) = rows(QUESTIONS)
    asked_at = row.asked_at.replace(tzinfo=row.asked_at.tzinfo or UTC)
    assert abs(datetime.now(UTC) - asked_at) < timedelta(hours=1)


def test_finds_the_reply_to_a_message(store: Store) -> None:
    store.answered(HERE, "message", 41)
    store.answered(HERE, "message", 2**40)
    assert store.reply_to("message") == 2**40
    assert store.reply_to("another") is None


def test_editing_a_question_keeps_its_reply(store: Store) -> None:
    store.record(QUESTION)
    store.answered(HERE, "message", 41)
    store.record(replace(QUESTION, text="who signed the gas deal?"))
    assert store.reply_to("message") == 41


def test_a_thumb_counts_once(store: Store, rows: Rows) -> None:
    assert store.rate("fact", "user", helpful=True)
    assert not store.rate("fact", "user", helpful=True)
    assert len(rows(FEEDBACK)) == 1


def test_a_change_of_mind_replaces_the_thumb(store: Store, rows: Rows) -> None:
    store.rate("fact", "user", helpful=True)
    assert store.rate("fact", "user", helpful=False)
    assert [row.helpful for row in rows(FEEDBACK)] == [False]


def test_what_was_wrong_counts_once_and_can_be_changed_or_taken_back(store: Store, rows: Rows) -> None:
    assert store.rate("fact", "user", helpful=False)
    assert store.blame("fact", "user", "wrong")
    assert not store.blame("fact", "user", "wrong")
    assert store.blame("fact", "user", "outdated")
    assert not store.rate("fact", "user", helpful=False)
    assert [(row.helpful, row.fault) for row in rows(FEEDBACK)] == [(False, "outdated")]
    assert store.rate("fact", "user", helpful=True)
    assert [(row.helpful, row.fault) for row in rows(FEEDBACK)] == [(True, None)]
    assert store.blame("fact", "user", "wrong")
    assert [(row.helpful, row.fault) for row in rows(FEEDBACK)] == [(False, "wrong")]


def test_each_user_rates_each_fact(store: Store, rows: Rows) -> None:
    ratings = {("fact", "user", True), ("fact", "other", False), ("other", "user", False)}
    assert all(store.rate(fact, user, helpful) for fact, user, helpful in ratings)
    assert {(row.fact, row.user_hash, row.helpful) for row in rows(FEEDBACK)} == ratings


def test_keeps_the_last_language_chosen_until_it_is_taken_back(store: Store) -> None:
    store.choose_language("me", "de")
    store.choose_language("me", "kk")
    store.choose_language("them", "en")
    assert store.languages() == {"me": "kk", "them": "en"}
    store.choose_language("me", None)
    assert store.languages() == {"them": "en"}


def test_keeps_the_last_value_of_each_setting_of_each_chat(store: Store) -> None:
    for chat, value in (("here", "on"), ("there", "on"), ("here", "off")):
        store.set_up(chat, "thumbs", value)
    store.set_up("here", "lang", "kk")
    assert store.settings() == {"here": {"thumbs": "off", "lang": "kk"}, "there": {"thumbs": "on"}}


def test_counts_questions_and_thumbs_by_day(store: Store, url: str) -> None:
    for number, outcome in enumerate(["answered", "answered", "clarify", "unknown", "smalltalk"]):
        store.record(replace(QUESTION, message=str(number), outcome=outcome))
    store.rate("fact", "user", helpful=True)
    store.rate("fact", "other", helpful=False)
    store.record(replace(QUESTION, message="of yesterday", outcome="unknown"))
    store.record(replace(QUESTION, message="of long ago"))
    today = datetime.now(UTC)
    with connected(url) as engine, engine.begin() as connection:
        for message, days in (("of yesterday", 1), ("of long ago", 9)):
            older = QUESTIONS.update().where(QUESTIONS.c.message_hash == message)
            connection.execute(older.values(asked_at=today - timedelta(days=days)))
    assert store.days(3) == (
        Day((today - timedelta(days=2)).date()),
        Day((today - timedelta(days=1)).date(), unknown=1),
        Day(today.date(), answered=2, clarify=1, unknown=1, up=1, down=1),
    )


def test_finds_the_newest_questions_missed(store: Store) -> None:
    for text in ("first", "second", "third"):
        store.record(replace(QUESTION, message=text, text=text, outcome="unknown"))
    store.record(replace(QUESTION, message="answered"))
    assert store.missed(2) == ("third", "second")


def test_keeps_the_last_digest_registered(store: Store) -> None:
    store.register("commands:en", "old")
    store.register("commands:en", "new")
    store.register("commands:kk", "other")
    assert store.registered("commands:en") == "new"
    assert store.registered("commands:ru") is None


def test_what_was_kept_is_there_after_opening_again(url: str) -> None:
    first = open_store(url)
    first.remember(HERE, Turn("who-signed"))
    first.close()
    second = open_store(url)
    assert second.recall(HERE) == Turn("who-signed")
    second.close()


def test_a_text_that_cannot_be_kept_is_refused_and_the_store_goes_on(store: Store) -> None:
    with pytest.raises(StoreError, match="cannot hold this text"):
        store.record(replace(QUESTION, text="half a pair: \ud83d"))
    store.record(QUESTION)


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="has been closed"):
        store.recall(HERE)
    with pytest.raises(StoreError, match="has been closed"):
        store.record(QUESTION)
