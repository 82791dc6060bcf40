"""The store in SQL that SQLite and PostgreSQL share. Each method is one transaction: none can leave half a change."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Engine, Executable, Row, Select, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StoreError
from bot.matching.turn import Turn
from bot.store import counting, erasing, history, promising, showing
from bot.store.failures import address, explained
from bot.store.masking import masked
from bot.store.protocol import Conversation, Day, Promise, Question, Shown, Version
from bot.store.schema import (
    ANSWERS,
    FEEDBACK,
    FRESH,
    LANGUAGES,
    PROMISES,
    QUESTIONS,
    REGISTRATIONS,
    REPLIES,
    SETTINGS,
    TURNS,
)

_Upsert: TypeAlias = sqlite.Insert | postgresql.Insert
_Values: TypeAlias = Mapping[str, Any]

_INSERT: dict[str, Callable[[Table], _Upsert]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class SqlStore:
    """A ``Store`` over an engine whose tables are up to date; safe to call from many threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._closed = False

    def remember(self, conversation: Conversation, turn: Turn) -> None:
        kept = {"intent": turn.intent, "subject": turn.subject, "kept_at": datetime.now(UTC)}
        self._put(TURNS, _key(conversation), kept)

    def recall(self, conversation: Conversation) -> Turn | None:
        fresh = TURNS.c.kept_at >= datetime.now(UTC) - FRESH
        query = select(TURNS.c.intent, TURNS.c.subject).filter_by(**_key(conversation)).where(fresh)
        with self._transaction() as connection:
            row = connection.execute(query).first()
        return Turn(row.intent, row.subject) if row else None

    def record(self, question: Question) -> None:
        asked = {
            "chat_hash": question.chat,
            "user_hash": question.user,
            "text": masked(question.text),
            "lang": question.lang,
            "outcome": question.outcome,
            "fact": question.fact,
            "confidence": question.confidence,
            "before_intent": question.before.intent if question.before else None,
            "before_subject": question.before.subject if question.before else None,
            "asked_at": datetime.now(UTC),
        }
        self._put(QUESTIONS, {"message_hash": question.message}, asked)

    def answered(self, conversation: Conversation, message: str, reply_id: int) -> None:
        whose = {"chat_hash": conversation.chat, "user_hash": conversation.user}
        self._put(REPLIES, {"message_hash": message}, {**whose, "reply_id": reply_id, "replied_at": datetime.now(UTC)})

    def reply_to(self, message: str) -> int | None:
        reply_id: int | None = self._scalar(select(REPLIES.c.reply_id).where(REPLIES.c.message_hash == message))
        return reply_id

    def question(self, message: str) -> Question | None:
        return self._question(select(QUESTIONS).where(QUESTIONS.c.message_hash == message))

    def answered_by(self, chat: str, reply_id: int) -> Question | None:
        replies = REPLIES.c.chat_hash == chat, REPLIES.c.reply_id == reply_id
        both = QUESTIONS.join(REPLIES, QUESTIONS.c.message_hash == REPLIES.c.message_hash)
        return self._question(select(QUESTIONS).select_from(both).where(*replies))

    def last_question(self, conversation: Conversation) -> Question | None:
        mine = QUESTIONS.c.chat_hash == conversation.chat, QUESTIONS.c.user_hash == conversation.user
        return self._question(select(QUESTIONS).where(*mine))

    def rate(self, fact: str, user: str, helpful: bool) -> bool:
        return self._rate(fact, user, {"helpful": helpful, "fault": None}, FEEDBACK.c.helpful != helpful)

    def blame(self, fact: str, user: str, fault: str) -> bool:
        return self._rate(fact, user, {"helpful": False, "fault": fault}, FEEDBACK.c.fault.is_distinct_from(fault))

    def registered(self, key: str) -> str | None:
        digest: str | None = self._scalar(select(REGISTRATIONS.c.digest).where(REGISTRATIONS.c.key == key))
        return digest

    def register(self, key: str, digest: str) -> None:
        self._put(REGISTRATIONS, {"key": key}, {"digest": digest})

    def choose_language(self, user: str, lang: str | None) -> None:
        if lang is None:
            with self._transaction() as connection:
                connection.execute(delete(LANGUAGES).where(LANGUAGES.c.user_hash == user))
        else:
            self._put(LANGUAGES, {"user_hash": user}, {"lang": lang})

    def languages(self) -> Mapping[str, str]:
        with self._transaction() as connection:
            return {row.user_hash: row.lang for row in connection.execute(select(LANGUAGES))}

    def set_up(self, chat: str, name: str, value: str) -> None:
        self._put(SETTINGS, {"chat_hash": chat, "name": name}, {"value": value})

    def settings(self) -> Mapping[str, Mapping[str, str]]:
        found: dict[str, dict[str, str]] = {}
        with self._transaction() as connection:
            for row in connection.execute(select(SETTINGS)):
                found.setdefault(row.chat_hash, {})[row.name] = row.value
        return found

    def days(self, number: int) -> Sequence[Day]:
        with self._transaction() as connection:
            return counting.days(connection, number)

    def missed(self, most: int) -> Sequence[str]:
        with self._transaction() as connection:
            return counting.missed(connection, most)

    def learn(self, versions: Sequence[Version]) -> None:
        with self._transaction() as connection:
            history.learn(connection, versions)

    def version(self, id: str) -> Version | None:
        with self._transaction() as connection:
            return history.version(connection, id)

    def replaced(self, most: int) -> Sequence[Version]:
        with self._transaction() as connection:
            return history.replaced(connection, most)

    def show(self, shown: Shown, days: int) -> None:
        values = {
            "address": shown.address,
            "user_hash": shown.user,
            "lang": shown.lang,
            "versions": showing.joined(shown.versions),
            "withdrawn": showing.joined(shown.withdrawn),
            "public": shown.public,
            "kept_until": datetime.now(UTC) + timedelta(days=days),
        }
        self._put(ANSWERS, {"chat_hash": shown.chat, "message_id": shown.message_id}, values)

    def unshow(self, chat: str, message_id: int) -> None:
        with self._transaction() as connection:
            showing.unshow(connection, chat, message_id)

    def shown(self, chat: str, message_id: int) -> Shown | None:
        with self._transaction() as connection:
            return showing.shown(connection, chat, message_id)

    def outdated(self, current: Collection[str]) -> Sequence[Shown]:
        with self._transaction() as connection:
            return showing.outdated(connection, current)

    def corrected(self, was: Shown, now: Shown, edited: bool) -> None:
        with self._transaction() as connection:
            showing.corrected(connection, was, now)
            if edited:
                showing.reached(connection, was.versions)

    def promise(self, promise: Promise) -> None:
        values = {
            "address": promise.address,
            "user_hash": promise.user,
            "text": masked(promise.text),
            "lang": promise.lang,
            "reply_to": promise.reply_to,
            "before_intent": promise.before.intent if promise.before else None,
            "before_subject": promise.before.subject if promise.before else None,
            "made_at": datetime.now(UTC),
        }
        self._put(PROMISES, {"chat_hash": promise.chat, "message_id": promise.message_id}, values)

    def promises(self) -> Sequence[Promise]:
        with self._transaction() as connection:
            return promising.promises(connection)

    def release(self, chat: str, message_id: int) -> None:
        with self._transaction() as connection:
            promising.release(connection, chat, message_id)

    def forget(self, user: str) -> Mapping[str, int]:
        with self._transaction() as connection:
            erased = erasing.forget(connection, user)
        self._settle()
        return erased

    def leave(self, chat: str) -> None:
        with self._transaction() as connection:
            erasing.leave(connection, chat)
        self._settle()

    def move(self, old: str, new: str, address: str) -> None:
        with self._transaction() as connection:
            erasing.move(connection, old, new, address)

    def expire(self, days: int) -> int:
        with self._transaction() as connection:
            return erasing.expire(connection, days)

    def close(self) -> None:
        self._closed = True
        self._engine.dispose()

    def _settle(self) -> None:
        """Take what was erased out of SQLite's log as well. Where that fails, it goes with what is written next."""
        if self._engine.dialect.name == "sqlite":
            with suppress(SQLAlchemyError), self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def _put(self, table: Table, key: _Values, values: _Values) -> None:
        with self._transaction() as connection:
            connection.execute(self._upsert(table, key, values))

    def _rate(self, fact: str, user: str, rating: _Values, differs: ColumnElement[bool]) -> bool:
        dated = {**rating, "rated_at": datetime.now(UTC)}
        changing = self._upsert(FEEDBACK, {"fact": fact, "user_hash": user}, dated, differs)
        return self._scalar(changing.returning(FEEDBACK.c.fact)) is not None

    def _question(self, query: Select[Any]) -> Question | None:
        """The newest of the questions found."""
        with self._transaction() as connection:
            row = connection.execute(query.order_by(QUESTIONS.c.asked_at.desc()).limit(1)).first()
        return _asked(row) if row else None

    def _scalar(self, statement: Executable) -> Any:
        with self._transaction() as connection:
            return connection.scalar(statement)

    def _upsert(self, table: Table, key: _Values, values: _Values, where: ColumnElement[bool] | None = None) -> _Upsert:
        """Add a row, or replace the ``values`` of the one with this ``key``, where ``where`` holds for it."""
        insert = _INSERT[self._engine.dialect.name](table).values({**key, **values})
        return insert.on_conflict_do_update(index_elements=list(key), set_=values, where=where)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._closed:
            raise StoreError(f"The store {address(self._engine.url)} has been closed: open it again to use it.")
        with explained(self._engine.url), self._engine.begin() as connection:
            yield connection


def _key(conversation: Conversation) -> _Values:
    return {
        "chat_hash": conversation.chat,
        "user_hash": conversation.user,
        "thread_hash": conversation.thread,
    }


def _asked(row: Row[Any]) -> Question:
    return Question(
        message=row.message_hash,
        chat=row.chat_hash or "",
        user=row.user_hash,
        text=row.text,
        lang=row.lang,
        outcome=row.outcome,
        fact=row.fact,
        confidence=row.confidence,
        before=promising.before(row),
    )
