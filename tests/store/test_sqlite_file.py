"""How an SQLite file is made and kept."""

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, event

from bot.store.open import open_store


def test_a_new_file_and_its_folder_are_the_owner_s_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "store.db"
    store = open_store(f"sqlite:///{file}")
    store.register("key", "digest")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (file.parent, *file.parent.iterdir())}
    store.close()
    assert modes == {"folder": 0o700, "store.db": 0o600, "store.db-wal": 0o600, "store.db-shm": 0o600}


def test_a_file_that_exists_keeps_its_mode(file: Path) -> None:
    file.touch()
    file.chmod(0o640)
    open_store(f"sqlite:///{file}").close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_file_is_written_ahead(file: Path) -> None:
    open_store(f"sqlite:///{file}").close()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_connections_enforce_foreign_keys_wait_two_seconds_and_leave_the_disk_to_the_log(file: Path) -> None:
    found: list[tuple[int, ...]] = []

    def look(connection: sqlite3.Connection, *_rest: object) -> None:
        pragmas = ("foreign_keys", "busy_timeout", "synchronous")
        found.append(tuple(connection.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in pragmas))

    event.listen(Engine, "checkout", look)
    try:
        open_store(f"sqlite:///{file}").close()
    finally:
        event.remove(Engine, "checkout", look)
    assert set(found) == {(1, 2000, 1)}
