"""Receipts: a permanent link to what an answer cited, as it was."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.formats import moment
from bot.knowledge.load import load
from bot.knowledge.model import Text
from bot.telegram import receipts
from bot.telegram.versions import cited, versions
from tests.telegram.conftest import StartBot
from tests.telegram.curator import Curator
from tests.telegram.fake_api import FakeApi
from tests.telegram.people import BOT, Stranger, channel, group, person, private_chat
from tests.telegram.process import KNOWLEDGE, query
from tests.telegram.test_render import ENGLISH, judged

TODAY = f"{datetime.now(UTC):%Y-%m-%d}"


def test_each_answer_has_a_link_to_its_receipt_which_shows_what_was_cited(telegram: FakeApi) -> None:
    shown = private_chat(telegram).ask("How tall is the tower?")
    assert shown.titles[-1] == "Receipt ↗"
    assert re.fullmatch(r"/start [A-Za-z0-9_-]{1,64}", shown.receipt)
    receipt = private_chat(telegram).ask(shown.receipt)
    assert receipt.text.startswith(
        "How tall is the tower?\nReceipt. This is still what I answer today:\n\nThe tower is 31 metres tall.\n\n"
    )
    assert receipt.quotes == shown.quotes
    assert receipt.links == shown.links


def test_answers_in_groups_channels_and_elsewhere_have_one_too(telegram: FakeApi) -> None:
    mine = private_chat(telegram).ask("How tall is the tower?").receipt
    guest = Stranger(telegram, person())
    everywhere = [
        group(telegram).ask("/ask How tall is the tower?"),
        channel(telegram).ask("/ask How tall is the tower?"),
        guest.list("how tall is the tower")[0].inserts,
        guest.mention(f"{BOT} how tall is the tower?").inserts,
    ]
    assert [shown.receipt for shown in everywhere] == [mine] * 4


def test_several_answers_in_one_message_have_one_receipt_together(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask("How tall is the tower? Is there a foghorn?")
    receipt = chat.ask(shown.receipt).text
    assert "The tower is 31 metres tall." in receipt
    assert "There is a foghorn on the gallery." in receipt


def test_a_refusal_needs_no_receipt(telegram: FakeApi) -> None:
    assert "Receipt ↗" not in private_chat(telegram).ask("What did the tower cost?").titles


def test_after_a_correction_the_receipt_shows_the_old_text_and_the_current_one(
    api: FakeApi, start_bot: StartBot, tmp_path: Path
) -> None:
    curator, chat = Curator.beside(tmp_path), private_chat(api)
    bot = start_bot(BOT_KNOWLEDGE=str(curator.folder))
    old = chat.ask("Which colours does the tower have?")
    bot.stop()
    curator.change("The tower is painted red and white.", "Red and white stripes.")
    start_bot(BOT_KNOWLEDGE=str(curator.folder))
    new = private_chat(api).ask("Which colours does the tower have?")
    assert new.receipt != old.receipt
    assert "still what I answer today:\n\nRed and white stripes." in private_chat(api).ask(new.receipt).text
    receipt = private_chat(api).ask(old.receipt).text
    assert f"This answer was corrected on {moment(TODAY, 'en')}." in receipt
    assert "As it was when cited:\nThe tower is painted red and white.\n" in receipt
    assert "As it is now:\nRed and white stripes.\n" in receipt


def test_the_receipt_of_what_was_withdrawn_says_so_and_what_came_back_stands_again(
    api: FakeApi, start_bot: StartBot, tmp_path: Path
) -> None:
    curator = Curator.beside(tmp_path)
    bot = start_bot(BOT_KNOWLEDGE=str(curator.folder))
    old = private_chat(api).ask("How many steps are there?")
    bot.stop()
    curator.withdraw_the_steps()
    bot = start_bot(BOT_KNOWLEDGE=str(curator.folder))
    receipt = private_chat(api).ask(old.receipt)
    assert f"withdrawn on {moment(TODAY, 'en')}" in receipt.text
    assert "As it was when cited:\nThere are 164 steps.\n" in receipt.text
    assert "As it is now" not in receipt.text
    bot.stop()
    bot = start_bot()
    assert "still what I answer today" in private_chat(api).ask(old.receipt).text
    assert query(bot, "SELECT count(*) FROM versions WHERE replaced_at IS NOT NULL") == [(0,)]


def test_a_receipt_outlives_the_database_for_as_long_as_it_is_current(api: FakeApi, start_bot: StartBot) -> None:
    bot, chat = start_bot(), private_chat(api)
    receipt = chat.ask("How tall is the tower?").receipt
    bot.stop()
    bot.database.unlink()
    start_bot()
    assert "The tower is 31 metres tall." in chat.ask(receipt).text


def test_a_link_without_a_receipt_is_met_in_a_friendly_way(telegram: FakeApi) -> None:
    assert "no receipt" in private_chat(telegram).ask("/start R0123456789abcdef").text


def test_the_longest_receipt_fits_into_a_message() -> None:
    knowledge = load(KNOWLEDGE)
    facts = list(knowledge.facts.values())[:3]
    long, longer = (
        replace(
            knowledge,
            facts={
                fact.key: replace(fact, text=text, note=text, derived=text, citations=fact.citations * 9)
                for fact in facts
            },
        )
        for text in (Text({"en": "&<🗼" * 3000}), Text({"en": "🗼 " * 3000}))
    )
    judged(receipts.page(list(versions(long).values()), versions(longer), ENGLISH))


def test_a_version_reads_as_it_was_written_and_its_name_depends_on_what_it_says() -> None:
    knowledge = load(KNOWLEDGE)
    for key, version in versions(knowledge).items():
        fact = knowledge.facts[key]
        assert cited(version).fact == replace(fact, topic="")
        for other in (replace(fact, text=Text({"en": "Other"})), replace(fact, citations=())):
            assert versions(replace(knowledge, facts={key: other}))[key].id != version.id
