"""/settings in a group, and the presses of its buttons: for the group's administrators."""

from telegram import CallbackQuery

from bot.telegram import administrators, panel
from bot.telegram.desk import Desk
from bot.telegram.manners import VALUES
from bot.telegram.payload import ChangeSetting, OpenSettings
from bot.telegram.render import Rendered
from bot.telegram.request import Request


async def page(desk: Desk, request: Request) -> Rendered:
    """The settings of the group as they are now."""
    bot = desk.post.bot
    sees_all = bool(bot.bot.can_read_all_group_messages) or await administrators.include(
        bot, request.place.chat_id, bot.id
    )
    manners = desk.choices.manners(request.chat)
    return panel.settings(desk.knowledge, desk.language(request), manners, sees_all=sees_all)


async def press(desk: Desk, request: Request, query: CallbackQuery, wish: OpenSettings | ChangeSetting) -> str | None:
    """Do what an administrator wishes; what to say on top of the chat, if anything."""
    words = desk.language(request)
    if not await administrators.include(desk.post.bot, request.place.chat_id, query.from_user.id):
        return words.say("toast.administrators-only")
    if isinstance(wish, ChangeSetting):
        if not _possible(desk, wish):
            return words.say("toast.outdated")
        if not await desk.choices.set_up(request.chat, wish.name, wish.value):
            return words.say("toast.not-changed")
    shown = await _page_after(desk, request, wish)
    await desk.post.put(request.place, shown, instead_of=request.place.reply_to)
    return words.say("toast.changed") if isinstance(wish, ChangeSetting) else None


async def _page_after(desk: Desk, request: Request, wish: OpenSettings | ChangeSetting) -> Rendered:
    if wish == OpenSettings(languages=True):
        return panel.group_language(desk.knowledge, desk.language(request), desk.choices.manners(request.chat))
    return await page(desk, request)


def _possible(desk: Desk, wish: ChangeSetting) -> bool:
    if wish.name == "lang":
        return wish.value in {"", *desk.knowledge.languages}
    return wish.value in VALUES.get(wish.name, ())
