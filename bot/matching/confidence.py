"""How sure a reading is: a logistic function of what speaks for it, learnt from phrasings that were held out.

Only the learning of it needs labelled questions, and those the curator wrote: a phrasing that was held out has a right
answer, a phrasing of an intent that was held out has none (`calibration`).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

import numpy as np

from bot.matching.rank import Fit, Rank
from bot.matching.sparse import Floats

SIGNALS = ("share", "lead", "wording", "said", "understood", "length", "known", "stray", "against")
CREDIT = 5
"""Of the surest answers one or two may be wrong by chance: so many right ones are taken to stand before them."""
MOST_ODDS = 700.0
"""Log odds beyond which the exponential function has no number any more."""
FAR_AHEAD = 6.0
"""A lead beyond this says no more."""
LONGEST_STEP, CONVERGED = 1.0, 1e-6
LEAST = 0.75
"""The share of what is believed of a signal that any calibration keeps to."""
FIRM = 25.0
"""How many questions the belief that a calibration starts from weighs as much as."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What the confidence in one reading depends on, in the order of `SIGNALS`.

    ``share`` and ``lead`` as in `Rank`; ``wording``, ``said`` and ``understood`` as in `Rank` and `Fit`; ``length`` is
    ln(1 + words); ``known`` the share of the message that any phrasing knows; ``stray`` as in `Fit`; ``against`` the
    sum of all penalties.
    """

    values: tuple[float, ...]

    @classmethod
    def of(cls, rank: Rank, fit: Fit, *, words: int, known: float, against: float) -> "Signals":
        lead = max(-FAR_AHEAD, min(rank.lead, FAR_AHEAD))
        return cls(
            (rank.share, lead, rank.wording, fit.said, fit.understood, math.log1p(words), known, fit.stray, against)
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """The coefficients of the logistic function, one for each signal and a constant, and the two thresholds.

    From ``sure`` on a reading is answered, from ``ask`` on it is worth asking back. ``measured`` is the number of
    held-out questions it was learnt from; 0: a folder too small to learn from, which has the coefficients of others.
    """

    coefficients: tuple[float, ...]
    constant: float
    sure: float
    ask: float
    measured: int = 0

    def confidence(self, signals: Signals) -> float:
        """From 0 to 1."""
        total = self.constant + sum(map(mul, self.coefficients, signals.values))
        return 1 / (1 + math.exp(-max(-MOST_ODDS, min(total, MOST_ODDS))))


BELIEF = Calibration((1.0, 0.5, 1.0, 0.5, 2.5, 0.4, 0.5, -1.0, -1.0), -2.0, sure=0.80, ask=0.45)
"""What is believed before anything is measured: what held for several folders together."""


def fitted(samples: Floats, right: Floats, weights: Floats, *, belief: Calibration = BELIEF) -> tuple[Floats, float]:
    """Coefficients and constant of a logistic regression, drawn towards ``belief``.

    What is believed to speak for a reading never comes to say next to nothing, or the contrary: where the questions say
    so, their likeness to each other does, and the coefficient keeps the share `LEAST` of what is believed.

    Args:
        samples: a row of signals for each question.
        right: 1 where the leading reading was right, 0 where not.
        weights: what each question counts; their sum is the number of questions that they stand for.
    """
    columns = np.column_stack((samples, np.ones(len(samples))))
    start = np.array((*belief.coefficients, belief.constant))
    free = np.ones(len(start), dtype=bool)
    while True:
        found = start * LEAST
        given = columns[:, ~free] @ found[~free]
        found[free] = _newton(columns[:, free], right, weights, start[free], given)
        beyond = (found / start - LEAST)[:-1]
        if beyond.min() >= 0:
            return found[:-1], float(found[-1])
        free[beyond.argmin()] = False


def _newton(columns: Floats, right: Floats, weights: Floats, start: Floats, given: Floats) -> Floats:
    """The maximum of the likelihood with a normal prior around ``start``, except for the last column, the constant.

    Args:
        given: what is added to the log odds of each row beside its columns.
    """
    hold = np.diag(FIRM * np.maximum(columns.std(axis=0), 0.05) ** 2 / 4)
    hold[-1, -1] = 1e-3
    found = start.copy()
    for _ in range(50):
        guess = 1 / (1 + np.exp(-np.clip(columns @ found + given, -30, 30)))
        slope = columns.T @ (weights * (guess - right)) + hold @ (found - start)
        curve = (columns * (weights * guess * (1 - guess))[:, None]).T @ columns + hold
        step = np.linalg.solve(curve, slope)
        size = float(np.abs(step).max())
        found = found - step * min(1.0, LONGEST_STEP / size) if size else found
        if size < CONVERGED:
            break
    return found


def threshold(confidences: Floats, right: Floats, weights: Floats, *, precision: float, least: int) -> float:
    """The lowest confidence from which on at least ``precision`` of the answers are right; 1 if there is none.

    How many are right is taken midway between the share that was and the share that their confidence promises, which
    depends less on the questions that happened to be asked.

    Args:
        least: so many answers have to lie above it.
    """
    order = np.argsort(-confidences, kind="stable")
    credit = CREDIT * float(weights.mean())
    above = np.cumsum(weights[order])
    measured = (np.cumsum((weights * right)[order]) + credit) / (above + credit)
    promised = np.cumsum((weights * confidences)[order]) / above
    good = np.flatnonzero((measured + promised) / 2 >= precision)
    good = good[good + 1 >= least]
    return float(confidences[order[good[-1]]]) if len(good) else 1.0


def worth(confidences: Floats, gains: Floats, *, below: float) -> float:
    """The confidence from which on, up to ``below``, the ``gains`` add up to most; ``below`` if none is worth it."""
    within = np.flatnonzero(confidences < below)
    order = within[np.argsort(-confidences[within], kind="stable")]
    total = np.cumsum(gains[order])
    return float(confidences[order[total.argmax()]]) if len(order) and total.max() > 0 else below


def as_rows(signals: Sequence[Signals]) -> Floats:
    """One row for each, in the order of `SIGNALS`."""
    return np.array([one.values for one in signals], dtype=np.float64).reshape(len(signals), len(SIGNALS))
