"""The promise under a refusal, and how it is kept."""

from tests.telegram.conftest import StartBot
from tests.telegram.curator import Curator
from tests.telegram.fake_api import FakeApi, Trap
from tests.telegram.fake_methods import ApiError
from tests.telegram.people import channel, group, person, private_chat
from tests.telegram.polls import until
from tests.telegram.process import query
from tests.telegram.test_corrections import DONE, edits

TELL, NEVER_MIND = "Tell me when there is an answer", "Never mind, do not tell me"
SILENT, ANSWER = "What did the tower cost?", "The tower did cost 900 pounds."
TOLD = "Now there is an answer"


def test_when_there_is_an_answer_the_refusal_is_edited_and_its_asker_told_once(
    api: FakeApi, start: StartBot, curator: Curator
) -> None:
    bot, chat, other = start(), private_chat(api), private_chat(api)
    other.ask(SILENT)
    refusal = chat.ask(SILENT)
    assert refusal.titles[-1] == TELL
    assert "within 90 days" in (chat.toast(chat.press(refusal, TELL)) or "")
    assert chat.reply().titles == [*refusal.titles[:-1], NEVER_MIND]
    bot.stop()
    bot = start()
    bot.await_log(DONE, 2)
    assert chat.api.chats.messages[chat.id, refusal.id]["text"] == refusal.text, "nothing is new yet"
    bot.stop()
    curator.find_the_cost()
    bot = start()
    answer, note = chat.reply(), chat.reply()
    assert answer.id == refusal.id
    assert answer.text.startswith(f"As promised, here is an answer:\n\n{ANSWER}\n")
    assert {"👍 Helpful", "Receipt ↗"} <= set(answer.titles)
    assert TOLD in note.text
    assert note.call.params["reply_parameters"]["message_id"] == refusal.id
    bot.await_log(DONE, 3)
    bot.stop()
    bot = start()
    bot.await_log(DONE, 4)
    assert len(edits(api)) == 1
    assert sum(TOLD in call.params["text"] for call in api.of("sendMessage")) == 1
    assert query(bot, "SELECT * FROM promises") == []


def test_a_reload_keeps_promises_and_the_answer_is_corrected_as_any_other(
    api: FakeApi, start: StartBot, curator: Curator
) -> None:
    chat, office = private_chat(api), private_chat(api, person("Olga"))
    start(BOT_ADMINS=str(office.someone["id"]))
    later = chat.ask(SILENT)
    chat.press(later, TELL)
    chat.reply()
    curator.find_the_cost()
    office.say("/reload")
    assert ANSWER in chat.reply().text
    assert TOLD in chat.reply().text
    curator.change(ANSWER, "It did cost 900 pounds.")
    office.say("/reload")
    corrected = chat.reply()
    assert corrected.id == later.id
    assert corrected.text.startswith("Corrected on ")
    assert "It did cost 900 pounds." in corrected.text


def test_a_question_that_was_not_understood_has_the_button_too(api: FakeApi, start: StartBot) -> None:
    bot, chat = start(), private_chat(api)
    shown = chat.ask("xyzzy plugh")
    assert TELL in shown.titles
    chat.press(shown, TELL)
    assert NEVER_MIND in chat.reply().titles
    until(lambda: query(bot, "SELECT text FROM promises") == [("xyzzy plugh",)])


def test_it_is_called_off_by_the_same_button(api: FakeApi, start: StartBot, curator: Curator) -> None:
    bot, chat = start(), private_chat(api)
    refusal = chat.ask(SILENT)
    chat.press(refusal, TELL)
    promised = chat.reply()
    assert "I will not" in (chat.toast(chat.press(promised, NEVER_MIND)) or "")
    assert chat.reply().titles == refusal.titles
    assert query(bot, "SELECT * FROM promises") == []


def test_in_a_group_it_is_promised_to_the_asker_who_is_told_by_a_reply(
    api: FakeApi, start: StartBot, curator: Curator
) -> None:
    bot, crowd = start(), group(api)
    question = crowd.say(f"/ask {SILENT}")
    refusal = crowd.reply()
    assert "Only who asked" in (crowd.toast(crowd.press(refusal, TELL, by=person("Fritz"))) or "")
    assert query(bot, "SELECT * FROM promises") == []
    crowd.press(refusal, TELL)
    crowd.reply()
    bot.stop()
    curator.find_the_cost()
    start()
    answer, note = crowd.reply(), crowd.reply()
    assert answer.id == refusal.id
    assert note.call.params["reply_parameters"]["message_id"] == question["message_id"]


def test_a_double_tap_promises_once(api: FakeApi, start: StartBot) -> None:
    bot, chat = start(), private_chat(api)
    refusal = chat.ask(SILENT)
    presses = [chat.press(refusal, TELL) for _ in range(2)]
    assert all("I will tell you" in (chat.toast(press) or "") for press in presses)
    assert query(bot, "SELECT count(*) FROM promises") == [(1,)]


def test_where_a_group_gets_a_quiet_reaction_there_is_no_promise_and_a_refusal_in_words_has_the_button(
    telegram: FakeApi,
) -> None:
    crowd = group(telegram)
    crowd.say("/ask xyzzy plugh")
    refusal = crowd.ask(f"/ask {SILENT}")
    assert refusal.text.startswith("My sources do not say.")
    assert "They do say:\n" in f"{refusal.text}\n"
    assert refusal.titles == ["How tall is the tower?", TELL]


def test_a_false_premise_is_answered_with_what_the_source_does_say(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    assert chat.ask("Is the tower 40 metres tall?").text.startswith("The tower is 31 metres tall.")
    assert chat.ask("Did Ines Falk live in the white cottage?").text.startswith("Ines Falk lived in the tower.")


def test_a_channel_is_promised_nothing(api: FakeApi, start: StartBot) -> None:
    start()
    assert TELL not in channel(api).ask(f"/ask {SILENT}").titles


def test_forgetting_and_another_question_in_its_place_end_a_promise(api: FakeApi, start: StartBot) -> None:
    bot, chat, changed = start(), private_chat(api), private_chat(api)
    for each in (chat, changed):
        asked = each.say(SILENT)
        each.press(each.reply(), TELL)
        each.reply()
    changed.edit(asked, "How tall is the tower?")
    changed.reply()
    until(lambda: len(query(bot, "SELECT 1 FROM promises")) == 1)
    assert "Promises to tell you of an answer: 1" in chat.ask("/forget").text
    assert query(bot, "SELECT * FROM promises") == []


def test_who_has_blocked_the_bot_meanwhile_is_not_told(api: FakeApi, start: StartBot, curator: Curator) -> None:
    bot, chat = start(), private_chat(api)
    chat.press(chat.ask(SILENT), TELL)
    chat.reply()
    bot.stop()
    curator.find_the_cost()
    api.trap(Trap("editMessageText", chat.id, ApiError("Forbidden: bot was blocked by the user", 403)))
    bot = start()
    bot.await_log(DONE, 2)
    assert query(bot, "SELECT * FROM promises") == []
    assert sum(call.chat_id == chat.id for call in api.of("sendMessage")) == 1
