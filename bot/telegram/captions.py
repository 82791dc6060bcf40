"""Commands in the captions of pictures and the like: the library's `CommandHandler` reads texts alone."""

from telegram import Message, MessageEntity
from telegram.ext.filters import MessageFilter


class CaptionCommand(MessageFilter):
    """Messages whose caption begins with the command ``name``, to this bot."""

    def __init__(self, name: str) -> None:
        super().__init__(f"CaptionCommand({name})")
        self._name = name

    def filter(self, message: Message) -> bool:
        if not message.caption_entities:
            return False
        first = message.caption_entities[0]
        if first.type != MessageEntity.BOT_COMMAND or first.offset:
            return False
        name, _, to = message.parse_caption_entity(first)[1:].lower().partition("@")
        return name == self._name and to in {"", str(message.get_bot().username).lower()}
