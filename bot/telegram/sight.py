"""What Telegram lets the bot see and do, and what its owner can change with @BotFather. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from telegram import User

from bot.knowledge.model import Language
from bot.telegram.render import Paragraph, Rendered, message


@dataclass(frozen=True, slots=True)
class Sight:
    """What ``getMe`` tells: whether the bot may join groups, gets every message there, and is asked in other chats.

    ``username`` is the bot's own, without the @. Of inline feedback, Telegram tells nothing.
    """

    username: str
    groups: bool
    every_message: bool
    inline: bool
    guests: bool

    @classmethod
    def of(cls, me: User) -> "Sight":
        return cls(
            username=me.username or "",
            groups=bool(me.can_join_groups),
            every_message=bool(me.can_read_all_group_messages),
            inline=bool(me.supports_inline_queries),
            guests=bool(me.supports_guest_queries),
        )


def lines(sight: Sight, language: Language, *, administrator: bool = False) -> Iterator[str]:
    """A sentence or two on each: how it stands, and how to change it.

    Args:
        administrator: the bot is one in the group that this is said in, and so gets every message there anyway.
    """
    if not sight.groups:
        yield language.say("status.no-groups")
    elif sight.every_message:
        yield language.say("status.every-message")
    else:
        key = "status.administrator" if administrator else "status.private"
        yield language.say(key, username=sight.username)
    yield language.say("status.inline" if sight.inline else "status.no-inline", username=sight.username)
    if sight.inline:
        yield language.say("status.inline-feedback")
    yield language.say("status.guests" if sight.guests else "status.no-guests", username=sight.username)


def page(sight: Sight, language: Language, *, administrator: bool) -> Rendered:
    """All of it in one message."""
    said = lines(sight, language, administrator=administrator)
    return message([Paragraph(language.say("status.title")), *map(Paragraph, said)])
