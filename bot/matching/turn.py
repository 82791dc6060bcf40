"""What a conversation is about between two messages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """What the last answer was about: ids of an intent and a subject of the knowledge, which may have changed since."""

    intent: str
    subject: str | None = None
