"""People who talk to the bot, in the exact shapes of the Bot API, and what they see of its replies."""

import itertools
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.fake_api import ME, Call, FakeApi
from tests.telegram.fake_methods import DATE, Json, bot_api_entity
from tests.telegram.tdlib import Parsed, found_entities, parse_html

_IDS = itertools.count(700_000_001)
SHOWING = {"sendMessage", "sendPhoto", "editMessageText", "editMessageReplyMarkup"}
RECEIPT = f"https://t.me/{ME['username']}?start=R"
BOT = f"@{ME['username']}"


@dataclass(frozen=True)
class Shown:
    """A message of the bot as it stands in a chat."""

    id: int
    text: str
    entities: list[Json]
    buttons: list[list[Json]]
    call: Call

    @property
    def titles(self) -> list[str]:
        """The texts of all its buttons."""
        return [button["text"] for row in self.buttons for button in row]

    @property
    def links(self) -> list[str]:
        """The addresses that its buttons open, apart from the receipt's."""
        return [url for url in self._urls if not url.startswith(RECEIPT)]

    @property
    def receipt(self) -> str:
        """What the link to its receipt says to the bot."""
        (url,) = (url for url in self._urls if url.startswith(RECEIPT))
        return f"/start {url.partition('=')[2]}"

    @property
    def _urls(self) -> list[str]:
        return [button["url"] for row in self.buttons for button in row if "url" in button]

    @property
    def quotes(self) -> list[str]:
        """The texts in expandable quotations."""
        encoded = self.text.encode("utf-16-le")
        spans = [e for e in self.entities if e["type"] == "expandable_blockquote"]
        return [encoded[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le") for e in spans]

    def data(self, title: str) -> str:
        """The callback data of the button with ``title``."""
        data: str = next(button["callback_data"] for row in self.buttons for button in row if button["text"] == title)
        return data


def person(name: str = "Ada", **more: Any) -> Json:
    """A user nobody has seen before."""
    return {"id": next(_IDS), "is_bot": False, "first_name": name, "language_code": "en", **more}


@dataclass
class Chat:
    """A chat with the bot in it."""

    api: FakeApi
    shape: Json
    someone: Json
    presses: dict[str, Json] = field(default_factory=dict)
    _seen: int = field(default=0)

    def __post_init__(self) -> None:
        self.api.chats.chats[self.id] = self.shape
        self._seen = len(self.api.calls)

    @property
    def id(self) -> int:
        number: int = self.shape["id"]
        return number

    @property
    def _is_channel(self) -> bool:
        return bool(self.shape["type"] == "channel")

    def write(self, text: str | None = None, *, by: Json | None = None, **content: Any) -> Json:
        """Somebody's message, not given to the bot yet."""
        if text is not None:
            content["text"] = text
            content.setdefault("entities", found_entities(text))
        if "caption" in content:
            content.setdefault("caption_entities", found_entities(content["caption"]))
        sender = {"sender_chat": self.shape} if self._is_channel else {"from": by or self.someone}
        return self.api.chats.add(self.id, **sender | content)

    def say(self, text: str | None = None, *, by: Json | None = None, **content: Any) -> Json:
        """A new message, given to the bot."""
        message = self.write(text, by=by, **content)
        self.api.push(**{"channel_post" if self._is_channel else "message": message})
        return message

    def edit(self, message: Json, text: str) -> None:
        """Change a message that was written before."""
        names = ("caption", "caption_entities") if "caption" in message else ("text", "entities")
        message.update(zip(names, (text, found_entities(text)), strict=True), edit_date=DATE + 60)
        self.api.push(**{"edited_channel_post" if self._is_channel else "edited_message": message})

    def press(self, shown: Shown, title: str, *, by: Json | None = None) -> str:
        """Press the button with ``title``; returns the id of the press."""
        return self.press_data(shown.id, shown.data(title), by=by)

    def press_data(self, message_id: int, data: str, *, by: Json | None = None) -> str:
        """Press a button with this callback data."""
        press: Json = {
            "id": str(next(_IDS)),
            "from": by or self.someone,
            "message": self.api.chats.messages[self.id, message_id],
            "chat_instance": str(self.id),
            "data": data,
        }
        self.presses[press["id"]] = press
        self.api.chats.presses.add(press["id"])
        self.api.push(callback_query=press)
        return str(press["id"])

    def appoint(self, user: Json) -> Json:
        """Make somebody an administrator of this group."""
        self.api.chats.members[self.id, user["id"]] = "administrator"
        return user

    def reply(self) -> Shown:
        """The bot's next message, new or edited, in this chat."""
        self._seen, call = self.api.await_call(
            lambda call: call.method in SHOWING and call.chat_id == self.id and call.error is None, after=self._seen
        )
        return _shown(call)

    def ask(self, text: str) -> Shown:
        """Say ``text`` and read the reply."""
        self.say(text)
        return self.reply()

    def toast(self, press: str) -> str | None:
        """What the bot showed on top of the chat after a press."""
        _, call = self.api.await_call(lambda call: call.params.get("callback_query_id") == press)
        return call.params.get("text")


@dataclass(frozen=True)
class Listed:
    """A line of the list under an inline question, and the message that it inserts."""

    id: str
    title: str
    description: str
    inserts: Shown


@dataclass(frozen=True)
class Inserted:
    """A message in a chat without the bot as it stands after so many ``calls``."""

    calls: int
    shown: Shown


@dataclass
class Stranger:
    """Somebody who asks in chats that the bot is not in."""

    api: FakeApi
    someone: Json

    def type(self, text: str, **more: Any) -> Call:
        """Type ``text`` behind the bot's name; the bot's answer to that."""
        return self.listing(self.begin(text, **more))

    def begin(self, text: str, **more: Any) -> str:
        """The same without waiting for an answer: the id under which `listing` gives it."""
        query: Json = {"id": str(next(_IDS)), "from": self.someone, "query": text, "offset": "", **more}
        self.api.chats.queries.add(query["id"])
        self.api.push(inline_query={"chat_type": "supergroup", **query})
        return str(query["id"])

    def listing(self, query: str) -> Call:
        """The bot's answer to what was typed."""
        return self._answer("inline_query_id", query)

    def list(self, text: str) -> list[Listed]:
        """What is listed while ``text`` is typed."""
        return [listed(result) for result in self.type(text).params["results"]]

    def choose(self, taken: Listed, typed: str) -> str:
        """Send ``taken``, as inline feedback tells the bot; the id of the message."""
        inline_id = f"BAAAAAinserted{next(_IDS)}"
        self.api.chats.sent[inline_id] = dict(self.api.chats.results[taken.id])
        self.api.push(
            chosen_inline_result={
                "result_id": taken.id,
                "from": self.someone,
                "query": typed,
                "inline_message_id": inline_id,
            }
        )
        return inline_id

    def edited(self, inline_id: str, after: int = 0) -> Inserted:
        """A message that was inserted, once the bot has edited it, and the number of calls until then."""
        number, _ = self.api.await_call(
            lambda call: call.params.get("inline_message_id") == inline_id and call.error is None, after=after
        )
        message = self.api.chats.sent[inline_id]
        buttons = message.get("reply_markup", {}).get("inline_keyboard", [])
        return Inserted(number, Shown(0, message["text"], message.get("entities", []), buttons, Call("", {})))

    def press(self, data: str) -> Json:
        """Press a button with this callback data under a message that was inserted; what the bot acknowledges it by."""
        press: Json = {
            "id": str(next(_IDS)),
            "from": self.someone,
            "inline_message_id": "inline-1",
            "chat_instance": "4711",
            "data": data,
        }
        self.api.chats.presses.add(press["id"])
        self.api.push(callback_query=press)
        return self._answer("callback_query_id", press["id"]).params

    def mention(self, text: str, *, repeat: bool = False, **content: Any) -> Listed:
        """Mention the bot in a chat where it is a guest; its answer."""
        query = self.write(text, repeat=repeat, **content)
        return listed(self._answer("guest_query_id", query).params["result"])

    def write(self, text: str, *, repeat: bool = False, **content: Any) -> str:
        """The same without waiting for an answer: the id under which that comes."""
        query = str(next(_IDS))
        self.api.chats.queries.add(query)
        message: Json = {
            "message_id": 9,
            "date": DATE,
            "chat": {"id": -1_002_222_222_222, "title": "Strangers", "type": "supergroup"},
            "from": self.someone,
            "text": text,
            "entities": found_entities(text),
            "guest_query_id": query,
            **content,
        }
        for _ in range(1 + repeat):
            self.api.push(guest_message=message)
        return query

    def mentioned(self, text: str) -> str:
        """Mention the bot in a chat where it is a guest; the id of its answer."""
        self.mention(text)
        inline_id: str = self.api.of("answerGuestQuery")[-1].result["inline_message_id"]
        return inline_id

    def _answer(self, name: str, id: str) -> Call:
        _, call = self.api.await_call(lambda call: call.params.get(name) == id and call.error is None)
        return call


def listed(result: Json) -> Listed:
    """An article as people see it, before and after they choose it."""
    content = result["input_message_content"]
    parsed = parse_html(content["message_text"]) if "parse_mode" in content else Parsed(content["message_text"], ())
    entities = [bot_api_entity(entity) for entity in parsed.entities]
    keyboard = result.get("reply_markup", {}).get("inline_keyboard", [])
    inserts = Shown(0, parsed.text, entities, keyboard, Call("", content))
    return Listed(result["id"], result["title"], result.get("description", ""), inserts)


def _shown(call: Call) -> Shown:
    message = call.result
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    text = message.get("text") or message["caption"]
    return Shown(message["message_id"], text, message.get("entities", []), keyboard, call)


def private_chat(api: FakeApi, user: Json | None = None) -> Chat:
    """A private chat with somebody new."""
    user = user or person()
    return Chat(api, {"id": user["id"], "first_name": user["first_name"], "type": "private"}, user)


def channel(api: FakeApi) -> Chat:
    """A new channel; what is said in it, its posts, is the channel's own."""
    shape: Json = {"id": -1_000_000_000_000 - next(_IDS), "title": "Lighthouse news", "type": "channel"}
    return Chat(api, shape, person("Carla"))


def group(api: FakeApi, *, topics: tuple[int, ...] | None = None) -> Chat:
    """A new supergroup; with ``topics``, a forum."""
    shape: Json = {"id": -1_000_000_000_000 - next(_IDS), "title": "Friends of lighthouses", "type": "supergroup"}
    if topics is not None:
        shape["is_forum"] = True
    chat = Chat(api, shape, person("Berta"))
    api.chats.topics[chat.id] = set(topics or ())
    return chat


def small_group(api: FakeApi) -> Chat:
    """A new group that is no supergroup yet."""
    return Chat(api, {"id": -next(_IDS), "title": "Friends of lighthouses", "type": "group"}, person("Berta"))
