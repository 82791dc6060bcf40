"""Questions that nobody put to the bot: answered where the group wants it, the bot is sure, and nobody is disturbed."""

from typing import Any

import pytest

from tests.telegram.fake_api import FakeApi
from tests.telegram.fake_methods import DATE
from tests.telegram.people import BOT, Chat, group, person
from tests.telegram.test_groups import silent_until_asked

QUESTION, ANSWER = "How tall is the tower?", "The tower is 31 metres tall."


def lively(telegram: FakeApi) -> Chat:
    """A group that wants unasked answers."""
    chat = group(telegram)
    head = chat.appoint(person("Head"))
    chat.say("/settings", by=head)
    chat.press(chat.reply(), "Answer unasked questions", by=head)
    chat.reply()
    return chat


def test_by_default_nobody_is_answered_unasked(telegram: FakeApi) -> None:
    chat = group(telegram)
    chat.say(QUESTION)
    silent_until_asked(chat)


def test_a_sure_question_is_answered_as_a_reply_where_the_group_wants_it(telegram: FakeApi) -> None:
    chat = lively(telegram)
    asked = chat.say(QUESTION)
    shown = chat.reply()
    assert shown.text.startswith(ANSWER)
    assert shown.call.params["reply_parameters"]["message_id"] == asked["message_id"]
    chat.edit(asked, "Is there a foghorn?")
    assert chat.reply().id == shown.id


@pytest.mark.parametrize(
    "text",
    [
        "How tall?",  # short
        "tower tall",
        "The tower is tall.",  # no question
        "Who is the president of France?",
        "did you see the foghorn?",  # not sure
        "When did the keeper serve?",  # open
        "What did the tower cost?",  # the sources do not say
        "hello, how are you?",
        "@ada_marlow How tall is the tower?",  # to somebody
        f"{'Fine weather today. ' * 60}{QUESTION}",
    ],
)
def test_everything_else_is_met_with_silence(telegram: FakeApi, text: str) -> None:
    chat = lively(telegram)
    chat.say(text)
    silent_until_asked(chat)


def someone_elses(chat: Chat) -> dict[str, Any]:
    return {"reply_to_message": chat.write("what do you think?", by=person("Cyril"))}


def forwarded(chat: Chat) -> dict[str, Any]:
    return {"forward_origin": {"type": "hidden_user", "date": DATE, "sender_user_name": "Nobody"}}


@pytest.mark.parametrize("content", [someone_elses, forwarded])
def test_what_is_said_to_somebody_or_by_somebody_else_is_left_alone(telegram: FakeApi, content: Any) -> None:
    chat = lively(telegram)
    chat.say(QUESTION, **content(chat))
    silent_until_asked(chat)


def test_two_people_who_talk_with_each_other_are_not_disturbed(telegram: FakeApi) -> None:
    chat, one, other = lively(telegram), person("Dora"), person("Emil")
    chat.say("I was at the lighthouse yesterday.", by=one, date=DATE)
    chat.say("Oh, was it nice there?", by=other, date=DATE + 20)
    chat.say(QUESTION, by=one, date=DATE + 40)
    silent_until_asked(chat)
    chat.say(QUESTION, by=one, date=DATE + 400)
    assert chat.reply().text.startswith(ANSWER)


def test_who_only_talks_to_the_bot_is_in_no_exchange(telegram: FakeApi) -> None:
    chat = lively(telegram)
    chat.say("I was at the lighthouse yesterday.", date=DATE)
    chat.say(QUESTION, date=DATE + 20)
    assert chat.reply().text.startswith(ANSWER)


def test_what_is_heard_and_not_answered_is_not_kept(telegram: FakeApi, shared_bot: Any) -> None:
    chat = lively(telegram)
    chat.say("Who stole the lamp of Skerry Point?")
    silent_until_asked(chat)
    assert b"stole the lamp" not in b"".join(file.read_bytes() for file in shared_bot.folder.glob("bot.db*"))


def test_a_mention_is_answered_there_as_everywhere(telegram: FakeApi) -> None:
    chat = lively(telegram)
    assert chat.ask(f"{BOT} {QUESTION}").text.startswith(ANSWER)
