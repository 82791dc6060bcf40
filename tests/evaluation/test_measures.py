"""The measures, by numbers worked out by hand and by what holds for all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.measures import Bin, Point, Reading, bins, calibration_error, coverage_at, curve

readings = st.lists(
    st.builds(
        Reading,
        confidence=st.none() | st.floats(0, 1) | st.sampled_from([0.25, 0.5, 1.0]),
        right=st.booleans(),
        in_scope=st.booleans(),
        answers=st.booleans(),
    )
)
share = st.floats(0, 1)

FOUR = (Reading(0.9, right=True), Reading(0.8, right=True), Reading(0.6, right=False), Reading(0.4, right=True))


def test_each_threshold_gives_a_coverage_and_a_precision() -> None:
    assert curve(FOUR) == (Point(0.9, 0.25, 1.0), Point(0.8, 0.5, 1.0), Point(0.6, 0.5, 2 / 3), Point(0.4, 0.75, 0.75))


def test_coverage_is_the_most_that_is_answered_rightly_at_a_precision() -> None:
    points = curve(FOUR)
    assert coverage_at(points, 1.0) == Point(0.8, 0.5, 1.0)
    assert coverage_at(points, 0.7) == Point(0.4, 0.75, 0.75)


def test_exactly_the_precision_asked_for_is_enough() -> None:
    twenty = [Reading(0.5, right=at > 0) for at in range(20)]
    assert coverage_at(curve(twenty), 0.95) == Point(0.5, 0.95, 0.95)
    assert coverage_at(curve(twenty), 0.951) is None


def test_no_threshold_parts_readings_of_equal_confidence() -> None:
    assert curve([Reading(0.5, right=True), Reading(0.5, right=False)]) == (Point(0.5, 0.5, 0.5),)


def test_an_answer_out_of_scope_is_wrong_and_no_share_of_coverage() -> None:
    stranger = Reading(0.95, right=False, in_scope=False)
    assert curve([*FOUR, stranger])[:2] == (Point(0.95, 0.0, 0.0), Point(0.9, 0.25, 0.5))


def test_a_refusal_is_neither_a_right_answer_nor_a_wrong_one() -> None:
    refusals = [Reading(1.0, right=True, in_scope=False, answers=False), Reading(None, right=False, in_scope=False)]
    assert curve([*FOUR, *refusals]) == curve(FOUR)
    assert curve([*FOUR, Reading(None, right=False)])[0] == Point(0.9, 0.2, 1.0)


def test_the_calibration_error_weighs_the_gap_of_each_bin_by_its_size() -> None:
    found = [
        Reading(0.95, right=True),
        Reading(0.95, right=False),
        Reading(0.25, right=False),
        Reading(0.25, right=False),
    ]
    assert calibration_error(bins(found)) == pytest.approx((2 * 0.45 + 2 * 0.25) / 4)


def test_a_bin_holds_what_lies_over_its_lower_end_and_up_to_its_upper_one() -> None:
    found = bins([Reading(value, right=True) for value in (0.0, 0.1, 0.10001, 1.0)])
    assert [each.count for each in found] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 1]
    assert found[1] == Bin(0.1, 0.2, 1, 0.10001, 1.0)
    assert found[2] == Bin(0.2, 0.3, 0, 0.0, 0.0)


def test_nothing_asked_is_nothing_measured() -> None:
    assert curve([]) == ()
    assert coverage_at([], 0.5) is None
    assert calibration_error(bins([])) == 0


@given(readings, share, share)
def test_the_coverage_never_rises_with_the_precision_asked_for(found: list[Reading], one: float, two: float) -> None:
    points = curve(found)
    low, high = (coverage_at(points, precision) for precision in sorted((one, two)))
    assert not high or (low and low.coverage >= high.coverage)


@given(readings)
def test_the_coverage_never_falls_with_the_threshold(found: list[Reading]) -> None:
    points = curve(found)
    assert [point.threshold for point in points] == sorted({point.threshold for point in points}, reverse=True)
    assert [point.coverage for point in points] == sorted(point.coverage for point in points)


@given(readings)
def test_all_shares_lie_between_0_and_1_and_every_confident_reading_is_in_a_bin(found: list[Reading]) -> None:
    filled = bins(found)
    assert sum(each.count for each in filled) == sum(reading.confidence is not None for reading in found)
    assert 0 <= calibration_error(filled) <= 1
    assert all(0 <= point.coverage <= 1 and 0 <= point.precision <= 1 for point in curve(found))


@given(readings)
def test_the_order_of_questions_does_not_matter(found: list[Reading]) -> None:
    assert curve(found) == curve(found[::-1])
    assert calibration_error(bins(found)) == pytest.approx(calibration_error(bins(found[::-1])))


@given(st.lists(st.booleans(), min_size=1))
def test_confidences_that_are_the_share_of_right_readings_are_calibrated(right: list[bool]) -> None:
    confidence = sum(right) / len(right)
    assert calibration_error(bins(Reading(confidence, right=each) for each in right)) == pytest.approx(0)
