"""Double taps: presses of a button that was pressed a moment ago."""

import time
from collections.abc import Callable, Hashable

SECONDS = 10.0
"""After so long, who presses again wants to see it again."""


class Presses:
    """Remembers what was pressed last, for some seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._done: dict[Hashable, float] = {}

    def repeated(self, press: Hashable) -> bool:
        """Whether ``press`` was done a moment ago."""
        begin = self._clock() - SECONDS
        self._done = {each: at for each, at in self._done.items() if at > begin}
        return press in self._done

    def done(self, press: Hashable) -> None:
        """``press`` has been done just now."""
        self._done[press] = self._clock()
