"""A chat as it stands on a screen."""

from collections.abc import Iterator
from dataclasses import dataclass

from telegram import Message

from tests.telegram.people import Chat, Listed


@dataclass(frozen=True, slots=True)
class Pictured:
    """A chat as it stands on the screen of one of its people: ``reader`` is that one's Telegram id.

    ``shows`` says what there is to see in it; ``typed`` and ``listed`` are a question to the bot that is still in
    the field for writing, and what the bot lists over it.
    """

    id: str
    shows: str
    title: str
    subtitle: str
    lang: str
    reader: int
    messages: tuple[Message, ...]
    reactions: dict[int, str]
    pictures: dict[int, bytes]
    typed: str = ""
    listed: tuple[Listed, ...] = ()


def pictured(chat: Chat, id: str, shows: str, subtitle: str = "bot") -> Pictured:
    """``chat`` as the one whose it is sees it now."""
    return Pictured(
        id=id,
        shows=shows,
        title=str(chat.shape.get("title") or chat.api.chats.me["first_name"]),
        subtitle=subtitle,
        lang=chat.someone["language_code"],
        reader=chat.someone["id"],
        messages=tuple(_messages(chat)),
        reactions={
            number: reactions[0]["emoji"]
            for (place, number), reactions in chat.api.chats.reactions.items()
            if place == chat.id and reactions
        },
        pictures={
            call.result["message_id"]: call.params["photo"]
            for call in chat.api.of("sendPhoto")
            if call.chat_id == chat.id and call.result
        },
    )


def _messages(chat: Chat) -> Iterator[Message]:
    """What stands in the chat, oldest first, as Telegram holds it."""
    for (place, _), message in chat.api.chats.messages.items():
        if place == chat.id:
            yield Message.de_json(message, None)
