"""The promise under a refusal: to tell its asker when there is an answer. It is kept once, or called off."""

import asyncio
from dataclasses import replace

from telegram import Message

from bot.replies import Answer
from bot.store.protocol import Promise, Question, Shown
from bot.telegram import pages, render
from bot.telegram.buttons import Footer, promising
from bot.telegram.corrections import pause
from bot.telegram.desk import Desk
from bot.telegram.lengths import shortened
from bot.telegram.payload import Tell
from bot.telegram.render import Rendered
from bot.telegram.request import Place, Request

ASKED_UNITS = 160


async def press(desk: Desk, request: Request, message: Message, wish: Tell) -> str:
    """Promise it to the asker, or call it off; what to say on top of the chat."""
    language = desk.language(request)
    question = await desk.memory.question(request.conversation, desk.pseudonyms.original(message))
    if question is None:
        return language.say("toast.no-question")
    if question.user != request.user:
        return language.say("toast.asker-only")
    if not wish.wanted:
        await desk.memory.release(request.chat, message.message_id)
    elif not await desk.memory.promise(_promise(desk, question, message)):
        return language.say("toast.not-changed")
    if message.reply_markup:
        words = desk.knowledge.language(question.lang)
        shown = promising(message.reply_markup, words, promised=wish.wanted)
        await desk.post.relabel(request.place, message.message_id, shown)
    days = desk.settings.keep_days
    return language.say("toast.promised", days=days) if wish.wanted else language.say("toast.released")


def _promise(desk: Desk, question: Question, refusal: Message) -> Promise:
    asked = refusal.reply_to_message
    return Promise(
        chat=question.chat,
        message_id=refusal.message_id,
        address=desk.pseudonyms.sealed(refusal.chat.id),
        user=question.user,
        text=question.text,
        lang=question.lang,
        reply_to=asked.message_id if asked else None,
        before=question.before,
    )


class Promises:
    """Keeps what was promised, as soon as the knowledge lets it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def keep(self) -> None:
        """Ask every question again that was refused; what Telegram does not take now is left for the next time."""
        for promise in await self._desk.memory.promises():
            answer = await asyncio.to_thread(self._asked_again, promise)
            if answer and await self._desk.memory.promised(promise):
                await self._keep(promise, answer)
                await asyncio.sleep(pause(Place(self._desk.pseudonyms.opened(promise.address))))

    def _asked_again(self, promise: Promise) -> Answer | None:
        reply = self._desk.answerer.reply(promise.text, preferred=[promise.lang], previous=promise.before)
        return reply if isinstance(reply, Answer) and not reply.denied else None

    async def _keep(self, promise: Promise, answer: Answer) -> None:
        place, cited = Place(self._desk.pseudonyms.opened(promise.address)), self._desk.cited(answer)
        if not promise.editable:
            await self._answer_anew(promise, answer, place)
            return
        reached = await self._desk.post.amend(place, self._kept(promise, answer), promise.message_id)
        if reached is None:
            return
        # Before its asker is told: after a crash just here, better not at all than twice.
        await self._desk.memory.release(promise.chat, promise.message_id)
        if reached:
            await self._follow(promise, answer, promise.message_id, cited)
            language = self._desk.knowledge.language(promise.lang)
            pointing = replace(place, reply_to=promise.reply_to or promise.message_id)
            await self._desk.post.tell(pointing, pages.line(language, "promise.kept"))

    async def _answer_anew(self, promise: Promise, answer: Answer, place: Place) -> None:
        """Since its group became a supergroup, nobody can edit the refusal: a new message is the answer."""
        await self._desk.memory.release(promise.chat, promise.message_id)
        cited = self._desk.cited(answer)
        message_id = await self._desk.post.tell(place, self._kept(promise, answer))
        if message_id is not None:
            await self._follow(promise, answer, message_id, cited)

    async def _follow(self, promise: Promise, answer: Answer, message_id: int, cited: tuple[str, ...]) -> None:
        """``cited`` is from before the message left, as the knowledge may have become another since."""
        shown = Shown(promise.chat, message_id, promise.address, promise.user, answer.lang, cited)
        await self._desk.follow(shown)

    def _kept(self, promise: Promise, answer: Answer) -> Rendered:
        language = self._desk.knowledge.language(answer.lang)
        footer = Footer(explains=promise.editable, receipt=self._desk.receipt(answer))
        said = render.reply(answer, language, self._desk.choices.manners(promise.chat), footer)
        asked = shortened(promise.text, ASKED_UNITS)
        key = "promise.answer" if promise.editable else "promise.answer-to"
        return said.below(language.say(key, text=asked))
