"""Erasing, from time to time, what is older than it may be."""

import asyncio

from bot.telegram.memory import Memory

PAUSE_SECONDS = 600.0


async def tidy(memory: Memory, days: int) -> None:
    """Erase for ever; questions are kept for ``days``."""
    while True:
        await memory.expire(days)
        await asyncio.sleep(PAUSE_SECONDS)
