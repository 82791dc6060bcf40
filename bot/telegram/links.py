"""What a link into the private chat asks for there: t.me/NAME?start=WHAT, where WHAT has at most 64 of ``A-Za-z0-9_-``.

An answer's key, which never holds a capital, stands for itself; all else begins with one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.telegram.payload import Browse, Payload, Show
from bot.telegram.versions import DIGITS

ASKING = "ASK"
"""Asks for nothing yet: whoever follows this link wants to ask in their own words."""

_TOPIC = re.compile(r"T(?P<page>\d{1,3})-(?P<topic>[a-z0-9_-]{1,58})")
_TOPICS, _PRIVACY = "TOPICS", "PRIVACY"
_RECEIPT = re.compile(rf"R(?P<versions>[0-9a-f]{{{DIGITS}}}(-[0-9a-f]{{{DIGITS}}}){{0,2}})")


@dataclass(frozen=True, slots=True)
class Receipt:
    """Show these versions of facts, at most three."""

    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Privacy:
    """Say what is kept of whoever follows the link, and for how long."""


def link(username: str, payload: Payload) -> str:
    """The address that opens the private chat with the bot ``username`` and does there what a button would do here."""
    return f"https://t.me/{username}?start={_start(payload)}"


def receipt(username: str, versions: Iterable[str]) -> str:
    """The address of the receipt for an answer that cites ``versions``, at most three."""
    return f"https://t.me/{username}?start=R{'-'.join(versions)}"


def privacy(username: str) -> str:
    """The address at which `Privacy` is asked for."""
    return f"https://t.me/{username}?start={_PRIVACY}"


def _start(payload: Payload) -> str:
    match payload:
        case Show(key):
            return key
        case Browse(None, _):
            return _TOPICS
        case Browse(topic, page):
            return f"T{page}-{topic}"
        case _:
            return ASKING


def wanted(start: str) -> Show | Browse | Receipt | Privacy | None:
    """What the parameter of such a link asks for; None for `ASKING`."""
    if start == ASKING:
        return None
    if start == _TOPICS:
        return Browse()
    if start == _PRIVACY:
        return Privacy()
    if topic := _TOPIC.fullmatch(start):
        return Browse(topic["topic"], int(topic["page"]))
    if receipt := _RECEIPT.fullmatch(start):
        return Receipt(tuple(receipt["versions"].split("-")))
    return Show(start)
