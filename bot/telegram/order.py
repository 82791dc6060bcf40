"""In which order updates are handled: those of one chat one after another, those of different chats at once."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Coroutine, Hashable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_LOG = logging.getLogger(__name__)

MOST_UPDATES = 2048
"""How many updates may be in hand, nearly all of them waiting for Telegram or for the update before them."""

MOST_UPDATES_A_CHAT = 64
"""How many of these one chat may take up, so that a flooded chat leaves room for the others; the rest is dropped."""


class ChatOrder(BaseUpdateProcessor):
    """Handles the updates of a chat in the order in which they came, without one chat waiting for another."""

    def __init__(self) -> None:
        super().__init__(MOST_UPDATES)
        self._locks: dict[Hashable, asyncio.Lock] = {}
        self._in_hand: Counter[Hashable] = Counter()
        self._tasks: set[asyncio.Task[Any]] = set()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        chat = _chat(update)
        self._enter(chat)
        try:
            if self._in_hand[chat] > MOST_UPDATES_A_CHAT:
                _LOG.warning("dropped an update: %d of its chat are waiting already", MOST_UPDATES_A_CHAT)
                return
            async with self._locks[chat]:
                await coroutine
        finally:
            self._leave(chat)
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # or Python complains of one that was never begun

    @property
    def chats_in_hand(self) -> int:
        """How many chats have an update in hand."""
        return len(self._locks)

    def abandon(self) -> int:
        """Cancel what is still in hand and say how many updates that concerns."""
        for task in self._tasks:
            task.cancel()
        return len(self._tasks)

    def _enter(self, chat: Hashable) -> None:
        self._locks.setdefault(chat, asyncio.Lock())
        self._in_hand[chat] += 1
        if task := asyncio.current_task():
            self._tasks.add(task)

    def _leave(self, chat: Hashable) -> None:
        self._in_hand[chat] -= 1
        if not self._in_hand[chat]:
            del self._in_hand[chat], self._locks[chat]
        if task := asyncio.current_task():
            self._tasks.discard(task)

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""


def _chat(update: object) -> Hashable:
    """What ``update`` belongs to: a chat, or, where Telegram doesn't tell the chat (inline mode), who caused it."""
    if not isinstance(update, Update):
        return None
    if update.effective_chat and not update.guest_message:
        return update.effective_chat.id
    return "elsewhere", update.effective_user.id if update.effective_user else None
