"""What a link into the private chat asks for there: t.me/NAME?start=WHAT, where WHAT has at most 64 of ``A-Za-z0-9_-``.

An answer's key, which never holds a capital, stands for itself; all else begins with one.
"""

import re

from bot.telegram.payload import Browse, Payload, Show

ASKING = "ASK"
"""Asks for nothing yet: whoever follows this link wants to ask in their own words."""

_TOPIC = re.compile(r"T(?P<page>\d{1,3})-(?P<topic>[a-z0-9_-]{1,58})")
_TOPICS = "TOPICS"


def link(username: str, payload: Payload) -> str:
    """The address that opens the private chat with the bot ``username`` and does there what a button would do here."""
    return f"https://t.me/{username}?start={_start(payload)}"


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


def wanted(start: str) -> Show | Browse | None:
    """What the parameter of such a link asks for; None for `ASKING`."""
    if start == ASKING:
        return None
    if start == _TOPICS:
        return Browse()
    if topic := _TOPIC.fullmatch(start):
        return Browse(topic["topic"], int(topic["page"]))
    return Show(start)
