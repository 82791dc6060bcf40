"""What users and groups have chosen: kept in the store, and at hand without a look into it.

They are few, and every message needs them, so all of them stay in memory; no other process changes them, since only one
can serve a bot.
"""

import asyncio
from collections.abc import Mapping

from bot.knowledge.model import Lang
from bot.telegram.manners import IN_PRIVATE, Manners
from bot.telegram.memory import Memory


class Choices:
    """The languages of users and the manners wanted by groups, both by pseudonym."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._loading = asyncio.Lock()
        self._langs: Mapping[str, Lang] = {}
        self._manners: Mapping[str, Manners] = {}

    async def load(self) -> None:
        """Read them anew, after any of them may have been erased or moved."""
        async with self._loading:  # or what was read first could come last
            chosen = await self._memory.choices()
            if chosen is not None:
                self._langs = chosen.languages
                self._manners = {chat: Manners.of(settings) for chat, settings in chosen.settings.items()}

    def lang(self, user: str) -> Lang | None:
        """The language that ``user`` chose."""
        return self._langs.get(user)

    def manners(self, chat: str) -> Manners:
        return self._manners.get(chat, IN_PRIVATE)

    async def choose_language(self, user: str, lang: Lang | None) -> bool:
        """Whether it could be kept."""
        kept = await self._memory.choose_language(user, lang)
        await self.load()
        return kept

    async def set_up(self, chat: str, name: str, value: str) -> bool:
        """Whether it could be kept."""
        kept = await self._memory.set_up(chat, name, value)
        await self.load()
        return kept
