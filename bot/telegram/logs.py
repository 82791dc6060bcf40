"""Logging of `citebot run`: to standard error, without the token, and without what users write."""

import logging

from bot.settings import Settings, Token

HIDDEN = "[token]"

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_QUIET = {"httpx": logging.WARNING, "httpcore": logging.WARNING, "telegram": logging.INFO}
"""How far these may go at most: below, httpx logs URLs, which hold the token, and telegram logs whole updates."""

_REPEATED = ("telegram.ext.AIORateLimiter", "telegram.request.BaseRequest")
"""These log, with a traceback, what they also raise and what is then logged in one line."""


class RedactingFormatter(logging.Formatter):
    """Writes records without the token, wherever in them it stands: message, arguments, exception or stack."""

    def __init__(self, token: Token) -> None:
        super().__init__(_FORMAT)
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record), self._token)


def redacted(text: str, token: Token) -> str:
    """``text`` without the token, or its secret part alone (in a URL, the colon before it may be escaped)."""
    return text.replace(token.reveal, HIDDEN).replace(token.secret, HIDDEN)


def set_up(settings: Settings, token: Token) -> None:
    """Send every record of this process to standard error, redacted."""
    handler = logging.StreamHandler()
    handler.setFormatter(RedactingFormatter(token))
    level = settings.log_level.upper()
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, least in _QUIET.items():
        logging.getLogger(name).setLevel(max(least, logging.getLevelName(level)))
    for name in _REPEATED:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.captureWarnings(capture=True)
