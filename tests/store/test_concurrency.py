"""Threads and processes that use one database at once lose nothing."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

import bot
from bot.store.open import open_store
from bot.store.protocol import Conversation, Question, Store
from bot.store.schema import FEEDBACK, QUESTIONS, REGISTRATIONS

from .conftest import Rows

THREADS, ROUNDS, PROCESSES = 16, 10, 3

PROCESS = """
import sys
from bot.store.open import open_store
url, name, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
store = open_store(url)
for number in range(rounds):
    store.register(f"{name}:{number}", name)
store.close()
"""


def _started(url: str, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROCESS, url, name, str(ROUNDS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(bot.__file__).parents[1],
    )


def test_many_threads_lose_nothing(store: Store, rows: Rows) -> None:
    together = Barrier(THREADS)

    def use(thread: int) -> None:
        together.wait()
        for number in range(ROUNDS):
            key = f"{thread}:{number}"
            store.record(Question(key, "chat", "user", "who?", "en", "unknown", None, 0.0))
            assert store.rate(key, "user", helpful=True)
            store.answered(Conversation("chat", "user", "thread"), key, number)
            assert store.reply_to(key) == number

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(use, range(THREADS)))
    assert len(rows(QUESTIONS)) == len(rows(FEEDBACK)) == THREADS * ROUNDS


def test_of_many_equal_thumbs_at_once_one_changes_anything(store: Store) -> None:
    together = Barrier(THREADS)

    def rate(_thread: int) -> bool:
        together.wait()
        return store.rate("fact", "user", helpful=True)

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(rate, range(THREADS))) == 1


def test_processes_that_open_a_new_database_at_once_all_use_it(url: str, rows: Rows) -> None:
    processes = [_started(url, str(number)) for number in range(PROCESSES)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    complaints = [process.communicate(timeout=30)[1] for process in processes]
    assert complaints == [""] * PROCESSES
    assert len(rows(REGISTRATIONS)) == PROCESSES * ROUNDS


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_threads_share_a_database_in_memory(url: str) -> None:
    store = open_store(url)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: store.register(str(number), "digest"), range(20)))
    assert all(store.registered(str(number)) for number in range(20))
    store.close()
