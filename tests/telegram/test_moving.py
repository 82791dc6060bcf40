"""A group that becomes a supergroup: corrections and promises reach it, where nobody can edit what was said before."""

from tests.telegram.conftest import StartBot
from tests.telegram.curator import Curator
from tests.telegram.fake_api import FakeApi
from tests.telegram.people import Chat, group, person, small_group
from tests.telegram.polls import until
from tests.telegram.process import BotProcess, query
from tests.telegram.test_corrections import CORRECTED, DONE, NEW, OLD, QUESTION
from tests.telegram.test_membership import migrate, send_away
from tests.telegram.test_promises import ANSWER, SILENT, TELL

ANEW = f"{CORRECTED.partition('.')[0]}. Telegram does not let me edit my messages from before this group’s upgrade"
NEWEST = "Red, white and a little rust."


def moved(api: FakeApi, bot: BotProcess, old: Chat) -> Chat:
    """The supergroup that ``old`` has become, once the bot knows."""
    new = group(api)
    migrate(api, old, new)
    until(lambda: not query(bot, "SELECT 1 FROM answers WHERE message_id > 0"))
    until(lambda: not query(bot, "SELECT 1 FROM promises WHERE message_id > 0"))
    return new


def test_a_correction_is_said_once_in_the_new_group_and_edited_there_from_then_on(
    api: FakeApi, start: StartBot, curator: Curator
) -> None:
    bot, old = start(), small_group(api)
    for someone in (person("Dora"), person("Emil")):
        old.say(f"/ask {QUESTION}", by=someone)
        old.reply()
    until(lambda: len(query(bot, "SELECT 1 FROM answers")) == 2)
    new = moved(api, bot, old)
    bot.stop()
    curator.change(OLD, NEW)
    bot = start()
    said = new.reply()
    assert said.text.startswith(ANEW)
    assert f"“{QUESTION}”\n\n{NEW}" in said.text
    assert said.call.method == "sendMessage"
    assert "reply_parameters" not in said.call.params
    bot.await_log(DONE, 2)
    assert [call.chat_id for call in api.of("sendMessage")].count(new.id) == 1
    bot.stop()
    curator.change(NEW, NEWEST)
    start()
    edited = new.reply()
    assert edited.id == said.id
    assert f"Now I answer:\n\n{NEWEST}" in edited.text


def test_what_is_withdrawn_is_withdrawn_there(api: FakeApi, start: StartBot, curator: Curator) -> None:
    bot, old = start(), small_group(api)
    old.ask("/ask How many steps are there?")
    until(lambda: query(bot, "SELECT 1 FROM answers"))
    new = moved(api, bot, old)
    bot.stop()
    curator.withdraw_the_steps()
    bot = start()
    said = new.reply()
    assert said.text.startswith("Withdrawn on ")
    bot.await_log(DONE, 2)
    assert query(bot, "SELECT message_id, versions FROM answers") == [(said.id, "")]


def test_a_promise_is_kept_there_once(api: FakeApi, start: StartBot, curator: Curator) -> None:
    bot, old = start(), small_group(api)
    old.press(old.ask(f"/ask {SILENT}"), TELL)
    old.reply()
    new = moved(api, bot, old)
    bot.stop()
    curator.find_the_cost()
    bot = start()
    told = new.reply()
    assert told.text.startswith(f"As promised, here is an answer to “{SILENT}”:\n\n{ANSWER}\n")
    bot.await_log(DONE, 2)
    assert [call.chat_id for call in api.of("sendMessage")].count(new.id) == 1
    assert query(bot, "SELECT * FROM promises") == []
    assert query(bot, "SELECT message_id FROM answers") == [(told.id,)]


def test_once_removed_from_the_new_group_nothing_is_kept_of_the_old_one(
    api: FakeApi, start: StartBot, curator: Curator
) -> None:
    bot, old = start(), small_group(api)
    old.press(old.ask(f"/ask {SILENT}"), TELL)
    old.reply()
    old.ask(f"/ask {QUESTION}")
    until(lambda: query(bot, "SELECT 1 FROM answers"))
    new = moved(api, bot, old)
    send_away(new, "kicked")
    tables = ("questions", "replies", "turns", "answers", "promises")
    until(lambda: not any(query(bot, f"SELECT 1 FROM {table}") for table in tables))
