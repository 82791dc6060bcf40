"""The buttons that ask how good an answer was, and, after a thumb down, what was wrong with it. Pure."""

from collections.abc import Iterator, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.knowledge.model import Language
from bot.telegram.buttons import button, keyboard
from bot.telegram.payload import FAULTS, Blame, decode


def asking(shown: InlineKeyboardMarkup, key: str, language: Language) -> InlineKeyboardMarkup | None:
    """``shown`` with the question below it what was wrong with the answer ``key``."""
    return keyboard([*_without_question(shown), *_faults(key, language)])


def asked(shown: InlineKeyboardMarkup) -> InlineKeyboardMarkup | None:
    """``shown`` as it was before that question."""
    return keyboard(_without_question(shown))


def _faults(key: str, language: Language) -> Iterator[Sequence[InlineKeyboardButton]]:
    for fault in FAULTS:
        yield [button(language.say(f"button.{fault}"), Blame(key, fault))]


def _without_question(shown: InlineKeyboardMarkup) -> Iterator[Sequence[InlineKeyboardButton]]:
    for row in shown.inline_keyboard:
        yield [each for each in row if not isinstance(decode(str(each.callback_data)), Blame)]
