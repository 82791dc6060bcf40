"""The chats on the page: people talk to the real ``citebot run`` on the shipped knowledge, by the fake Bot API."""

from dataclasses import replace
from pathlib import Path

from tests.pictures.made_up import questions, with_a_slip
from tests.pictures.pictured import Pictured, pictured
from tests.telegram.fake_api import ME, FakeApi
from tests.telegram.fake_methods import Json
from tests.telegram.people import Chat, Stranger, person, private_chat
from tests.telegram.process import ROOT, BotProcess

BOT = ME | {"first_name": "Citebot", "username": "your_bot", "supports_inline_queries": True}
TOPIC = 7
OFFICE = 700_000_000
"""The Telegram id of the bot's administrator."""


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
    "did-you-mean": ("who attended?",),
    "conflict": ("was the Hyundai Engineering deal an agreement or an MOU?",),
    "refusal": ("how much lithium does Kazakhstan have?", "did Samsung sign the oil deal?"),
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
    yesterday, today = (
        BotProcess(api, folder, BOT_KNOWLEDGE=str(knowledge), XDG_CACHE_HOME=str(cache), BOT_ADMINS=str(OFFICE))
        for knowledge in (with_a_slip(folder), ROOT / "knowledge")
    )
    try:
        corrected = _corrected(api, yesterday, today)
        private = [_private(api, id) for id in PRIVATE]
        others = [_group(api), _check(api), _inline(api)]
        return (private[0], *others, *private[1:4], corrected, *private[4:], _stats(api, today))
    finally:
        today.stop()
        api.stop()


def _corrected(api: FakeApi, yesterday: BotProcess, today: BotProcess) -> Pictured:
    """Asked ``yesterday``, corrected when the bot starts ``today``."""
    chat = private_chat(api, person("Fay"))
    yesterday.start()
    chat.ask("on which day were the agreements signed?")
    yesterday.stop()
    today.start()
    before = chat.reply().buttons[-1][-1]["url"]
    followed = chat.say(f"/start {before.partition('=')[2]}")
    chat.reply()
    followed["text"] = "/start"  # which is all that the apps show of a link that was followed
    return pictured(chat, "correction", "A correction reaches an answer given before; its receipt shows both")


def _private(api: FakeApi, id: str) -> Pictured:
    shows, lang, name = PRIVATE[id]
    chat = private_chat(api, person(name, language_code=lang))
    for text in SAID[id]:
        chat.ask(text)
    return pictured(chat, id, shows)


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
    return replace(pictured(chat, "group", shows, f"a topic of {chat.shape['title']}"), title="Lithium")


def _check(api: FakeApi) -> Pictured:
    chat = _desk(api, -1_001_000_000_002)
    post = chat.write(
        "SK ecoplant signed the oil deal. Yoon and Tokayev met in Almaty on 12 June 2024.", by=person("Timur")
    )
    chat.say("@your_bot is this right?", reply_to_message=post)
    chat.reply()
    shows = "Quote and check: a post set against the facts"
    return pictured(chat, "check", shows, "a group")


def _inline(api: FakeApi) -> Pictured:
    chat = _desk(api, -1_001_000_000_003)
    typed = "which minerals"
    found = Stranger(api, chat.someone).list(typed)
    taken = found[0].inserts
    chat.write("Which minerals was it about, by the way?", by=person("Minjun"))
    keys = {"inline_keyboard": taken.buttons}
    chat.write(taken.text, entities=taken.entities, reply_markup=keys, via_bot=BOT)
    shows = "Inline mode: the list while one types, and what choosing its first line inserts"
    shown = pictured(chat, "inline", shows, "a chat that the bot is not in")
    return replace(shown, title="Friends", typed=f"@your_bot {typed}", listed=tuple(found[:4]))


def _stats(api: FakeApi, bot: BotProcess) -> Pictured:
    questions(bot.database)
    chat = private_chat(api, {**person("Olga"), "id": OFFICE})
    chat.ask("/stats")
    return pictured(chat, "stats", "/stats, for the bot’s administrators alone (of made-up questions)")


def _desk(api: FakeApi, id: int) -> Chat:
    """A new group with a topic."""
    shape: Json = {"id": id, "title": "Korea–Kazakhstan desk", "type": "supergroup", "is_forum": True}
    chat = Chat(api, shape, person("Ada"))
    api.chats.topics[id] = {TOPIC}
    return chat


def _topic() -> Json:
    return {"message_thread_id": TOPIC, "is_topic_message": True}
