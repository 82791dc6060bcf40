"""What inline mode lists, and what choosing it inserts into the chat. Pure, as `render` is."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from telegram.constants import InlineQueryLimit

from bot.answering import Answerer
from bot.knowledge.model import Lang, Language
from bot.replies import Answer, Reply
from bot.telegram import pages, render
from bot.telegram.buttons import Footer
from bot.telegram.lengths import shortened
from bot.telegram.payload import Browse
from bot.telegram.render import Rendered
from bot.telegram.versions import DIGITS, digest

MOST_ANSWERS = 10
TITLE_UNITS = 120
START_UNITS = 100
SOURCES_UNITS = 60

_Receipts: TypeAlias = Callable[[Answer], str | None]
"""Gives the address of the receipt for an answer."""

_TAG_DIGITS = 5
_TOPIC = "T-"
_ANSWER = re.compile(rf"[0-9a-f]{{{_TAG_DIGITS}}}:(?P<lang>[a-z]+):(?P<version>[0-9a-f]{{{DIGITS}}})")


@dataclass(frozen=True, slots=True)
class Article:
    """A line of the list, and the message that it inserts; ``id`` has at most 64 bytes.

    ``cites`` are the versions of facts in that message, and ``lang`` is its language.
    """

    id: str
    title: str
    description: str
    inserts: Rendered
    lang: Lang
    cites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was inserted: an answer in ``lang``, with this version of a fact."""

    lang: Lang
    version: str


def listed(answerer: Answerer, language: Language, typed: str, receipts: _Receipts) -> tuple[Article, ...]:
    """The answers to what was typed so far, best first; the topics, where nothing was typed."""
    if not typed.strip():
        return tuple(_topics(answerer, language))[: InlineQueryLimit.RESULTS]
    found = answerer.best(typed, preferred=(language.code,), most=MOST_ANSWERS)
    return tuple(_answer(answer, answerer, receipts) for answer in found)


def reply(answerer: Answerer, said: Reply, receipts: _Receipts) -> Article:
    """A reply as the one thing there is to insert."""
    if isinstance(said, Answer):
        return _answer(said, answerer, receipts)
    language = answerer.knowledge.language(said.lang)
    title = shortened(said.text, TITLE_UNITS)
    return Article(_id(answerer, language, ""), title, "", render.reply(said, language), language.code)


def line(answerer: Answerer, language: Language, rendered: Rendered) -> Article:
    """Words of the bot's own as the one thing there is to insert."""
    return Article(_id(answerer, language, ""), shortened(rendered.plain, TITLE_UNITS), "", rendered, language.code)


def taken(id: str) -> Taken | None:
    """What the article with this id inserts, if it is an answer."""
    form = _ANSWER.fullmatch(id)
    return Taken(form["lang"], form["version"]) if form else None


def _answer(answer: Answer, answerer: Answerer, receipts: _Receipts) -> Article:
    language = answerer.knowledge.language(answer.lang)
    title = answerer.knowledge.title(answer.intent, answer.subject, language.code)
    cites = tuple(digest(answerer.knowledge.facts[one.fact]) for one in answer.every[: render.MOST_ANSWERS])
    sources = ", ".join(dict.fromkeys(evidence.publisher for evidence in answer.evidence))
    return Article(
        id=_id(answerer, language, f"{language.code}:{cites[0]}"),
        title=shortened(title, TITLE_UNITS),
        description=language.say(
            "inline.description",
            start=shortened(answer.text, START_UNITS),
            sources=shortened(sources, SOURCES_UNITS),
        ),
        inserts=render.reply(answer, language, footer=Footer(receipt=receipts(answer))),
        lang=language.code,
        cites=cites,
    )


def _topics(answerer: Answerer, language: Language) -> Iterator[Article]:
    for topic in answerer.knowledge.topics:
        if found := answerer.browse(topic.id, lang=language.code):
            yield Article(
                id=_id(answerer, language, _TOPIC + topic.id),
                title=shortened(topic.title.into(language.code), TITLE_UNITS),
                description=language.say("inline.topic", count=len(found)),
                inserts=pages.questions(answerer, language, Browse(topic.id)),
                lang=language.code,
            )


def _id(answerer: Answerer, language: Language, key: str) -> str:
    """The same for as long as the knowledge is, and another in each language: Telegram's apps keep articles by it."""
    said = f"{answerer.knowledge.version}|{language.code}"
    return f"{hashlib.sha256(said.encode()).hexdigest()[:_TAG_DIGITS]}:{key}"
