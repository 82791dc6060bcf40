"""/check, and "is this right?": a post set against the facts."""

from typing import Any

import pytest

from bot.claims.checking import Checked, Finding
from bot.replies import Evidence
from bot.telegram.findings import page
from tests.telegram.fake_api import FakeApi
from tests.telegram.people import BOT, Chat, Shown, Stranger, channel, group, person, private_chat
from tests.telegram.test_render import ENGLISH, judged

POST = "The tower is 35 metres tall. The beam reaches 18 miles. Morgan Reed served from 1880 to 1899, says Olga Brandt."
DIFFERS = "“35 metres” – but: The tower is 31 metres tall.\n“a tower of 31 metres” — The Coast Almanac, ¶2"


def is_of_the_post(shown: Shown) -> bool:
    """Whether ``shown`` is what there is to say of `POST`."""
    text = shown.text
    otherwise, agree, unsaid = (text.index(f"My facts {what}:") for what in ("say otherwise", "agree", "do not say"))
    return (
        DIFFERS in text[otherwise:agree]
        and "“18 miles”\n“a beam of 18 miles” — Harbour Gazette" in text[agree:unsaid]
        and "“1880”, “1899”\n“Morgan Reed (1880 to 1899)” — The Coast Almanac" in text[agree:unsaid]
        and "“Olga Brandt”" in text[unsaid:]
        and "Whether the rest is right, I cannot tell." in text
    )


def posted(chat: Chat, **content: Any) -> dict[str, Any]:
    return chat.write(POST, by=person("Mira"), **content)


@pytest.mark.parametrize(
    "text", ["/check", f"/check{BOT}", f"{BOT} is this right?", f"Is that true, {BOT}?", f"{BOT} check"]
)
def test_in_a_group_the_post_replied_to_is_checked(telegram: FakeApi, text: str) -> None:
    chat = group(telegram)
    asked = chat.say(text, reply_to_message=posted(chat))
    shown = chat.reply()
    assert is_of_the_post(shown)
    assert shown.call.params["reply_parameters"]["message_id"] == asked["message_id"]


def test_of_a_quoted_part_only_that_is_checked(telegram: FakeApi) -> None:
    chat = group(telegram)
    quote = {"text": "The beam reaches 18 miles.", "position": 29, "is_manual": True}
    chat.say("/check", reply_to_message=posted(chat), quote=quote)
    text = chat.reply().text
    assert "18 miles" in text
    assert "35 metres" not in text


def test_a_quote_from_another_chat_is_checked(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    elsewhere = {"origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Mira"}}
    chat.say("is this right?", external_reply=elsewhere, quote={"text": POST, "position": 0})
    assert is_of_the_post(chat.reply())


def test_in_a_private_chat_a_forwarded_post_is_checked_by_a_reply(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    origin = {"type": "user", "date": 1, "sender_user": person("Mira")}
    chat.say("Is this true?", reply_to_message=chat.write(POST, forward_origin=origin))
    assert is_of_the_post(chat.reply())


def test_what_stands_behind_the_command_is_checked(telegram: FakeApi) -> None:
    assert is_of_the_post(private_chat(telegram).ask(f"/check {POST}"))


def test_a_caption_is_checked(telegram: FakeApi) -> None:
    chat = group(telegram)
    photo = [{"file_id": "AgAC", "file_unique_id": "AQAD", "width": 90, "height": 67}]
    chat.say("/check", reply_to_message=chat.write(photo=photo, caption=POST))
    assert is_of_the_post(chat.reply())


def test_a_guest_checks_the_post_replied_to(telegram: FakeApi) -> None:
    original = {"message_id": 8, "date": 1, "chat": {"id": 1, "type": "private"}, "from": person(), "text": POST}
    ivo = Stranger(telegram, person("Ivo"))
    assert is_of_the_post(ivo.mention(f"{BOT} is this right?", reply_to_message=original).inserts)


def test_the_buttons_lead_to_the_facts(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    shown = chat.ask(f"/check {POST}")
    assert shown.titles[0] == "How tall is the tower?"
    chat.press(shown, "How tall is the tower?")
    assert chat.reply().text.startswith("The tower is 31 metres tall.")


def test_an_edited_check_edits_its_reply(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    asked = chat.say("/check The tower is 35 metres tall.")
    first = chat.reply()
    chat.edit(asked, "/check The tower is 31 metres tall.")
    second = chat.reply()
    assert second.id == first.id
    assert second.text.startswith("My facts agree:")


def test_without_a_post_the_bot_asks_which(telegram: FakeApi) -> None:
    assert "Reply with /check" in private_chat(telegram).ask("/check").text


def test_the_bots_own_answer_is_not_checked_against_itself(telegram: FakeApi) -> None:
    chat = group(telegram)
    answer = chat.ask("/ask How tall is the tower?")
    chat.say("/check", reply_to_message=telegram.chats.messages[chat.id, answer.id])
    assert "Reply with /check" in chat.reply().text


def test_what_is_about_something_else_is_neither_confirmed_nor_corrected(telegram: FakeApi) -> None:
    text = private_chat(telegram).ask("/check Berlin has 3 million people.").text
    assert text == ENGLISH.say("check.unrelated")


def test_what_has_nothing_to_compare_is_said_to_have_nothing(telegram: FakeApi) -> None:
    text = private_chat(telegram).ask("/check the tower is painted red and white").text
    assert text == ENGLISH.say("check.nothing")


def test_a_check_is_no_part_of_the_conversation(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    chat.ask("When did Morgan Reed serve?")
    chat.ask("/check Ines Falk lived in the tower.")
    assert chat.ask("and Ines?").text.startswith("Ines Falk served")


@pytest.mark.parametrize("text", ["is this right?", "true?"])
def test_what_people_ask_each_other_is_met_with_silence(telegram: FakeApi, text: str) -> None:
    chat = group(telegram)
    chat.say(text, reply_to_message=posted(chat))
    assert chat.ask("/ask How many steps are there?").text.startswith("There are 164 steps.")


def test_is_this_right_alone_checks_nothing(telegram: FakeApi) -> None:
    assert "My facts" not in private_chat(telegram).ask("is this right?").text


def test_a_post_of_a_channel_checks_nothing(telegram: FakeApi) -> None:
    news = channel(telegram)
    news.say(f"/check {POST}")
    news.say("/ask How many steps are there?")
    assert news.reply().text.startswith("There are 164 steps.")


@pytest.mark.parametrize("text", ["x", "&<b>" * 900, "🗼" * 3000])
def test_the_most_there_can_be_to_say_is_within_all_limits(text: str) -> None:
    evidence = [Evidence(str(number), text, text, "https://a.example/", text, "en") for number in range(12)]
    findings = tuple(
        Finding(f"{text}{number}", verdict, "key", text, text, evidence[number])
        for verdict in ("agrees", "differs", "unsaid")
        for number in range(12)
    )
    judged(page(Checked("en", findings, related=True), ENGLISH))
