"""How the bot has fared: questions and thumbs by day."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.store.protocol import Day
from bot.store.schema import FEEDBACK, QUESTIONS


def days(connection: Connection, number: int) -> tuple[Day, ...]:
    """The last ``number`` days, today's the last."""
    today = datetime.now(UTC).date()
    wanted = [today - timedelta(days=ago) for ago in reversed(range(number))]
    begin = datetime(*wanted[0].timetuple()[:3], tzinfo=UTC)
    asked = select(QUESTIONS.c.asked_at, QUESTIONS.c.outcome).where(QUESTIONS.c.asked_at >= begin)
    rated = select(FEEDBACK.c.rated_at, FEEDBACK.c.helpful).where(FEEDBACK.c.rated_at >= begin)
    questions = Counter(_dated(iter(connection.execute(asked))))
    thumbs = Counter(_dated(iter(connection.execute(rated))))
    return tuple(
        Day(
            date=day,
            answered=questions[day, "answered"],
            clarify=questions[day, "clarify"],
            unknown=questions[day, "unknown"],
            up=thumbs[day, True],
            down=thumbs[day, False],
        )
        for day in wanted
    )


def missed(connection: Connection, most: int) -> tuple[str, ...]:
    """The texts of questions missed, the newest first."""
    newest = select(QUESTIONS.c.text).where(QUESTIONS.c.outcome == "unknown").order_by(QUESTIONS.c.asked_at.desc())
    return tuple(connection.scalars(newest.limit(most)))


def _dated(rows: Iterator[Row[Any]]) -> Iterator[tuple[date, object]]:
    for row in rows:
        at, what = tuple(row)
        yield (at.astimezone(UTC) if at.tzinfo else at).date(), what
