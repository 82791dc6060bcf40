"""Too many messages, too long ones, and such as hold no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.long import MOST_CHARACTERS, question_in
from bot.telegram.pace import AT_ONCE, MOST_USERS, SECONDS_EACH, Pace, Step
from tests.telegram.fake_api import FakeApi
from tests.telegram.fake_methods import DATE
from tests.telegram.people import BOT, Chat, group, person, private_chat

PHOTO = [{"file_id": "AgAC", "file_unique_id": "AQAD", "width": 90, "height": 67}]
QUESTION = "How many steps are there?"
PADDING = "The weather was fine and the sea was calm. " * 30


def until_told(chat: Chat) -> int:
    """How many answers came before the line; on a slow machine, some more than at once."""
    for answers in range(AT_ONCE + 20):
        if "One moment, please" in chat.reply().text:
            return answers
    raise AssertionError("nobody was told to slow down")


def test_a_flood_is_slowed_down_with_one_polite_line(telegram: FakeApi) -> None:
    chat, other = private_chat(telegram), private_chat(telegram)
    for _ in range(AT_ONCE + 15):
        chat.say("Is there a foghorn?")
    assert until_told(chat) >= AT_ONCE
    assert other.ask(QUESTION).text.startswith("There are 164 steps.")
    lines = [
        call for call in telegram.of("sendMessage") if call.chat_id == chat.id and "One mom" in call.params["text"]
    ]
    assert len(lines) == 1


def test_the_flood_of_one_member_of_a_group_leaves_the_others_their_answers(telegram: FakeApi) -> None:
    chat = group(telegram)
    for _ in range(AT_ONCE + 5):
        chat.say("/ask Is there a foghorn?")
    assert until_told(chat) >= AT_ONCE
    asked = chat.say(f"/ask {QUESTION}", by=person("Fritz"))
    while (shown := chat.reply()).text.startswith("There is a foghorn"):
        pass
    assert shown.text.startswith("There are 164 steps.")
    assert shown.call.params["reply_parameters"]["message_id"] == asked["message_id"]


def test_a_flood_is_answered_slowly_and_told_so_once_until_it_is_over() -> None:
    now = 0.0
    pace = Pace(clock=lambda: now)
    assert [pace.step("a") for _ in range(AT_ONCE)] == [Step.ANSWER] * AT_ONCE
    assert [pace.step("a") for _ in range(3)] == [Step.SLOW_DOWN, Step.IGNORE, Step.IGNORE]
    assert pace.step("b") == Step.ANSWER
    now += SECONDS_EACH
    assert [pace.step("a") for _ in range(2)] == [Step.ANSWER, Step.IGNORE]
    now += AT_ONCE * SECONDS_EACH
    assert [pace.step("a") for _ in range(AT_ONCE + 1)] == [*[Step.ANSWER] * AT_ONCE, Step.SLOW_DOWN]


def test_who_has_calmed_down_is_forgotten_and_who_has_not_is_not() -> None:
    now = 0.0
    pace = Pace(clock=lambda: now)
    for number in range(MOST_USERS):
        pace.step(str(number))
    now += AT_ONCE * SECONDS_EACH
    for _ in range(AT_ONCE + 2):
        pace.step("flood")
    assert pace.step("flood") == Step.IGNORE
    assert pace.step("0") == Step.ANSWER


@pytest.mark.parametrize("text", [f"{PADDING}{QUESTION}", f"{QUESTION} {PADDING}", f"{PADDING}\n{QUESTION}\n{PADDING}"])
def test_of_a_long_message_its_question_is_read(telegram: FakeApi, text: str) -> None:
    assert len(text) > MOST_CHARACTERS
    assert private_chat(telegram).ask(text).text.startswith("There are 164 steps.")


@pytest.mark.parametrize("text", [PADDING, "x" * 4096, f"{'word ' * 300}?"])
def test_a_long_message_without_a_question_is_declined_kindly(telegram: FakeApi, text: str) -> None:
    assert "a sentence or two" in private_chat(telegram).ask(text).text


def test_in_a_group_a_long_message_to_the_bot_is_read_or_declined_kindly(telegram: FakeApi) -> None:
    chat = group(telegram)
    assert chat.ask(f"/ask {PADDING}{QUESTION}").text.startswith("There are 164 steps.")
    assert "a sentence or two" in chat.ask(f"{BOT} {PADDING}").text


def test_several_questions_of_a_long_message_are_read_the_last_ones_if_they_are_many() -> None:
    many = " ".join(f"Question {number}?" for number in range(200))
    assert question_in(many) == "Question 197? Question 198? Question 199?"
    assert question_in(f"{PADDING} Kto podpisal?") == "Kto podpisal?"
    assert question_in(f"{PADDING * 2}{'谁' * 10}？") == f"{'谁' * 10}？"


@given(st.text("a?.\n ", min_size=900, max_size=2500))
def test_what_is_read_is_never_long(text: str) -> None:
    read = question_in(text)
    assert read is None or len(read) <= MOST_CHARACTERS


def test_the_caption_of_a_picture_in_private_is_a_question(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    asked = chat.say(photo=PHOTO, caption=QUESTION)
    first = chat.reply()
    assert first.text.startswith("There are 164 steps.")
    asked.update(caption="Is there a foghorn?", edit_date=DATE + 9)
    telegram.push(edited_message=asked)
    second = chat.reply()
    assert second.id == first.id
    assert second.text.startswith("There is a foghorn")


STICKER = {
    "file_id": "CAAC",
    "file_unique_id": "AgAD",
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
}
VOICE = {"file_id": "AwAC", "file_unique_id": "AgAE", "duration": 3}


PLACE = {"latitude": 58.1, "longitude": -3.2}


@pytest.mark.parametrize("content", [{"photo": PHOTO}, {"voice": VOICE}, {"sticker": STICKER}, {"location": PLACE}])
def test_what_holds_no_text_gets_a_line_in_private_and_silence_in_a_group(telegram: FakeApi, content: object) -> None:
    chat, crowd = private_chat(telegram), group(telegram)
    say_without_words(chat, content)
    assert "only read text" in chat.reply().text
    say_without_words(crowd, content)
    assert crowd.ask(f"/ask {QUESTION}").text.startswith("There are 164 steps.")


def test_an_album_gets_one_line_or_the_answer_to_its_caption(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    for _ in range(3):
        chat.say(photo=PHOTO, media_group_id="A1")
    assert "only read text" in chat.reply().text
    chat.say(photo=PHOTO, media_group_id="A2", caption="Is there a foghorn?")
    chat.say(photo=PHOTO, media_group_id="A2")
    assert chat.reply().text.startswith("There is a foghorn")
    assert chat.ask(QUESTION).text.startswith("There are 164 steps.")


def test_a_reply_to_the_bot_without_words_is_met_with_silence_in_a_group(telegram: FakeApi) -> None:
    chat = group(telegram)
    shown = chat.ask(f"{BOT} {QUESTION}")
    chat.say(sticker=STICKER, reply_to_message=telegram.chats.messages[chat.id, shown.id])
    assert chat.ask("/ask Is there a foghorn?").text.startswith("There is a foghorn")


def say_without_words(chat: Chat, content: object) -> None:
    assert isinstance(content, dict)
    chat.say(**content)
