"""How the bot behaves in one chat. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.knowledge.model import Lang

VALUES = {"unasked": ("on", "off"), "quotes": ("folded", "open"), "thumbs": ("on", "off")}
"""The values of each setting; that of ``lang`` is a language, or nothing."""


@dataclass(frozen=True, slots=True)
class Manners:
    """What a group's administrators can set; in private chats, it is always as here.

    ``lang`` is the language for everybody (None: each asker's own); ``unasked``: questions that nobody put to the bot
    are answered too; ``folded``: quotes show their first lines until they are tapped; ``thumbs``: answers have them.
    """

    lang: Lang | None = None
    unasked: bool = False
    folded: bool = True
    thumbs: bool = True

    @classmethod
    def of(cls, settings: Mapping[str, str]) -> "Manners":
        """What the ``settings`` say, by name; what they don't say is as in private."""
        return cls(
            lang=settings.get("lang") or None,
            unasked=settings.get("unasked") == "on",
            folded=settings.get("quotes") != "open",
            thumbs=settings.get("thumbs") != "off",
        )


IN_PRIVATE = Manners()
