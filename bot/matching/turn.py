"""What a conversation is about between two messages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """What the last answer was about: an intent and a subject, both ids of the knowledge (which may have changed since)."""

    intent: str
    subject: str | None = None
