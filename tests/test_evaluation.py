"""How replies to labelled questions are judged."""

from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.errors import InputError, KnowledgeError
from bot.evaluation import LabelledQuestion, Result, evaluate, read_questions, report
from bot.knowledge.load import shipped
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


def test_questions_are_read_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text("# two\n- {ask: [hello], kind: smalltalk}\n- {ask: [a, b], kind: ambiguous, tags: [x]}\n", "utf-8")
    first, second = read_questions(file)
    assert (first.turns, first.kind, first.line) == (("hello",), "smalltalk", 2)
    assert (second.turns, second.tags, second.line) == (("a", "b"), ("x",), 3)


@pytest.mark.parametrize("content", ["", "{}", "- {ask: hello, kind: smalltalk}", "- {kind: smalltalk}", "[", "\x00"])
def test_a_malformed_file_of_questions_is_refused_with_file_and_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "questions.yaml"
    file.write_text(content, "utf-8")
    with pytest.raises(KnowledgeError, match=r"questions\.yaml:\d: "):
        read_questions(file)


def test_the_shipped_questions_keep_their_level(shipped_bot: Answerer) -> None:
    """The floors rise with the matcher and never fall."""
    counted = report(evaluate(shipped_bot, read_questions(shipped() / "questions.yaml")))
    assert counted.share("right") >= 0.65
    assert counted.share("wrong") <= 0.035
