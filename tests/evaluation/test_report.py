"""What a run comes to: accuracy, confusions, and how they are told in the terminal."""

from bot.answering import Answerer
from bot.evaluation import summary
from bot.evaluation.judging import evaluate
from bot.evaluation.labelled import LabelledQuestion
from bot.evaluation.report import Confusion, Report, report

FOUNDED = "when was the bakery founded?"


def asked(bakery: Answerer, *rows: tuple[str, str]) -> Report:
    """The report on questions, each with its intent, none if it is out of scope."""
    questions = [
        LabelledQuestion((said,), "answerable" if intent else "unanswerable", intents=(intent,) if intent else ())
        for said, intent in rows
    ]
    return report(evaluate(bakery, questions))


def test_accuracy_counts_the_leading_readings_of_questions_that_name_their_intent(bakery: Answerer) -> None:
    found = asked(
        bakery,
        (FOUNDED, "founded"),
        ("when is it baked?", "baking-time"),
        ("who bakes the rye loaf?", "founded"),
        ("xyzzy", "founded"),
        ("is there a courier", "delivery"),
        (FOUNDED, ""),
    )
    assert (found.labelled, found.accuracy) == (5, 3 / 5)


def test_without_intents_there_is_no_accuracy(bakery: Answerer) -> None:
    assert asked(bakery, ("xyzzy", "")).accuracy is None


def test_coverage_counts_right_answers_and_named_silence_in_scope_and_answers_out_of_it_against(
    bakery: Answerer,
) -> None:
    answered = asked(bakery, (FOUNDED, "founded"), ("is there a courier", "delivery"), ("xyzzy", "founded"))
    best = answered.coverage(0.95)
    assert best is not None
    assert (answered.in_scope, best.coverage, best.precision) == (3, 2 / 3, 1.0)
    strange = asked(bakery, (FOUNDED, "founded"), (FOUNDED, ""))
    assert strange.coverage(0.95) is None


def test_open_questions_without_an_intent_are_not_measured(bakery: Answerer) -> None:
    found = report(evaluate(bakery, [LabelledQuestion(("when is it baked?",), "ambiguous")]))
    assert (found.in_scope, found.curve, sum(each.count for each in found.bins)) == (0, (), 0)


def test_confusions_are_pairs_of_intents_with_their_count_and_first_example_the_most_frequent_first(
    bakery: Answerer,
) -> None:
    found = asked(
        bakery,
        (FOUNDED, "address"),
        (FOUNDED, ""),
        ("who bakes the rye loaf?", "WHO-is"),
        ("by whom is the rye loaf kneaded", "WHO-is"),
        ("how are you", "delivery"),
        (FOUNDED, "founded"),
    )
    assert found.confusions == (
        Confusion("WHO-is", "baker", 2, "who bakes the rye loaf?"),
        Confusion("address", "founded", 1, FOUNDED),
        Confusion(None, "founded", 1, FOUNDED),
        Confusion("delivery", "wellbeing (small talk)", 1, "how are you"),
    )


def test_a_summary_tells_the_measures_in_words(bakery: Answerer) -> None:
    found = asked(bakery, (FOUNDED, "founded"), ("xyzzy", "founded"))
    accuracy, at_95, at_98, calibration = summary.measures(found)
    assert accuracy == "accuracy       50.0%  of the 2 questions that name their intent, the likeliest reading has it"
    assert at_95.startswith("at 95%         50.0%  of 2 can be answered rightly, from a confidence of ")
    assert at_98.startswith("at 98%         50.0%  of 2 ")
    assert calibration.endswith("%  between the bot's confidence and how often it is right")


def test_a_summary_says_where_no_confidence_is_enough_and_nothing_where_nothing_was_asked(bakery: Answerer) -> None:
    found = asked(bakery, ("who bakes the rye loaf?", "founded"))
    assert "at 95%          0.0%  no confidence is a sign of 95% right answers" in list(summary.measures(found))
    assert list(summary.measures(report([]))) == []


def test_a_summary_names_the_ten_most_frequent_confusions() -> None:
    found = [Confusion("a", f"b{at}", 20 - at, "why?") for at in range(12)]
    title, first, *_, last = summary.confusions(found)
    assert title == "Worth separating (expected → reached):"
    assert first == "    20  a → b0   “why?”"
    assert last == "     …  and 2 more pairs"
    assert list(summary.confusions([])) == []
