"""What was done a moment ago and need not be done again: a button tapped twice, one album of many pictures."""

import time
from collections.abc import Callable, Hashable

SECONDS = 10.0
"""After so long, who asks again wants to see it again."""


class Recent:
    """Remembers for some seconds what was done."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._done: dict[Hashable, float] = {}

    def __contains__(self, what: Hashable) -> bool:
        begin = self._clock() - SECONDS
        self._done = {each: at for each, at in self._done.items() if at > begin}
        return what in self._done

    def add(self, what: Hashable) -> None:
        """``what`` has been done just now."""
        self._done[what] = self._clock()
