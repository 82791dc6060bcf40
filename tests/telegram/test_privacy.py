"""What is kept of people: they are told, and can have it erased."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import yaml

from bot.store.schema import METADATA
from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import FakeApi
from tests.telegram.people import BOT, group, person, private_chat
from tests.telegram.polls import until
from tests.telegram.process import ROOT

HELPFUL = "👍 Helpful"


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[str], list[str]]:
    """What a query gives of the bot's database."""

    def look(query: str) -> list[str]:
        with closing(sqlite3.connect(tmp_path / "bot.db")) as database:
            return [str(row[0]) for row in database.execute(query)]

    return look


def test_privacy_says_what_is_kept_for_how_long_and_how_to_erase_it(telegram: FakeApi) -> None:
    text = private_chat(telegram).ask("/privacy").text
    assert all(part in text for part in ("questions", "90 days", "thumbs", "about an hour", "for 30 days", "/forget"))


def test_forget_erases_all_of_a_user_at_once_and_says_what(
    api: FakeApi, start_bot: StartBot, kept: Callable[[str], list[str]]
) -> None:
    start_bot()
    chat, crowd, other = private_chat(api), group(api), private_chat(api)
    shown = chat.ask("When did Morgan Reed serve?")
    chat.toast(chat.press(shown, HELPFUL))
    crowd.say("/ask How tall is the tower?", by=chat.someone)
    crowd.reply()
    other.ask("Is there a foghorn?")
    until(lambda: len(kept("SELECT 1 FROM questions")) == 3)
    text = chat.ask("/forget").text
    assert "in every chat" in text
    assert all(
        line in text for line in ("Questions: 2", "Thumbs: 1", "What you asked about last: 2", "answers to you cite: 2")
    )
    assert kept("SELECT text FROM questions") == ["Is there a foghorn?"]
    assert [len(kept(f"SELECT 1 FROM {table}")) for table in ("replies", "turns", "feedback", "answers")] == [
        1,
        1,
        0,
        1,
    ]
    assert not chat.ask("and Ines?").text.startswith("Ines Falk served")


def test_forget_in_a_group_erases_as_much_and_tells_the_others_no_numbers(
    api: FakeApi, start_bot: StartBot, kept: Callable[[str], list[str]]
) -> None:
    start_bot()
    chat, crowd = private_chat(api), group(api)
    chat.ask("When did Morgan Reed serve?")
    crowd.say("/ask How tall is the tower?", by=chat.someone)
    crowd.reply()
    assert crowd.ask("/ask Is there a foghorn?").text.startswith("There is a foghorn")
    asked = crowd.say(f"/forget{BOT}", by=chat.someone)
    done = crowd.reply()
    assert done.text == "Done. I have erased all that I had kept of you, in every chat."
    assert done.call.params["reply_parameters"]["message_id"] == asked["message_id"]
    assert kept("SELECT text FROM questions") == ["Is there a foghorn?"]
    assert len(kept("SELECT 1 FROM replies")) == 1
    crowd.say("/forget", by=chat.someone)
    assert "nothing to erase" in crowd.reply().text


def test_privacy_in_a_group_is_a_line_with_the_way_to_the_rest(telegram: FakeApi) -> None:
    crowd = group(telegram)
    line = crowd.ask("/privacy")
    assert "\n" not in line.text
    assert "/forget" in line.text
    assert line.titles == ["Read it in private ↗"]
    chat = private_chat(telegram, crowd.someone)
    assert chat.ask(f"/start {line.links[0].partition('=')[2]}").text == chat.ask("/privacy").text


def test_privacy_names_the_days_that_are_set(api: FakeApi, start_bot: StartBot) -> None:
    start_bot(BOT_KEEP_DAYS="7", BOT_CORRECT_DAYS="0")
    text = private_chat(api).ask("/privacy").text
    assert text.count("7 days") == 4
    assert "One exception" not in text, "without corrections, no place of an answer is kept"


def test_nothing_that_names_a_person_is_stored(api: FakeApi, start_bot: StartBot) -> None:
    bot = start_bot()
    names = {"last_name": "Lovelace", "username": "countess"}
    chat, crowd = private_chat(api, person("Augusta", **names)), group(api)
    chat.toast(chat.press(chat.ask("How tall is the tower?"), HELPFUL))
    chat.press(chat.ask("How much did the tower cost?"), "Tell me when there is an answer")
    chat.reply()
    crowd.say("/ask Is there a foghorn?", by=chat.someone)
    crowd.reply()
    chat.ask("How many steps are there?")
    bot.stop()
    with closing(sqlite3.connect(bot.database)) as database:
        stored = "\n".join(database.iterdump())
    assert stored.count("INSERT INTO") > 8
    named = ["Augusta", *names.values(), chat.shape["first_name"], crowd.shape["title"], str(chat.id), str(crowd.id)]
    assert [name for name in named if name in stored] == []


def test_who_has_nothing_to_forget_is_told_so(telegram: FakeApi) -> None:
    assert "nothing to erase" in private_chat(telegram).ask("/forget").text


def test_a_database_that_cannot_be_reached_is_not_said_to_be_empty(
    api: FakeApi, start_bot: StartBot, tmp_path: Path
) -> None:
    start_bot(BOT_DATABASE_URL=f"sqlite:///{tmp_path}/bot.db?timeout=0.1")
    chat = private_chat(api)
    chat.ask("How tall is the tower?")
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "nothing has been erased" in chat.ask("/forget").text
        other.execute("ROLLBACK")


def test_a_question_is_kept_without_addresses_and_numbers(
    api: FakeApi, start_bot: StartBot, kept: Callable[[str], list[str]]
) -> None:
    start_bot()
    private_chat(api).ask("How tall is the tower? Write to ada@mail.example or +7 701 123 45 67")
    until(lambda: kept("SELECT text FROM questions") == ["How tall is the tower? Write to •••@••• or •••"])


def test_what_is_older_than_the_setting_says_is_erased_while_the_bot_runs(
    api: FakeApi, start_bot: StartBot, tmp_path: Path, kept: Callable[[str], list[str]]
) -> None:
    bot, chat = start_bot(), private_chat(api)
    chat.ask("How tall is the tower?")
    bot.stop()
    with closing(sqlite3.connect(tmp_path / "bot.db")) as database:
        database.execute("UPDATE questions SET asked_at = datetime('now', '-4 days')")
        database.commit()
    start_bot(BOT_KEEP_DAYS="5").stop()
    assert kept("SELECT text FROM questions") == ["How tall is the tower?"]
    start_bot(BOT_KEEP_DAYS="3")
    until(lambda: not kept("SELECT text FROM questions"))


def test_everything_that_can_be_forgotten_has_words_for_it() -> None:
    messages = yaml.safe_load((ROOT / "bot" / "languages" / "en.yaml").read_text())["messages"]
    tables = {name for name, table in METADATA.tables.items() if "user_hash" in table.columns}
    assert {f"forgotten.{name}" for name in tables} == {key for key in messages if key.startswith("forgotten.")}
