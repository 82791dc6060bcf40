"""The environment, read once: every ``BOT_`` variable, typed, checked and explained."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

from platformdirs import user_data_path

from bot.errors import SettingsError

TELEGRAM = "https://api.telegram.org"
KEEP_DAYS, CORRECT_DAYS, MOST_DAYS = 90, 30, 3650
LOG_LEVELS = ("debug", "info", "warning", "error")

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Token:
    """The bot's secret, which no ``repr``, ``str`` or format of it shows.

    Raises:
        ValueError: it doesn't look like a token; the error doesn't repeat it.
    """

    reveal: str = field(repr=False)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"\d{5,20}:[A-Za-z0-9_-]{30,64}", self.reveal):
            raise ValueError("not a bot's token (write it as @BotFather gave it: digits, a colon, about 35 characters)")

    def __str__(self) -> str:
        return "Token(hidden)"

    @property
    def secret(self) -> str:
        """The part behind the colon; the part before it is the bot's public id."""
        return self.reveal.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment asks for.

    ``token`` may be None, as only `citebot run` needs one;
    ``database_url`` may hold a password; ``keep_days`` is how long questions are kept;
    ``admins`` are the Telegram ids of those who run the bot;
    ``correct_days`` is for how long corrections reach an answer, 0 if never.
    """

    token: Token | None
    api_url: str
    database_url: str = field(repr=False)
    log_level: str
    keep_days: int
    admins: tuple[int, ...]
    correct_days: int

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings in ``environ``; an empty variable counts as absent.

        Raises:
            SettingsError: something is malformed; the text has a line for each variable concerned.
        """
        reader = _Reader(environ)
        correct_days = reader.get("BOT_CORRECT_DAYS", _days_or_none)
        settings = cls(
            token=reader.get("BOT_TOKEN", Token),
            api_url=reader.get("BOT_API_URL", _api_url) or TELEGRAM,
            database_url=reader.get("BOT_DATABASE_URL", _database_url) or _default_database_url(),
            log_level=reader.get("BOT_LOG_LEVEL", _log_level) or "info",
            admins=reader.get("BOT_ADMINS", _ids) or (),
            keep_days=reader.get("BOT_KEEP_DAYS", _days) or KEEP_DAYS,
            correct_days=CORRECT_DAYS if correct_days is None else correct_days,
        )
        if reader.problems:
            raise SettingsError("\n".join(reader.problems))
        return settings

    def required_token(self) -> Token:
        """The token.

        Raises:
            SettingsError: there is none.
        """
        if self.token is None:
            raise SettingsError("BOT_TOKEN: missing (ask @BotFather in Telegram for one, then: export BOT_TOKEN=...)")
        return self.token


class _Reader:
    """Reads variables and collects what is wrong with them, so that all of it can be mended at once."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: list[str] = []

    def get(self, name: str, parse: Callable[[str], _T]) -> _T | None:
        text = self._environ.get(name, "").strip()
        try:
            return parse(text) if text else None
        except ValueError as error:
            self.problems.append(f"{name}: {error}")
            return None


def _api_url(text: str) -> str:
    url = urlsplit(text)
    host, _port = url.hostname, url.port  # an impossible port raises ValueError here
    if url.scheme not in {"http", "https"} or not host or url.query or url.fragment:
        raise ValueError(f"not the address of a Bot API server (write one such as {TELEGRAM}, without ? or #)")
    return text.rstrip("/")


def _database_url(text: str) -> str:
    if not re.match(r"[a-z]+(\+[a-z0-9_]+)?://", text):
        raise ValueError(
            "not the URL of a database (write sqlite:////absolute/path.db, or leave it out for the default)"
        )
    return text


def _log_level(text: str) -> str:
    if text.lower() not in LOG_LEVELS:
        raise ValueError(f"unknown level {text!r} (write one of {', '.join(LOG_LEVELS)})")
    return text.lower()


def _ids(text: str) -> tuple[int, ...]:
    ids = re.split(r"[\s,;]+", text.strip(" ,;"))
    if not all(re.fullmatch(r"[1-9][0-9]{0,15}", id) for id in ids):
        raise ValueError("not a list of users' ids (write numbers such as 123456789, with commas between them)")
    return tuple(map(int, ids))


def _days(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or not 1 <= int(text) <= MOST_DAYS:
        raise ValueError(f"{text!r} is no number of days (write one from 1 to {MOST_DAYS})")
    return int(text)


def _days_or_none(text: str) -> int:
    return 0 if text == "0" else _days(text)


def _default_database_url() -> str:
    return f"sqlite:///{user_data_path('citebot', appauthor=False) / 'citebot.db'}"
