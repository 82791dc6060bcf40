"""Ids: of any text a name that a file of knowledge takes, and of many texts names that differ."""

import hashlib
import re
from dataclasses import dataclass, field

from anyascii import anyascii

MOST = 28
"""How long an id may be, so that two of them fit the data of a button and the key of a deep link."""

_DIGEST = 6
_SHORTEST_HEAD = 14


def slug(text: str) -> str:
    """``text`` in a-z and 0-9, joined by single hyphens, or by underscores where it has them; never empty."""
    plain = re.sub(r"(?<=\w)['’](?=\w)", "", anyascii(text).lower())
    parted = re.sub(r"[^a-z0-9]+", lambda gap: "_" if set(gap[0]) == {"_"} else "-", plain)
    return parted.strip("-_") or _digest(text)


def fitted(name: str, most: int = MOST) -> str:
    """``name`` if it has at most ``most`` characters, else its beginning and a hash that is always the same."""
    return name if len(name) <= most else f"{_beginning(name, most - _DIGEST - 1)}-{_digest(name)}"


@dataclass(slots=True)
class Names:
    """The ids given so far."""

    _taken: set[str] = field(default_factory=set)
    _next: dict[str, int] = field(default_factory=dict)

    def give(self, text: str) -> str:
        """An id for ``text`` that no other has."""
        wanted = name = fitted(slug(text))
        while name in self._taken:
            number = self._next[wanted] = self._next.get(wanted, 1) + 1
            name = f"{_beginning(wanted, MOST - len(f'-{number}'))}-{number}"
        self._taken.add(name)
        return name


def _beginning(name: str, most: int) -> str:
    """At most ``most`` characters of ``name``, whole words where that leaves enough."""
    if len(name) <= most:
        return name
    head = name[:most]
    end = max(name[: most + 1].rfind("-"), name[: most + 1].rfind("_"))
    return (head[:end] if end >= _SHORTEST_HEAD else head).rstrip("-_")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]
