"""The real ``citebot run``, started as a user would start it."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.telegram.fake_api import DEADLINE_SECONDS, TOKEN, FakeApi

ROOT = Path(__file__).parents[2]
KNOWLEDGE = Path(__file__).parent / "knowledge"


class BotProcess:
    """A running bot. Warnings end it, and all that it writes is kept in ``log``."""

    def __init__(self, api: FakeApi, folder: Path, **variables: str) -> None:
        self._api = api
        self._log = folder / "log.txt"
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": api.url,
            "BOT_KNOWLEDGE": str(KNOWLEDGE),
            "BOT_DATABASE_URL": f"sqlite:///{folder}/bot.db",
            "BOT_LOG_LEVEL": "debug",
            **variables,
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def folder(self) -> Path:
        """Where its database is."""
        return self._log.parent

    @property
    def log(self) -> str:
        return self._log.read_text()

    @property
    def database(self) -> Path:
        return self._log.parent / "bot.db"

    def start(self, *, ready: bool = True) -> "BotProcess":
        """Start it; if ``ready``, wait until it fetches updates."""
        before = self._api.polls
        command = [sys.executable, "-W", "error", "-m", "bot.cli", "run"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        if ready:
            self._await_ready(before)
        return self

    def _await_ready(self, before: int) -> None:
        assert self._process
        for _ in range(int(DEADLINE_SECONDS)):
            if self._api.await_polling(before):
                return
            if self._process.poll() is not None:
                break
        else:
            self.kill()
        raise AssertionError(f"the bot did not get ready:\n{self.log}")

    def await_log(self, text: str, times: int = 1) -> None:
        """Wait until ``text`` stands in the log, so many ``times``."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        while self.log.count(text) < times:
            assert time.monotonic() < deadline, f"{text!r} never stood in the log:\n{self.log}"
            time.sleep(0.05)

    def interrupt(self, number: int = signal.SIGTERM) -> None:
        assert self._process
        self._process.send_signal(number)

    def kill(self) -> None:
        """End it at once, as a crash would."""
        self.interrupt(signal.SIGKILL)
        self.exit_code()

    def exit_code(self) -> int:
        """Wait for its end."""
        assert self._process
        return self._process.wait(DEADLINE_SECONDS)

    def stop(self) -> int:
        """Stop it as an operator does; its exit code."""
        assert self._process
        if self._process.poll() is None:
            self.interrupt()
        return self.exit_code()


def query(bot: BotProcess, statement: str) -> list[tuple[Any, ...]]:
    """What stands in the database of ``bot``."""
    with closing(sqlite3.connect(bot.database)) as database:
        return database.execute(statement).fetchall()
