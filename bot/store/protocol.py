"""The side table: what the bot must remember between two messages. It knows nothing of knowledge or matching."""

from dataclasses import dataclass
from typing import Protocol

from bot.matching.turn import Turn


@dataclass(frozen=True, slots=True)
class Question:
    """One message answered.

    ``message`` and ``user`` are keyed hashes; ``outcome`` is a status of the reply object (``answered``, ``clarify``,
    ``unknown``, ``smalltalk``); ``fact`` is the key of the fact shown; ``confidence`` lies between 0 and 1.
    """

    message: str
    user: str
    text: str
    lang: str
    outcome: str
    fact: str | None
    confidence: float


class Store(Protocol):
    """Every method may raise ``StoreError``; none leaves half a change behind."""

    def remember(self, conversation: str, turn: Turn) -> None:
        """Keep ``turn`` as the last one of ``conversation`` (a keyed hash of chat, user and thread)."""

    def recall(self, conversation: str) -> Turn | None:
        """The last turn kept within the last hour, or None."""

    def record(self, question: Question) -> None:
        """Add a question asked, or replace the one with the same ``message`` (an edit)."""

    def answered(self, message: str, reply_id: int) -> None:
        """Keep the id of the bot's message that answers ``message``."""

    def reply_to(self, message: str) -> int | None:
        """The id of the bot's message that answers ``message``, or None."""

    def rate(self, fact: str, user: str, helpful: bool) -> bool:
        """Count a thumb, once for each user and fact; a second one replaces the first. True if it changed anything."""

    def registered(self, key: str) -> str | None:
        """The digest last kept under ``key`` (such as ``commands:en``), or None."""

    def register(self, key: str, digest: str) -> None:
        """Keep ``digest`` under ``key``."""

    def close(self) -> None:
        """Release the database; the store cannot be used afterwards."""
