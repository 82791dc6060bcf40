"""Folders with one kind of mistake each, and exactly what a curator is told about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.checking import check
from bot.errors import KnowledgeError
from bot.knowledge.load import load
from bot.knowledge.read import MAX_BYTES

BROKEN = sorted((Path(__file__).parent / "broken").iterdir())
LOADS_ALL_THE_SAME = {
    "language-without-words",
    "name-without-proof",
    "name-without-words",
    "number-without-proof",
    "phrasing-alike",
    "phrasing-astray",
    "phrasing-twice",
    "bad-question",
    "text-missing-in-a-language",
}
"""What `check` finds and the bot can live with."""
UNREADABLE = Path("/proc/self/mem")


@pytest.mark.parametrize("folder", BROKEN, ids=lambda folder: folder.name)
def test_each_mistake_is_named_with_its_file_and_line(folder: Path, agrees: Callable[[Path, str], None]) -> None:
    agrees(folder / "expected.txt", "".join(f"{problem}\n" for problem in check(folder)))


@pytest.mark.parametrize("folder", BROKEN, ids=lambda folder: folder.name)
def test_a_broken_folder_never_reaches_the_bot(folder: Path) -> None:
    if folder.name in LOADS_ALL_THE_SAME:
        load(folder)
    else:
        with pytest.raises(KnowledgeError):
            load(folder)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "bot.yaml").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert "bot.yaml:1: larger than 64 MiB (split it into several files)" in map(str, check(tmp_path))


@pytest.mark.skipif(not UNREADABLE.exists(), reason="only Linux has a file that even root cannot read")
def test_a_file_that_cannot_be_read_is_a_problem_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "bot.yaml").symlink_to(UNREADABLE)
    assert any(problem.message.startswith("cannot be read: ") for problem in check(tmp_path))
