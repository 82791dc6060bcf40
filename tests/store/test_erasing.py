"""What is erased, moved and kept, by user, chat and age."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table

from bot.matching.turn import Turn
from bot.store.open import open_store
from bot.store.protocol import Conversation, Promise, Question, Shown, Store
from bot.store.schema import FEEDBACK, KEPT_FOR, METADATA, QUESTIONS, REPLIES, TURNS

from .conftest import Rows, connected

MINE, THEIRS = Conversation("chat", "me", "thread"), Conversation("chat", "them", "thread")


def ask(store: Store, conversation: Conversation, message: str, text: str = "how tall is it?") -> None:
    """All that the bot keeps of a question answered and rated."""
    store.record(Question(message, conversation.chat, conversation.user, text, "en", "answered", "height", 0.9))
    store.answered(conversation, message, 41)
    store.remember(conversation, Turn("height"))
    store.rate("height", conversation.user, helpful=True)


@pytest.fixture
def grow_older(url: str) -> Callable[[Table, str, timedelta], None]:
    def grow(table: Table, column: str, by: timedelta) -> None:
        with connected(url) as engine, engine.begin() as connection:
            connection.execute(table.update().values({column: datetime.now(UTC) - by}))

    return grow


def test_a_user_is_forgotten_everywhere_and_others_are_not(store: Store, rows: Rows) -> None:
    ask(store, MINE, "1")
    ask(store, replace(MINE, chat="elsewhere"), "2")
    ask(store, THEIRS, "3")
    assert store.forget("me") == {"questions": 2, "replies": 2, "turns": 2, "feedback": 1}
    for table in (QUESTIONS, REPLIES, TURNS, FEEDBACK):
        assert [row.user_hash for row in rows(table)] == ["them"]
    assert store.forget("me") == {}


def test_what_is_forgotten_is_not_left_in_the_file_either(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/store.db")
    for number in range(50):
        ask(store, MINE, str(number), "the secret question")
    store.forget("me")
    assert not any(b"secret question" in file.read_bytes() for file in tmp_path.iterdir())
    store.close()


def test_a_chat_that_was_left_is_forgotten_and_others_are_not(store: Store, rows: Rows) -> None:
    ask(store, MINE, "1")
    ask(store, replace(THEIRS, chat="elsewhere"), "2")
    store.leave("chat")
    for table in (QUESTIONS, REPLIES, TURNS):
        assert [row.chat_hash for row in rows(table)] == ["elsewhere"]


def test_what_is_kept_of_a_chat_moves_with_it_and_yields_to_what_is_newer(store: Store, rows: Rows) -> None:
    moved, other = replace(MINE, chat="new"), replace(THEIRS, chat="new")
    ask(store, MINE, "1")
    ask(store, THEIRS, "2")
    store.remember(other, Turn("steps"))
    store.move("chat", "new", "sealed")
    store.move("chat", "new", "sealed")
    assert (store.recall(moved), store.recall(other), store.recall(MINE)) == (Turn("height"), Turn("steps"), None)
    for table in (QUESTIONS, REPLIES, TURNS):
        assert [row.chat_hash for row in rows(table)] == ["new", "new"]


def test_messages_that_move_with_their_chat_are_not_mistaken_for_new_ones_with_the_same_number(store: Store) -> None:
    shown = Shown("chat", 7, "old address", "me", "en", ("1",))
    promise = Promise("chat", 7, "old address", "me", "how much is it?", "en", reply_to=6)
    ask(store, MINE, "1")
    for each in (shown, replace(shown, chat="new", address="new address")):
        store.show(each, 30)
    store.promise(promise)
    for _ in range(2):
        store.move("chat", "new", "new address")
    moved, kept = (replace(shown, chat="new", message_id=id, address="new address") for id in (-7, 7))
    assert [store.shown("new", -7), store.shown("new", 7), store.shown("chat", 7)] == [moved, kept, None]
    (promised,) = store.promises()
    assert promised == replace(promise, chat="new", message_id=-7, reply_to=-6, address="new address")
    assert store.answered_by("new", 41) is None
    assert (moved.editable, kept.editable, promised.editable) == (False, True, False)


@pytest.mark.parametrize(
    ("table", "column"), [(QUESTIONS, "asked_at"), (REPLIES, "replied_at"), (FEEDBACK, "rated_at")]
)
def test_after_so_many_days_it_is_erased(
    store: Store, rows: Rows, grow_older: Callable[[Table, str, timedelta], None], table: Table, column: str
) -> None:
    ask(store, MINE, "1")
    grow_older(table, column, timedelta(days=6, hours=23))
    assert store.expire(7) == 0
    grow_older(table, column, timedelta(days=7, hours=1))
    assert store.expire(7) == 1
    assert rows(table) == []


def test_after_an_hour_nobody_needs_to_know_what_a_conversation_was_about(
    store: Store, rows: Rows, grow_older: Callable[[Table, str, timedelta], None]
) -> None:
    ask(store, MINE, "1")
    grow_older(TURNS, "kept_at", timedelta(minutes=61))
    assert store.expire(7) == 1
    assert rows(TURNS) == []


def test_settings_and_languages_go_and_move_with_their_chats_and_users(store: Store) -> None:
    store.choose_language("me", "de")
    store.set_up("chat", "thumbs", "off")
    store.set_up("chat", "lang", "de")
    store.set_up("new", "lang", "en")
    store.move("chat", "new", "sealed")
    assert store.settings() == {"new": {"thumbs": "off", "lang": "en"}}
    store.leave("new")
    assert store.forget("me") == {"languages": 1}
    assert (store.settings(), store.languages()) == ({}, {})


def test_every_row_of_a_user_expires_but_for_what_was_chosen() -> None:
    tables = [table for table in METADATA.tables.values() if "user_hash" in table.columns]
    lasting = {table.name for table in tables if not any(KEPT_FOR in column.info for column in table.columns)}
    assert lasting == {"languages"}
