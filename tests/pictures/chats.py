"""The chats on the page: people talk to the real ``citebot run`` on the shipped knowledge, by the fake Bot API."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from telegram import Message

from tests.pictures.made_up import questions
from tests.telegram.fake_api import ME, FakeApi
from tests.telegram.fake_methods import Json
from tests.telegram.people import Chat, Listed, Stranger, person, private_chat
from tests.telegram.process import ROOT, BotProcess

BOT = ME | {"first_name": "Citebot", "username": "your_bot", "supports_inline_queries": True}
TOPIC = 7
OFFICE = 700_000_000
"""The Telegram id of the bot's administrator."""


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


PRIVATE = {
    "private": ("A private chat: a misspelt question, and another that builds on it", "en", "Ada"),
    "did-you-mean": ("A question that can mean several: the bot asks back", "en", "Ben"),
    "conflict": ("Where the sources differ, both are shown", "en", "Cora"),
    "refusal": ("What the sources do not say, and what they do", "en", "Dan"),
    "keyboard": ("Typed on the Russian keyboard by mistake, and why the answer is the answer", "en", "Eve"),
    "korean": ("In Korean", "ko", "지민"),
    "russian": ("In Russian", "ru", "Вера"),
    "kazakh": ("In Kazakh", "kk", "Айгерім"),
}
SAID = {
    "private": ("who signd the oil deal?", "and how much is it worth?"),
    "did-you-mean": ("when was it made?",),
    "conflict": ("was the Hyundai Engineering deal an agreement or an MOU?",),
    "refusal": ("which minerals did Korea and Uzbekistan agree on?", "did Samsung sign the oil deal?"),
    "keyboard": ("црщ ышптув еру щшд фтв пфы фпкууьуте", "/why"),
    "korean": ("석유·가스 협약은 누가 서명했나요?", "언제 서명했나요?"),
    "russian": ("кто подписал соглашение по нефти и газу?", "а сколько это стоит?"),
    "kazakh": ("тізімде қандай минералдар бар?",),
}


def talked(folder: Path, cache: Path) -> tuple[Pictured, ...]:
    """All chats of the page, from a bot that keeps its notes in ``folder`` and what it has learnt in ``cache``.

    What is not in ``cache`` must be learnt before: a bot that takes a minute to start is taken for broken.
    """
    api = FakeApi()
    api.chats.me = BOT
    api.start()
    bot = BotProcess(
        api, folder, BOT_KNOWLEDGE=str(ROOT / "knowledge"), XDG_CACHE_HOME=str(cache), BOT_ADMINS=str(OFFICE)
    ).start()
    others: tuple[Callable[[FakeApi], Pictured], ...] = (_group, _check, _inline)
    try:
        private = [_private(api, id) for id in PRIVATE]
        return (private[0], *(each(api) for each in others), *private[1:], _stats(api, bot))
    finally:
        bot.stop()
        api.stop()


def _private(api: FakeApi, id: str) -> Pictured:
    shows, lang, name = PRIVATE[id]
    chat = private_chat(api, person(name, language_code=lang))
    for text in SAID[id]:
        chat.ask(text)
    return _pictured(chat, id, shows)


def _group(api: FakeApi) -> Pictured:
    chat = _desk(api, -1_001_000_000_001)
    timur, minjun = person("Timur"), person("Minjun")
    chat.say("The draft says that the lithium is for batteries. Is that in the papers?", by=timur, **_topic())
    chat.say("/ask what does Korea need lithium for?", **_topic())
    first = chat.reply()
    answer = api.chats.messages[chat.id, first.id]
    chat.say("and who will look for it?", by=minjun, reply_to_message=answer, **_topic())
    chat.reply()
    missed = chat.say("@your_bot who won the football last night?", by=timur, **_topic())
    api.await_call(lambda call: call.method == "setMessageReaction" and call.chat_id == chat.id)
    assert (chat.id, missed["message_id"]) in api.chats.reactions
    shows = "A topic of a group: /ask, a reply to the bot, and a quiet reaction to what it cannot answer"
    return replace(_pictured(chat, "group", shows, f"a topic of {chat.shape['title']}"), title="Lithium")


def _check(api: FakeApi) -> Pictured:
    chat = _desk(api, -1_001_000_000_002)
    post = chat.write(
        "SK ecoplant signed the oil deal. Yoon and Tokayev met in Almaty on 12 June 2024.", by=person("Timur")
    )
    chat.say("@your_bot is this right?", reply_to_message=post)
    chat.reply()
    shows = "Quote and check: a post set against the facts"
    return _pictured(chat, "check", shows, "a group")


def _inline(api: FakeApi) -> Pictured:
    chat = _desk(api, -1_001_000_000_003)
    typed = "which minerals"
    found = Stranger(api, chat.someone).list(typed)
    taken = found[0].inserts
    chat.write("Which minerals was it about, by the way?", by=person("Minjun"))
    keys = {"inline_keyboard": taken.buttons}
    chat.write(taken.text, entities=taken.entities, reply_markup=keys, via_bot=BOT)
    shows = "Inline mode: the list while one types, and what choosing its first line inserts"
    pictured = _pictured(chat, "inline", shows, "a chat that the bot is not in")
    return replace(pictured, title="Friends", typed=f"@your_bot {typed}", listed=tuple(found[:4]))


def _stats(api: FakeApi, bot: BotProcess) -> Pictured:
    questions(bot.database)
    chat = private_chat(api, {**person("Olga"), "id": OFFICE})
    chat.ask("/stats")
    return _pictured(chat, "stats", "/stats, for the bot’s administrators alone (of made-up questions)")


def _desk(api: FakeApi, id: int) -> Chat:
    """A new group with a topic."""
    shape: Json = {"id": id, "title": "Korea–Kazakhstan desk", "type": "supergroup", "is_forum": True}
    chat = Chat(api, shape, person("Ada"))
    api.chats.topics[id] = {TOPIC}
    return chat


def _topic() -> Json:
    return {"message_thread_id": TOPIC, "is_topic_message": True}


def _pictured(chat: Chat, id: str, shows: str, subtitle: str = "bot") -> Pictured:
    return Pictured(
        id=id,
        shows=shows,
        title=str(chat.shape.get("title") or BOT["first_name"]),
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
