"""Fetching updates: from the first contact with Telegram to the last acknowledgement.

The library's `Updater` would do it too, but it ends without a word when the token is revoked, it can sleep for half a
minute when asked to stop, and an update that it cannot read keeps it from all others.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application
from telegram.request import HTTPXRequest

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")

POLL = timedelta(seconds=25)
"""How long Telegram may hold a request back while there is nothing to fetch."""

FIRST_PAUSE_SECONDS = 1.0
MOST_PAUSE_SECONDS = 30.0


class UpdatesRequest(HTTPXRequest):
    """Empties updates that the library cannot read, so that the others of their batch are not lost with them."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        data = HTTPXRequest.parse_json_payload(payload)
        if isinstance(data.get("result"), list):
            data["result"] = [
                update if _readable(update) else {"update_id": update["update_id"]} for update in data["result"]
            ]
        return data


class Polling:
    """Fetches updates of certain kinds into an application's queue.

    Args:
        application: not yet initialized.
        kinds: the kinds of update to ask Telegram for.
    """

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], kinds: Sequence[str]) -> None:
        self._application = application
        self._kinds = kinds
        self._offset: int | None = None

    async def connect(self) -> None:
        """Make contact, however long it takes.

        Raises:
            InvalidToken: Telegram doesn't know the token.
        """
        await _persisting(self._application.initialize)
        await _persisting(self._application.bot.delete_webhook)  # with a webhook set, Telegram refuses to be polled

    async def poll(self) -> None:
        """Fetch for ever.

        Raises:
            InvalidToken: Telegram no longer knows the token.
        """
        while True:
            for update in await _persisting(lambda: self._fetch(POLL)):
                self._application.update_queue.put_nowait(update)
                self._offset = update.update_id + 1

    async def acknowledge(self) -> None:
        """Tell Telegram what has been fetched, so that the next start isn't given it again.

        Raises:
            TelegramError: it can't be told now.
        """
        if self._offset is not None:
            await self._fetch(timedelta())

    async def _fetch(self, hold: timedelta) -> Sequence[Update]:
        updates: Sequence[Update] = await self._application.bot.get_updates(
            self._offset, timeout=hold, allowed_updates=self._kinds
        )
        return updates


async def _persisting(call: Callable[[], Awaitable[_T]]) -> _T:
    """What ``call`` gives, once the network and Telegram let it."""
    pause = FIRST_PAUSE_SECONDS
    while True:
        try:
            return await call()
        except InvalidToken:
            raise
        except Conflict:
            _LOG.error("another bot runs with this token (stop one of the two), trying again in %.0f s", pause)
        except TelegramError as error:
            _LOG.warning("no contact with Telegram (%s), trying again in %.0f s", error, pause)
        await asyncio.sleep(pause)
        pause = min(MOST_PAUSE_SECONDS, 2 * pause)


def _readable(update: dict[str, Any]) -> bool:
    try:
        Update.de_json(update, None)
    except Exception as error:  # whatever is wrong with it, it's the same to the other updates
        _LOG.error("cannot read update %s: %s: %s", update["update_id"], type(error).__name__, error)
        return False
    return True
