"""Private chats: commands, questions, follow-ups, deep links."""

import pytest

from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import ME, FakeApi
from tests.telegram.people import person, private_chat


def test_an_answer_shows_the_fact_its_quote_and_a_link_to_the_passage(telegram: FakeApi) -> None:
    shown = private_chat(telegram).ask("When was the lamp first lit?")
    assert shown.text.startswith("The lamp was first lit on 4 March 1871.\n")
    assert shown.quotes == ["“first lit on 4 March 1871” — The Coast Almanac, ¶3"]
    assert shown.links == ["https://almanac.example/lights#:~:text=first%20lit%20on%204%20March%201871"]
    assert shown.titles[0] == "Open the passage ↗"
    assert shown.titles[-4:] == ["👍 Helpful", "👎 Not helpful", "Why this answer?", "Receipt ↗"]
    assert 1 <= len(shown.titles[1:-4]) <= 3


def test_link_previews_are_off_and_a_private_answer_is_no_reply(telegram: FakeApi) -> None:
    params = private_chat(telegram).ask("How tall is the tower?").call.params
    assert params["link_preview_options"] == {"is_disabled": True}
    assert "reply_parameters" not in params
    assert "message_thread_id" not in params


def test_two_sources_are_quoted_side_by_side_with_a_link_each(telegram: FakeApi) -> None:
    shown = private_chat(telegram).ask("How tall is the tower?")
    assert "Note: Both sources give the same height." in shown.text
    assert shown.quotes == [
        "“a tower of 31 metres” — The Coast Almanac, ¶2",
        "“rises 31 metres above the rock” — Harbour Gazette",
    ]
    assert [row["text"] for row in shown.buttons[0]] == ["The Coast Almanac ↗", "Harbour Gazette ↗"]


def test_a_derived_answer_says_how_it_follows(telegram: FakeApi) -> None:
    assert "120 and 44 make 164." in private_chat(telegram).ask("How many steps are there?").text


def test_characters_of_html_arrive_as_they_were_written(telegram: FakeApi) -> None:
    shown = private_chat(telegram).ask("What is engraved above the door?")
    assert shown.text.startswith("The engraving reads: Light & Duty <1870>.")
    assert shown.quotes == ["“Light & Duty <1870>” — The Coast Almanac"]


def test_a_follow_up_builds_on_the_answer_before(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    chat.ask("When did Morgan Reed serve?")
    assert chat.ask("and Ines?").text.startswith("Ines Falk served from 1899 to 1921.")


def test_a_reply_to_an_earlier_answer_follows_up_on_that_one(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    served = chat.ask("When did Morgan Reed serve?")
    chat.ask("Where did Morgan Reed live?")
    chat.say("and Ines?", reply_to_message=telegram.chats.messages[chat.id, served.id])
    assert chat.reply().text.startswith("Ines Falk served")


def test_follow_ups_of_different_people_do_not_mix(telegram: FakeApi) -> None:
    one, other = private_chat(telegram), private_chat(telegram)
    one.ask("When did Morgan Reed serve?")
    other.ask("Where did Morgan Reed live?")
    assert one.ask("and Ines?").text.startswith("Ines Falk served")


def test_an_ambiguous_question_is_asked_back_with_buttons(telegram: FakeApi) -> None:
    shown = private_chat(telegram).ask("When did the keeper serve?")
    assert set(shown.titles) == {"When did Ines Falk serve?", "When did Morgan Reed serve?"}
    assert not shown.quotes


def test_what_the_sources_do_not_say_is_not_answered(telegram: FakeApi) -> None:
    shown = private_chat(telegram).ask("How much did the tower cost?")
    assert "They give no cost of the tower.\n\nThey do say:" in shown.text
    assert shown.titles == ["How tall is the tower?", "Tell me when there is an answer"]


def test_small_talk_gets_a_friendly_line(telegram: FakeApi) -> None:
    assert "lighthouse of Skerry Point" in private_chat(telegram).ask("hello").text


@pytest.mark.parametrize("text", ["😀", "x" * 4096, "<b>", "\u202e\u2066", "/", "@", "   .   ", "a\n\n\nb"])
def test_whatever_is_written_gets_a_reply(telegram: FakeApi, text: str) -> None:
    assert private_chat(telegram).ask(text).text


def test_start_greets_and_offers_examples(telegram: FakeApi) -> None:
    shown = private_chat(telegram).ask("/start")
    assert "the lighthouse of Skerry Point" in shown.text
    assert shown.titles == ["How tall is the tower?", "When was the lamp first lit?"]


def test_a_deep_link_shows_its_answer(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    assert chat.ask("/start served__morgan").text.startswith("Morgan Reed served from 1880 to 1899.")
    assert chat.ask("and Ines?").text.startswith("Ines Falk served")


def test_a_deep_link_to_an_answer_that_is_gone_says_so(telegram: FakeApi) -> None:
    shown = private_chat(telegram).ask("/start served__nobody")
    assert "no longer" in shown.text
    assert shown.titles


def test_help_names_the_bot_and_its_commands(telegram: FakeApi) -> None:
    shown = private_chat(telegram).ask("/help")
    assert "@skerry_test_bot" in shown.text
    assert all(command in shown.text for command in ("/ask", "/topics", "/sources", "/about", "/privacy"))


def test_help_tells_of_inline_mode_where_it_is_on(api: FakeApi, start_bot: StartBot, telegram: FakeApi) -> None:
    api.chats.me = {**ME, "supports_inline_queries": True}
    start_bot()
    line = "In any other chat, type @skerry_test_bot"
    assert line in private_chat(api).ask("/help").text
    assert line not in private_chat(telegram).ask("/help").text


def test_help_tells_of_groups_and_of_what_their_administrators_can_set(telegram: FakeApi) -> None:
    assert "With /settings, the group’s administrators say" in private_chat(telegram).ask("/help").text


def test_sources_lists_each_publication_with_what_is_known_of_it(telegram: FakeApi) -> None:
    shown = private_chat(telegram).ask("/sources")
    assert "Lights of the <North>\nThe Coast Almanac, Ada Marlow, 3 May 1912" in shown.text
    assert "A tower on the rock\nHarbour Gazette" in shown.text
    # One of the three addresses is none that Telegram takes for a button; the list comes all the same.
    assert "http://intranet/log" in (telegram.await_refusal().error or "")


def test_about_tells_how_much_the_bot_knows(telegram: FakeApi) -> None:
    shown = private_chat(telegram).ask("/about")
    assert "its building, its light & its keepers" in shown.text
    assert "13 in all" in shown.text


def test_ask_answers_the_question_behind_it(telegram: FakeApi) -> None:
    assert private_chat(telegram).ask("/ask How tall is the tower?").text.startswith("The tower is 31 metres tall.")


def test_ask_alone_asks_for_the_question(telegram: FakeApi) -> None:
    assert "your question" in private_chat(telegram).ask("/ask").text


def test_an_unknown_command_is_answered_with_a_hint(telegram: FakeApi) -> None:
    assert "/help" in private_chat(telegram).ask("/frobnicate").text


def test_a_picture_is_answered_with_a_request_for_words(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    chat.say(photo=[{"file_id": "AgAC", "file_unique_id": "AQAD", "width": 90, "height": 67}])
    assert "text" in chat.reply().text


def test_a_service_message_is_met_with_silence(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    chat.say(message_auto_delete_timer_changed={"message_auto_delete_time": 86400})
    assert chat.ask("How tall is the tower?").text.startswith("The tower")


def test_another_bot_is_met_with_silence(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    chat.say("hello", by=person("Robot", is_bot=True))
    assert chat.ask("How tall is the tower?").text.startswith("The tower")


def test_questions_of_one_chat_are_answered_in_order(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    for question in ("How tall is the tower?", "How many steps are there?", "Is there a foghorn?"):
        chat.say(question)
    assert [chat.reply().text.splitlines()[0] for _ in range(3)] == [
        "The tower is 31 metres tall.",
        "There are 164 steps.",
        "There is a foghorn on the gallery.",
    ]
