"""Who asks, and where the reply goes: what the bot needs of an update, with Telegram's ids made unreadable.

In a private chat the chat's id is the user's id, so neither is ever stored. The store sees HMAC-SHA256 of them, keyed
with a key derived from the bot's token: without the token, nobody can tell whether a given user is in the database. A
new token makes everyone new to the bot; that costs it the context of conversations, and double votes.

Where a message will have to be edited later, no hash will do, and the chat's id is sealed with the same key instead; or
the message's own, where it was inserted into a chat without the bot.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace

from telegram import CallbackQuery, Chat, ChosenInlineResult, InlineQuery, Message, User

from bot.knowledge.model import Lang
from bot.settings import Token
from bot.store.protocol import INSERTED, Conversation, Shown

GENERAL_TOPIC = 1
"""The id of a forum's first topic, which Telegram doesn't accept as a place to send to."""

_NONCE_BYTES, _ID_BYTES = 16, 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: a chat, maybe one of its topics, maybe as a reply to one of its messages.

    Or where one is that was inserted into a chat without the bot, of which only the message's ``inline_id`` is known.
    """

    chat_id: int
    topic_id: int | None = None
    reply_to: int | None = None
    inline_id: str | None = None

    @property
    def among_people(self) -> bool:
        """Whether others see it too. Only there, replies name the message that they answer."""
        return self.reply_to is not None


@dataclass(frozen=True, slots=True)
class Request:
    """One message or press to be answered.

    ``key`` stands for the message or press, ``conversation`` for what its user says in this chat and topic: all
    pseudonyms. ``lang`` is the language of the user's Telegram, where it tells; ``public`` says that all readers of a
    channel are told, so that no button may have more said there; ``pointed`` is the message that it replies to.
    """

    key: str
    conversation: Conversation
    place: Place
    lang: Lang | None
    public: bool = False
    pointed: "Original | None" = None

    @property
    def user(self) -> str:
        return self.conversation.user

    @property
    def chat(self) -> str:
        return self.conversation.chat


@dataclass(frozen=True, slots=True)
class Original:
    """A message that another points to: its id, if it is the bot's, and what stands for it, if it is somebody's."""

    reply_id: int
    key: str


class Pseudonyms:
    """Turns Telegram's ids into keyed hashes: 64 hexadecimal digits, the same for the same ids and token."""

    def __init__(self, token: Token) -> None:
        self._key = hmac.digest(token.reveal.encode(), b"citebot: pseudonyms of chats, users and messages", "sha256")

    def of_message(self, message: Message) -> Request:
        """The request in ``message``; in groups, its answer is a reply to it."""
        place = Place(
            message.chat.id, _topic(message), None if message.chat.type == Chat.PRIVATE else message.message_id
        )
        key = self._hash("message", message.chat.id, message.message_id)
        sender = message.sender_chat or message.from_user
        request = self._request(key, place, _id(sender), message.from_user)
        pointed = self.original(message.reply_to_message) if message.reply_to_message else None
        return replace(request, public=message.chat.type == Chat.CHANNEL, pointed=pointed)

    def original(self, message: Message) -> Original:
        """``message`` as what another message points to."""
        return Original(message.message_id, self._hash("message", message.chat.id, message.message_id))

    def of_guest(self, message: Message) -> Request:
        """The request in a guest's message. Telegram may number the guest's chat as it numbers another of ours."""
        user = message.from_user
        request = self._request(self._hash("guest", message.guest_query_id), Place(message.chat.id), _id(user), user)
        elsewhere = replace(request.conversation, chat=self._hash("guest chat", message.chat.id))
        return replace(request, conversation=elsewhere)

    def sealed(self, chat_id: int) -> str:
        """The id of a chat for `opened`: other digits each time, which tell nothing to who does not have the token."""
        return self._sealed(chat_id.to_bytes(_ID_BYTES, signed=True))

    def opened(self, sealed: str) -> int:
        """The id of the chat in ``sealed``; of one sealed with another token, some number or other."""
        return int.from_bytes(self._opened(sealed), signed=True)

    def inserted(self, inline_id: str, user: str, lang: Lang, versions: tuple[str, ...]) -> Shown:
        """The answer in a message that was inserted into a chat without the bot."""
        chat, address = self._hash("inserted", inline_id), self._sealed(inline_id.encode())
        return Shown(chat, INSERTED, address, user, lang, versions, public=True)

    def place(self, shown: Shown) -> Place:
        """Where the message is that shows an answer; of one sealed with another token, nowhere."""
        if shown.message_id == INSERTED:
            return Place(0, inline_id=self._opened(shown.address).decode(errors="replace"))
        return Place(self.opened(shown.address))

    def _sealed(self, raw: bytes) -> str:
        """``raw`` added, bit by bit, to what a hash of the key and a nonce gives; the nonce stands in front."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce.hex() + self._added(raw, nonce).hex()

    def _opened(self, sealed: str) -> bytes:
        raw = bytes.fromhex(sealed)
        return self._added(raw[_NONCE_BYTES:], raw[:_NONCE_BYTES])

    def _added(self, raw: bytes, nonce: bytes) -> bytes:
        pad = hashlib.shake_256(self._key + b"sealed|" + nonce).digest(len(raw))
        return bytes(one ^ other for one, other in zip(raw, pad, strict=True))

    def of_chat(self, chat_id: int) -> str:
        """The pseudonym of a chat."""
        return self._hash("chat", chat_id)

    def of_inline(self, query: InlineQuery) -> Request:
        """What there is to know of somebody who types: no conversation, and the user's private chat for a place."""
        return self._alone(query.from_user, "inline", query.id)

    def of_choice(self, result: ChosenInlineResult) -> Request:
        """The same of an answer taken from the list."""
        return self._alone(
            result.from_user, "chosen", result.inline_message_id, result.from_user.id, result.query, result.result_id
        )

    def of_press(self, query: CallbackQuery) -> Request:
        """The request in a press of a button; under a message in a chat without the bot, it has the presser's own."""
        if query.message is None:
            return self._alone(query.from_user, "press", query.id)
        topic = _topic(query.message) if isinstance(query.message, Message) else None
        place = Place(query.message.chat.id, topic, query.message.message_id)
        return self._request(self._hash("press", query.id), place, query.from_user.id, query.from_user)

    def _alone(self, user: User, kind: str, *ids: object) -> Request:
        return self._request(self._hash(kind, *ids), Place(user.id), user.id, user)

    def _request(self, key: str, place: Place, sender: int, user: User | None) -> Request:
        return Request(
            key=key,
            conversation=Conversation(
                chat=self.of_chat(place.chat_id),
                user=self._hash("user", sender),
                thread=self._hash("thread", place.topic_id),
            ),
            place=place,
            lang=user.language_code.split("-")[0].lower() if user and user.language_code else None,
        )

    def _hash(self, kind: str, *ids: object) -> str:
        return hmac.digest(self._key, "|".join([kind, *map(str, ids)]).encode(), "sha256").hex()


def _id(sender: Chat | User | None) -> int:
    return sender.id if sender else 0


def _topic(message: Message) -> int | None:
    # Outside forums the field names the first message of a chain of replies, which is no place to send to.
    in_topic = message.is_topic_message and message.message_thread_id != GENERAL_TOPIC
    return message.message_thread_id if in_topic else None
