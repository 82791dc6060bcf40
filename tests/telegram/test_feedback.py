"""Thumbs, and what was wrong: counted once, changed at will, by everyone for themselves."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.telegram.recent import SECONDS, Recent
from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import FakeApi
from tests.telegram.people import Chat, Shown, group, person, private_chat
from tests.telegram.process import KNOWLEDGE

HELPFUL, NOT_HELPFUL = "👍 Helpful", "👎 Not helpful"
FAULTS = ["Wrong answer", "Not my question", "Out of date"]


@pytest.fixture
def thumbs(tmp_path: Path) -> Callable[[], list[tuple[str, int, str | None]]]:
    def look() -> list[tuple[str, int, str | None]]:
        with closing(sqlite3.connect(tmp_path / "bot.db")) as database:
            return database.execute("SELECT fact, helpful, fault FROM feedback ORDER BY rated_at").fetchall()

    return look


def thumb_down(chat: Chat) -> tuple[Shown, Shown]:
    """An answer, and how it looks after a thumb down."""
    shown = chat.ask("/ask How tall is the tower?")
    chat.press(shown, NOT_HELPFUL)
    return shown, chat.reply()


def test_a_thumb_down_asks_what_was_wrong_and_takes_the_answer(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown, asking = thumb_down(chat)
    assert asking.id == shown.id
    assert asking.text == shown.text
    assert asking.titles == [*shown.titles, *FAULTS]
    toast = chat.toast(chat.press(asking, "Wrong answer")) or ""
    assert "noted" in toast
    assert chat.reply().titles == shown.titles


def test_a_thumb_up_takes_the_question_back(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown, asking = thumb_down(chat)
    assert "Glad" in (chat.toast(chat.press(asking, HELPFUL)) or "")
    assert chat.reply().titles == shown.titles


def test_double_taps_count_once(
    api: FakeApi, start_bot: StartBot, thumbs: Callable[[], list[tuple[str, int, str | None]]]
) -> None:
    start_bot()
    chat = private_chat(api)
    _, asking = thumb_down(chat)
    first, second = chat.press(asking, "Out of date"), chat.press(asking, "Out of date")
    assert "noted" in (chat.toast(first) or "")
    assert "already been counted" in (chat.toast(second) or "")
    assert thumbs() == [("height", 0, "outdated")]


def test_a_changed_mind_is_one_vote_and_takes_the_fault_back(
    api: FakeApi, start_bot: StartBot, thumbs: Callable[[], list[tuple[str, int, str | None]]]
) -> None:
    start_bot()
    chat = private_chat(api)
    shown, asking = thumb_down(chat)
    chat.toast(chat.press(asking, "Wrong answer"))
    assert thumbs() == [("height", 0, "wrong")]
    chat.toast(chat.press(shown, HELPFUL))
    assert thumbs() == [("height", 1, None)]


def test_each_member_of_a_group_has_a_voice(
    api: FakeApi, start_bot: StartBot, thumbs: Callable[[], list[tuple[str, int, str | None]]]
) -> None:
    start_bot()
    chat, other, third = group(api), person("Fritz"), person("Grete")
    _, asking = thumb_down(chat)
    chat.toast(chat.press(asking, "Not my question", by=other))
    chat.toast(chat.press(asking, HELPFUL, by=third))
    assert thumbs() == [("height", 0, None), ("height", 0, "not-asked"), ("height", 1, None)]


def test_buttons_keep_working_after_a_restart_and_say_so_where_the_answer_is_gone(
    api: FakeApi, start_bot: StartBot, tmp_path: Path
) -> None:
    folder = shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    bot, chat = start_bot(BOT_KNOWLEDGE=str(folder)), private_chat(api)
    steps, horn = chat.ask("How many steps are there?"), chat.ask("Is there a foghorn?")
    chat.press(horn, NOT_HELPFUL)
    asking = chat.reply()
    assert bot.stop() == 0

    for file in ("facts/building.yaml", "intents/building.yaml"):
        lines = (folder / file).read_text().splitlines()
        at = next(number for number, line in enumerate(lines) if "foghorn" in line)
        rest = [line for line in lines[at + 1 :] if "foghorn" not in line]
        (folder / file).write_text("\n".join([*lines[:at], *rest]) + "\n")
    start_bot(BOT_KNOWLEDGE=str(folder), BOT_CORRECT_DAYS="0")  # or the answer would be withdrawn
    assert "Glad" in (chat.toast(chat.press(steps, HELPFUL)) or "")
    assert "earlier version" in (chat.toast(chat.press(asking, "Wrong answer")) or "")
    assert chat.reply().titles == horn.titles
    assert "earlier version" in (chat.toast(chat.press(horn, NOT_HELPFUL)) or "")
    chat.press_data(steps.id, "a:foghorn")
    assert "no longer in my knowledge" in chat.reply().text


def test_a_question_tapped_twice_is_answered_once(telegram: FakeApi) -> None:
    chat = group(telegram)
    shown = chat.ask("/ask How tall is the tower?")
    chat.press(shown, "How many steps are there?")
    again = chat.press(shown, "How many steps are there?", by=person("Fritz"))
    assert chat.reply().text.startswith("There are 164 steps.")
    assert "already here" in (chat.toast(again) or "")
    assert chat.ask("/ask Is there a foghorn?").text.startswith("There is a foghorn")


def test_who_taps_again_later_sees_it_again() -> None:
    now = 100.0
    recent = Recent(lambda: now)
    recent.add("a")
    assert "a" in recent
    assert "b" not in recent
    now += SECONDS + 1
    assert "a" not in recent
