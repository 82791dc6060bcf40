"""What becomes of what is kept when a group changes its id, or the bot is sent away."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import ME, FakeApi, Trap
from tests.telegram.fake_methods import DATE, ApiError
from tests.telegram.people import Chat, channel, group, private_chat, small_group
from tests.telegram.polls import until

TELL = "Tell me when there is an answer"
THUMBS = ["👍 Helpful", "👎 Not helpful"]


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[], dict[str, int]]:
    """How many rows there are in each table that holds something of chats."""

    def look() -> dict[str, int]:
        with closing(sqlite3.connect(tmp_path / "bot.db")) as database:
            tables = ("questions", "replies", "turns", "settings", "answers", "promises")
            return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}

    return look


def hide_thumbs(chat: Chat) -> None:
    chat.appoint(chat.someone)
    chat.press(chat.ask("/settings"), "Hide feedback buttons")
    chat.reply()


def migrate(api: FakeApi, old: Chat, new: Chat) -> None:
    """Tell the bot, as Telegram does, in both chats; the same people are in it, and the old one takes no call."""
    api.chats.moved[old.id] = new.id
    new.someone = old.someone
    old.say(migrate_to_chat_id=new.id)
    new.say(migrate_from_chat_id=old.id)


def test_settings_and_context_move_along_with_a_group_that_becomes_a_supergroup(telegram: FakeApi) -> None:
    old, new = small_group(telegram), group(telegram)
    hide_thumbs(old)
    old.ask("/ask When did Morgan Reed serve?")
    migrate(telegram, old, new)
    shown = new.ask("/ask and Ines?")
    assert shown.text.startswith("Ines Falk served")
    assert not set(THUMBS) & set(shown.titles)


def test_an_answer_to_a_group_that_has_moved_meanwhile_arrives(telegram: FakeApi) -> None:
    old, new = small_group(telegram), group(telegram)
    moved = ApiError(
        "Bad Request: group chat was upgraded to a supergroup chat", parameters={"migrate_to_chat_id": new.id}
    )
    telegram.trap(Trap("sendMessage", old.id, moved))
    old.say("/ask How tall is the tower?")
    shown = new.reply()
    assert shown.text.startswith("The tower is 31 metres tall.")
    assert "reply_parameters" not in shown.call.params


def test_buttons_from_before_the_move_do_what_still_can_be_done_and_disturb_nobody(
    api: FakeApi, start_bot: StartBot
) -> None:
    start_bot()
    old, new = small_group(api), group(api)
    old.appoint(old.someone)
    panel, shown = old.ask("/settings"), old.ask("/ask How tall is the tower?")
    migrate(api, old, new)
    assert "What was wrong?" in (old.toast(old.press(shown, "👎 Not helpful")) or "")
    old.press(panel, "Hide feedback buttons")
    old.press(shown, "How many steps are there?")
    assert new.reply().text.startswith("There are 164 steps.")


def send_away(chat: Chat, status: str) -> None:
    member = {"user": ME, "status": "member"}
    gone = {"user": ME, "status": status, **({"until_date": 0} if status == "kicked" else {})}
    chat.api.push(
        my_chat_member={
            "chat": chat.shape,
            "from": chat.someone,
            "date": DATE,
            "old_chat_member": member,
            "new_chat_member": gone,
        }
    )


@pytest.mark.parametrize(
    ("place", "status"),
    [(group, "kicked"), (small_group, "kicked"), (group, "left"), (private_chat, "kicked"), (channel, "left")],
)
def test_once_removed_from_a_chat_nothing_of_it_is_kept_and_nothing_more_is_sent(
    api: FakeApi,
    start_bot: StartBot,
    kept: Callable[[], dict[str, int]],
    place: Callable[[FakeApi], Chat],
    status: str,
) -> None:
    start_bot()
    chat, other = place(api), group(api)
    if place is group:
        hide_thumbs(chat)
    refusal = chat.ask("/ask What did the tower cost?")
    if TELL in refusal.titles:
        chat.press(refusal, TELL)
        chat.reply()
    chat.ask("/ask How tall is the tower?")
    other.ask("/ask How tall is the tower?")
    until(lambda: kept()["turns"] == 2)
    sent = sum(call.chat_id == chat.id for call in api.calls)
    send_away(chat, status)
    rest = {"questions": 1, "replies": 1, "turns": 1, "settings": 0, "answers": 1, "promises": 0}
    until(lambda: kept() == rest)
    assert sum(call.chat_id == chat.id for call in api.calls) == sent
    assert set(THUMBS) <= set(chat.ask("/ask How tall is the tower?").titles), "a new beginning has no settings"


def test_a_change_of_rights_erases_nothing(telegram: FakeApi) -> None:
    chat = group(telegram)
    hide_thumbs(chat)
    send_away(chat, "member")
    assert not set(THUMBS) & set(chat.ask("/ask How tall is the tower?").titles)
