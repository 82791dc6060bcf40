"""How fast one user is answered: a few times at once, then once every so many seconds."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

AT_ONCE = 6
SECONDS_EACH = 4.0
"""For messages; `Pace` counts other things as well."""

MOST_USERS = 1000
"""Of so many, those who have calmed down are forgotten."""


class Step(Enum):
    """What becomes of a message."""

    ANSWER = auto()
    SLOW_DOWN = auto()
    """It is one too many, and its user has not been told so yet."""
    IGNORE = auto()


@dataclass(slots=True)
class _Allowance:
    left: float
    at: float
    told: bool = False


class Pace:
    """Counts the messages, or the like, of each user (a pseudonym). The clock counts seconds."""

    def __init__(
        self,
        *,
        at_once: int = AT_ONCE,
        seconds_each: float = SECONDS_EACH,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._at_once = at_once
        self._seconds_each = seconds_each
        self._clock = clock
        self._users: dict[str, _Allowance] = {}

    def step(self, user: str) -> Step:
        """Count a message of ``user``."""
        now = self._clock()
        allowance = self._users.pop(user, _Allowance(self._at_once, now))
        allowance.left = min(self._at_once, allowance.left + (now - allowance.at) / self._seconds_each)
        allowance.at = now
        allowance.told &= allowance.left < self._at_once
        self._forget_the_calm(now)
        self._users[user] = allowance
        if allowance.left >= 1:
            allowance.left -= 1
            return Step.ANSWER
        told, allowance.told = allowance.told, True
        return Step.IGNORE if told else Step.SLOW_DOWN

    def _forget_the_calm(self, now: float) -> None:
        if len(self._users) >= MOST_USERS:
            since = now - self._at_once * self._seconds_each
            self._users = {user: each for user, each in self._users.items() if each.at > since}
