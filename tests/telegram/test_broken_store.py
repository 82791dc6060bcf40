"""A database that fails costs memory, never a reply."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import FakeApi
from tests.telegram.people import Chat, private_chat


@pytest.fixture
def chat(api: FakeApi, start_bot: StartBot, tmp_path: Path) -> Iterator[Chat]:
    start_bot(BOT_DATABASE_URL=f"sqlite:///{tmp_path}/bot.db?timeout=0.1")
    yield private_chat(api)
    assert not api.unexpected


def test_a_locked_database_does_not_cost_the_reply(chat: Chat, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        shown = chat.ask("How tall is the tower?")
        assert shown.text.startswith("The tower is 31 metres tall.")
        toast = chat.toast(chat.press(shown, "👍 Helpful"))
        other.execute("ROLLBACK")
    assert "cannot keep your vote" in (toast or "")
    log = (tmp_path / "log.txt").read_text()
    assert "could not keep what was asked and answered, going on without" in log
    assert "Traceback" not in log


def test_a_database_overwritten_with_rubbish_does_not_cost_the_reply(chat: Chat, tmp_path: Path) -> None:
    chat.ask("How tall is the tower?")
    for path in tmp_path.glob("bot.db*"):
        path.write_bytes(b"rubbish" * 10_000)
    shown = chat.ask("How many steps are there?")
    assert shown.text.startswith("There are 164 steps.")
    assert "cannot keep your vote" in (chat.toast(chat.press(shown, "👍 Helpful")) or "")
    log = (tmp_path / "log.txt").read_text()
    assert "going on without" in log
    assert "Traceback" not in log
