"""The buttons under messages, within Telegram's limits. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.knowledge.model import Language
from bot.replies import Answer, Disambiguation, Evidence, Fallback, Option, Reply
from bot.telegram.lengths import ELLIPSIS, shortened, units
from bot.telegram.payload import Payload, Rate, Show, Tell, Why, decode, encode

BUTTON_UNITS = 64
BESIDE_UNITS = 19
"""So much a phone shows on one of two buttons in a row."""

MOST_RELATED = 3
MOST_MEANT = 8
MOST_LINKS = 3


@dataclass(frozen=True, slots=True)
class Footer:
    """What the last rows of buttons offer.

    Under an answer, its ``receipt``, the address of one, that of the one ``before`` a correction, and, if it
    ``explains``, to say why it is the answer. Under a refusal, if it ``promises``, to tell when there is an answer.
    """

    explains: bool = False
    receipt: str | None = None
    before: str | None = None
    promises: bool = False


NO_FOOTER = Footer()


def keyboard(rows: Iterable[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    """``rows`` of buttons without the empty ones; None where nothing is left, as Telegram wants it."""
    filled = [row for row in rows if row]
    return InlineKeyboardMarkup(filled) if filled else None


def button(text: str, payload: Payload) -> InlineKeyboardButton:
    return InlineKeyboardButton(shortened(text, BUTTON_UNITS) or ELLIPSIS, callback_data=encode(payload))


def link(text: str, url: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(shortened(text, BUTTON_UNITS) or ELLIPSIS, url=url)


def under(
    reply: Reply, language: Language, footer: Footer, *, thumbs: bool
) -> Iterator[Sequence[InlineKeyboardButton]]:
    """The rows under a reply of the core, a few of them empty.

    Args:
        thumbs: ask how good an answer was.
    """
    if isinstance(reply, Answer):
        yield from passages([item for one in reply.every for item in one.evidence], language)
        yield from options(reply.options[:MOST_RELATED])
        yield _thumbs(reply, language) if thumbs else []
        yield from _last(footer, language)
    else:
        yield from options(reply.options[: MOST_MEANT if isinstance(reply, Disambiguation) else MOST_RELATED])
        yield [_telling(language, promised=False)] if footer.promises and isinstance(reply, Fallback) else []


def promising(shown: InlineKeyboardMarkup, language: Language, *, promised: bool) -> InlineKeyboardMarkup | None:
    """``shown``, the buttons of a refusal, as they are once it is promised to tell, or no more."""
    return keyboard(
        [
            _telling(language, promised=promised) if isinstance(decode(str(each.callback_data)), Tell) else each
            for each in row
        ]
        for row in shown.inline_keyboard
    )


def options(offered: Sequence[Option]) -> Iterator[Sequence[InlineKeyboardButton]]:
    """A row for each question offered: titles are too long to stand side by side on a phone."""
    for option in offered:
        yield [button(option.title, Show(option.key))]


def passages(evidence: Sequence[Evidence], language: Language) -> list[Sequence[InlineKeyboardButton]]:
    """A button for each source, to its first passage quoted; a passage of the one source needs no name repeated.

    They stand in one row where a phone shows all of their texts there.
    """
    first = {item.source: item for item in reversed(evidence)}
    shown = islice(dict.fromkeys(first[item.source] for item in evidence), MOST_LINKS)
    alone = len(first) == 1
    links = [
        link(
            language.say(
                "button.passage" if alone and item.quote is not None else "button.passage-of", publisher=item.publisher
            ),
            item.url,
        )
        for item in shown
    ]
    together = all(units(each.text) <= BESIDE_UNITS for each in links)
    return [links] if together else [[each] for each in links]


def _thumbs(answer: Answer, language: Language) -> Sequence[InlineKeyboardButton]:
    return [
        button(language.say("button.helpful"), Rate(answer.fact, helpful=True)),
        button(language.say("button.not-helpful"), Rate(answer.fact, helpful=False)),
    ]


def _telling(language: Language, *, promised: bool) -> InlineKeyboardButton:
    return button(language.say("button.do-not-tell" if promised else "button.tell"), Tell(not promised))


def _last(footer: Footer, language: Language) -> Iterator[Sequence[InlineKeyboardButton]]:
    why = [button(language.say("button.why"), Why())] if footer.explains else []
    receipt = [link(language.say("button.receipt"), footer.receipt)] if footer.receipt else []
    yield why + receipt
    if footer.before:
        yield [link(language.say("button.before"), footer.before)]
