"""One fake Telegram and one running bot for the tests that leave both as they found them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.telegram.curator import Curator
from tests.telegram.fake_api import TOKEN, FakeApi
from tests.telegram.process import BotProcess

StartBot: TypeAlias = Callable[..., BotProcess]


@pytest.fixture(scope="session")
def shared_api() -> Iterator[FakeApi]:
    api = FakeApi().start()
    yield api
    api.stop()


@pytest.fixture(scope="session")
def shared_bot(shared_api: FakeApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    bot = BotProcess(shared_api, tmp_path_factory.mktemp("bot")).start()
    yield bot
    assert bot.stop() == 0, bot.log
    _has_no_token(bot)


@pytest.fixture
def telegram(shared_api: FakeApi, shared_bot: BotProcess) -> Iterator[FakeApi]:
    """Telegram with the bot in it. Telegram refuses none of its calls, unless a test sets a trap."""
    shared_api.unexpected.clear()
    shared_api.traps.clear()
    yield shared_api
    assert not shared_api.unexpected, shared_api.unexpected
    assert not shared_api.traps
    _has_no_previews(shared_api)


@pytest.fixture
def api() -> Iterator[FakeApi]:
    """A Telegram of one's own, without a bot in it."""
    fresh = FakeApi().start()
    yield fresh
    fresh.stop()
    _has_no_previews(fresh)


@pytest.fixture
def start_bot(api: FakeApi, tmp_path: Path) -> Iterator[StartBot]:
    """Starts bots on ``api``, all with the same database."""
    bots: list[BotProcess] = []

    def start(*, ready: bool = True, **variables: str) -> BotProcess:
        bots.append(BotProcess(api, tmp_path, **variables))
        return bots[-1].start(ready=ready)

    yield start
    for bot in bots:
        bot.stop()
        _has_no_token(bot)


def _has_no_previews(api: FakeApi) -> None:
    """Whatever the bot said, no page that it links to spreads out under it."""
    for call in api.calls:
        articles = [*call.params.get("results", []), *filter(None, [call.params.get("result")])]
        said = [call.params] if call.method in {"sendMessage", "editMessageText"} else []
        for content in said + [article["input_message_content"] for article in articles]:
            assert content["link_preview_options"] == {"is_disabled": True}, content


@pytest.fixture
def curator(tmp_path: Path) -> Curator:
    return Curator.beside(tmp_path)


@pytest.fixture
def start(start_bot: StartBot, curator: Curator) -> StartBot:
    """Starts the bot on what the curator has written by then."""
    return lambda **variables: start_bot(BOT_KNOWLEDGE=str(curator.folder), **variables)


def _has_no_token(bot: BotProcess) -> None:
    assert TOKEN.partition(":")[2] not in bot.log
