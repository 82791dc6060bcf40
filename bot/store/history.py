"""The versions of facts, of today and before."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from bot.store.protocol import Version
from bot.store.schema import VERSIONS


def learn(connection: Connection, versions: Sequence[Version]) -> None:
    """Make ``versions`` those of today."""
    known = {row.id: row.replaced_at for row in connection.execute(select(VERSIONS.c.id, VERSIONS.c.replaced_at))}
    today = {version.id for version in versions}
    new = [version for version in versions if version.id not in known]
    if new:
        rows = [{"id": each.id, "fact": each.fact, "content": each.content} for each in new]
        connection.execute(insert(VERSIONS), rows)
    _replace(connection, [id for id, since in known.items() if id not in today and not since], datetime.now(UTC))
    _replace(connection, [id for id, since in known.items() if id in today and since], None)


def version(connection: Connection, id: str) -> Version | None:
    """The version with this digest, or None."""
    row = connection.execute(select(VERSIONS).where(VERSIONS.c.id == id)).first()
    return _version(row) if row else None


def replaced(connection: Connection, most: int) -> tuple[Version, ...]:
    """The versions replaced last, the last first."""
    past = select(VERSIONS).where(VERSIONS.c.replaced_at.is_not(None))
    newest = past.order_by(VERSIONS.c.replaced_at.desc(), VERSIONS.c.fact).limit(most)
    return tuple(_version(row) for row in connection.execute(newest))


def _version(row: Row[Any]) -> Version:
    return Version(row.id, row.fact, row.content, row.replaced_at, row.reached or 0)


def _replace(connection: Connection, ids: Sequence[str], when: datetime | None) -> None:
    if ids:
        changing = update(VERSIONS).where(VERSIONS.c.id == bindparam("which")).values(replaced_at=when)
        connection.execute(changing, [{"which": id} for id in ids])
