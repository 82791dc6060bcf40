"""Corrections reach the answers that were given before."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from telegram.constants import FloodLimit

from bot.formats import moment
from bot.knowledge.load import load
from bot.knowledge.model import Text
from bot.telegram.corrections import pause
from bot.telegram.request import Place
from bot.telegram.versions import cited, versions
from tests.telegram.conftest import StartBot
from tests.telegram.curator import Curator
from tests.telegram.fake_api import Call, FakeApi, Trap
from tests.telegram.fake_methods import ApiError
from tests.telegram.people import BOT, Stranger, channel, group, person, private_chat
from tests.telegram.polls import until
from tests.telegram.process import KNOWLEDGE, BotProcess, query

OLD, NEW = "The tower is painted red and white.", "Red and white stripes."
QUESTION = "Which colours does the tower have?"
CORRECTED = f"Corrected on {moment(f'{datetime.now(UTC):%Y-%m-%d}', 'en')}. Now I answer:\n\n{NEW}\n"
DONE = "what was said before follows the knowledge"


def edits(api: FakeApi) -> list[Call]:
    """Those that Telegram took."""
    return [call for call in api.of("editMessageText") if call.error is None]


def tampered(bot: BotProcess, statement: str) -> None:
    with closing(sqlite3.connect(bot.database)) as database:
        database.execute(statement)
        database.commit()


def test_answers_are_edited_in_place_in_every_chat_and_once(api: FakeApi, start: StartBot, curator: Curator) -> None:
    bot = start()
    chats = [private_chat(api), group(api), channel(api)]
    before = [chat.ask(f"/ask {QUESTION}") for chat in chats]
    other = private_chat(api).ask("How tall is the tower?")
    until(lambda: len(query(bot, "SELECT 1 FROM answers")) == 4)
    bot.stop()
    curator.change(OLD, NEW)
    bot = start()
    for chat, was in zip(reversed(chats), reversed(before), strict=True):
        now = chat.reply()
        assert now.id == was.id
        assert now.text.startswith(CORRECTED)
        assert [title for title in now.titles if title != "What it said before ↗"] == was.titles
    bot.await_log(DONE, 2)
    bot.stop()
    bot = start()
    bot.await_log(DONE, 3)
    assert len(edits(api)) == 3
    assert other.id not in {int(call.params["message_id"]) for call in edits(api)}
    assert query(bot, "SELECT count(*) FROM answers") == [(4,)]


def test_a_corrected_answer_links_to_what_it_said_before(api: FakeApi, start: StartBot, curator: Curator) -> None:
    bot, chat = start(), private_chat(api)
    old = chat.ask(QUESTION)
    bot.stop()
    curator.change(OLD, NEW)
    start()
    *_, row, (link,) = chat.reply().buttons
    assert [button["text"] for button in (*row, link)] == ["Why this answer?", "Receipt ↗", "What it said before ↗"]
    assert f"/start {link['url'].partition('=')[2]}" == old.receipt
    before = chat.ask(old.receipt)
    assert OLD in before.text
    assert NEW in before.text


def test_what_is_withdrawn_is_taken_back_and_what_stood_beside_it_stays(
    api: FakeApi, start: StartBot, curator: Curator
) -> None:
    bot, chat, both = start(), private_chat(api), private_chat(api)
    alone = chat.ask("How many steps are there?")
    two = both.ask("How many steps are there? Is there a foghorn?")
    assert "164" in two.text
    assert "foghorn" in two.text
    until(lambda: len(query(bot, "SELECT 1 FROM answers")) == 2)
    bot.stop()
    curator.withdraw_the_steps()
    start()
    taken, kept = chat.reply(), both.reply()
    assert (taken.id, kept.id) == (alone.id, two.id)
    assert taken.text.startswith("Withdrawn on ")
    assert taken.text.endswith("nothing to put in its place: “How many steps are there?”")
    assert taken.titles == ["What it said before ↗"]
    assert "I no longer answer “How many steps are there?”" in kept.text
    assert "There is a foghorn on the gallery." in kept.text
    assert "164" not in kept.text


def test_a_reload_corrects_too_and_corrections_lists_it(api: FakeApi, start: StartBot, curator: Curator) -> None:
    chat, office = private_chat(api), private_chat(api, person("Olga"))
    bot = start(BOT_ADMINS=str(office.someone["id"]))
    chat.ask(QUESTION)
    assert "not corrected anything so far" in office.ask("/corrections").text
    curator.change(OLD, NEW)
    office.say("/reload")
    assert chat.reply().text.startswith(CORRECTED)
    day = CORRECTED.partition(".")[0].removeprefix("Corrected on ")
    reader = private_chat(api)
    line = f"– {day}: “{QUESTION}” was corrected (answers edited: 1)."
    until(lambda: query(bot, "SELECT 1 FROM versions WHERE reached = 1"))
    shown = reader.ask("/corrections")
    assert shown.text == f"What I have corrected or withdrawn of late:\n{line}"
    assert shown.titles == [f"{QUESTION} ↗"]
    assert OLD in reader.ask(shown.receipt).text


def test_after_a_crash_it_goes_on_where_it_was(api: FakeApi, start: StartBot, curator: Curator) -> None:
    bot = start()
    chats = [private_chat(api) for _ in range(3)]
    for chat in chats:
        chat.ask(QUESTION)
    until(lambda: len(query(bot, "SELECT 1 FROM answers")) == 3)
    bot.stop()
    curator.change(OLD, NEW)
    held = api.trap(Trap("editMessageText", chats[1].id, drop=True))
    bot = start(BOT_LOG_LEVEL="debug")
    held.await_sprung()
    bot.kill()
    start()
    for chat in chats:
        assert chat.reply().text.startswith(CORRECTED)
    assert len(edits(api)) == 3


def test_an_edit_of_which_a_crash_lost_the_note_changes_nothing_the_second_time(
    api: FakeApi, start: StartBot, curator: Curator
) -> None:
    bot, chat = start(), private_chat(api)
    chat.ask(QUESTION)
    until(lambda: query(bot, "SELECT 1 FROM answers"))
    ((versions,),) = query(bot, "SELECT versions FROM answers")
    bot.stop()
    curator.change(OLD, NEW)
    bot = start()
    chat.reply()
    bot.await_log(DONE, 2)
    bot.stop()
    tampered(bot, f"UPDATE answers SET versions = '{versions}'")
    tampered(bot, "UPDATE versions SET replaced_at = datetime(replaced_at, '+0 days')")
    bot = start()
    bot.await_log(DONE, 3)
    assert len(edits(api)) == 1
    assert "not modified" in str(api.of("editMessageText")[-1].error)
    assert query(bot, "SELECT versions FROM answers") != [(versions,)]


def test_the_pace_of_corrections_leaves_half_of_a_groups_limit_for_answers() -> None:
    assert 60 / pause(Place(-1)) <= FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP / 2
    assert 1 / pause(Place(1)) <= FloodLimit.MESSAGES_PER_SECOND_PER_CHAT


def test_a_flood_limit_is_waited_for(api: FakeApi, start: StartBot, curator: Curator) -> None:
    bot, chat = start(), private_chat(api)
    chat.ask(QUESTION)
    bot.stop()
    curator.change(OLD, NEW)
    api.trap(Trap("editMessageText", None, ApiError("Too Many Requests: retry after 1", 429, {"retry_after": 1})))
    start()
    assert chat.reply().text.startswith(CORRECTED)


@pytest.mark.parametrize("refusal", [None, ApiError("Forbidden: bot was blocked by the user", 403)])
def test_a_message_that_is_gone_is_neither_sent_anew_nor_tried_again(
    api: FakeApi, start: StartBot, curator: Curator, refusal: ApiError | None
) -> None:
    bot, chat = start(), private_chat(api)
    shown = chat.ask(QUESTION)
    bot.stop()
    curator.change(OLD, NEW)
    if refusal:
        api.trap(Trap("editMessageText", chat.id, refusal))
    else:
        del api.chats.messages[chat.id, shown.id]
    bot = start()
    bot.await_log(DONE, 2)
    assert query(bot, "SELECT * FROM answers") == []
    assert len(api.of("sendMessage")) == 1


def test_an_answer_given_too_long_ago_is_left_as_it_was(api: FakeApi, start: StartBot, curator: Curator) -> None:
    bot = start()
    private_chat(api).ask(QUESTION)
    until(lambda: query(bot, "SELECT 1 FROM answers"))
    bot.stop()
    tampered(bot, "UPDATE answers SET kept_until = datetime('now', '-1 hours')")
    curator.change(OLD, NEW)
    bot = start()
    bot.await_log(DONE, 2)
    until(lambda: not query(bot, "SELECT 1 FROM answers"))
    assert edits(api) == []


def test_without_days_for_it_no_id_is_stored(api: FakeApi, start: StartBot) -> None:
    bot, chat = start(BOT_CORRECT_DAYS="0"), private_chat(api)
    chat.ask(QUESTION)
    assert "encrypted" not in chat.ask("/privacy").text
    assert query(bot, "SELECT * FROM answers") == []


def test_a_message_is_corrected_by_what_it_shows_last(api: FakeApi, start: StartBot, curator: Curator) -> None:
    bot, chat, refused = start(), private_chat(api), private_chat(api)
    asked = chat.say("How tall is the tower?")
    chat.reply()
    chat.edit(asked, QUESTION)
    assert OLD in chat.reply().text
    unsaid = refused.say(QUESTION)
    refused.reply()
    refused.edit(unsaid, "What did the tower cost?")
    refused.reply()
    until(lambda: len(query(bot, "SELECT 1 FROM answers")) == 1)
    bot.stop()
    curator.change(OLD, NEW)
    bot = start()
    assert chat.reply().text.startswith(CORRECTED)
    bot.await_log(DONE, 2)
    assert refused.id not in {call.chat_id for call in edits(api)[2:]}


def test_what_is_withdrawn_and_comes_back_is_answered_again(api: FakeApi, start: StartBot, curator: Curator) -> None:
    chat, both, office = private_chat(api), private_chat(api), private_chat(api, person("Olga"))
    bot = start(BOT_ADMINS=str(office.someone["id"]))
    alone = chat.ask("How many steps are there?")
    two = both.ask("How many steps are there? Is there a foghorn?")
    until(lambda: len(query(bot, "SELECT 1 FROM answers")) == 2)
    steps = curator.withdraw_the_steps()
    office.say("/reload")
    assert chat.reply().text.startswith("Withdrawn on ")
    assert "I no longer answer" in both.reply().text
    bot.await_log(DONE, 2)
    bot.stop()
    bot = start(BOT_ADMINS=str(office.someone["id"]))
    bot.await_log(DONE, 3)
    assert len([edit for edit in edits(api) if edit.chat_id != office.id]) == 2, "nothing is new yet"
    curator.restore(steps)
    office.say("/reload")
    back, whole = chat.reply(), both.reply()
    assert (back.id, whole.id) == (alone.id, two.id)
    assert back.text.startswith("Back since ")
    assert "There are 164 steps." in back.text
    assert back.titles == alone.titles
    assert whole.text.startswith("Back since ")
    assert "There are 164 steps." in whole.text
    assert "There is a foghorn on the gallery." in whole.text


def test_answers_in_chats_without_the_bot_are_edited_too_and_once(
    api: FakeApi, start: StartBot, curator: Curator
) -> None:
    bot, hanna = start(), Stranger(api, person("Hanna"))
    listed = hanna.list("which colours does the tower have")[0]
    inserted = [hanna.choose(listed, "which colours"), hanna.mentioned(f"{BOT} {QUESTION}")]
    other = hanna.choose(hanna.list("how tall is the tower")[0], "how tall is the tower")
    until(lambda: len(query(bot, "SELECT 1 FROM answers")) == 3)
    stored = str(query(bot, "SELECT * FROM answers"))
    assert not any(id in stored for id in (*inserted, other)), "the ids are sealed"
    bot.stop()
    curator.change(OLD, NEW)
    bot = start()
    for inline_id in inserted:
        now = hanna.edited(inline_id).shown
        assert now.text.startswith(CORRECTED)
        assert now.titles == [*listed.inserts.titles, "What it said before ↗"]
    bot.await_log(DONE, 2)
    bot.stop()
    bot = start()
    bot.await_log(DONE, 3)
    assert len(edits(api)) == 2
    assert api.chats.sent[other]["text"].startswith("The tower is 31 metres tall.")


def test_an_inserted_answer_that_is_older_than_the_knowledge_is_corrected_as_well(
    api: FakeApi, start: StartBot, curator: Curator
) -> None:
    hanna, office = Stranger(api, person("Hanna")), private_chat(api, person("Olga"))
    bot = start(BOT_ADMINS=str(office.someone["id"]))
    listed = hanna.list("which colours does the tower have")[0]
    curator.change(OLD, NEW)
    office.say("/reload")
    bot.await_log(DONE, 2)
    late = hanna.choose(listed, "which colours")
    until(lambda: query(bot, "SELECT 1 FROM answers"))
    office.say("/reload")
    assert hanna.edited(late).shown.text.startswith(CORRECTED)


def test_who_inserted_an_answer_can_have_its_id_forgotten(api: FakeApi, start: StartBot) -> None:
    bot, hanna = start(), Stranger(api, person("Hanna"))
    hanna.mentioned(f"{BOT} {QUESTION}")
    until(lambda: query(bot, "SELECT 1 FROM answers"))
    private_chat(api, hanna.someone).ask("/forget")
    assert query(bot, "SELECT 1 FROM answers") == []


def test_a_refusal_inserted_elsewhere_leaves_no_id(api: FakeApi, start: StartBot) -> None:
    bot, hanna = start(), Stranger(api, person("Hanna"))
    hanna.mentioned(f"{BOT} What did the tower cost?")
    hanna.mentioned(f"{BOT} {QUESTION}")
    until(lambda: len(query(bot, "SELECT 1 FROM answers")) == 1)


def test_a_translation_that_was_added_changes_nothing_for_readers_of_another_language() -> None:
    knowledge = load(KNOWLEDGE)
    fact = knowledge.facts["height"]
    translated = replace(fact, text=Text({**fact.text.forms, "de": "Der Turm ist 31 Meter hoch."}))
    before, after = (versions(replace(knowledge, facts={"height": one}))["height"] for one in (fact, translated))
    assert before.id != after.id
    assert cited(before).answer("en") == cited(after).answer("en")
    assert cited(before).answer("de") != cited(after).answer("de")
