"""What the bot's administrators read: the numbers of /stats in words, and the questions of /unanswered. Pure."""

from collections.abc import Iterator, Sequence

from telegram import InlineKeyboardButton
from telegram.constants import MessageLimit

from bot.knowledge.model import Language
from bot.matching.clusters import Cluster
from bot.store.protocol import Day
from bot.telegram.buttons import button
from bot.telegram.lengths import shortened
from bot.telegram.payload import Unanswered
from bot.telegram.render import Paragraph, Rendered, message

DAYS = 14
CLUSTERS_A_PAGE = 8
MOST_WORDINGS = 3
WORDING_UNITS = 110


def caption(days: Sequence[Day], language: Language) -> str:
    """All numbers of the picture, within the limit for a caption."""
    total = language.say(
        "stats.total",
        days=len(days),
        questions=sum(day.questions for day in days),
        answered=sum(day.answered for day in days),
        clarify=sum(day.clarify for day in days),
        unknown=sum(day.unknown for day in days),
        up=sum(day.up for day in days),
        down=sum(day.down for day in days),
    )
    by_day = [_line(day, language) for day in reversed(days) if day.questions or day.up or day.down]
    head = [language.say("stats.by-day")] if by_day else []
    return shortened("\n".join([total, "", *head, *by_day]), MessageLimit.CAPTION_LENGTH)


def _line(day: Day, language: Language) -> str:
    return language.say(
        "stats.day",
        date=f"{day.date:%m-%d}",
        questions=day.questions,
        answered=day.answered,
        clarify=day.clarify,
        unknown=day.unknown,
        up=day.up,
        down=day.down,
    )


def unanswered(clusters: Sequence[Cluster], page: int, language: Language) -> Rendered:
    """A page (from 0) of questions missed, those that are alike together; the last one where there are fewer."""
    if not clusters:
        return message([Paragraph(language.say("telegram.none-unanswered"))])
    page = min(page, (len(clusters) - 1) // CLUSTERS_A_PAGE)
    first = page * CLUSTERS_A_PAGE
    shown = clusters[first : first + CLUSTERS_A_PAGE]
    heading = language.say(
        "telegram.unanswered",
        questions=sum(cluster.count for cluster in clusters),
        first=first + 1,
        last=first + len(shown),
        clusters=len(clusters),
    )
    paragraphs = [Paragraph(_cluster(cluster, language)) for cluster in shown]
    turns = [*_turn(page, language, "earlier", -1, page > 0)]
    turns += _turn(page, language, "later", +1, first + len(shown) < len(clusters))
    return message([Paragraph(heading), *paragraphs], [turns])


def _cluster(cluster: Cluster, language: Language) -> str:
    asked, *others = (shortened(wording, WORDING_UNITS) for wording in cluster.wordings[:MOST_WORDINGS])
    lines = [language.say("telegram.unanswered-question", count=cluster.count, question=asked)]
    return "\n".join(lines + [language.say("telegram.unanswered-wording", question=other) for other in others])


def _turn(page: int, language: Language, name: str, step: int, exists: bool) -> Iterator[InlineKeyboardButton]:
    if exists:
        yield button(language.say(f"button.{name}"), Unanswered(page + step))
