"""Logging of `citebot run`: to standard error, without the token, and without what users write."""

import logging

from bot.settings import Settings, Token

HIDDEN = "[token]"

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_QUIET = ("alembic", "httpx", "httpcore", "sqlalchemy")
"""Below warnings, these log URLs, which hold the token, and queries, which hold what users write."""

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
    level: int = logging.getLevelNamesMapping()[settings.log_level.upper()]
    # Details are ours alone to log: at the debug level, telegram logs whole updates.
    logging.basicConfig(level=max(level, logging.INFO), handlers=[handler], force=True)
    logging.getLogger("bot").setLevel(level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    for name in _REPEATED:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    logging.captureWarnings(capture=True)
