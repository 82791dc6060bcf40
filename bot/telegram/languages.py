"""/language, and the presses of its buttons."""

from bot.telegram import panel
from bot.telegram.desk import Desk
from bot.telegram.payload import ChooseLanguage
from bot.telegram.render import Rendered
from bot.telegram.request import Request


def page(desk: Desk, request: Request) -> Rendered:
    """The languages to choose from."""
    return panel.language(desk.knowledge, desk.language(request), desk.choices.lang(request.user))


async def press(desk: Desk, request: Request, wish: ChooseLanguage) -> str:
    """Choose a language; what to say on top of the chat."""
    if wish.lang not in {None, *desk.knowledge.languages}:
        return desk.language(request).say("toast.outdated")
    if not await desk.choices.choose_language(request.user, wish.lang):
        return desk.language(request).say("toast.not-changed")
    await desk.post.put(request.place, page(desk, request), instead_of=request.place.reply_to)
    return desk.language(request).say("toast.changed")
