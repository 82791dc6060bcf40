"""Replies as Telegram shows them. All escaping lives here, and what leaves this module fits Telegram's limits.

A message holds at most 4096 UTF-16 units once its entities are parsed. The budgets below sum up to less, so that the
longest reply imaginable still goes out as one message; what exceeds its budget ends in an ellipsis, never in half a
tag. There are a dozen entities in a message at most, where Telegram allows 100.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.knowledge.model import Language
from bot.plain import heading, quoted, remarks
from bot.replies import TEXT_UNITS, Answer, Evidence, Reply
from bot.telegram.buttons import NO_FOOTER, Footer, keyboard, under
from bot.telegram.lengths import ELLIPSIS, shortened
from bot.telegram.manners import IN_PRIVATE, Manners

READ_AS_UNITS = 200
REMARK_UNITS = 300
QUOTE_UNITS = 140
EVIDENCE_UNITS = 230
PAGE_UNITS = 4000
PUBLISHER_UNITS = 64

MOST_ANSWERS = 3
MOST_EVIDENCE = 5

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


def reply(
    reply: Reply,
    language: Language,
    manners: Manners = IN_PRIVATE,
    footer: Footer = NO_FOOTER,
) -> Rendered:
    """A reply of the core: the answer first, what there is to note, the quotes that prove it, and what to tap next."""
    if isinstance(reply, Answer):
        shown, unanswered = reply.every[:MOST_ANSWERS], reply.unanswered[:MOST_ANSWERS]
        parts = len(shown) + len(unanswered)
        paragraphs = [_read_as(reply), *(each for answer in shown for each in _answer(answer, language, parts))]
        paragraphs += [Paragraph(shortened(text, TEXT_UNITS // parts)) for text in unanswered]
        if not manners.folded:
            paragraphs = [replace(each, tag=OPEN_QUOTE) if each.tag == FOLDED_QUOTE else each for each in paragraphs]
    else:
        over = heading(reply) if reply.options else None
        texts = [shortened(reply.text, PAGE_UNITS - 2 * READ_AS_UNITS), language.say(over) if over else ""]
        paragraphs = [_read_as(reply), *map(Paragraph, texts)]
    return message(paragraphs, under(reply, language, footer, thumbs=manners.thumbs))


def message(paragraphs: Sequence[Paragraph], rows: Iterable[Sequence[InlineKeyboardButton]] = ()) -> Rendered:
    """A message of ``paragraphs``, which together must keep to `PAGE_UNITS`, over ``rows`` of buttons."""
    shown = [paragraph for paragraph in paragraphs if paragraph.text] or [Paragraph(ELLIPSIS)]
    gaps = ["", *(_gap(above, below) for above, below in pairwise(shown))]
    return Rendered(
        html="".join(gap + paragraph.html() for gap, paragraph in zip(gaps, shown, strict=True)),
        plain="".join(gap + paragraph.text for gap, paragraph in zip(gaps, shown, strict=True)),
        keyboard=keyboard(rows),
    )


def _gap(above: Paragraph, below: Paragraph) -> str:
    """A quote stands right under what it proves, and a heading right over its text."""
    return "\n" if above.tag == HEADING or below.tag in {FOLDED_QUOTE, OPEN_QUOTE} else "\n\n"


def proof(evidence: Evidence, language: Language) -> str:
    """A quote and where it is from, in at most `EVIDENCE_UNITS`: a long quote is cut, not its source."""
    fitted = replace(
        evidence,
        quote=None if evidence.quote is None else shortened(evidence.quote, QUOTE_UNITS),
        title=shortened(evidence.title, QUOTE_UNITS),
        publisher=shortened(evidence.publisher, PUBLISHER_UNITS),
    )
    return shortened(quoted(fitted, language), EVIDENCE_UNITS)


def proofs(evidence: Sequence[Evidence], language: Language) -> Iterator[Paragraph]:
    """A quotation for each source, so that none is folded away behind another; then the sources without a quote."""
    for source in dict.fromkeys(item.source for item in evidence if item.quote is not None):
        of_source = [item for item in evidence if item.source == source and item.quote is not None]
        yield Paragraph("\n".join(proof(item, language) for item in of_source), FOLDED_QUOTE)
    yield Paragraph("\n".join(proof(item, language) for item in evidence if item.quote is None))


def _read_as(reply: Reply) -> Paragraph:
    """How a message from the wrong keyboard was read; nothing, if it was not."""
    return Paragraph(shortened(reply.read_as or "", READ_AS_UNITS), "i")


def _answer(answer: Answer, language: Language, parts: int) -> Iterator[Paragraph]:
    """One of so many ``parts`` of a message, which share its budgets."""
    yield Paragraph(shortened(answer.denied or "", REMARK_UNITS // parts))
    yield Paragraph(shortened(answer.text, TEXT_UNITS // parts))
    yield from (Paragraph(shortened(remark, REMARK_UNITS // parts), "i") for remark in remarks(answer, language))
    yield from proofs(answer.evidence[: MOST_EVIDENCE // parts], language)
