"""From start to stop: connect, fetch and reply until told to stop, then finish the replies in hand."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from telegram.error import TelegramError
from telegram.ext import Application

from bot.telegram.order import ChatOrder
from bot.telegram.polling import Polling

_LOG = logging.getLogger(__name__)
_Application: TypeAlias = Application[Any, Any, Any, Any, Any, Any]

ACKNOWLEDGE_SECONDS = 1.0
FINISH_SECONDS = 6.0
"""Together with what the database may take at the end (2 s), these keep the stop within ten seconds."""


async def run(
    application: _Application, polling: Polling, order: ChatOrder, ready: Callable[[], Awaitable[None]]
) -> None:
    """Serve until SIGTERM or SIGINT, then stop within ten seconds.

    Args:
        ready: is awaited once there is contact with Telegram, before the first update is fetched.

    Raises:
        InvalidToken: Telegram doesn't know the token, or no longer.
    """
    stop = _stop_signal()
    serving = asyncio.create_task(_serve(application, polling, ready))
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
    _LOG.info("stopping")
    for task in (serving, stopped):
        task.cancel()
    await asyncio.wait({serving, stopped})
    await _finish(application, polling, order)
    if not serving.cancelled():
        serving.result()


async def _serve(application: _Application, polling: Polling, ready: Callable[[], Awaitable[None]]) -> None:
    await polling.connect()
    await ready()
    await application.start()
    await polling.poll()


async def _finish(application: _Application, polling: Polling, order: ChatOrder) -> None:
    """Finish the replies in hand, or give them up when their time is over."""
    if application.running:
        application.bot.rate_limiter.close()
        await _acknowledge(polling)
        finishing = asyncio.create_task(application.stop())
        await asyncio.wait({finishing}, timeout=FINISH_SECONDS)
        if not finishing.done():
            _LOG.warning("replies given up, as they could not be sent in time: %d", order.abandon())
        await finishing
    await application.shutdown()
    await application.bot.shutdown()  # does nothing twice, but is all there is to shut down after a failed start
    _LOG.info("stopped")


async def _acknowledge(polling: Polling) -> None:
    try:
        await asyncio.wait_for(polling.acknowledge(), ACKNOWLEDGE_SECONDS)
    except (TimeoutError, TelegramError) as error:
        _LOG.info("the last updates may come again at the next start: %s", error or "no answer from Telegram")


def _stop_signal() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    return stop
