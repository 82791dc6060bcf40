"""What the tests share: small folders of knowledge, and the option that accepts new wording."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot.answering import Answerer
from bot.knowledge.files import shipped
from bot.knowledge.load import load
from bot.prepared import prepared

HERE = Path(__file__).parent
FOLDERS = HERE / "folders"

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=5_000)  # pytest --hypothesis-profile=search
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="accept what the bot says now as what it should say (transcripts, broken folders); review the diff",
    )


@pytest.fixture(scope="session")
def bakery() -> Answerer:
    """The bot on a small folder of eleven facts."""
    return Answerer(load(FOLDERS / "bakery"))


@pytest.fixture(scope="session")
def lighthouse() -> Answerer:
    """The bot on two facts in English and German; what its German lacks of the bot's own messages is English."""
    return Answerer(load(FOLDERS / "lighthouse"))


@pytest.fixture(scope="session")
def harbour() -> Answerer:
    """The bot on three facts in English and Uzbek, whose texts stand in a folder of their own."""
    return Answerer(load(FOLDERS / "harbour"))


@pytest.fixture(scope="session")
def shipped_bot() -> Answerer:
    """The bot on the knowledge it comes with."""
    return Answerer(load(shipped()), prepared(shipped()).tongues.matcher)


@pytest.fixture
def agrees(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Assert that a file holds a text, or write it there with ``--rewrite``."""

    def agree(path: Path, text: str) -> None:
        if request.config.getoption("--rewrite"):
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text

    return agree


@pytest.fixture(scope="session", autouse=True)
def _state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What commands remember and keep is apart from what the developer's own do; what is learnt, all workers share."""
    place = tmp_path_factory.getbasetemp()
    shared = place.parent if "PYTEST_XDIST_WORKER" in os.environ else place
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
        yield
