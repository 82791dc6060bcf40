"""The side table: what the bot must remember between two messages. It knows nothing of knowledge or matching."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.matching.turn import Turn


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one user says in one thread of one chat: three keyed hashes. ``thread`` does not depend on the chat."""

    chat: str
    user: str
    thread: str


@dataclass(frozen=True, slots=True)
class Question:
    """One message answered.

    ``message``, ``chat`` and ``user`` are keyed hashes; ``outcome`` is a status of the reply object (``answered``,
    ``clarify``, ``unknown``, ``smalltalk``); ``fact`` is the key of the fact shown; ``confidence`` lies between
    0 and 1; ``before`` is what the conversation was about when it was asked.
    """

    message: str
    chat: str
    user: str
    text: str
    lang: str
    outcome: str
    fact: str | None
    confidence: float
    before: Turn | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """How many questions of a day (in UTC) were ``answered``, asked back (``clarify``) or missed (``unknown``), and
    how many thumbs it has: ``up`` and ``down``. Small talk is no question.
    """

    date: date
    answered: int = 0
    clarify: int = 0
    unknown: int = 0
    up: int = 0
    down: int = 0

    @property
    def questions(self) -> int:
        return self.answered + self.clarify + self.unknown


@dataclass(frozen=True, slots=True)
class Version:
    """A fact in one version.

    ``id`` is a digest of what it says, ``fact`` the key of the fact, ``content`` what it says, which the store does not
    read; ``replaced_at`` is when it was first found not to be what the knowledge says, None while it is; ``reached``
    counts the answers that were corrected since then.
    """

    id: str
    fact: str
    content: str
    replaced_at: datetime | None = None
    reached: int = 0


INSERTED = 0
"""Stands for the id of a message that was inserted into a chat without the bot."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as it stands in a chat, with all that it takes to correct it.

    ``chat`` and ``user`` are keyed hashes; ``message_id`` is Telegram's, and so is the id of the chat that is sealed in
    ``address``; ``versions`` are the digests of what it cites, in its order, and ``withdrawn`` those of what it did
    cite until that was withdrawn; ``public`` says that others than its asker see it and cannot have more said there. A
    negative ``message_id`` is one from before the chat moved, which nobody can edit any more.

    In a chat without the bot, ``chat`` stands for the message, ``message_id`` is `INSERTED`, and what is sealed is the
    message's own id.
    """

    chat: str
    message_id: int
    address: str
    user: str
    lang: str
    versions: tuple[str, ...]
    public: bool = False
    withdrawn: tuple[str, ...] = ()

    @property
    def editable(self) -> bool:
        return self.message_id >= INSERTED


@dataclass(frozen=True, slots=True)
class Promise:
    """That the asker of ``text`` is told when there is an answer.

    ``message_id`` is the refusal's, ``reply_to`` that of the question, where others see both; ``chat`` and ``user`` are
    keyed hashes, and ``address`` holds the chat's id sealed; ``before`` is what the conversation was about. Negative
    ids are those from before the chat moved, which nobody can edit or reply to any more.
    """

    chat: str
    message_id: int
    address: str
    user: str
    text: str
    lang: str
    reply_to: int | None = None
    before: Turn | None = None

    @property
    def editable(self) -> bool:
        return self.message_id > 0


class Store(Protocol):
    """Every method may raise ``StoreError``; none leaves half a change behind."""

    def remember(self, conversation: Conversation, turn: Turn) -> None:
        """Keep ``turn`` as the last one of ``conversation``."""

    def recall(self, conversation: Conversation) -> Turn | None:
        """The last turn kept within the last hour, or None."""

    def record(self, question: Question) -> None:
        """Add a question asked, or replace the one with the same ``message`` (an edit).

        E-mail addresses, user names, phone numbers and long digit strings in its text are masked.
        """

    def answered(self, conversation: Conversation, message: str, reply_id: int) -> None:
        """Keep the id of the bot's message that answers ``message``."""

    def reply_to(self, message: str) -> int | None:
        """The id of the bot's message that answers ``message``, or None."""

    def question(self, message: str) -> Question | None:
        """The question recorded for ``message``, or None."""

    def answered_by(self, chat: str, reply_id: int) -> Question | None:
        """The question that the bot's message ``reply_id`` in ``chat`` answers, or None."""

    def last_question(self, conversation: Conversation) -> Question | None:
        """What the user of ``conversation`` asked last in its chat, in whatever thread; or None."""

    def rate(self, fact: str, user: str, helpful: bool) -> bool:
        """Count a thumb, once for each user and fact; a second one replaces the first. True if it changed anything."""

    def blame(self, fact: str, user: str, fault: str) -> bool:
        """Count a thumb down and say what was wrong, in place of what was said before. True if it changed anything."""

    def registered(self, key: str) -> str | None:
        """The digest last kept under ``key`` (such as ``commands:en``), or None."""

    def register(self, key: str, digest: str) -> None:
        """Keep ``digest`` under ``key``."""

    def choose_language(self, user: str, lang: str | None) -> None:
        """Keep the language that ``user`` chose; None takes the choice back."""

    def languages(self) -> Mapping[str, str]:
        """The language chosen, by user."""

    def set_up(self, chat: str, name: str, value: str) -> None:
        """Keep a setting of ``chat``."""

    def settings(self) -> Mapping[str, Mapping[str, str]]:
        """The values set, by chat and name."""

    def days(self, number: int) -> Sequence[Day]:
        """The last days, today's the last, whether anything happened on them or not."""

    def missed(self, most: int) -> Sequence[str]:
        """The texts of questions missed, the newest first."""

    def learn(self, versions: Sequence[Version]) -> None:
        """Keep ``versions`` as those of today; all others that are kept have been replaced, now if not before."""

    def version(self, id: str) -> Version | None:
        """The version with this digest, or None."""

    def replaced(self, most: int) -> Sequence[Version]:
        """The versions that were replaced last, the last first."""

    def show(self, shown: Shown, days: int) -> None:
        """Keep for ``days`` which answer a message shows, in place of what it showed before."""

    def unshow(self, chat: str, message_id: int) -> None:
        """Keep no longer what that message shows."""

    def shown(self, chat: str, message_id: int) -> Shown | None:
        """The answer that a message shows, or None."""

    def outdated(self, current: Collection[str]) -> Sequence[Shown]:
        """The answers that cite a version which is none of ``current``, or from which a fact was withdrawn that
        is in ``current`` again; the newest first.
        """

    def corrected(self, was: Shown, now: Shown, edited: bool) -> None:
        """Keep that the message which showed ``was`` shows ``now``, unless it has been replaced meanwhile.

        Args:
            edited: its text had to be changed, which is counted.
        """

    def promise(self, promise: Promise) -> None:
        """Keep ``promise``; a second one under the same message replaces the first. Its text is masked."""

    def promises(self) -> Sequence[Promise]:
        """All that is promised, the oldest first."""

    def release(self, chat: str, message_id: int) -> None:
        """Forget what is promised under a message."""

    def forget(self, user: str) -> Mapping[str, int]:
        """Erase all that is kept of ``user``, in every chat; how many rows, by table, of those that had any."""

    def leave(self, chat: str) -> None:
        """Erase all that is kept of ``chat``."""

    def move(self, old: str, new: str, address: str) -> None:
        """Make all that is kept of the chat ``old`` the chat ``new``'s; what is kept of that one already, stays.

        Ids of messages get a minus, as the new chat may have others with the same; its id is sealed in ``address``.
        """

    def expire(self, days: int) -> int:
        """Erase what is older than it may be, questions after ``days``; how many rows that were."""

    def close(self) -> None:
        """Release the database; the store cannot be used afterwards."""
