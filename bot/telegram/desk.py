"""The way of every reply: look up what went before, ask the core, render, send, record."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from telegram.constants import ReactionEmoji

from bot.answering import Answerer
from bot.knowledge.model import Knowledge, Lang, Language
from bot.matching.turn import Turn
from bot.replies import STATUS, Answer, Fallback, Reply
from bot.settings import Settings
from bot.store.protocol import Question, Shown
from bot.telegram import findings, links, pages, reasons, receipts, render
from bot.telegram.choices import Choices
from bot.telegram.memory import Memory, Past
from bot.telegram.pace import Pace, Step
from bot.telegram.post import Post
from bot.telegram.render import MOST_ANSWERS, Footer, Rendered
from bot.telegram.request import Original, Pseudonyms, Request
from bot.telegram.shelf import Shelf

SURE = 0.95
"""The least confidence in an answer that nobody asked the bot for."""

REACTION = 0
"""Stands for the id of a reply that was no message but a reaction."""


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

    async def ask(self, request: Request, text: str) -> None:
        """Answer ``text``. A request answered before (an edit, an update that came twice) keeps its one reply."""
        if not await self._welcomed(request):
            return
        past = await self.memory.past(request)
        reply = self.answerer.reply(text, preferred=[self.lang(request)], previous=past.turn)
        if _is_miss(reply) and request.place.among_people and not past.reply_id:
            await self.post.react(request.place, ReactionEmoji.SHRUG)
            await self._keep(request, text, reply, REACTION, past)
        else:
            await self._deliver(request, text, reply, past, promises=not request.public)

    async def volunteer(self, request: Request, text: str) -> None:
        """Answer ``text``, which nobody put to the bot, if it is sure of the answer; keep nothing of it otherwise."""
        reply = self.answerer.reply(text, preferred=[self.lang(request)])
        if not isinstance(reply, Answer) or reply.confidence < SURE or reply.denied or reply.read_as:
            return
        if self.pace.step(request.user) is Step.ANSWER:
            past = await self.memory.past(request)
            await self._deliver(request, text, reply, Past(reply_id=past.reply_id))

    async def reply(self, request: Request, text: str) -> Reply:
        """The answer to ``text``, recorded as given: the caller delivers it, and never needs to edit it."""
        past = await self.memory.past(request)
        reply = self.answerer.reply(text, preferred=[self.lang(request)], previous=past.turn)
        await self._keep(request, text, reply, None, past)
        return reply

    async def chosen(self, request: Request, text: str, key: str) -> None:
        """Record that the answer ``key`` was what somebody who typed ``text`` took. It begins no conversation."""
        answer = self.answerer.show(key, lang=self.lang(request))
        await self.memory.keep(request, None, _question(request, text, answer))

    async def show(self, request: Request, key: str, title: str = "") -> None:
        """Answer with the fact ``key``, in the language of ``title``, which somebody pressed, if it tells."""
        if not await self._welcomed(request):
            return
        past = await self.memory.past(request)
        reply = self.answerer.show(key, lang=self.answerer.tongues.likeliest(title, preferred=[self.lang(request)]))
        await self._deliver(request, self._title(reply) or key, reply, past)

    async def say(self, request: Request, rendered: Rendered) -> None:
        """Reply with words of the bot's own, which are not recorded as an answer."""
        if not await self._welcomed(request):
            return
        past = await self.memory.past(request)
        reply_id = await self.post.put(request.place, rendered, instead_of=past.reply_id or None)
        await self.memory.keep(request, reply_id)
        if past.reply_id:
            await self._replaced(request, reply_id)

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
        today = {version.id: version for version in self.shelf.versions.values()}
        found = [await self.memory.version(id) or today.get(id) for id in versions]
        shown = [version for version in found if version]
        await self.say(request, receipts.page(shown, self.shelf.versions, self.language(request)))

    async def follow(self, shown: Shown) -> None:
        """Keep what is needed so that corrections reach ``shown``."""
        if shown.versions and self.settings.correct_days:
            await self.memory.show(shown, self.settings.correct_days)

    async def forget(self, request: Request) -> None:
        """Erase all that is kept of the user, and say what that was; of this, too, nothing is kept."""
        language = self.language(request)
        erased = await self.memory.forget(request.user)
        await self.choices.load()
        if await self._welcomed(request):
            page = pages.forgotten(language, erased, among_people=request.place.among_people)
            await self.post.put(request.place, page)

    async def _deliver(self, request: Request, text: str, reply: Reply, past: Past, *, promises: bool = False) -> None:
        language, manners = self.knowledge.language(reply.lang), self.choices.manners(request.chat)
        footer = Footer(explains=not request.public, receipt=self.receipt(reply), promises=promises)
        rendered = render.reply(reply, language, manners, footer)
        reply_id = await self.post.put(request.place, rendered, instead_of=past.reply_id or None)
        if past.reply_id == REACTION:
            await self.post.react(request.place, None)
        await self._keep(request, text, reply, reply_id, past)
        if past.reply_id:
            await self._replaced(request, reply_id)
        address, cited = self.pseudonyms.sealed(request.place.chat_id), self.cited(reply)
        await self.follow(Shown(request.chat, reply_id, address, request.user, reply.lang, cited, request.public))

    async def _replaced(self, request: Request, reply_id: int) -> None:
        """Forget what that reply of the bot's has cited and promised, as it says something else now."""
        await self.memory.unshow(request.chat, reply_id)
        await self.memory.release(request.chat, reply_id)

    async def _keep(self, request: Request, text: str, reply: Reply, reply_id: int | None, past: Past) -> None:
        turn = reply.turn if isinstance(reply, Answer) else None
        await self.memory.keep(request, reply_id, _question(request, text, reply, past.turn), turn)

    async def _welcomed(self, request: Request) -> bool:
        """Whether ``request`` is to be replied to; the first of too many is met with a polite line."""
        match self.pace.step(request.user):
            case Step.ANSWER:
                return True
            case Step.SLOW_DOWN:
                await self.post.put(request.place, pages.line(self.language(request), "telegram.slow-down"))
                return False
            case Step.IGNORE:
                return False

    def _title(self, reply: Reply) -> str | None:
        if not isinstance(reply, Answer):
            return None
        return self.knowledge.title(reply.intent, reply.subject, reply.lang)


def _is_miss(reply: Reply) -> bool:
    """Whether the question was not even understood: then there is nothing to say that helps."""
    return isinstance(reply, Fallback) and reply.intent is None


def _question(request: Request, text: str, reply: Reply, before: Turn | None = None) -> Question:
    return Question(
        message=request.key,
        chat=request.chat,
        user=request.user,
        text=text,
        lang=reply.lang,
        outcome=STATUS[type(reply)],
        fact=reply.fact if isinstance(reply, Answer) else None,
        confidence=reply.confidence,
        before=before,
    )
