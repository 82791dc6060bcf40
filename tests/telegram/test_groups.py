"""Groups: an answer to whoever speaks to the bot, silence for everybody else."""

import pytest

from bot.telegram.app import UPDATES
from tests.telegram.fake_api import ME, FakeApi, Trap
from tests.telegram.fake_methods import GENERAL_TOPIC, ApiError
from tests.telegram.people import BOT, Chat, group, person, private_chat

QUESTION = "How tall is the tower?"
ANSWER = "The tower is 31 metres tall."


def silent_until_asked(chat: Chat) -> None:
    """Updates of a chat are handled in order, so an answer to this question shows that nothing before it got one."""
    asked = chat.say("/ask How many steps are there?")
    shown = chat.reply()
    assert shown.text.startswith("There are 164 steps.")
    assert shown.call.params["reply_parameters"]["message_id"] == asked["message_id"]


@pytest.mark.parametrize("text", [f"/ask {QUESTION}", f"/ask{BOT} {QUESTION}", f"/ASK {QUESTION}"])
def test_ask_is_answered_as_a_reply_to_the_asker(telegram: FakeApi, text: str) -> None:
    chat = group(telegram)
    asked = chat.say(text)
    shown = chat.reply()
    assert shown.text.startswith(ANSWER)
    assert shown.call.params["reply_parameters"] == {
        "message_id": asked["message_id"],
        "allow_sending_without_reply": True,
    }


@pytest.mark.parametrize("text", [f"{BOT} {QUESTION}", f"{BOT}: {QUESTION}", f"😀 {BOT.upper()}, {QUESTION}"])
def test_a_mention_is_answered(telegram: FakeApi, text: str) -> None:
    chat = group(telegram)
    chat.say(text)
    assert chat.reply().text.startswith(ANSWER)


def test_a_mention_by_name_is_answered(telegram: FakeApi) -> None:
    chat = group(telegram)
    chat.say(f"😀 Skerry {QUESTION}", entities=[{"type": "text_mention", "offset": 3, "length": 6, "user": ME}])
    assert chat.reply().text.startswith(ANSWER)


def test_a_reply_to_the_bot_is_answered(telegram: FakeApi) -> None:
    chat = group(telegram)
    first = chat.ask("/ask How many steps are there?")
    chat.say(QUESTION, reply_to_message=telegram.chats.messages[chat.id, first.id])
    assert chat.reply().text.startswith(ANSWER)


@pytest.mark.parametrize("text", [f"{BOT} who is the president of France?", "/ask who is the president of France?"])
def test_a_question_that_is_not_understood_gets_a_quiet_reaction(telegram: FakeApi, text: str) -> None:
    chat = group(telegram)
    asked = chat.say(text)
    silent_until_asked(chat)
    assert telegram.chats.reactions[chat.id, asked["message_id"]] == [{"type": "emoji", "emoji": "🤷"}]


def test_where_reactions_are_not_allowed_it_gets_nothing(telegram: FakeApi) -> None:
    chat = group(telegram)
    telegram.trap(Trap("setMessageReaction", chat.id, ApiError("Bad Request: REACTION_INVALID")))
    chat.say("/ask who is the president of France?")
    silent_until_asked(chat)


def test_once_the_question_is_mended_the_answer_takes_the_place_of_the_reaction(telegram: FakeApi) -> None:
    chat = group(telegram)
    asked = chat.say("/ask who is the president of France?")
    silent_until_asked(chat)
    chat.edit(asked, f"/ask {QUESTION}")
    assert chat.reply().text.startswith(ANSWER)
    silent_until_asked(chat)
    assert telegram.chats.reactions[chat.id, asked["message_id"]] == []
    chat.edit(asked, "/ask who is the president of France?")
    assert "do not say" in chat.reply().text


def test_what_was_understood_and_is_not_in_the_sources_is_said(telegram: FakeApi) -> None:
    chat = group(telegram)
    assert "They give no cost of the tower." in chat.ask(f"{BOT} How much did the tower cost?").text
    assert chat.ask(f"hello {BOT}").text


@pytest.mark.parametrize(
    "text",
    [
        QUESTION,
        "hello",
        "/help",
        "/start",
        "/topics@skerry_test_bot",
        f"/ask@other_bot {QUESTION}",
        f"@other_bot {QUESTION}",
        f"{BOT}x {QUESTION}",
        f"/stats {BOT}",
    ],
)
def test_what_is_said_to_others_is_met_with_silence(telegram: FakeApi, text: str) -> None:
    chat = group(telegram)
    chat.say(text)
    silent_until_asked(chat)


def test_a_reply_to_a_person_is_met_with_silence(telegram: FakeApi) -> None:
    chat = group(telegram)
    said = chat.write("what do you think?")
    chat.say(QUESTION, reply_to_message=said)
    silent_until_asked(chat)


def test_a_command_for_another_bot_is_not_ours_even_in_reply_to_us(telegram: FakeApi) -> None:
    chat = group(telegram)
    first = chat.ask(f"/ask {QUESTION}")
    chat.say("/stats@other_bot", reply_to_message=telegram.chats.messages[chat.id, first.id])
    silent_until_asked(chat)


def test_another_bot_is_met_with_silence(telegram: FakeApi) -> None:
    chat = group(telegram)
    chat.say(f"{BOT} {QUESTION}", by=person("Robot", is_bot=True))
    silent_until_asked(chat)


def test_an_anonymous_administrator_is_answered(telegram: FakeApi) -> None:
    chat = group(telegram)
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    chat.say(f"/ask {QUESTION}", by=anonymous, sender_chat=chat.shape)
    assert chat.reply().text.startswith(ANSWER)


def test_ask_in_reply_to_a_message_answers_that_message(telegram: FakeApi) -> None:
    chat = group(telegram)
    said = chat.write(QUESTION, by=person("Cyril"))
    asked = chat.say("/ask", reply_to_message=said)
    shown = chat.reply()
    assert shown.text.startswith(ANSWER)
    assert shown.call.params["reply_parameters"]["message_id"] == asked["message_id"]


def test_ask_in_reply_to_a_quoted_part_answers_that_part(telegram: FakeApi) -> None:
    chat = group(telegram)
    said = chat.write(f"Nice weather. {QUESTION} And who is the cook?")
    chat.say("/ask", reply_to_message=said, quote={"text": QUESTION, "position": 14, "is_manual": True})
    assert chat.reply().text.startswith(ANSWER)


def test_a_bare_mention_in_reply_to_a_message_answers_that_message(telegram: FakeApi) -> None:
    chat = group(telegram)
    chat.say(BOT, reply_to_message=chat.write(QUESTION))
    assert chat.reply().text.startswith(ANSWER)


@pytest.mark.parametrize("text", ["/ask", BOT, f"/ask{BOT}"])
def test_without_a_question_the_bot_asks_for_it(telegram: FakeApi, text: str) -> None:
    assert "your question" in group(telegram).ask(text).text


def test_two_people_in_a_group_follow_up_on_their_own_questions(telegram: FakeApi) -> None:
    chat, one, other = group(telegram), person("Dora"), person("Emil")
    chat.say("/ask When did Morgan Reed serve?", by=one)
    chat.reply()
    chat.say("/ask Where did Morgan Reed live?", by=other)
    chat.reply()
    chat.say("/ask and Ines?", by=one)
    assert chat.reply().text.startswith("Ines Falk served")
    chat.say("/ask and Ines?", by=other)
    assert chat.reply().text.startswith("Ines Falk lived")


def test_each_thread_of_replies_is_followed_up_on_its_own(telegram: FakeApi) -> None:
    chat = group(telegram)
    served, lived = chat.ask("/ask When did Morgan Reed serve?"), chat.ask("/ask Where did Morgan Reed live?")
    for original, answer in ((served, "Ines Falk served"), (lived, "Ines Falk lived")):
        chat.say("and Ines?", reply_to_message=telegram.chats.messages[chat.id, original.id])
        assert chat.reply().text.startswith(answer)


def test_who_replies_to_the_answer_to_somebody_else_follows_up_on_that_and_keeps_their_own(telegram: FakeApi) -> None:
    chat, other = group(telegram), person("Emil")
    served = chat.ask("/ask When did Morgan Reed serve?")
    chat.say("/ask Where did Ines Falk live?", by=other)
    chat.reply()
    chat.say("and Ines?", by=other, reply_to_message=telegram.chats.messages[chat.id, served.id])
    assert chat.reply().text.startswith("Ines Falk served")
    assert chat.ask("/ask and where did he live?").text.startswith("Morgan Reed lived")


def test_a_reply_to_what_is_no_answer_follows_up_on_the_conversation(telegram: FakeApi) -> None:
    chat = group(telegram)
    chat.ask("/ask When did Morgan Reed serve?")
    prompt = chat.ask("/ask")
    chat.say("and Ines?", reply_to_message=telegram.chats.messages[chat.id, prompt.id])
    assert chat.reply().text.startswith("Ines Falk served")


def test_an_answer_in_a_topic_stays_in_it(telegram: FakeApi) -> None:
    chat = group(telegram, topics=(17,))
    opener = chat.write(forum_topic_created={"name": "Towers", "icon_color": 7322096}, message_thread_id=17)
    asked = chat.say(f"/ask {QUESTION}", message_thread_id=17, is_topic_message=True, reply_to_message=opener)
    params = chat.reply().call.params
    assert params["message_thread_id"] == "17"
    assert params["reply_parameters"]["message_id"] == asked["message_id"]


def test_the_general_topic_is_not_named(telegram: FakeApi) -> None:
    chat = group(telegram, topics=())
    chat.say(f"/ask {QUESTION}", message_thread_id=GENERAL_TOPIC, is_topic_message=True)
    assert "message_thread_id" not in chat.reply().call.params


def test_a_thread_of_replies_outside_a_forum_is_no_topic(telegram: FakeApi) -> None:
    chat = group(telegram)
    chat.say(f"/ask {QUESTION}", message_thread_id=4711)
    assert "message_thread_id" not in chat.reply().call.params


def test_a_topic_that_the_bot_opened_does_not_make_every_message_in_it_a_reply_to_the_bot(telegram: FakeApi) -> None:
    chat = group(telegram, topics=(18,))
    created = {"name": "Towers", "icon_color": 7322096}
    opener = chat.write(by=ME, forum_topic_created=created, message_thread_id=18)
    chat.say(QUESTION, message_thread_id=18, is_topic_message=True, reply_to_message=opener)
    silent_until_asked(chat)


def test_a_question_deleted_meanwhile_is_answered_all_the_same(telegram: FakeApi) -> None:
    chat = group(telegram)
    asked = chat.write(f"/ask {QUESTION}")
    del telegram.chats.messages[chat.id, asked["message_id"]]
    telegram.push(message=asked)
    assert chat.reply().text.startswith(ANSWER)


def test_only_the_kinds_of_update_that_the_bot_handles_are_asked_for(telegram: FakeApi) -> None:
    private_chat(telegram).ask("hello")
    asked_for = {tuple(call.params["allowed_updates"]) for call in telegram.of("getUpdates")}
    assert asked_for == {UPDATES}
