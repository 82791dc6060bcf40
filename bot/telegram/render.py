"""Replies as Telegram shows them. All escaping and all of Telegram's limits live here: what leaves this module fits.

A message holds at most 4096 UTF-16 units once its entities are parsed. The budgets below sum up to less, so that the
longest reply imaginable still goes out as one message; what exceeds its budget ends in an ellipsis, never in half a
tag. There are a dozen entities in a message at most, where Telegram allows 100.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import islice, pairwise

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.knowledge.model import Language
from bot.plain import heading, quoted, remarks
from bot.replies import TEXT_UNITS, Answer, Disambiguation, Evidence, Fallback, Option, Reply
from bot.telegram.manners import IN_PRIVATE, Manners
from bot.telegram.payload import Payload, Rate, Show, Tell, Why, decode, encode

READ_AS_UNITS = 200
REMARK_UNITS = 300
QUOTE_UNITS = 140
EVIDENCE_UNITS = 230
PAGE_UNITS = 4000
BUTTON_UNITS = 64

MOST_ANSWERS = 3
MOST_EVIDENCE = 5
MOST_RELATED = 3
MOST_MEANT = 8
MOST_LINKS = 3

_ELLIPSIS = "…"
FOLDED_QUOTE, OPEN_QUOTE, HEADING = "blockquote expandable", "blockquote", "b"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to be sent: ``html`` for Telegram's parser, ``plain`` for the day it refuses that."""

    html: str
    plain: str
    keyboard: InlineKeyboardMarkup | None = None

    def without_links(self) -> "Rendered":
        """The same message without the buttons that open an address."""
        rows = self.keyboard.inline_keyboard if self.keyboard else ()
        return replace(self, keyboard=keyboard([button for button in row if not button.url] for row in rows))

    def below(self, line: str) -> "Rendered":
        """The same message with a line in bold on top, for which an answer without ``denied`` has room."""
        top = Paragraph(shortened(line, REMARK_UNITS), "b")
        return replace(self, html=f"{top.html()}\n\n{self.html}", plain=f"{top.text}\n\n{self.plain}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text without markup, and the tag it stands in (with its attributes), if any."""

    text: str
    tag: str = ""

    def html(self) -> str:
        inside = escape(self.text, quote=False)
        return f"<{self.tag}>{inside}</{self.tag.split()[0]}>" if self.tag else inside


@dataclass(frozen=True, slots=True)
class Footer:
    """What the last buttons offer.

    Under an answer, its ``receipt``, the address of one, that of the one ``before`` a correction, and, if it
    ``explains``, to say why it is the answer. Under a refusal, if it ``promises``, to tell when there is an answer.
    """

    explains: bool = False
    receipt: str | None = None
    before: str | None = None
    promises: bool = False


def reply(
    reply: Reply,
    language: Language,
    manners: Manners = IN_PRIVATE,
    footer: Footer = Footer(),
) -> Rendered:
    """A reply of the core: the answer first, what there is to note, the quotes that prove it, and what to tap next."""
    if isinstance(reply, Answer):
        shown, unanswered = reply.every[:MOST_ANSWERS], reply.unanswered[:MOST_ANSWERS]
        parts = len(shown) + len(unanswered)
        paragraphs = [_read_as(reply), *(each for answer in shown for each in _answer(answer, language, parts))]
        paragraphs += [Paragraph(shortened(text, TEXT_UNITS // parts)) for text in unanswered]
        if not manners.folded:
            paragraphs = [replace(each, tag=OPEN_QUOTE) if each.tag == FOLDED_QUOTE else each for each in paragraphs]
        return message(paragraphs, [*_answer_rows(reply, language, thumbs=manners.thumbs), *_footer(footer, language)])
    offered = reply.options[: MOST_MEANT if isinstance(reply, Disambiguation) else MOST_RELATED]
    over = heading(reply) if offered else None
    texts = [shortened(reply.text, PAGE_UNITS - 2 * READ_AS_UNITS), language.say(over) if over else ""]
    promise = [_promise(language, promised=False)] if footer.promises and isinstance(reply, Fallback) else []
    return message([_read_as(reply), *map(Paragraph, texts)], [*options(offered), promise])


def message(paragraphs: Sequence[Paragraph], rows: Iterable[Sequence[InlineKeyboardButton]] = ()) -> Rendered:
    """A message of ``paragraphs``, which together must keep to `PAGE_UNITS`, over ``rows`` of buttons."""
    shown = [paragraph for paragraph in paragraphs if paragraph.text] or [Paragraph(_ELLIPSIS)]
    gaps = ["", *(_gap(above, below) for above, below in pairwise(shown))]
    return Rendered(
        html="".join(gap + paragraph.html() for gap, paragraph in zip(gaps, shown, strict=True)),
        plain="".join(gap + paragraph.text for gap, paragraph in zip(gaps, shown, strict=True)),
        keyboard=keyboard(rows),
    )


def _gap(above: Paragraph, below: Paragraph) -> str:
    """A quote stands right under what it proves, and a heading right over its text."""
    return "\n" if above.tag == HEADING or below.tag in {FOLDED_QUOTE, OPEN_QUOTE} else "\n\n"


def keyboard(rows: Iterable[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    """``rows`` of buttons without the empty ones; None where nothing is left, as Telegram wants it."""
    filled = [row for row in rows if row]
    return InlineKeyboardMarkup(filled) if filled else None


def button(text: str, payload: Payload) -> InlineKeyboardButton:
    return InlineKeyboardButton(shortened(text, BUTTON_UNITS) or _ELLIPSIS, callback_data=encode(payload))


def link(text: str, url: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(shortened(text, BUTTON_UNITS) or _ELLIPSIS, url=url)


def promising(shown: InlineKeyboardMarkup, language: Language, *, promised: bool) -> InlineKeyboardMarkup | None:
    """``shown``, the buttons of a refusal, as they are once it is promised to tell, or no more."""
    return keyboard(
        [
            _promise(language, promised=promised) if isinstance(decode(str(each.callback_data)), Tell) else each
            for each in row
        ]
        for row in shown.inline_keyboard
    )


def options(offered: Sequence[Option]) -> Iterator[Sequence[InlineKeyboardButton]]:
    """A row for each question offered: titles are too long to stand side by side on a phone."""
    for option in offered:
        yield [button(option.title, Show(option.key))]


def units(text: str) -> int:
    """The length of ``text`` as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, most: int) -> str:
    """``text`` without surrounding space, cut to at most ``most`` UTF-16 units; where cut, it ends in an ellipsis."""
    text = text.strip()
    if units(text) <= most:
        return text
    head = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", errors="ignore")
    words = head.rpartition(" ")[0]
    return (words if len(words) > len(head) // 2 else head).rstrip().rstrip(",;:") + _ELLIPSIS


def proof(evidence: Evidence, language: Language) -> str:
    """A quote and where it is from, in at most `EVIDENCE_UNITS`: a long quote is cut, not its source."""
    fitted = replace(
        evidence,
        quote=None if evidence.quote is None else shortened(evidence.quote, QUOTE_UNITS),
        title=shortened(evidence.title, QUOTE_UNITS),
        publisher=shortened(evidence.publisher, BUTTON_UNITS),
    )
    return shortened(quoted(fitted, language), EVIDENCE_UNITS)


def passages(evidence: Sequence[Evidence], language: Language) -> list[InlineKeyboardButton]:
    """A button for each source, to its first passage quoted; a passage of the one source needs no name repeated."""
    first = {item.source: item for item in reversed(evidence)}
    shown = islice(dict.fromkeys(first[item.source] for item in evidence), MOST_LINKS)
    alone = len(first) == 1
    return [
        link(
            language.say(
                "button.passage" if alone and item.quote is not None else "button.passage-of", publisher=item.publisher
            ),
            item.url,
        )
        for item in shown
    ]


def _read_as(reply: Reply) -> Paragraph:
    """How a message from the wrong keyboard was read; nothing, if it was not."""
    return Paragraph(shortened(reply.read_as or "", READ_AS_UNITS), "i")


def _answer(answer: Answer, language: Language, parts: int) -> Iterator[Paragraph]:
    """One of so many ``parts`` of a message, which share its budgets."""
    shown = answer.evidence[: MOST_EVIDENCE // parts]
    quotes, sources = (
        "\n".join(proof(evidence, language) for evidence in shown if (evidence.quote is None) == bare)
        for bare in (False, True)
    )
    yield Paragraph(shortened(answer.denied or "", REMARK_UNITS // parts))
    yield Paragraph(shortened(answer.text, TEXT_UNITS // parts))
    yield from (Paragraph(shortened(remark, REMARK_UNITS // parts), "i") for remark in remarks(answer, language))
    yield Paragraph(quotes, FOLDED_QUOTE)
    yield Paragraph(sources)


def _answer_rows(answer: Answer, language: Language, *, thumbs: bool) -> Iterator[Sequence[InlineKeyboardButton]]:
    evidence = [item for one in answer.every for item in one.evidence]
    yield passages(evidence, language)
    yield from options(answer.options[:MOST_RELATED])
    if thumbs:
        yield [
            button(language.say("button.helpful"), Rate(answer.fact, helpful=True)),
            button(language.say("button.not-helpful"), Rate(answer.fact, helpful=False)),
        ]


def _promise(language: Language, *, promised: bool) -> InlineKeyboardButton:
    return button(language.say("button.do-not-tell" if promised else "button.tell"), Tell(not promised))


def _footer(footer: Footer, language: Language) -> Iterator[Sequence[InlineKeyboardButton]]:
    why = [button(language.say("button.why"), Why())] if footer.explains else []
    receipt = [link(language.say("button.receipt"), footer.receipt)] if footer.receipt else []
    before = [link(language.say("button.before"), footer.before)] if footer.before else []
    yield why + receipt
    yield before  # three in a row would be too narrow for their words
