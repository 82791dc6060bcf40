"""Why the bot answered as it did, in sentences."""

from bot.answering import Answerer
from bot.matching.turn import Turn
from bot.reasons import why

STRANGE = "zzyzx"


def said(bot: Answerer, text: str, previous: Turn | None = None) -> str:
    return " ".join(why(bot, text, lang="en", previous=previous))


def test_the_question_its_wording_and_how_sure_come_first(shipped_bot: Answerer) -> None:
    first, *_ = why(shipped_bot, "who signed the oil deal?", lang="en")
    assert "the question “Who signed the oil and gas agreement?”" in first
    assert "“who signed the oil and gas agreement” comes nearest" in first
    assert "% sure" in first


def test_what_was_second_is_named(shipped_bot: Answerer) -> None:
    assert "Second came “Do both articles name the same minerals?”" in said(shipped_bot, "which minerals")


def test_what_a_name_rules_out_is_named_with_the_name(shipped_bot: Answerer) -> None:
    assert "it has nothing to do with “oil deal”" in said(shipped_bot, "who signed the oil deal?")


def test_what_was_repaired_is_shown(shipped_bot: Answerer) -> None:
    assert "I read “signd” as “signed”." in said(shipped_bot, "who signd the oil deal?")


def test_what_was_not_understood_is_shown(shipped_bot: Answerer) -> None:
    assert f"I do not know the words “{STRANGE}”." in said(shipped_bot, f"which minerals {STRANGE}")
    assert "There was no word that I did not understand." in said(shipped_bot, "which minerals")


def test_the_question_itself_needs_no_wording(shipped_bot: Answerer) -> None:
    title = "Who signed the oil and gas agreement?"
    assert said(shipped_bot, title).startswith(f"It is the very question “{title}”.")


def test_a_follow_up_says_what_it_was_read_together_with(shipped_bot: Answerer) -> None:
    text = said(shipped_bot, "and what does it cover?", Turn("who-signed", "oil-gas-agreement"))
    assert text.startswith("I read it together with your question before: “Who signed the oil and gas agreement?”.")


def test_a_question_that_stands_alone_does_not(shipped_bot: Answerer) -> None:
    assert "together" not in said(shipped_bot, "which minerals", Turn("who-signed", "oil-gas-agreement"))


def test_asking_back_silence_and_small_talk_each_have_their_words(shipped_bot: Answerer) -> None:
    assert said(shipped_bot, "when").startswith("I was not sure what was meant, so I asked back.")
    assert "My sources do not answer that question." in said(shipped_bot, "who is the president of France?")
    assert said(shipped_bot, "hello").startswith("I took it for small talk")


def test_of_words_that_mean_nothing_that_is_all_there_is_to_say(bakery: Answerer) -> None:
    assert said(bakery, STRANGE) == f"No question that I know was near it. I do not know the words “{STRANGE}”."


def test_a_question_without_its_subject_has_a_gap(shipped_bot: Answerer) -> None:
    assert "{" not in said(shipped_bot, "how much is it worth")


def test_a_turn_that_is_gone_from_the_knowledge_is_no_error(shipped_bot: Answerer) -> None:
    assert said(shipped_bot, "and what does it cover?", Turn("gone", "gone"))


def test_nothing_is_said_to_be_certain(shipped_bot: Answerer) -> None:
    assert "100%" not in said(shipped_bot, "who is the president of France?")
