"""A database in trouble gives a sentence that says what happened, where, and what to do."""

import sqlite3
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from bot.errors import StoreError
from bot.matching.turn import Turn
from bot.store.open import open_store
from bot.store.protocol import Conversation

SECRET = "hunter2"
HERE = Conversation("chat", "user", "thread")


@contextmanager
def _disk_without_room() -> Iterator[None]:
    """Every SQLite file opened inside the block can grow no more."""

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def test_a_locked_database_cannot_be_opened(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match=rf"sqlite:///{file} is locked by another program: close"):
            open_store(f"sqlite:///{file}?timeout=0.1")


def test_while_another_program_writes_reading_goes_on_and_writing_fails_until_it_is_done(file: Path) -> None:
    store = open_store(f"sqlite:///{file}?timeout=0.1")
    store.remember(HERE, Turn("who-signed"))
    with closing(sqlite3.connect(file)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert store.recall(HERE) == Turn("who-signed")
        with pytest.raises(StoreError, match="is locked by another program"):
            store.register("key", "digest")
    store.register("key", "digest")
    store.close()


def test_all_threads_that_wait_for_a_locked_database_are_told(file: Path) -> None:
    store = open_store(f"sqlite:///{file}?timeout=0.1")

    def told(thread: int) -> str:
        with pytest.raises(StoreError, match=r"is locked by another program|is too busy: wait a moment") as caught:
            store.register(str(thread), "digest")
        return str(caught.value)

    with closing(sqlite3.connect(file)) as other, ThreadPoolExecutor(4) as pool:
        other.execute("BEGIN EXCLUSIVE")
        assert all(f"sqlite:///{file} is" in message for message in pool.map(told, range(4)))
    store.close()


def test_on_a_full_disk_writing_fails_whole_and_reading_goes_on(file: Path) -> None:
    first = open_store(f"sqlite:///{file}")
    first.register("key", "old")
    first.close()
    with _disk_without_room():
        store = open_store(f"sqlite:///{file}")
    with pytest.raises(StoreError, match=f"sqlite:///{file} is full: make room"):
        store.register("key", "new" * 100_000)
    assert store.registered("key") == "old"
    store.close()


def test_a_new_database_on_a_full_disk_is_refused(file: Path) -> None:
    with _disk_without_room(), pytest.raises(StoreError, match="is full: make room"):
        open_store(f"sqlite:///{file}")


def test_a_file_of_another_kind_is_refused_and_left_as_it_was(file: Path) -> None:
    file.write_text("Dear diary, " * 500)
    with pytest.raises(StoreError, match=f"sqlite:///{file} is not an SQLite database: move the file away"):
        open_store(f"sqlite:///{file}")
    assert file.read_text() == "Dear diary, " * 500


def test_a_damaged_file_is_refused(file: Path) -> None:
    open_store(f"sqlite:///{file}").close()
    sound = file.read_bytes()
    file.write_bytes(sound[:4096] + b"\xff" * (len(sound) - 4096))
    with pytest.raises(StoreError, match=f"sqlite:///{file} is damaged: move the file away"):
        open_store(f"sqlite:///{file}")


def test_a_read_only_file_is_refused(file: Path) -> None:
    open_store(f"sqlite:///{file}").close()
    with pytest.raises(StoreError, match="is read-only: make the file and its folder writable"):
        open_store(f"sqlite:///file:{file}?mode=ro&uri=true")


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=f"sqlite:///{tmp_path} cannot be opened: see that it is a file"):
        open_store(f"sqlite:///{tmp_path}")


def test_a_file_in_place_of_the_folder_is_refused(file: Path) -> None:
    file.touch()
    with pytest.raises(StoreError, match=f"sqlite:///{file}/store.db cannot be opened"):
        open_store(f"sqlite:///{file}/store.db")


def test_a_missing_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'citebot\[postgres\]'"):
        open_store("postgresql://user@localhost/citebot")


def test_a_server_out_of_reach_says_what_to_look_at() -> None:
    pytest.importorskip("psycopg", reason="PostgreSQL is tested where psycopg[binary] is installed")
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:1/citebot cannot be reached: see that its server runs"):
        open_store("postgres://user@127.0.0.1:1/citebot")


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("", "write it as sqlite:////"),
        ("citebot.db", "write it as sqlite:////"),
        ("postgresql://user@host:port/citebot", "write it as sqlite:////"),
        ("sqlite://citebot.db", "sqlite:/// begins a relative path"),
        ("sqlite:///citebot.db?timeout=long", "wrong options: correct what follows the"),
        ("postgresql://user@host/citebot?connect_timeout=long", "wrong options: correct what follows the"),
        ("mysql://user@host/citebot", "no store for 'mysql' databases"),
        ("sqlite+aiosqlite:///citebot.db", "no store for 'sqlite.aiosqlite' databases"),
        ("postgresql+asyncpg://user@host/citebot", "no store for 'postgresql.asyncpg' databases"),
        ("postgresql://user:p@ssword@host/citebot", "more than one @: write those .* as %40"),
    ],
)
def test_a_wrong_url_says_how_to_write_it(url: str, advice: str) -> None:
    with pytest.raises(StoreError, match=advice):
        open_store(url)


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://user:{SECRET}@127.0.0.1:1/citebot",
        f"postgresql://127.0.0.1:1/citebot?user=user&password={SECRET}",
        f"postgresql://user:{SECRET}@host:port/citebot",
        f"postgresql://user:p@{SECRET}@host/citebot",
        f"postgresql:/user:{SECRET}@host/citebot",
        f"mysql://user:{SECRET}@host/citebot",
        f"sqlite://user:{SECRET}@host/citebot.db",
    ],
)
def test_no_error_shows_the_password(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert SECRET not in "".join(traceback.format_exception(caught.value))
