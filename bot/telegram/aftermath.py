"""What follows when the knowledge was read anew, in the background: nobody waits for it."""

import asyncio
import logging
from contextlib import suppress

from bot.telegram.corrections import Corrections
from bot.telegram.promises import Promises

_LOG = logging.getLogger(__name__)

PAUSE_SECONDS = 600.0
"""Then whatever was left, as Telegram did not take it, is tried again."""


class Aftermath:
    """Does it one at a time, so that nothing is done twice."""

    def __init__(self, corrections: Corrections, promises: Promises) -> None:
        self._corrections = corrections
        self._promises = promises
        self._due = asyncio.Event()

    def begin(self) -> None:
        """The knowledge has been read, or read anew."""
        self._due.set()

    async def run(self) -> None:
        """Wait for that, and do what follows, for ever."""
        await self._due.wait()
        while True:
            self._due.clear()
            try:
                await self._promises.keep()
                await self._corrections.catch_up()
                _LOG.debug("what was said before follows the knowledge")
            except Exception:
                _LOG.exception("what follows from new knowledge has failed, trying again later")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._due.wait(), PAUSE_SECONDS)
