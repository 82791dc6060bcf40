"""Flood limits: the library's limiter, except that a chat which Telegram asks to wait holds up no other chat."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter

_LOG = logging.getLogger(__name__)
_Result: TypeAlias = bool | dict[str, Any] | list[dict[str, Any]]

MOST_RETRIES = 3
MOST_SECONDS = 60
"""A reply that Telegram wants to have held back for longer is given up: by then, nobody waits for it."""

CLOSING_SECONDS = 5.0
_SLACK_SECONDS = 0.1


class ChatRateLimiter(AIORateLimiter):
    """Retries a call after the pause that Telegram asks for.

    `AIORateLimiter` would do so too, but meanwhile it stops every call of the bot.
    """

    def __init__(self) -> None:
        super().__init__()
        self._closing = asyncio.Event()

    def close(self) -> None:
        """From now on, give up the calls that Telegram wants to wait for longer than the bot can."""
        self._closing.set()

    async def process_request(  # noqa: PLR0913, PLR0917  # the library's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, _Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> _Result:
        for _ in range(MOST_RETRIES):
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except RetryAfter as error:
                seconds = _seconds(error)
                _LOG.info("%s: Telegram asks to wait for %s s", endpoint, seconds)
                if seconds > MOST_SECONDS or not await self._waited(seconds + _SLACK_SECONDS):
                    raise
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)

    async def _waited(self, seconds: float) -> bool:
        """Wait; False where the bot stops meanwhile, with more than `CLOSING_SECONDS` still to wait."""
        end = asyncio.get_running_loop().time() + seconds
        try:
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        except TimeoutError:
            return True
        left = end - asyncio.get_running_loop().time()
        if left > CLOSING_SECONDS:
            return False
        await asyncio.sleep(left)
        return True


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait if isinstance(wait, int | float) else wait.total_seconds()
