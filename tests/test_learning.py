"""Learning from phrasings: weights, held-out questions, thresholds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answerer
from bot.matching.confidence import BELIEF, SIGNALS, Signals, fitted, threshold, worth
from bot.matching.learning import Examples, learn
from bot.matching.sparse import Rows, add_up, part, places, product
from bot.matching.training import train
from bot.matching.world import World

MATRICES = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(-3, 3), min_size=width, max_size=width), min_size=1, max_size=6)
)


def rows(matrix: list[list[int]]) -> Rows:
    """The entries of ``matrix`` that are not 0."""
    dense = np.array(matrix, dtype=np.float64)
    starts = np.concatenate(([0], np.cumsum((dense != 0).sum(axis=1))))
    return Rows(starts, np.nonzero(dense)[1].astype(np.int32), dense[dense != 0])


@given(matrix=MATRICES)
def test_sparse_rows_add_up_and_multiply_as_dense_ones_do(matrix: list[list[int]]) -> None:
    dense, sparse = np.array(matrix, dtype=np.float64), rows(matrix)
    width = dense.shape[1]
    square = rows(np.eye(width, dtype=int).tolist())
    assert np.allclose(product(sparse, square, width), dense)
    every = np.arange(len(dense))
    assert np.allclose(add_up(sparse, every, np.full(len(dense), 2.0), width), 2 * dense.sum(axis=0))
    assert np.allclose(product(part(sparse, 0, 1), square, width), dense[:1])


def test_runs_are_put_end_to_end_and_may_be_empty() -> None:
    assert places(np.array([5, 9, 2]), np.array([2, 0, 3])).tolist() == [5, 6, 2, 3, 4]


def examples(phrasings: list[tuple[str, int]]) -> tuple[Examples, list[str]]:
    words = sorted({word for text, _ in phrasings for word in text.split()})
    matrix = [[int(word in text.split()) for word in words] for text, _ in phrasings]
    intents = np.array([intent for _, intent in phrasings])
    return Examples(rows(matrix), intents, np.ones(len(words), dtype=np.int8), int(intents.max()) + 1), words


DOORS = [("please open door", 0), ("open that door", 0), ("please open window", 1), ("open that window", 1)]


def test_a_word_that_rivals_share_loses_its_say_and_one_that_tells_them_apart_gains() -> None:
    made, words = examples(DOORS)
    weights = product(rows(np.eye(len(words), dtype=int).tolist()), learn(made), 2)
    gap = dict(zip(words, weights[:, 0] - weights[:, 1], strict=True))
    assert gap["door"] > 1 > -1 > gap["window"]
    assert abs(gap["open"]) < 0.2 * gap["door"]


def test_the_same_phrasings_teach_the_same() -> None:
    made, _ = examples(DOORS)
    assert learn(made).values.tolist() == learn(made).values.tolist()


def test_a_threshold_lies_midway_between_what_was_right_and_what_the_confidences_promise() -> None:
    confidences = np.linspace(1, 0, 101)
    right = (confidences >= 0.5).astype(float)
    found = threshold(confidences, right, np.ones(101), precision=0.9, least=5)
    assert found == pytest.approx(0.6)  # from there on all are right, and eight in ten are promised to be
    assert threshold(confidences, confidences, np.ones(101), precision=0.9, least=5) == pytest.approx(0.8, abs=0.05)
    assert threshold(confidences, np.zeros(101), np.ones(101), precision=0.9, least=20) == 1.0


def test_asking_back_begins_where_it_is_worth_it() -> None:
    confidences = np.array([0.9, 0.6, 0.5, 0.4, 0.3])
    assert worth(confidences, np.array([9, 0.5, 0.5, -0.5, -0.5]), below=0.8) == 0.5
    assert worth(confidences, np.array([9, -0.5, -0.5, -0.5, -0.5]), below=0.8) == 0.8


def test_no_signal_comes_to_say_the_contrary_of_what_is_believed() -> None:
    random = np.random.default_rng(1)
    samples = random.normal(size=(400, len(SIGNALS)))
    contrary = (samples[:, 0] < 0).astype(float)  # "share" speaks against here
    coefficients, _ = fitted(samples, contrary, np.ones(400))
    assert all(found * believed > 0 for found, believed in zip(coefficients, BELIEF.coefficients, strict=True))


def test_a_small_folder_is_not_measured_and_has_the_thresholds_of_others(bakery: Answerer) -> None:
    assert bakery.tongues.matcher("en").calibration == BELIEF
    assert bakery.tongues.matcher("en").calibration.measured == 0


def test_a_large_folder_measures_how_sure_is_sure_enough(shipped_bot: Answerer) -> None:
    calibration = shipped_bot.tongues.matcher("en").calibration
    assert calibration.measured > 1_000
    assert 0 < calibration.ask < calibration.sure < 1


def test_learning_tells_how_far_it_is(bakery: Answerer) -> None:
    told: list[int] = []
    train(World.of(bakery.knowledge, "en"), progress=told.append)
    assert sum(told) == 100


@pytest.mark.parametrize("signal", range(len(SIGNALS)))
def test_confidence_moves_as_is_believed(signal: int) -> None:
    low, high = (Signals(tuple(value if at == signal else 0.5 for at in range(len(SIGNALS)))) for value in (0.1, 0.9))
    rises = BELIEF.coefficients[signal] > 0
    assert (BELIEF.confidence(high) > BELIEF.confidence(low)) == rises
