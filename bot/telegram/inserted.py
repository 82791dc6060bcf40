"""Answers inserted into chats without the bot, by inline mode or by guest mode, and how corrections reach them."""

from bot.knowledge.model import Lang
from bot.store.protocol import Question
from bot.telegram.articles import Taken
from bot.telegram.desk import Desk
from bot.telegram.request import Request


async def chosen(desk: Desk, request: Request, taken: Taken, text: str) -> None:
    """Record that an answer was what somebody who typed ``text`` took. It begins no conversation."""
    version = await desk.version(taken.version)
    if version is None:
        return
    question = Question(
        message=request.key,
        chat=request.chat,
        user=request.user,
        text=text,
        lang=taken.lang,
        outcome="answered",
        fact=version.fact,
        confidence=1.0,
    )
    await desk.memory.keep(request, None, question)


async def follow(desk: Desk, request: Request, inline_id: str, lang: Lang, versions: tuple[str, ...]) -> None:
    """Keep what is needed so that corrections reach the message ``inline_id``, which cites ``versions``."""
    await desk.follow(desk.pseudonyms.inserted(inline_id, request.user, lang, versions))
