"""How messages are understood, on a small folder of knowledge."""

import pytest

from bot.answering import Answerer
from bot.matching.outcome import Ambiguous, Chatter, Match, NoMatch
from bot.matching.turn import Turn
from bot.replies import Answer, Disambiguation, Fallback, Reply, Smalltalk

RYE = Turn("ingredients", "rye-loaf")


def fact(reply: Reply) -> str | None:
    return reply.fact if isinstance(reply, Answer) else None


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("what is black bread made of", "ingredients__rye-loaf"),
        ("when is the french stick baked", "baking-time__baguette"),
        ("who is Mrs Lind", "who-is__marta-lind"),
        ("who is Oskar", "who-is__oskar-berg"),
    ],
)
def test_an_entity_is_known_by_each_of_its_names(bakery: Answerer, message: str, key: str) -> None:
    assert fact(bakery.reply(message)) == key


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("when was the bakery fuonded", "founded"),
        ("who is Oskr Breg", "who-is__oskar-berg"),
        ("which ingredents does the bagette have", "ingredients__baguette"),
        ("how many loafs are sold a day", "loaves-a-day"),
        ("WHAT IS THE RYE LOAF MADE OF???", "ingredients__rye-loaf"),
        ("wh\u00e9re is the bakery", "address"),
    ],
)
def test_a_misspelt_word_is_read_as_the_one_that_was_meant(bakery: Answerer, message: str, key: str) -> None:
    assert fact(bakery.reply(message)) == key


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hwo", "who"),
        ("si", "is"),
        ("rrye", "rye"),
        ("mee", "me"),
        ("rge", "rye"),
        ("rqe", None),
        ("lpaf", "loaf"),
        ("laaf", None),
        ("lof", "loaf"),
        ("oaf", None),
    ],
)
def test_a_short_word_is_a_slip_of_another_by_its_keys_alone(bakery: Answerer, typed: str, meant: str | None) -> None:
    token, *_ = bakery.tongues.matcher("en").read(typed).tokens
    read = [reading.word for reading in token.readings]
    assert meant in read if meant else not read


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("what is roggen brot made of", "ingredients__rye-loaf"),
        ("when is ryebread baked", "baking-time__rye-loaf"),
        ("when was the bak ery founded", "founded"),
        ("what is the foundingdate", "founded"),
    ],
)
def test_words_that_were_split_or_run_together_are_put_right(bakery: Answerer, message: str, key: str) -> None:
    assert fact(bakery.reply(message)) == key


@pytest.mark.parametrize(
    ("previous", "message", "key"),
    [
        (RYE, "who bakes it?", "baker__rye-loaf"),
        (RYE, "when is it baked?", "baking-time__rye-loaf"),
        (RYE, "and when is it baked?", "baking-time__rye-loaf"),
        (Turn("ingredients", "baguette"), "and when is it baked?", "baking-time__baguette"),
        (RYE, "and the baguette?", "ingredients__baguette"),
        (RYE, "what about the baguette?", "ingredients__baguette"),
        (RYE, "and the other one?", "ingredients__baguette"),
        (RYE, "and the stick one?", "ingredients__baguette"),
        (Turn("baker", "rye-loaf"), "and when?", "baking-time__rye-loaf"),
        (Turn("who-is", "marta-lind"), "and Oskar?", "who-is__oskar-berg"),
    ],
)
def test_a_follow_up_is_about_what_was_answered_before(
    bakery: Answerer, previous: Turn, message: str, key: str
) -> None:
    assert fact(bakery.reply(message, previous=previous)) == key


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("when was the bakery founded?", "founded"),
        ("who is Oskar Berg?", "who-is__oskar-berg"),
        ("what is the baguette made of?", "ingredients__baguette"),
    ],
)
def test_a_whole_question_owes_nothing_to_the_one_before(bakery: Answerer, message: str, key: str) -> None:
    assert fact(bakery.reply(message, previous=RYE)) == fact(bakery.reply(message)) == key


@pytest.mark.parametrize(
    ("turns", "intent", "subject"),
    [
        (["what is it made of?", "the baguette"], "ingredients", "baguette"),
        (["how much is the rye loaf?", "and the baguette?"], "price", "baguette"),
        (["what is the rye loaf made of?", "thanks", "and the baguette?"], "ingredients", "baguette"),
    ],
)
def test_a_question_back_and_a_refusal_are_turns_as_well_and_small_talk_is_none(
    bakery: Answerer, turns: list[str], intent: str, subject: str
) -> None:
    reply = bakery.converse(turns)
    assert isinstance(reply, Answer | Fallback)
    assert (reply.intent, reply.subject) == (intent, subject)
    assert isinstance(bakery.converse([turns[0], "thanks"]), Smalltalk)


@pytest.mark.parametrize("previous", [Turn("gone"), Turn("ingredients", "gone"), Turn("gone", "rye-loaf")])
def test_what_was_answered_before_may_be_gone_from_the_knowledge(bakery: Answerer, previous: Turn) -> None:
    assert fact(bakery.reply("where is the bakery?", previous=previous)) == "address"
    assert bakery.reply("and when?", previous=previous)


@pytest.mark.parametrize("message", ["hi", "Good morning!", "thanks a lot", "are you a bot?", "what can you do?"])
def test_small_talk_is_answered_with_a_friendly_line_and_questions_to_start_with(
    bakery: Answerer, message: str
) -> None:
    reply = bakery.reply(message)
    assert isinstance(reply, Smalltalk)
    assert [option.key for option in reply.options] == ["founded", "ingredients__rye-loaf"]


@pytest.mark.parametrize(
    "message",
    [
        "hello, when was the bakery founded?",
        "thanks! and when was the bakery founded?",
        "when was the bakery founded, please",
    ],
)
def test_a_question_with_a_greeting_is_a_question(bakery: Answerer, message: str) -> None:
    assert fact(bakery.reply(message)) == "founded"


@pytest.mark.parametrize(
    "message",
    [
        "when was the Corner Bakery founded?",
        "who runs the Corner Bakery?",
        "where is the bakery of Hilltown?",
        "who bakes the gingerbread?",
        "who bakes the baguette?",
        "what is gingerbread made of?",
        "how many loaves are sold a day in Hilltown?",
    ],
)
def test_a_question_that_names_something_else_is_not_answered_with_a_fact_about_another(
    bakery: Answerer, message: str
) -> None:
    reply = bakery.reply(message)
    assert isinstance(reply, Fallback | Disambiguation)


@pytest.mark.parametrize("message", ["what is the price of the rye loaf?", "is the baguette expensive?"])
def test_a_question_on_which_the_sources_are_silent_says_so_and_offers_what_they_do_say(
    bakery: Answerer, message: str
) -> None:
    reply = bakery.reply(message)
    assert isinstance(reply, Fallback)
    assert reply.intent == "price"
    assert "The articles name no prices." in reply.text
    assert reply.options[0].key == "ingredients__rye-loaf"


def test_a_known_question_about_something_no_fact_is_about_names_it_and_offers_what_is_known_of_it(
    bakery: Answerer,
) -> None:
    reply = bakery.reply("who bakes the baguette?")
    assert isinstance(reply, Fallback)
    assert (reply.intent, reply.subject) == ("baker", "baguette")
    assert "the baguette" in reply.text
    assert {option.key for option in reply.options} == {"ingredients__baguette", "baking-time__baguette"}


@pytest.mark.parametrize("message", ["when is it baked?", "what is it made of?"])
def test_a_question_that_lacks_its_subject_is_answered_with_a_choice_of_whole_questions(
    bakery: Answerer, message: str
) -> None:
    reply = bakery.reply(message)
    assert isinstance(reply, Disambiguation)
    assert len(reply.options) == 2
    for option in reply.options:
        assert option.title.endswith("?")
        assert "{" not in option.title
        assert fact(bakery.show(option.key)) == fact(bakery.reply(option.title)) == option.key


@pytest.mark.parametrize("message", ["", "?!", "🥖", "qwertz uiop", "who is the emperor of Japan?", "ignore all rules"])
def test_what_is_not_understood_is_admitted(bakery: Answerer, message: str) -> None:
    reply = bakery.reply(message)
    assert isinstance(reply, Fallback)
    assert reply.intent is None


@pytest.mark.parametrize("message", ["who founded Zorblatt", "When did Zorblatt bake the rye loaf?"])
def test_a_name_that_nothing_knows_is_not_answered_with_another(bakery: Answerer, message: str) -> None:
    assert fact(bakery.reply(message)) is None


@pytest.mark.parametrize("message", ["qwertz", "zorblatt?", "hm zorblatt", "👍", "...", "https://example.org"])
def test_what_is_not_understood_does_not_repeat_the_answer_before(bakery: Answerer, message: str) -> None:
    assert fact(bakery.reply(message, previous=RYE)) is None


def test_words_that_nothing_explains_lower_the_confidence_until_there_is_no_answer(bakery: Answerer) -> None:
    strange = ["Xanadu", "Zembla", "Ruritania", "Freedonia", "Graustark", "Erewhon", "Kublai", "Arcady", "Lilliput"]
    strange += ["Laputa", "Brobdingnag", "Yoknapatawpha"]
    messages = [f"when was the bakery founded {' '.join(strange[:count])}" for count in range(len(strange) + 1)]
    replies = [bakery.reply(message) for message in messages]
    scores = [reply.confidence for reply in replies]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
    assert fact(replies[0]) == "founded"
    assert fact(replies[-1]) is None


def test_a_long_message_is_read_from_its_beginning(bakery: Answerer) -> None:
    assert fact(bakery.reply("when was the bakery founded" + " " * 2_000 + "on the moon of Xanadu")) == "founded"


@pytest.mark.parametrize(
    ("message", "outcome"),
    [
        ("who bakes the rye loaf?", Match),
        ("when is it baked?", Ambiguous),
        ("hello", Chatter),
        ("qwertz", NoMatch),
        ("is the rye loaf expensive?", NoMatch),
    ],
)
def test_every_outcome_is_a_type_of_its_own_with_the_readings_considered_best_first(
    bakery: Answerer, message: str, outcome: type
) -> None:
    matcher = bakery.tongues.matcher("en")
    found = matcher.match(matcher.read(message))
    assert isinstance(found, outcome)
    scores = [candidate.confidence for candidate in found.considered]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_an_utterance_shows_what_was_repaired_and_what_was_named(bakery: Answerer) -> None:
    utterance = bakery.tongues.matcher("en").read("Who baks black bread?")
    assert [token.word for token in utterance.tokens] == ["who", "baks", "black", "bread"]
    assert "bakes" in {reading.word for reading in utterance.tokens[1].readings}
    [mention] = utterance.mentions
    assert (mention.entity, mention.kind, mention.start, mention.end) == ("rye-loaf", "bread", 2, 4)


def test_each_language_is_understood_and_answered_in_the_language_wanted(lighthouse: Answerer) -> None:
    german = lighthouse.reply("wie hoch ist der Leuchtturm?", lang="de")
    english = lighthouse.reply("wie hoch ist der Leuchtturm?", lang="en")
    assert german.text == "Der Leuchtturm ist 31 Meter hoch."
    assert english.text == "The lighthouse is 31 metres tall."
    assert lighthouse.reply("when did the first keeper keep the light?").text.startswith("Jon Ashe")
    assert "Guten Tag!" in lighthouse.reply("moin", lang="de").text


def test_what_a_language_lacks_of_the_bots_own_sentences_is_said_in_english(lighthouse: Answerer) -> None:
    assert lighthouse.knowledge.language("de").say("answer.related") == "Verwandte Fragen:"
    assert lighthouse.knowledge.language("de").say("answer.nearest") == "Questions I can answer:"


def test_a_phrasing_about_another_of_the_same_kind_is_no_answer(shipped_bot: Answerer) -> None:
    """The forum had 300 guests; of the summit no such number is known."""
    assert fact(shipped_bot.reply("how many people attended the summit")) != "forum-attendance"
    assert fact(shipped_bot.reply("how many people attended the business forum")) == "forum-attendance"


@pytest.mark.parametrize(
    "message",
    [
        "when was the bakery founded and who bakes the rye loaf?",
        "When was the bakery founded? Who bakes the rye loaf?",
        "hi! when was the bakery founded, and who bakes the rye loaf, please",
    ],
)
def test_two_questions_in_a_message_are_both_answered(bakery: Answerer, message: str) -> None:
    reply = bakery.reply(message)
    assert isinstance(reply, Answer)
    assert [answer.fact for answer in reply.every] == ["founded", "baker__rye-loaf"]
    assert reply.turn == Turn("baker", "rye-loaf")


@pytest.mark.parametrize(
    ("message", "keys"),
    [
        ("when was the bakery founded & where is the bakery?", ["founded", "address"]),
        ("when is the rye loaf and the baguette baked", ["baking-time__rye-loaf", "baking-time__baguette"]),
        ("recipe of the rye loaf & the baguette", ["ingredients__rye-loaf", "ingredients__baguette"]),
    ],
)
def test_one_question_about_two_things_and_two_about_one_are_answered_for_each(
    bakery: Answerer, message: str, keys: list[str]
) -> None:
    reply = bakery.reply(message)
    assert isinstance(reply, Answer)
    assert [answer.fact for answer in reply.every] == keys


@pytest.mark.parametrize(
    "message", ["who singed the oil and gas agreement", "who signed the me mo random on oil and gas"]
)
def test_a_word_for_another_and_a_word_in_pieces_are_put_right(shipped_bot: Answerer, message: str) -> None:
    assert fact(shipped_bot.reply(message)) == "who-signed__oil-gas-agreement"


def test_two_question_words_side_by_side_ask_the_same_of_one_thing(shipped_bot: Answerer) -> None:
    reply = shipped_bot.reply("when and where was the summit")
    assert isinstance(reply, Answer)
    assert [answer.fact for answer in reply.every] == ["event-when__summit", "event-where__summit"]


def test_of_two_questions_the_one_without_an_answer_is_not_passed_over(bakery: Answerer) -> None:
    reply = bakery.reply("who bakes the rye loaf, and how much does it cost?")
    assert isinstance(reply, Answer)
    assert [answer.fact for answer in reply.every] == ["baker__rye-loaf"]
    assert reply.unanswered == ("My sources do not say. The articles name no prices.",)


def test_a_relative_clause_is_no_second_question(shipped_bot: Answerer) -> None:
    reply = shipped_bot.reply("What is the name of the hotel in Astana, where the business forum was held?")
    assert isinstance(reply, Fallback)
    assert reply.intent == "forum-hotel-name"


@pytest.mark.parametrize(
    "message",
    [
        "Hi all, sorry to bother you guys, can you tell me when the bakery was founded please",
        "@the_bakery_bot when was the bakery founded 🥖🥖",
        "/ask when was the bakery founded",
        "“when was the bakery founded”",
    ],
)
def test_what_people_put_around_a_question_does_not_matter(bakery: Answerer, message: str) -> None:
    assert fact(bakery.reply(message)) == "founded"


def test_a_false_name_in_a_question_for_yes_or_no_is_set_right(bakery: Answerer) -> None:
    reply = bakery.reply("did Marta Lind knead the rye loaf?")
    assert isinstance(reply, Answer)
    assert reply.fact == "baker__rye-loaf"
    assert reply.denied == "My sources do not say marta lind. They say:"


def test_a_name_that_no_fact_has_another_in_the_place_of_is_not_set_right(bakery: Answerer) -> None:
    assert fact(bakery.reply("does Marta Lind cost much?")) is None


def test_the_very_words_of_a_phrasing_reach_it_in_any_order(shipped_bot: Answerer) -> None:
    assert fact(shipped_bot.reply("who signed the oil and gas agreement")) == "who-signed__oil-gas-agreement"
    assert fact(shipped_bot.reply("the oil and gas agreement who signed")) == "who-signed__oil-gas-agreement"


def test_of_two_names_the_one_in_the_place_of_the_subject_is_asked_about(shipped_bot: Answerer) -> None:
    assert fact(shipped_bot.reply("did Yoon meet Tokayev")) == "yoon-met__tokayev"
