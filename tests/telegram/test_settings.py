"""What the environment may say, and what is said back."""

import pytest

from bot.errors import SettingsError
from bot.settings import TELEGRAM, Settings, Token

TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = Settings.read({})
    assert settings.token is None
    assert (settings.api_url, settings.log_level) == (TELEGRAM, "info")
    assert (settings.keep_days, settings.correct_days) == (90, 30)
    assert settings.database_url.startswith("sqlite:///")
    assert settings.database_url.endswith("citebot.db")


def test_every_variable_is_read() -> None:
    settings = Settings.read(
        {
            "BOT_TOKEN": f" {TOKEN}\n",
            "BOT_API_URL": "http://127.0.0.1:8081/",
            "BOT_DATABASE_URL": "postgresql+psycopg://bot:secret@db/bot",
            "BOT_LOG_LEVEL": "DEBUG",
            "BOT_KEEP_DAYS": "7",
            "BOT_ADMINS": "17, 42",
            "BOT_CORRECT_DAYS": "0",
        }
    )
    assert settings == Settings(
        Token(TOKEN),
        "http://127.0.0.1:8081",
        "postgresql+psycopg://bot:secret@db/bot",
        "debug",
        7,
        (17, 42),
        0,
    )


def test_an_empty_variable_counts_as_absent() -> None:
    assert Settings.read({"BOT_TOKEN": "", "BOT_LOG_LEVEL": " "}) == Settings.read({})


def test_neither_token_nor_database_password_is_ever_shown() -> None:
    settings = Settings.read({"BOT_TOKEN": TOKEN, "BOT_DATABASE_URL": "postgresql://bot:hunter2@db/bot"})
    shown = f"{settings} {settings!r} {settings.token} {settings.token!r}"
    assert Token(TOKEN).secret not in shown
    assert "hunter2" not in shown


@pytest.mark.parametrize("token", ["secret", "123456:short", f"bot{TOKEN}", f"{TOKEN} x", "123456:" + "é" * 35])
def test_a_malformed_token_is_refused_without_repeating_it(token: str) -> None:
    with pytest.raises(SettingsError, match=r"BOT_TOKEN: .*BotFather") as caught:
        Settings.read({"BOT_TOKEN": token})
    assert token not in str(caught.value)


def test_a_missing_token_is_named_only_when_it_is_needed() -> None:
    with pytest.raises(SettingsError, match="BOT_TOKEN: missing"):
        Settings.read({}).required_token()


@pytest.mark.parametrize("url", ["api.telegram.org", "ftp://host", "https://", "https://host/?a=b", "http://host:x"])
def test_an_address_that_is_no_bot_api_server_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match=r"BOT_API_URL: .*"):
        Settings.read({"BOT_API_URL": url})


@pytest.mark.parametrize("days", ["0", "-1", "3651", "1.5", "forever", "٧"])
def test_an_impossible_number_of_days_is_refused(days: str) -> None:
    with pytest.raises(SettingsError, match=r"BOT_KEEP_DAYS: .*from 1 to 3650"):
        Settings.read({"BOT_KEEP_DAYS": days})


@pytest.mark.parametrize("ids", ["@ada", "12a", "-100123", "0"])
def test_administrators_that_are_no_ids_are_refused(ids: str) -> None:
    with pytest.raises(SettingsError, match=r"BOT_ADMINS: .*123456789"):
        Settings.read({"BOT_ADMINS": ids})


def test_all_problems_come_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.read({"BOT_TOKEN": "x", "BOT_DATABASE_URL": "bot.db", "BOT_LOG_LEVEL": "loud"})
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == [
        "BOT_TOKEN",
        "BOT_DATABASE_URL",
        "BOT_LOG_LEVEL",
    ]
    assert "debug, info, warning, error" in str(caught.value)
