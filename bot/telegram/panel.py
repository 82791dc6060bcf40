"""The pages of /language and /settings: what holds now, in words, and buttons that say what they change. Pure."""

from collections.abc import Callable, Iterator, Sequence

from telegram import InlineKeyboardButton

from bot.knowledge.model import Knowledge, Lang, Language
from bot.telegram.buttons import button
from bot.telegram.manners import Manners
from bot.telegram.payload import ChangeSetting, ChooseLanguage, OpenSettings, Payload
from bot.telegram.render import Paragraph, Rendered, message


def language(knowledge: Knowledge, words: Language, chosen: Lang | None) -> Rendered:
    """The languages that a user can choose from."""
    rows = _languages(knowledge, words.say("button.as-telegram"), ChooseLanguage)
    now = knowledge.language(chosen).name if chosen else words.say("settings.as-telegram")
    return message([Paragraph(words.say("telegram.language", now=now))], rows)


def group_language(knowledge: Knowledge, words: Language, manners: Manners) -> Rendered:
    """The languages that a group's administrators can choose from."""
    rows = _languages(
        knowledge, words.say("button.each-their-own"), lambda lang: ChangeSetting(name="lang", value=lang or "")
    )
    text = words.say("telegram.group-language", now=_lang(knowledge, words, manners))
    return message([Paragraph(text)], [*rows, [button(words.say("button.settings"), OpenSettings())]])


def settings(knowledge: Knowledge, words: Language, manners: Manners, *, sees_all: bool) -> Rendered:
    """How the bot behaves in a group; ``sees_all``: Telegram gives it every message there."""
    now = [
        words.say("settings.lang", now=_lang(knowledge, words, manners)),
        _state(words, "unasked", _switch(manners.unasked)),
        _state(words, "quotes", "folded" if manners.folded else "open"),
        _state(words, "thumbs", _switch(manners.thumbs)),
    ]
    hint = words.say("settings.blind") if manners.unasked and not sees_all else ""
    return message(
        [Paragraph(words.say("telegram.settings")), Paragraph("\n".join(now)), Paragraph(hint)],
        [
            [button(words.say("button.set-lang"), OpenSettings(languages=True))],
            [_change(words, "unasked", _switch(not manners.unasked))],
            [_change(words, "quotes", "open" if manners.folded else "folded")],
            [_change(words, "thumbs", _switch(not manners.thumbs))],
        ],
    )


def _languages(
    knowledge: Knowledge, automatic: str, payload: Callable[[Lang | None], Payload]
) -> Iterator[Sequence[InlineKeyboardButton]]:
    for lang in knowledge.languages:
        yield [button(knowledge.language(lang).name, payload(lang))]
    yield [button(automatic, payload(None))]


def _lang(knowledge: Knowledge, words: Language, manners: Manners) -> str:
    return knowledge.language(manners.lang).name if manners.lang else words.say("settings.each-their-own")


def _state(words: Language, name: str, value: str) -> str:
    return words.say(f"settings.{name}-{value}")


def _change(words: Language, name: str, value: str) -> InlineKeyboardButton:
    return button(words.say(f"button.{name}-{value}"), ChangeSetting(name, value))


def _switch(on: bool) -> str:
    return "on" if on else "off"
