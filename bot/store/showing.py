"""Which answers cite which versions of facts."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select, update

from bot.store.protocol import Shown
from bot.store.schema import ANSWERS, VERSIONS

AT_ONCE = 500
"""So many values, and no more, stand in one query."""


def outdated(connection: Connection, current: Collection[str]) -> tuple[Shown, ...]:
    """The answers of which a fact has changed, was withdrawn, or is back; the newest first."""
    today, now = set(current), datetime.now(UTC)
    cited = connection.scalars(select(ANSWERS.c.versions).distinct().where(ANSWERS.c.kept_until > now))
    stale = [versions for versions in cited if not today.issuperset(versions.split())]
    gone = connection.scalars(select(ANSWERS.c.withdrawn).distinct().where(ANSWERS.c.kept_until > now))
    back = _back(connection, today)
    again = [versions for versions in gone if versions and not back.isdisjoint(versions.split())]
    found: dict[tuple[str, int], Row[Any]] = {}
    for column, values in ((ANSWERS.c.versions, stale), (ANSWERS.c.withdrawn, again)):
        for first in range(0, len(values), AT_ONCE):
            which = column.in_(values[first : first + AT_ONCE])
            rows = connection.execute(select(ANSWERS).where(which, ANSWERS.c.kept_until > now))
            found |= {(row.chat_hash, row.message_id): row for row in rows}
    return tuple(_shown(row) for row in sorted(found.values(), key=lambda row: row.kept_until, reverse=True))


def shown(connection: Connection, chat: str, message_id: int) -> Shown | None:
    """The answer that this message shows, or None."""
    row = connection.execute(select(ANSWERS).where(*_key(chat, message_id))).first()
    return _shown(row) if row else None


def unshow(connection: Connection, chat: str, message_id: int) -> None:
    """That message shows no answer any more."""
    connection.execute(delete(ANSWERS).where(*_key(chat, message_id)))


def corrected(connection: Connection, was: Shown, now: Shown) -> None:
    """The message that showed ``was`` shows ``now``; unless it has been replaced meanwhile."""
    still = (*_key(was.chat, was.message_id), ANSWERS.c.versions == joined(was.versions))
    cites = {"versions": joined(now.versions), "withdrawn": joined(now.withdrawn)}
    connection.execute(update(ANSWERS).where(*still).values(cites))


def reached(connection: Connection, ids: Collection[str]) -> None:
    """Count an answer that was corrected, as it cited these versions, which are no more."""
    gone = VERSIONS.c.id.in_(ids), VERSIONS.c.replaced_at.is_not(None)
    connection.execute(update(VERSIONS).where(*gone).values(reached=func.coalesce(VERSIONS.c.reached, 0) + 1))


def _back(connection: Connection, today: Collection[str]) -> set[str]:
    """All versions, old ones too, of the facts that have a version ``today``."""
    facts = {row.id: row.fact for row in connection.execute(select(VERSIONS.c.id, VERSIONS.c.fact))}
    known = {facts[id] for id in today if id in facts}
    return {id for id, fact in facts.items() if fact in known}


def joined(versions: Sequence[str]) -> str:
    return " ".join(versions)


def _key(chat: str, message_id: int) -> tuple[ColumnElement[bool], ...]:
    return ANSWERS.c.chat_hash == chat, ANSWERS.c.message_id == message_id


def _shown(row: Row[Any]) -> Shown:
    return Shown(
        chat=row.chat_hash,
        message_id=row.message_id,
        address=row.address,
        user=row.user_hash,
        lang=row.lang,
        versions=tuple(row.versions.split()),
        public=row.public,
        withdrawn=tuple((row.withdrawn or "").split()),
    )
