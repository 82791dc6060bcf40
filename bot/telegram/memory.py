"""The store as the handlers use it: outside the event loop, and never in the way of a reply."""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.errors import StoreError
from bot.matching.turn import Turn
from bot.store.protocol import Conversation, Day, Promise, Question, Shown, Store, Version
from bot.telegram.request import Original, Request

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Past:
    """What went before a request: the turn to follow up on, and the id of the reply it already has."""

    turn: Turn | None = None
    reply_id: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Languages by user, and settings by chat and name."""

    languages: Mapping[str, str]
    settings: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Memory:
    """A store whose failures are logged and otherwise felt as forgetting."""

    store: Store

    async def past(self, request: Request) -> Past:
        """What went before ``request``; nothing, where the store fails."""

        def look() -> Past:
            return Past(self.store.recall(request.conversation), self.store.reply_to(request.key))

        return await self._try("look up what went before", look, Past())

    async def keep(
        self, request: Request, reply_id: int | None, question: Question | None = None, turn: Turn | None = None
    ) -> None:
        """Keep the id of the reply to ``request``, if the bot has it, and what it was about if that was asked."""

        def keep() -> None:
            if reply_id is not None:
                self.store.answered(request.conversation, request.key, reply_id)
            if question:
                self.store.record(question)
            if turn:
                self.store.remember(request.conversation, turn)

        await self._try("keep what was asked and answered", keep, None)

    async def question(self, conversation: Conversation, original: Original | None) -> Question | None:
        """The question that ``original`` is or answers; without it, the last one of the conversation."""

        def look() -> Question | None:
            if original is None:
                return self.store.last_question(conversation)
            found = self.store.answered_by(conversation.chat, original.reply_id)
            return found or self.store.question(original.key)

        return await self._try("look up a question", look, None)

    async def rate(self, fact: str, user: str, *, helpful: bool) -> bool | None:
        """Whether this thumb changed anything; None where it could not be kept."""
        return await self._try("keep a rating", lambda: self.store.rate(fact, user, helpful), None)

    async def blame(self, fact: str, user: str, fault: str) -> bool | None:
        """Whether it changed anything that this is what was wrong; None where it could not be kept."""
        return await self._try("keep a rating", lambda: self.store.blame(fact, user, fault), None)

    async def forget(self, user: str) -> Mapping[str, int] | None:
        """Erase all that is kept of ``user``: how many rows by table; None where that failed."""
        return await self._try("forget a user", lambda: self.store.forget(user), None)

    async def leave(self, chat: str) -> None:
        """Erase all that is kept of ``chat``."""
        await self._try("forget a chat", lambda: self.store.leave(chat), None)

    async def move(self, old: str, new: str, address: str) -> None:
        """Give all that is kept of the chat ``old`` to the chat ``new``, whose id is sealed in ``address``."""
        await self._try("move a chat", lambda: self.store.move(old, new, address), None)

    async def choices(self) -> Chosen | None:
        """All that was chosen; None, where the store fails."""
        return await self._try(
            "look up what was chosen", lambda: Chosen(self.store.languages(), self.store.settings()), None
        )

    async def choose_language(self, user: str, lang: str | None) -> bool:
        """Whether the choice could be kept."""
        return await self._done("keep a language", lambda: self.store.choose_language(user, lang))

    async def set_up(self, chat: str, name: str, value: str) -> bool:
        """Whether the setting could be kept."""
        return await self._done("keep a setting", lambda: self.store.set_up(chat, name, value))

    async def days(self, number: int) -> Sequence[Day] | None:
        """The last days in numbers; None, where the store fails."""
        return await self._try("count questions", lambda: self.store.days(number), None)

    async def missed(self, most: int) -> Sequence[str] | None:
        """Questions missed, the newest first; None, where the store fails."""
        return await self._try("look up questions", lambda: self.store.missed(most), None)

    async def learn(self, versions: Sequence[Version]) -> None:
        """Keep ``versions`` as those of today."""
        await self._try("keep the versions of facts", lambda: self.store.learn(versions), None)

    async def version(self, id: str) -> Version | None:
        """The version of a fact with this digest, or None."""
        return await self._try("look up the version of a fact", lambda: self.store.version(id), None)

    async def replaced(self, most: int) -> Sequence[Version] | None:
        """The versions replaced last, the last first; None, where the store fails."""
        return await self._try("look up corrections", lambda: self.store.replaced(most), None)

    async def show(self, shown: Shown, days: int) -> None:
        """Keep for ``days`` which answer a message shows."""
        await self._try("keep what an answer cites", lambda: self.store.show(shown, days), None)

    async def unshow(self, chat: str, message_id: int) -> None:
        """A message shows no answer any more."""
        await self._try("forget what an answer cites", lambda: self.store.unshow(chat, message_id), None)

    async def shown(self, chat: str, message_id: int) -> Shown | None:
        """The answer that a message shows, or None."""
        return await self._try("look up an answer", lambda: self.store.shown(chat, message_id), None)

    async def outdated(self, current: Collection[str]) -> Sequence[Shown]:
        """The answers that ``current`` versions of facts make outdated; none, where the store fails."""
        return await self._try("look up old answers", lambda: self.store.outdated(current), ())

    async def corrected(self, was: Shown, now: Shown, *, edited: bool) -> None:
        """What showed ``was`` shows ``now``, and was ``edited`` for it."""
        await self._try("keep a correction", lambda: self.store.corrected(was, now, edited), None)

    async def promise(self, promise: Promise) -> bool:
        """Whether the promise could be kept in mind."""
        return await self._done("keep a promise in mind", lambda: self.store.promise(promise))

    async def promises(self) -> Sequence[Promise]:
        """All that is promised; none, where the store fails."""
        return await self._try("look up promises", self.store.promises, ())

    async def promised(self, promise: Promise) -> bool:
        """Whether ``promise`` still holds."""
        return promise in await self.promises()

    async def release(self, chat: str, message_id: int) -> None:
        """Forget what is promised under a message."""
        await self._try("forget a promise", lambda: self.store.release(chat, message_id), None)

    async def expire(self, days: int) -> None:
        """Erase what is older than it may be."""
        if erased := await self._try("erase what is too old", lambda: self.store.expire(days), 0):
            _LOG.debug("erased what was too old: %d rows", erased)

    async def registered(self, key: str) -> str | None:
        """The digest kept under ``key``, or None."""
        return await self._try("look up what is registered", lambda: self.store.registered(key), None)

    async def register(self, key: str, digest: str) -> None:
        await self._try("note what is registered", lambda: self.store.register(key, digest), None)

    async def _done(self, aim: str, act: Callable[[], None]) -> bool:
        def done() -> bool:
            act()
            return True

        return await self._try(aim, done, False)

    async def _try(self, aim: str, act: Callable[[], _T], otherwise: _T) -> _T:
        try:
            return await asyncio.to_thread(act)
        except StoreError as error:
            _LOG.error("could not %s, going on without: %s", aim, error)
            return otherwise
