"""Whether updates have the exact shape of the Bot API, as python-telegram-bot knows it."""

import os
from collections.abc import Iterator

from telegram import TelegramObject, Update

from tests.telegram.fake_methods import Json

os.environ.setdefault("PTB_TIMEDELTA", "true")  # as the bot does


def strays(update: Json) -> list[str]:
    """The fields in ``update``, however deep, that the Bot API does not have; raises where one is missing."""
    return list(_strays(Update.de_json(update, None)))


def _strays(found: object) -> Iterator[str]:
    if isinstance(found, TelegramObject):
        yield from (f"{type(found).__name__}.{name}" for name in found.api_kwargs)
        for value in found.to_dict(recursive=False).values():
            yield from _strays(value)
    elif isinstance(found, list | tuple):
        for each in found:
            yield from _strays(each)
