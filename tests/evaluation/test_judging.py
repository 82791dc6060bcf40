"""How replies to labelled questions are judged."""

import pytest

from bot.answering import Answerer
from bot.errors import InputError
from bot.evaluation.judging import Leader, evaluate
from bot.evaluation.labelled import LabelledQuestion, Result, expectation, unknown_intents
from bot.evaluation.questions import read_questions
from bot.evaluation.report import report
from bot.knowledge.files import shipped
from bot.replies import Answer

FOUNDED = "when was the bakery founded?"
PRICE = "how much does the baguette cost?"
OPEN = "when is it baked?"


def verdict(bakery: Answerer, question: LabelledQuestion) -> Result:
    [judged] = evaluate(bakery, [question])
    return judged.result


@pytest.mark.parametrize(
    ("question", "result"),
    [
        (LabelledQuestion((FOUNDED,), "answerable"), "right"),
        (LabelledQuestion((FOUNDED,), "answerable", says=(("1931", "1932"), ("1933",))), "right"),
        (LabelledQuestion((FOUNDED,), "answerable", says=(("NEVER LEFT the family",),)), "right"),
        (LabelledQuestion((FOUNDED,), "answerable", says=(("1931",), ("1934",))), "wrong"),
        (LabelledQuestion((FOUNDED,), "answerable", never=("1933",)), "wrong"),
        (LabelledQuestion((FOUNDED,), "answerable", cites=("almanac", "other")), "right"),
        (LabelledQuestion((FOUNDED,), "answerable", cites=("other",)), "wrong"),
        (LabelledQuestion((PRICE,), "answerable"), "fell back"),
        (LabelledQuestion(("hello",), "answerable"), "fell back"),
        (LabelledQuestion((OPEN,), "answerable"), "asked back"),
        (LabelledQuestion((PRICE,), "unanswerable"), "right"),
        (LabelledQuestion(("hello",), "unanswerable"), "right"),
        (LabelledQuestion((FOUNDED,), "unanswerable"), "wrong"),
        (LabelledQuestion((FOUNDED,), "unanswerable", tags=("false-premise",)), "right"),
        (LabelledQuestion((FOUNDED,), "unanswerable", never=("1933",), tags=("false-premise",)), "wrong"),
        (LabelledQuestion((OPEN,), "unanswerable"), "asked back"),
        (LabelledQuestion((OPEN,), "ambiguous"), "right"),
        (LabelledQuestion((FOUNDED,), "ambiguous", says=(("1931",),)), "right"),
        (LabelledQuestion((FOUNDED,), "ambiguous", says=(("1934",),)), "wrong"),
        (LabelledQuestion((PRICE,), "ambiguous"), "fell back"),
        (LabelledQuestion((PRICE,), "ambiguous", tags=("near-miss",)), "right"),
        (LabelledQuestion(("hello",), "smalltalk"), "right"),
        (LabelledQuestion((PRICE,), "smalltalk"), "fell back"),
        (LabelledQuestion((FOUNDED,), "smalltalk"), "wrong"),
    ],
)
def test_a_reply_is_judged_by_the_kind_of_question(
    bakery: Answerer, question: LabelledQuestion, result: Result
) -> None:
    assert verdict(bakery, question) == result


def test_only_the_last_reply_of_a_conversation_is_judged(bakery: Answerer) -> None:
    turns = ("what is the rye loaf made of?", "and the baguette?")
    assert verdict(bakery, LabelledQuestion(turns, "answerable", says=(("yeast",),), never=("starter",))) == "right"


def test_a_conversation_remembers_the_last_answer_over_small_talk(bakery: Answerer) -> None:
    reply = bakery.converse(["what is the rye loaf made of?", "thanks", "and the baguette?"])
    assert isinstance(reply, Answer)
    assert reply.fact == "ingredients__baguette"


def test_a_conversation_without_a_message_is_an_input_error(bakery: Answerer) -> None:
    with pytest.raises(InputError, match="at least one message"):
        bakery.converse([])


def test_a_report_shares_out_the_results(bakery: Answerer) -> None:
    questions = [LabelledQuestion((said,), "unanswerable") for said in (PRICE, PRICE, OPEN, FOUNDED)]
    counted = report(evaluate(bakery, questions))
    assert [counted.share(result) for result in ("right", "asked back", "fell back", "wrong")] == [0.5, 0.25, 0, 0.25]
    assert report([]).share("right") == 0


def leader(bakery: Answerer, question: LabelledQuestion) -> Leader:
    [judged] = evaluate(bakery, [question])
    assert judged.leader is not None
    return judged.leader


@pytest.mark.parametrize(
    ("question", "result"),
    [
        (LabelledQuestion((FOUNDED,), "answerable", intents=("Founded",)), "right"),
        (LabelledQuestion((FOUNDED,), "answerable", intents=("address", "founded")), "right"),
        (LabelledQuestion((FOUNDED,), "answerable", intents=("address",)), "wrong"),
        (LabelledQuestion((FOUNDED,), "ambiguous", intents=("address",)), "wrong"),
        (LabelledQuestion((FOUNDED,), "answerable", never=("1933",), intents=("founded",)), "wrong"),
        (LabelledQuestion(("loaves sold a day?",), "answerable", intents=("LOAVES_A-day",)), "right"),
        (LabelledQuestion((PRICE,), "answerable", intents=("price",)), "right"),
        (LabelledQuestion((PRICE,), "answerable", intents=("delivery",)), "fell back"),
        (LabelledQuestion((PRICE,), "unanswerable", intents=("delivery",)), "right"),
        (LabelledQuestion(("who bakes the baguette?",), "answerable", intents=("baker",)), "fell back"),
        (LabelledQuestion((OPEN,), "answerable", intents=("baking-time",)), "asked back"),
        (LabelledQuestion((OPEN,), "ambiguous", intents=("baking-time",)), "right"),
        (LabelledQuestion(("good morning",), "answerable", intents=("GREETING",)), "right"),
        (LabelledQuestion(("good morning",), "answerable", intents=("founded",)), "fell back"),
    ],
)
def test_a_question_with_an_intent_is_answered_rightly_with_that_intent(
    bakery: Answerer, question: LabelledQuestion, result: Result
) -> None:
    assert verdict(bakery, question) == result


def test_the_leading_reading_is_judged_even_where_the_bot_asks_back(bakery: Answerer) -> None:
    found = leader(bakery, LabelledQuestion((OPEN,), "answerable", intents=("baking-time",)))
    assert (found.intent, found.result) == ("baking-time", "right")
    assert 0 < found.confidence < 1


def test_without_an_intent_the_leading_reading_is_judged_by_the_words_of_its_fact(bakery: Answerer) -> None:
    assert leader(bakery, LabelledQuestion((OPEN,), "answerable", says=(("six", "four"),))).result == "right"
    assert leader(bakery, LabelledQuestion((OPEN,), "answerable", says=(("noon",),))).result == "wrong"


def test_a_leading_reading_without_a_fact_is_a_refusal_and_small_talk_is_small_talk(bakery: Answerer) -> None:
    silent = leader(bakery, LabelledQuestion((PRICE,), "unanswerable"))
    assert (silent.name, silent.result) == ("price", "right")
    chatter = leader(bakery, LabelledQuestion(("hello",), "smalltalk"))
    assert (chatter.name, chatter.result) == ("greeting (small talk)", "right")


def test_a_question_without_any_reading_has_no_leader(bakery: Answerer) -> None:
    [judged] = evaluate(bakery, [LabelledQuestion(("xyzzy",), "unanswerable")])
    assert (judged.leader, judged.result) == (None, "right")


def test_a_question_is_answered_in_its_language_if_the_folder_has_it(lighthouse: Answerer) -> None:
    asked = [LabelledQuestion(("hello",), "smalltalk", lang=lang) for lang in ("de", "xx", None)]
    assert [judged.reply.lang for judged in evaluate(lighthouse, asked)] == ["de", "en", "en"]


def test_an_expectation_is_told_in_words() -> None:
    wanted = LabelledQuestion(
        ("?",), "answerable", says=(("a", "b"), ("c",)), never=("d",), cites=("log",), intents=("x", "y")
    )
    assert expectation(wanted) == "an answer; the intent x or y; says “a” or “b”; says “c”; never says “d”; cites log"
    assert expectation(LabelledQuestion(("?",), "unanswerable")) == "an honest refusal"


def test_expected_intents_that_do_not_exist_are_found_with_the_first_question_of_each() -> None:
    asked = [LabelledQuestion(("?",), "answerable", intents=(id,), line=at) for at, id in enumerate(["a_b", "c", "c"])]
    assert unknown_intents(asked, ["A-B"]) == {"c": asked[1]}


def test_the_shipped_questions_keep_their_level(shipped_bot: Answerer) -> None:
    """The floors rise with the matcher and never fall."""
    counted = report(evaluate(shipped_bot, read_questions(shipped() / "questions.yaml")))
    assert counted.share("right") >= 0.76
    assert counted.share("wrong") <= 0.05
