"""A folder made ready to answer, once: what was read and learnt is kept on disk, by the digest of all it depends on."""

import hashlib
import logging
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib import resources
from pathlib import Path

from platformdirs import user_cache_path

from bot.answering import Answerer
from bot.knowledge.files import files_of, own_words, yaml_files
from bot.matching.matcher import Matcher
from bot.matching.stored import Prepared, pack, unpack
from bot.matching.training import train
from bot.matching.world import World

KEPT = 8
"""So many folders, or versions of them, are kept; the one used longest ago goes first."""

log = logging.getLogger(__name__)


def prepared(folder: Path, *, progress: Callable[[int], object] = int) -> Answerer:
    """The bot on the knowledge in ``folder``.

    Args:
        progress: told from time to time how many per cent more of the learning are done; never called where the folder
            is known from before.

    Raises:
        InputError: there is no such folder.
        KnowledgeError: it has problems; the error holds all of them.
    """
    place = user_cache_path("citebot", appauthor=False) / f"{_digest(folder)}.prepared"
    known = _known(place)
    if known is None:
        from bot.knowledge.load import load  # noqa: PLC0415 - its parsers cost every start a quarter of its time

        knowledge = load(folder)
        world = World.of(knowledge)
        known = Prepared(knowledge, world.analyzer.lexicon.words, train(world, progress=progress))
        _keep(place, pack(known))
    else:
        world = World.of(known.knowledge, words=known.words)
    return Answerer(known.knowledge, Matcher(world, known.trained))


def _digest(folder: Path) -> str:
    """Of every file that says what the bot knows, or how it learns."""
    digest = hashlib.sha256()
    own = {f"bot: {path.name}": path for path in yaml_files(own_words())}
    for name, path in (files_of(folder) | own | _code()).items():
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:40]


def _code() -> dict[str, Path]:
    packages = (Path(str(resources.files(package))) for package in ("bot.matching", "bot.knowledge"))
    return {
        f"code: {path.parent.name}/{path.name}": path for package in packages for path in sorted(package.glob("*.py"))
    }


def _known(place: Path) -> Prepared | None:
    try:
        found = unpack(place.read_bytes())
        place.touch()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        log.warning("what was learnt before cannot be read and is learnt anew: %s: %s", place, error)
        return None
    return found


def _keep(place: Path, stored: bytes) -> None:
    """Written beside its place and then moved there, so that nobody ever reads half of it."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, suffix=".part", delete=False) as file:
            file.write(stored)
        Path(file.name).replace(place)
        _tidy(place.parent)
    except OSError as error:
        log.warning("what was learnt cannot be kept and will be learnt anew: %s: %s", place, error)


def _tidy(folder: Path) -> None:
    by_age = sorted(folder.glob("*.prepared"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in by_age[KEPT:]:
        with suppress(OSError):
            path.unlink()
