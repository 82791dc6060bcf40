"""What becomes of a thumb: it is counted, its user is told, and a thumb down asks what was wrong."""

from telegram import MaybeInaccessibleMessage, Message

from bot.telegram import thumbs
from bot.telegram.desk import Desk
from bot.telegram.payload import Blame, Rate
from bot.telegram.request import Request


async def take(desk: Desk, request: Request, rating: Rate | Blame, *, asking: bool) -> str:
    """Count ``rating``, and say what the user is told (at most 200 characters).

    Args:
        asking: a thumb down will be asked what was wrong.
    """
    language = desk.language(request)
    if not _known(desk, rating):
        return language.say("toast.outdated")
    match rating:
        case Rate(key, helpful):
            changed = await desk.memory.rate(key, request.user, helpful=helpful)
            thanks, again = "toast.helpful" if helpful else "toast.blamed", "toast.counted"
            if asking and not helpful:
                thanks, again = "toast.not-helpful", "toast.counted-down"
        case Blame(key, fault):
            changed = await desk.memory.blame(key, request.user, fault)
            thanks, again = "toast.blamed", "toast.counted"
    return language.say("toast.not-kept" if changed is None else thanks if changed else again)


async def ask_what_was_wrong(
    desk: Desk, request: Request, rating: Rate | Blame, message: MaybeInaccessibleMessage | None
) -> None:
    """Put that question below ``message`` after a thumb down; any other feedback takes it away."""
    if not isinstance(message, Message) or not message.reply_markup:
        return
    down = isinstance(rating, Rate) and not rating.helpful and _known(desk, rating)
    shown, language = message.reply_markup, desk.language(request)
    wanted = thumbs.asking(shown, rating.key, language) if down else thumbs.asked(shown)
    if wanted != shown:
        await desk.post.relabel(request.place, message.message_id, wanted)


def _known(desk: Desk, rating: Rate | Blame) -> bool:
    return rating.key in desk.answerer.knowledge.facts
