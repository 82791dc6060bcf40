"""A folder made ready to answer, once: what was read and learnt is kept on disk, by the digest of all it depends on."""

import hashlib
import logging
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import resources
from pathlib import Path
from typing import TypeVar

from platformdirs import user_cache_path

from bot.answering import Answerer
from bot.knowledge.files import files_of, own_words, yaml_files
from bot.knowledge.model import Knowledge, Lang
from bot.matching.matcher import Matcher
from bot.matching.stored import Outline, Ready, pack, unpack
from bot.matching.training import train
from bot.matching.world import World

KEPT = 40
"""So many files, one for each folder and each of its languages, are kept; the one used longest ago goes first."""

T = TypeVar("T")

log = logging.getLogger(__name__)


Progress = Callable[[Lang, int], object]
"""Told from time to time how many per cent more of the learning of a language are done."""


def prepared(folder: Path, *, progress: Progress = lambda _lang, _percent: None) -> Answerer:
    """The bot on the knowledge in ``folder``; each language is made ready when it is first needed.

    Args:
        progress: never called for a language that is known from before.

    Raises:
        InputError: there is no such folder.
        KnowledgeError: it has problems; the error holds all of them.
    """
    cache = _Cache(folder, progress)
    return Answerer(cache.outline.knowledge, cache.matcher)


class _Cache:
    """What is kept of one folder."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        self._folder = folder
        self._progress = progress
        self._place = user_cache_path("citebot", appauthor=False)
        self._code = _digest(_code())
        self._loaded: Knowledge | None = None
        own = {f"bot: {path.name}": path for path in yaml_files(own_words())}
        place = self._place / f"{_digest(files_of(folder) | own)}-{self._code}.knowledge"
        outline = _known(place, Outline)
        if outline is None:
            outline = Outline.of(self._whole())
            _keep(place, pack(outline))
        self.outline = outline

    def matcher(self, lang: Lang) -> Matcher:
        """The matcher of ``lang``, which learns now if it never did."""
        place = self._place / f"{self.outline.lessons[lang]}-{self._code}.matcher"
        ready = _known(place, Ready)
        if ready is None:
            world = World.of(self._whole(), lang)
            trained = train(world, progress=lambda percent: self._progress(lang, percent))
            ready = Ready(world.analyzer.lexicon.words, trained)
            _keep(place, pack(ready))
        else:
            world = World.of(self.outline.knowledge, lang, words=ready.words)
        return Matcher(world, ready.trained)

    def _whole(self) -> Knowledge:
        """The knowledge with its phrasings, as it stood when it was first looked at."""
        if self._loaded is None:
            from bot.knowledge.load import load  # noqa: PLC0415 - its parsers cost every start a quarter of its time

            self._loaded = load(self._folder)
        return self._loaded


def _digest(files: Mapping[str, Path]) -> str:
    digest = hashlib.sha256()
    for name, path in files.items():
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:40]


def _code() -> dict[str, Path]:
    packages = (Path(str(resources.files(package))) for package in ("bot.matching", "bot.knowledge"))
    return {
        f"code: {path.parent.name}/{path.name}": path for package in packages for path in sorted(package.glob("*.py"))
    }


def _known(place: Path, kind: type[T]) -> T | None:
    try:
        found = unpack(place.read_bytes(), kind)
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
    by_age = sorted(folder.glob("*-*.*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in by_age[KEPT:]:
        with suppress(OSError):
            path.unlink()
