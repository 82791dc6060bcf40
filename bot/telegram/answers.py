"""The way of every answer: look up what went before, ask the core, render, send, record."""

from dataclasses import dataclass, replace

from telegram.constants import ReactionEmoji

from bot.matching.turn import Turn
from bot.replies import STATUS, Answer, Fallback, Reply
from bot.store.protocol import Question, Shown
from bot.telegram import render
from bot.telegram.buttons import Footer
from bot.telegram.desk import Desk
from bot.telegram.memory import Past
from bot.telegram.pace import Step
from bot.telegram.request import Request

SURE = 0.95
"""The least confidence in an answer that nobody asked the bot for."""

REACTION = 0
"""Stands for the id of a reply that was no message but a reaction."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Gives answers to those who asked."""

    desk: Desk

    async def ask(self, request: Request, text: str) -> None:
        """Answer ``text``. A request answered before (an edit, an update that came twice) keeps its one reply."""
        if not await self.desk.welcomed(request):
            return
        past = await self._past(request)
        reply = self.desk.answerer.reply(text, preferred=[self.desk.lang(request)], previous=past.turn)
        if _is_miss(reply) and request.place.among_people and not past.reply_id:
            await self.desk.post.react(request.place, ReactionEmoji.SHRUG)
            await self._keep(request, text, reply, REACTION, past)
        else:
            await self._deliver(request, text, reply, past, promises=not request.public)

    async def volunteer(self, request: Request, text: str) -> None:
        """Answer ``text``, which nobody put to the bot, if it is sure of the answer; keep nothing of it otherwise."""
        reply = self.desk.answerer.reply(text, preferred=[self.desk.lang(request)])
        if not isinstance(reply, Answer) or reply.confidence < SURE or reply.denied or reply.read_as:
            return
        if self.desk.pace.step(request.user) is Step.ANSWER:
            past = await self.desk.memory.past(request)
            await self._deliver(request, text, reply, Past(reply_id=past.reply_id))

    async def reply(self, request: Request, text: str) -> Reply:
        """The answer to ``text``, recorded as given: the caller delivers it, and never needs to edit it."""
        past = await self.desk.memory.past(request)
        reply = self.desk.answerer.reply(text, preferred=[self.desk.lang(request)], previous=past.turn)
        await self._keep(request, text, reply, None, past)
        return reply

    async def show(self, request: Request, key: str, title: str = "") -> None:
        """Answer with the fact ``key``, in the language of ``title``, which somebody pressed, if it tells."""
        if not await self.desk.welcomed(request):
            return
        past = await self.desk.memory.past(request)
        lang = self.desk.answerer.tongues.likeliest(title, preferred=[self.desk.lang(request)])
        reply = self.desk.answerer.show(key, lang=lang)
        await self._deliver(request, self._title(reply) or key, reply, past)

    async def _past(self, request: Request) -> Past:
        """What went before ``request``; where it replies to an answer or a question, it follows up on that one."""
        past = await self.desk.memory.past(request)
        asked = await self.desk.memory.question(request.conversation, request.pointed) if request.pointed else None
        if asked is None:
            return past
        fact = self.desk.knowledge.facts.get(asked.fact or "")
        return replace(past, turn=Turn(fact.intent, fact.subject) if fact else asked.before)

    async def _deliver(self, request: Request, text: str, reply: Reply, past: Past, *, promises: bool = False) -> None:
        language, manners = self.desk.knowledge.language(reply.lang), self.desk.choices.manners(request.chat)
        footer = Footer(explains=not request.public, receipt=self.desk.receipt(reply), promises=promises)
        rendered = render.reply(reply, language, manners, footer)
        cited = self.desk.cited(reply)  # now, as the knowledge may be another when Telegram has the message
        reply_id = await self.desk.post.put(request.place, rendered, instead_of=past.reply_id or None)
        if past.reply_id == REACTION:
            await self.desk.post.react(request.place, None)
        await self._keep(request, text, reply, reply_id, past)
        if past.reply_id:
            await self.desk.replaced(request, reply_id)
        address = self.desk.pseudonyms.sealed(request.place.chat_id)
        await self.desk.follow(Shown(request.chat, reply_id, address, request.user, reply.lang, cited, request.public))

    async def _keep(self, request: Request, text: str, reply: Reply, reply_id: int | None, past: Past) -> None:
        await self.desk.memory.keep(request, reply_id, _question(request, text, reply, past.turn), reply.turn)

    def _title(self, reply: Reply) -> str | None:
        if not isinstance(reply, Answer):
            return None
        return self.desk.knowledge.title(reply.intent, reply.subject, reply.lang)


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
