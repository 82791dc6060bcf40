"""The benchmarks' own arithmetic and questions; the peers are not needed, and no time is measured."""

import math
import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.load import load
from tests.benchmarks.held_out import FOLDS, held_out
from tests.benchmarks.measures import Guess, Judged, accuracy, judge, right_at, threshold
from tests.benchmarks.ours import Citebot, knowledge_of
from tests.benchmarks.questions import Question, read_csv, sample
from tests.benchmarks.slips import misspelt, slip
from tests.benchmarks.synthetic import PER_INTENT, Synthetic

ROOT = Path(__file__).parents[1]


def answers(*scores: tuple[float, bool]) -> list[Judged]:
    """Given answers to answerable questions: their scores, and whether they are right."""
    return [Judged(True, True, right, score, False) for score, right in scores]


def test_an_answer_is_right_given_or_neither() -> None:
    assert judge(Question("x", "a"), Guess("a", 0.5)) == Judged(True, True, True, 0.5, False)
    assert judge(Question("x", "a"), Guess("b", 0.5, sure=True)) == Judged(True, True, False, 0.5, True)
    assert judge(Question("x", None), Guess("b", 0.5)) == Judged(False, True, False, 0.5, False)
    assert judge(Question("x", None), Guess(None, 0.5)) == Judged(False, False, False, 0.5, False)


def test_accuracy_leaves_out_what_has_no_answer() -> None:
    assert accuracy([*answers((0.9, True), (0.1, False)), Judged(False, True, False, 1.0, False)]) == 0.5
    assert math.isnan(accuracy([]))


def test_the_threshold_is_the_lowest_that_keeps_enough_right() -> None:
    assert threshold(answers((0.9, True), (0.8, False), (0.7, True), (0.6, True), (0.5, False)), 0.75) == 0.6
    assert threshold(answers((0.9, False), (0.8, True)), 0.95) == math.inf


def test_answers_of_the_same_score_are_kept_or_held_back_together() -> None:
    assert threshold(answers((0.9, True), (0.8, True), (0.8, False)), 0.95) == 0.9


def test_an_answer_to_what_has_none_counts_as_wrong() -> None:
    out_of_scope = Judged(False, True, False, 0.8, False)
    assert threshold([*answers((0.9, True), (0.7, True)), out_of_scope], 0.95) == 0.9


def test_what_is_kept_is_a_share_of_all_answerable_questions() -> None:
    asked = answers((0.9, True), (0.8, False), (0.2, True), (0.1, True))
    kept = right_at(asked, answers((0.5, True)), 0.95)
    assert (kept.right, kept.precision) == (0.25, 0.5)


def test_without_validation_each_half_is_held_to_the_threshold_of_the_other() -> None:
    asked = answers((0.9, True), (0.6, True), (0.7, False), (0.3, False))  # from 0.9 on, and from 0.6 on
    assert right_at(asked, (), 0.95).right == 0.25


@given(st.text(alphabet="abcdefgh ", max_size=200))
def test_slips_are_always_the_same_and_keep_the_words_apart(text: str) -> None:
    assert misspelt(text) == misspelt(text)
    assert misspelt(text).count(" ") == text.count(" ")
    assert misspelt(text, share=0) == text


@given(st.text(alphabet="абвxyzé한국", min_size=2), st.integers())
def test_a_slip_changes_a_letter_or_two(word: str, seed: int) -> None:
    slipped = slip(word, random.Random(seed))
    assert abs(len(slipped) - len(word)) <= 1
    assert slipped != word


def test_about_one_word_in_six_has_a_slip() -> None:
    words = [f"{first}{second}ord" for first in "abcdefghijklmnopqrstuvwxyz" for second in "aeiou"] * 10
    changed = sum(word != slipped for word, slipped in zip(words, misspelt(" ".join(words)).split(), strict=True))
    assert 0.12 < changed / len(words) < 0.21


def test_made_up_phrasings_are_always_the_same_and_ten_an_intent() -> None:
    phrasings = list(Synthetic(200).phrasings())
    assert phrasings == list(Synthetic(200).phrasings())
    assert len(phrasings) == 200
    assert len({phrasing.intent for phrasing in phrasings}) == 200 // PER_INTENT
    assert {question.intent for question in Synthetic(200).questions(50)} <= {each.intent for each in phrasings}


def test_a_sample_is_spread_over_all_questions() -> None:
    questions = [Question(str(number), None) for number in range(100)]
    assert [question.text for question in sample(questions, 4)] == ["0", "25", "50", "75"]
    assert sample(questions, None) == tuple(questions)


def test_an_empty_intent_in_csv_is_out_of_scope(tmp_path: Path) -> None:
    file = tmp_path / "questions.csv"
    file.write_text('question,intent\n"one, two",a\nthree,\n', encoding="utf-8")
    assert read_csv(file) == (Question("one, two", "a"), Question("three", None))


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_labelled_phrasings_are_knowledge_in_memory(lang: str) -> None:
    pairs = [
        Question("where is my parcel", "parcel"),
        Question("track my order", "parcel"),
        Question("refund", "money"),
    ]
    assert Citebot(knowledge_of(pairs, lang)).ask("where is my parcel").intent == "parcel"


def test_what_is_held_out_is_asked_and_not_learnt() -> None:
    knowledge = load(ROOT / "tests" / "folders" / "bakery")
    folds = held_out("bakery", knowledge).folds
    assert len(folds) == FOLDS
    asked = [len(fold.asked) for fold in folds]
    kept = [sum(len(intent.phrasings) for intent in fold.knowledge.intents.values()) for fold in folds]
    everything = sum(len(intent.phrasings) for intent in knowledge.intents.values())
    smalltalk = sum(len(kind.phrasings) for words in knowledge.wording.values() for kind in words.smalltalk)
    assert sum(asked) == everything + smalltalk
    assert all(0 < left < everything for left in kept)
    for fold in folds:
        known = {intent for _, intent in fold.train if intent}
        assert {intent for _, intent in fold.asked if intent} <= known == set(fold.knowledge.intents)
        assert all(one.intent == other.intent for one, other in zip(fold.asked, fold.misspelt, strict=True))
    assert all(one.knowledge != other.knowledge for one, other in pairwise(folds))


def test_the_command_needs_no_peer_to_say_what_it_does() -> None:
    code = (
        "import runpy, sys\n"
        "sys.argv = ['benchmarks', '--help']\n"
        "try: runpy.run_module('tests.benchmarks', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "assert not {'bm25s', 'tantivy', 'sklearn', 'torch'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--train" in done.stdout
