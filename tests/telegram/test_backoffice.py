"""What the bot's own administrators can do, and nobody else gets a hint of."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from telegram.constants import MessageLimit

from bot.answering import Answerer
from bot.store.protocol import Day
from bot.telegram import chart, statistics
from bot.telegram.statistics import DAYS
from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import FakeApi, Trap
from tests.telegram.fake_methods import ApiError, png_size
from tests.telegram.people import Chat, group, person, private_chat
from tests.telegram.polls import until
from tests.telegram.process import KNOWLEDGE, BotProcess
from tests.telegram.test_render import LANGUAGES

COMMANDS = ["/stats", "/unanswered", "/reload"]


@pytest.fixture
def office(api: FakeApi) -> Chat:
    """The private chat of an administrator of the bot."""
    return private_chat(api, person("Olga"))


def start(start_bot: StartBot, office: Chat, **more: str) -> BotProcess:
    return start_bot(BOT_ADMINS=f"17, {office.someone['id']}", **more)


def miss(folder: Path, *texts: str) -> None:
    """Questions that were missed today."""
    with closing(sqlite3.connect(folder / "bot.db")) as database:
        for number, text in enumerate(texts):
            database.execute(
                "INSERT INTO questions (message_hash, chat_hash, user_hash, text, lang, outcome, confidence, asked_at)"
                " VALUES (?, 'chat', 'user', ?, 'en', 'unknown', 0.1, ?)",
                (f"missed {number}", text, f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}"),
            )
        database.commit()


@pytest.mark.parametrize("command", COMMANDS)
def test_nobody_else_gets_a_hint(api: FakeApi, start_bot: StartBot, office: Chat, command: str) -> None:
    start(start_bot, office)
    stranger, crowd = private_chat(api), group(api)
    assert stranger.ask(command).text == stranger.ask("/frobnicate").text
    crowd.say(command, by=office.someone)
    assert crowd.ask("/ask How many steps are there?").text.startswith("There are 164 steps.")
    shown = stranger.ask("How tall is the tower?")
    assert stranger.toast(stranger.press_data(shown.id, "u:0")) == stranger.toast(stranger.press_data(shown.id, "x"))


def test_without_administrators_nobody_has_these_commands(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    assert chat.ask("/stats").text == chat.ask("/frobnicate").text


def test_stats_are_a_picture_with_all_its_numbers_in_words(api: FakeApi, start_bot: StartBot, office: Chat) -> None:
    start(start_bot, office)
    chat = private_chat(api)
    shown = chat.ask("How tall is the tower?")
    chat.ask("When did the keeper serve?")
    chat.ask("who is the president of France?")
    chat.ask("hello")
    chat.toast(chat.press(shown, "👍 Helpful"))
    stats = office.ask("/stats")
    assert "last 14 days: 3 (answered 1, asked back 1, missed 1).\nThumbs: 1 up, 0 down.\n" in stats.text
    assert f"{datetime.now(UTC):%m-%d}: 3 (1, 1, 1), 1 and 0" in stats.text
    assert png_size(stats.call.params["photo"]) == (chart.WIDTH, chart.HEIGHT + chart.THUMBS_HEIGHT)


def test_its_smallest_text_can_be_read_on_a_phone_without_a_tap() -> None:
    phone = 330  # points between the edges of a message
    assert chart.TEXT_SIZE * phone / chart.WIDTH >= 9


def test_where_telegram_does_not_take_the_picture_the_numbers_come_alone(
    api: FakeApi, start_bot: StartBot, office: Chat
) -> None:
    start(start_bot, office)
    api.trap(Trap("sendPhoto", office.id, ApiError("Bad Request: IMAGE_PROCESS_FAILED")))
    assert "last 14 days: 0 (" in office.ask("/stats").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_longest_caption_fits(shipped_bot: Answerer, lang: str) -> None:
    days = [Day(date(2026, 11, 1) + timedelta(days=ago), *[123_456] * 5) for ago in range(DAYS)]
    text = statistics.caption(days, shipped_bot.knowledge.language(lang))
    assert len(text.encode("utf-16-le")) // 2 <= MessageLimit.CAPTION_LENGTH
    assert not text.endswith("…")


def test_unanswered_shows_like_questions_together_page_by_page(
    api: FakeApi, start_bot: StartBot, office: Chat, tmp_path: Path
) -> None:
    start(start_bot, office)
    assert "Nothing was asked in vain" in office.ask("/unanswered").text
    others = ["wifi code", "menu of the day", "bus to town", "opening hours", "who sings", "dog policy", "rent a boat"]
    miss(tmp_path, "who stole the <lamp>?", "Who stole the lamps", *others, "is parking free", "who stole the <lamp>?")
    first = office.ask("/unanswered")
    assert "asked in vain: 11." in first.text
    assert "3 × who stole the <lamp>?\n– also: Who stole the lamps" in first.text
    assert first.titles == ["More →"]
    office.press(first, "More →")
    second = office.reply()
    assert second.id == first.id
    assert "9 to 9 of 9" in second.text
    office.press(second, "← Earlier")
    assert office.reply().text == first.text
    office.press_data(first.id, "u:999")
    assert office.reply().text == second.text


def test_a_question_missed_is_found_there(api: FakeApi, start_bot: StartBot, office: Chat) -> None:
    start(start_bot, office)
    private_chat(api).ask("who is the president of France?")
    until(lambda: "1 × who is the president of France?" in office.ask("/unanswered").text)


def answers(folder: Path, old: str, new: str) -> None:
    file = folder / "facts" / "building.yaml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))


def reload(office: Chat) -> str:
    """What /reload says in the end, in the message that first said to wait."""
    waiting = office.ask("/reload")
    assert "reading the knowledge anew" in waiting.text
    done = office.reply()
    assert done.id == waiting.id
    return done.text


def test_reload_swaps_sound_knowledge_and_goes_on_with_the_old_where_the_new_has_problems(
    api: FakeApi, start_bot: StartBot, office: Chat, tmp_path: Path
) -> None:
    folder = shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    start(start_bot, office, BOT_KNOWLEDGE=str(folder))
    chat = private_chat(api)
    assert chat.ask("How many steps are there?").text.startswith("There are 164 steps.")

    answers(folder, "There are 164 steps.", "The steps are 164 in number.")
    assert "Facts: 13 (0 new, 1 changed, 0 gone)" in reload(office)
    assert "The steps are 164 in number." in chat.reply().text, "the answer given before is corrected"
    assert chat.ask("How many steps are there?").text.startswith("The steps are 164 in number.")
    assert "Nothing has changed" in reload(office)

    answers(folder, "The steps are 164 in number.", "There are 999 steps.")
    answers(folder, "source: gazette", "source: gazett")
    text = reload(office)
    assert "go on with what I had" in text
    assert "building.yaml:5: no source 'gazett' (did you mean 'gazette'?)" in text
    assert chat.ask("How many steps are there?").text.startswith("The steps are 164 in number.")


def test_a_folder_that_is_gone_is_a_problem_like_any_other(start_bot: StartBot, office: Chat, tmp_path: Path) -> None:
    folder = shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    start(start_bot, office, BOT_KNOWLEDGE=str(folder))
    shutil.rmtree(folder)
    assert "go on with what I had" in reload(office)
    assert office.ask("How many steps are there?").text.startswith("There are 164 steps.")
