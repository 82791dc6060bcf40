"""Edited questions: their answers change with them."""

from tests.telegram.fake_api import FakeApi
from tests.telegram.people import BOT, group, private_chat


def test_an_edited_question_edits_its_answer(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    question = chat.say("How tall is the tower?")
    first = chat.reply()
    chat.edit(question, "How many steps are there?")
    second = chat.reply()
    assert second.call.method == "editMessageText"
    assert second.id == first.id
    assert second.text.startswith("There are 164 steps.")
    assert second.quotes == ["“its 120 steps and the 44 of the upper flight” — The Coast Almanac"]


def test_an_edit_that_changes_nothing_for_the_answer_is_no_error(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    question = chat.say("How tall is the tower?")
    chat.reply()
    chat.edit(question, "How tall is the tower")
    assert "not modified" in (telegram.await_refusal().error or "")
    assert chat.ask("Is there a foghorn?").text.startswith("There is a foghorn")


def test_the_answer_to_an_edit_is_new_where_the_old_one_was_deleted(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    question = chat.say("How tall is the tower?")
    first = chat.reply()
    del telegram.chats.messages[chat.id, first.id]
    chat.edit(question, "How many steps are there?")
    second = chat.reply()
    assert second.call.method == "sendMessage"
    assert second.text.startswith("There are 164 steps.")
    assert "to edit not found" in (telegram.await_refusal().error or "")
    chat.edit(question, "Is there a foghorn?")
    assert chat.reply().id == second.id


def test_an_edited_ask_in_a_group_edits_its_answer(telegram: FakeApi) -> None:
    chat = group(telegram)
    question = chat.say("/ask How tall is the tower?")
    first = chat.reply()
    chat.edit(question, "/ask How many steps are there?")
    assert chat.reply().id == first.id


def test_an_edit_that_takes_the_mention_away_still_edits_the_answer(telegram: FakeApi) -> None:
    chat = group(telegram)
    question = chat.say(f"{BOT} How tall is the tower?")
    first = chat.reply()
    chat.edit(question, "How many steps are there?")
    second = chat.reply()
    assert second.id == first.id
    assert second.text.startswith("There are 164 steps.")


def test_an_edit_that_first_speaks_to_the_bot_is_answered(telegram: FakeApi) -> None:
    chat = group(telegram)
    said = chat.say("How tall is the tower?")
    chat.edit(said, f"{BOT} How tall is the tower?")
    shown = chat.reply()
    assert shown.call.method == "sendMessage"
    assert shown.text.startswith("The tower is 31 metres tall.")


def test_an_edit_that_speaks_to_nobody_is_met_with_silence(telegram: FakeApi) -> None:
    chat = group(telegram)
    chat.edit(chat.say("How tall is the tower?"), "How tall is the tower, friends?")
    assert chat.ask("/ask How many steps are there?").text.startswith("There are 164 steps.")


def test_an_edited_command_is_not_obeyed_again(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    command = chat.say("/help")
    chat.reply()
    chat.edit(command, "/about")
    assert chat.ask("How many steps are there?").text.startswith("There are 164 steps.")
