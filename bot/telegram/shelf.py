"""The knowledge that is answered from, and how a newer one takes its place."""

import asyncio
from collections.abc import Callable

from bot.answering import Answerer
from bot.claims.checking import Checker
from bot.telegram.versions import versions


class Shelf:
    """Holds the one ``answerer`` that everybody asks, and what goes with it.

    That is the ``checker``, and the ``versions`` in which its facts stand, by their keys.
    """

    def __init__(self, answerer: Answerer, read: Callable[[], Answerer]) -> None:
        """Begin with ``answerer``; ``read`` reads the knowledge anew, and may take its time."""
        self.answerer = answerer
        self.checker = Checker(answerer)
        self.versions = versions(answerer.knowledge)
        self._read = read
        self._reading = asyncio.Lock()

    async def renew(self) -> None:
        """Read the knowledge anew, outside the event loop, and answer from it from then on; or go on as before.

        Raises:
            KnowledgeError: it has problems; the error holds all of them.
            InputError: its folder is gone.
        """
        async with self._reading:
            self.answerer = await asyncio.to_thread(self._ready)
            self.checker = Checker(self.answerer)
            self.versions = versions(self.answerer.knowledge)

    def _ready(self) -> Answerer:
        answerer = self._read()
        for lang in answerer.knowledge.languages:
            answerer.tongues.matcher(lang)  # or it would learn while somebody waits for an answer
        return answerer
