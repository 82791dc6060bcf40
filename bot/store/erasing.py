"""What is erased, when, and what moves. Each table takes part by its columns: see `bot.store.schema`."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, select, tuple_, update

from bot.store.schema import IN_CHAT, KEPT_FOR, METADATA


def forget(connection: Connection, user: str) -> dict[str, int]:
    """Erase the rows of ``user``; how many there were, by table, where there were any."""
    erased = {
        table.name: connection.execute(delete(table).where(table.c.user_hash == user)).rowcount
        for table in _with_column("user_hash")
    }
    return {name: count for name, count in erased.items() if count}


def leave(connection: Connection, chat: str) -> None:
    """Erase the rows of ``chat``."""
    for table in _with_column("chat_hash"):
        connection.execute(delete(table).where(table.c.chat_hash == chat))


def move(connection: Connection, old: str, new: str, address: str) -> None:
    """Give the rows of the chat ``old`` to the chat ``new`` at ``address``, except those that it has already."""
    for table in _with_column("chat_hash"):
        mine = table.c.chat_hash == old
        moved = _moved(table, address)
        rest = [column for column in table.primary_key.columns if column.name != "chat_hash"]
        if "chat_hash" in table.primary_key.columns:
            theirs = select(*rest).where(table.c.chat_hash == new)
            mine_then = tuple_(*(moved.get(column.name, column) for column in rest))
            connection.execute(delete(table).where(mine, mine_then.in_(theirs)))
        connection.execute(update(table).where(mine).values(chat_hash=new, **moved))


def _moved(table: Table, address: str) -> dict[str, Any]:
    """What else than its chat a row of ``table`` holds after a move: see `IN_CHAT`."""
    numbers = {column.name: -column for column in table.columns if column.info == IN_CHAT}
    return {**numbers, "address": address} if "address" in table.columns else numbers


def expire(connection: Connection, days: int) -> int:
    """Erase the rows that are older than they may be; how many there were."""
    now, erased = datetime.now(UTC), 0
    for table in METADATA.tables.values():
        for column in table.columns:
            if KEPT_FOR in column.info:
                age = column.info[KEPT_FOR]
                oldest = now - (timedelta(days=days) if age is None else age)
                erased += connection.execute(delete(table).where(column < oldest)).rowcount
    return erased


def _with_column(name: str) -> Iterator[Table]:
    return (table for table in METADATA.tables.values() if name in table.columns)
