"""The token in the log: nowhere, at no level, by no way."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.settings import Settings, Token
from bot.telegram.logs import HIDDEN, RedactingFormatter, set_up
from tests.telegram.fake_api import TOKEN

SECRET = TOKEN.partition(":")[2]
URL = f"https://api.telegram.org/bot{TOKEN}/getMe"


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(RedactingFormatter(Token(TOKEN)))
    logger = logging.getLogger("tests.redaction")
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.addHandler(handler)
    yield logger, written
    logger.removeHandler(handler)
    assert HIDDEN in written.getvalue()
    assert SECRET not in written.getvalue()


def test_not_in_a_message(log: tuple[logging.Logger, io.StringIO]) -> None:
    log[0].debug(f"GET {URL}")


def test_not_in_an_argument(log: tuple[logging.Logger, io.StringIO]) -> None:
    log[0].info("GET %s %r", URL, {"token": TOKEN})


def test_not_in_an_escaped_url(log: tuple[logging.Logger, io.StringIO]) -> None:
    log[0].info("GET %s", URL.replace(f"bot{TOKEN}", "bot" + TOKEN.replace(":", "%3A")))


def test_not_in_a_traceback(log: tuple[logging.Logger, io.StringIO]) -> None:
    try:
        int(URL)
    except ValueError:
        log[0].exception("failed")


def test_not_in_a_line_of_any_logger_even_at_debug_level(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        set_up(Settings.read({"BOT_LOG_LEVEL": "debug"}), Token(TOKEN))
        for name in ("httpx", "httpcore.http11", "telegram.ext.ExtBot", "bot.telegram", ""):
            for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.CRITICAL):
                logging.getLogger(name).log(level, "GET %s", URL)
    finally:
        root.handlers[:], root.level = before
        logging.captureWarnings(capture=False)
    written = capsys.readouterr().err
    assert written.count(HIDDEN) == len(written.splitlines()) == 2 + 2 + 3 + 4 + 3
    assert SECRET not in written
