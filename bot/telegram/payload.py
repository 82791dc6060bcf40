"""What a button of ours carries back when it is pressed: at most 64 bytes, Telegram's limit for callback data.

Buttons live as long as the chat does, so the forms below may grow but never change their meaning.
"""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from telegram.constants import InlineKeyboardButtonLimit

MOST_BYTES = InlineKeyboardButtonLimit.MAX_CALLBACK_DATA

Fault: TypeAlias = Literal["wrong", "not-asked", "outdated"]
"""What may be wrong with an answer. The first letters tell them apart."""

_KEY = r"[a-z0-9_-]{1,58}"
_FORMS = re.compile(
    rf"a:(?P<shown>{_KEY})|(?P<thumb>[+-]):(?P<rated>{_KEY})|(?P<fault>[wno]):(?P<blamed>{_KEY})"
    r"|(?P<why>y:)|p:(?P<tell>[+-])|l:(?P<chosen>[a-z]{0,3})|u:(?P<missed>\d{1,3})"
    r"|s:(?:(?P<languages>l)|(?P<setting>[a-z]{1,8}):(?P<value>[a-z]{0,8}))?"
    rf"|t:(?:(?P<topic>{_KEY}):(?P<page>\d{{1,3}}))?"
)


@dataclass(frozen=True, slots=True)
class Show:
    """Answer with the fact ``key``."""

    key: str


@dataclass(frozen=True, slots=True)
class Rate:
    """The answer with the fact ``key`` was helpful, or not."""

    key: str
    helpful: bool


@dataclass(frozen=True, slots=True)
class Blame:
    """The answer with the fact ``key`` was not helpful, and this is why."""

    key: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Browse:
    """Show page ``page`` (from 0) of the questions of ``topic``, or the list of topics where it is None."""

    topic: str | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class Why:
    """Say why the message with the button answers as it does."""


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the asker of the question refused when there is an answer; or do not, after all."""

    wanted: bool


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Speak ``lang`` with whoever presses this; None: as Telegram does."""

    lang: str | None


@dataclass(frozen=True, slots=True)
class OpenSettings:
    """Show the group's settings, or the languages to choose from for it."""

    languages: bool = False


@dataclass(frozen=True, slots=True)
class ChangeSetting:
    """Give the group's setting ``name`` this value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Show page ``page`` (from 0) of the questions missed, to an administrator of the bot."""

    page: int


Payload: TypeAlias = (
    Show | Rate | Blame | Browse | Why | Tell | ChooseLanguage | OpenSettings | ChangeSetting | Unanswered
)

FAULTS: tuple[Fault, ...] = get_args(Fault)
_FAULTS = {fault[0]: fault for fault in FAULTS}


def encode(payload: Payload) -> str:
    """The callback data for ``payload``.

    Raises:
        ValueError: its key is none that knowledge can hold (at most 58 characters of ``a-z0-9_-``).
    """
    match payload:
        case Show(key):
            data = f"a:{key}"
        case Rate(key, helpful):
            data = f"{'+' if helpful else '-'}:{key}"
        case Blame(key, fault):
            data = f"{fault[0]}:{key}"
        case Why():
            data = "y:"
        case Tell(wanted):
            data = f"p:{'+' if wanted else '-'}"
        case ChooseLanguage(lang):
            data = f"l:{lang or ''}"
        case OpenSettings(languages):
            data = "s:l" if languages else "s:"
        case ChangeSetting(name, value):
            data = f"s:{name}:{value}"
        case Unanswered(page):
            data = f"u:{page}"
        case Browse(None, _):
            data = "t:"
        case Browse(topic, page):
            data = f"t:{topic}:{page}"
    if not _FORMS.fullmatch(data) or len(data.encode()) > MOST_BYTES:
        raise ValueError(f"callback data of another form, or longer than {MOST_BYTES} bytes: {data!r}")
    return data


def decode(data: str) -> Payload | None:
    """What ``data`` asks for, or None where no button of ours has ever carried it."""
    form = _FORMS.fullmatch(data)
    if form is None:
        return None
    if form["shown"]:
        return Show(form["shown"])
    if form["rated"]:
        return Rate(form["rated"], helpful=form["thumb"] == "+")
    if form["blamed"]:
        return Blame(form["blamed"], _FAULTS[form["fault"]])
    if form["why"]:
        return Why()
    if form["tell"]:
        return Tell(form["tell"] == "+")
    if form["chosen"] is not None:
        return ChooseLanguage(form["chosen"] or None)
    if form["setting"]:
        return ChangeSetting(form["setting"], form["value"])
    if form["missed"]:
        return Unanswered(int(form["missed"]))
    if data.startswith("s:"):
        return OpenSettings(languages=form["languages"] is not None)
    return Browse(form["topic"], int(form["page"] or 0))
