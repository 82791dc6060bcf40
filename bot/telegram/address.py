"""Whether a message in a group speaks to the bot, and what it asks. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from telegram import Message, MessageEntity, User

from bot.knowledge.model import Language
from bot.matching.words import words


@dataclass(frozen=True, slots=True)
class Addressed:
    """A message that speaks to the bot; ``question`` is empty where it doesn't say what it wants."""

    question: str


def written(message: Message) -> str:
    """What ``message`` says: its text, or the caption of what it shows."""
    return (message.text or message.caption or "").strip()


def addressed(message: Message, me: User) -> Addressed | None:
    """What ``message`` says to the bot ``me``, by a mention or as a reply to it; None where it speaks to others."""
    if _is_command(message):
        return None
    mentions = _mentions(message, me)
    if mentions:
        return Addressed(_without(message, mentions) or quoted(message, me))
    if _replies_to(message, me):
        return Addressed(written(message))
    return None


def argument(message: Message) -> str:
    """What follows the command that ``message`` begins with."""
    parts = written(message).split(maxsplit=1)
    return parts[1].strip() if len(parts) > 1 else ""


def quoted(message: Message, me: User) -> str:
    """What somebody else wrote that ``message`` points to: the part quoted, or the message replied to; or nothing."""
    if _replies_to(message, me):
        return ""
    if message.quote:
        return message.quote.text.strip()
    if message.reply_to_message:
        return written(message.reply_to_message)
    return ""


def doubted(message: Message, me: User, said: str, language: Language) -> str | None:
    """The post that ``message`` points to, if all it says of it is that it may not be right; or None."""
    if words(said) not in [words(doubt) for doubt in language.doubts]:
        return None
    return quoted(message, me) or None


def points(message: Message) -> bool:
    """Whether ``message`` replies to another, and not just to the one that opened its topic."""
    return bool(message.reply_to_message and not message.reply_to_message.forum_topic_created)


def _is_command(message: Message) -> bool:
    return any(entity.offset == 0 for entity in _entities(message, MessageEntity.BOT_COMMAND))


def _replies_to(message: Message, me: User) -> bool:
    # In a topic, every message replies to the one that opened it, which may have been the bot's.
    original = message.reply_to_message if points(message) else None
    return bool(original and original.from_user and original.from_user.id == me.id)


def _mentions(message: Message, me: User) -> list[MessageEntity]:
    name = f"@{me.username}".lower()
    return [
        entity
        for entity, text in _entities(message, MessageEntity.MENTION, MessageEntity.TEXT_MENTION).items()
        if (entity.user.id == me.id if entity.user else text.lower() == name)
    ]


def _entities(message: Message, *kinds: str | None) -> Mapping[MessageEntity, str]:
    """Those of ``kinds`` in the text or the caption, with the words that they mark."""
    if message.text:
        return message.parse_entities(list(kinds))
    return message.parse_caption_entities(list(kinds)) if message.caption else {}


def _without(message: Message, entities: list[MessageEntity]) -> str:
    # Telegram counts offsets in UTF-16 units.
    text = (message.text or message.caption or "").encode("utf-16-le")
    for entity in sorted(entities, key=lambda entity: entity.offset, reverse=True):
        text = text[: 2 * entity.offset] + text[2 * (entity.offset + entity.length) :]
    return " ".join(text.decode("utf-16-le").split()).strip(" ,:;-–—")
