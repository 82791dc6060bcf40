"""What the handlers share, and what they all do with it: say something, cite, keep people to a pace."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.answering import Answerer
from bot.knowledge.model import Knowledge, Lang, Language
from bot.replies import Answer, Reply
from bot.settings import Settings
from bot.store.protocol import Shown, Version
from bot.telegram import findings, links, pages, reasons, receipts
from bot.telegram.choices import Choices
from bot.telegram.memory import Memory
from bot.telegram.pace import Pace, Step
from bot.telegram.post import Post
from bot.telegram.render import MOST_ANSWERS, Rendered
from bot.telegram.request import Original, Pseudonyms, Request
from bot.telegram.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Desk:
    """What the handlers share."""

    shelf: Shelf
    memory: Memory
    post: Post
    pseudonyms: Pseudonyms
    settings: Settings
    choices: Choices
    pace: Pace = field(default_factory=Pace)

    @property
    def answerer(self) -> Answerer:
        """The one to ask now; after a reload, it is another."""
        return self.shelf.answerer

    @property
    def knowledge(self) -> Knowledge:
        return self.answerer.knowledge

    def lang(self, request: Request) -> Lang:
        """The group's language, the user's choice, or that of the user's Telegram: the first that the knowledge speaks.

        If it speaks none of them, its own. What a message itself is written in goes before all of these.
        """
        wanted = (self.choices.manners(request.chat).lang, self.choices.lang(request.user), request.lang)
        return next((lang for lang in wanted if lang in self.knowledge.languages), self.knowledge.default_lang)

    def language(self, request: Request) -> Language:
        """The bot's own words for ``request``."""
        return self.knowledge.language(self.lang(request))

    async def say(self, request: Request, rendered: Rendered) -> None:
        """Reply with words of the bot's own, which are not recorded as an answer."""
        if not await self.welcomed(request):
            return
        past = await self.memory.past(request)
        reply_id = await self.post.put(request.place, rendered, instead_of=past.reply_id or None)
        await self.memory.keep(request, reply_id)
        if past.reply_id:
            await self.replaced(request, reply_id)

    async def check(self, request: Request, post: str) -> None:
        """Say what of ``post`` agrees with the facts, what differs, and what they do not say."""
        await self.say(request, await self.checked(request, post))

    async def checked(self, request: Request, post: str) -> Rendered:
        """The same for whoever delivers it himself."""
        # It takes a moment, in which others need not wait.
        found = await asyncio.to_thread(self.shelf.checker.check, post, preferred=self.lang(request))
        return findings.page(found, self.knowledge.language(found.lang))

    async def explain(self, request: Request, original: Original | None) -> None:
        """Say why the answer that ``original`` is, or got, is the answer; without it, the last of the conversation."""
        question = await self.memory.question(request.conversation, original)
        language = self.language(request)
        if question is None:
            await self.say(request, pages.line(language, "why.gone" if original else "why.which"))
            return
        await self.say(request, reasons.page(self.answerer, question))

    def cited(self, reply: Reply) -> tuple[str, ...]:
        """The versions of the facts that ``reply`` shows."""
        shown = reply.every[:MOST_ANSWERS] if isinstance(reply, Answer) else ()
        return tuple(self.shelf.versions[one.fact].id for one in shown if one.fact in self.shelf.versions)

    def receipt(self, reply: Reply) -> str | None:
        """The address of the receipt for ``reply``; None, where it cites nothing."""
        cited = self.cited(reply)
        return links.receipt(self.post.bot.username, cited) if cited else None

    async def prove(self, request: Request, versions: Sequence[str]) -> None:
        """Show the receipt for an answer that cited ``versions`` of facts."""
        found = [await self.version(id) for id in versions]
        shown = [version for version in found if version]
        await self.say(request, receipts.page(shown, self.shelf.versions, self.language(request)))

    async def version(self, id: str) -> Version | None:
        """The version of a fact with this digest, of today or before."""
        today = {version.id: version for version in self.shelf.versions.values()}
        return await self.memory.version(id) or today.get(id)

    async def follow(self, shown: Shown) -> None:
        """Keep what is needed so that corrections reach ``shown``."""
        if (shown.versions or shown.withdrawn) and self.settings.correct_days:
            await self.memory.show(shown, self.settings.correct_days)

    async def forget(self, request: Request) -> None:
        """Erase all that is kept of the user, and say what that was; of this, too, nothing is kept."""
        language = self.language(request)
        erased = await self.memory.forget(request.user)
        await self.choices.load()
        if await self.welcomed(request):
            page = pages.forgotten(language, erased, among_people=request.place.among_people)
            await self.post.put(request.place, page)

    async def replaced(self, request: Request, reply_id: int) -> None:
        """Forget what that reply of the bot's has cited and promised, as it says something else now."""
        await self.memory.unshow(request.chat, reply_id)
        await self.memory.release(request.chat, reply_id)

    async def welcomed(self, request: Request) -> bool:
        """Whether ``request`` is to be replied to; the first of too many is met with a polite line."""
        match self.pace.step(request.user):
            case Step.ANSWER:
                return True
            case Step.SLOW_DOWN:
                await self.post.put(request.place, pages.line(self.language(request), "telegram.slow-down"))
                return False
            case Step.IGNORE:
                return False
