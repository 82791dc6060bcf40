"""A database that fails costs memory, never a reply."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import FakeApi
from tests.telegram.people import private_chat


def test_neither_a_lock_nor_rubbish_in_the_database_costs_a_reply(
    api: FakeApi, start_bot: StartBot, tmp_path: Path
) -> None:
    bot = start_bot(BOT_DATABASE_URL=f"sqlite:///{tmp_path}/bot.db?timeout=0.1")
    chat = private_chat(api)
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        shown = chat.ask("How tall is the tower?")
        assert shown.text.startswith("The tower is 31 metres tall.")
        assert "cannot keep your vote" in (chat.toast(chat.press(shown, "👍 Helpful")) or "")
        other.execute("ROLLBACK")
    assert "could not keep what was asked and answered, going on without" in bot.log
    assert "Thank you" in (chat.toast(chat.press(shown, "👍 Helpful")) or "")

    for path in tmp_path.glob("bot.db*"):
        path.write_bytes(b"rubbish" * 10_000)
    shown = chat.ask("How many steps are there?")
    assert shown.text.startswith("There are 164 steps.")
    assert "cannot keep your vote" in (chat.toast(chat.press(shown, "👍 Helpful")) or "")
    assert "Traceback" not in bot.log
    assert not api.unexpected
