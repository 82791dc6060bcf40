"""What was learnt is kept on disk, found again, and never trusted blindly."""

import shutil
from pathlib import Path

import pytest

from bot.errors import InputError
from bot.knowledge.load import load
from bot.matching.stored import Outline, Ready, pack, unpack
from bot.prepared import KEPT, prepared
from tests.conftest import FOLDERS

QUESTION = "who bakes the rye loaf?"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "citebot"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(FOLDERS / "bakery", tmp_path / "bakery")


def learnt(folder: Path) -> list[int]:
    told: list[int] = []
    assert (
        prepared(folder, progress=lambda _, percent: told.append(percent)).reply(QUESTION).text.startswith("Oskar Berg")
    )
    return told


def test_a_folder_is_learnt_once_and_answers_the_same_from_then_on(cache: Path, folder: Path) -> None:
    first, again = prepared(folder), prepared(folder)
    assert first.reply(QUESTION) == again.reply(QUESTION)
    assert learnt(folder) == []
    assert sorted(path.suffix for path in cache.iterdir()) == [".knowledge", ".matcher"]
    assert first.knowledge == again.knowledge
    for question in ("when is it baked?", "hello", "the price of the baguette", "zorblatt"):
        assert first.reply(question) == again.reply(question)


def test_only_what_is_learnt_from_is_learnt_anew_where_it_changed(cache: Path, folder: Path) -> None:
    assert sum(learnt(folder)) == 100
    file = folder / "intents" / "shop.yaml"
    asked = file.read_text(encoding="utf-8")
    file.write_text(asked + "# changed\n", encoding="utf-8")
    assert learnt(folder) == []
    file.write_text(
        asked.replace("phrasings:\n    en:", "phrasings:\n    en:\n      - something new", 1), encoding="utf-8"
    )
    assert "something new" in file.read_text(encoding="utf-8")
    assert sum(learnt(folder)) == 100


@pytest.mark.parametrize("damage", [b"", b"\x80\x04K\x01.", b"not what was kept"])
def test_what_is_damaged_is_learnt_anew(cache: Path, folder: Path, damage: bytes) -> None:
    learnt(folder)
    for kept in cache.iterdir():
        kept.write_bytes(damage)
    assert sum(learnt(folder)) == 100
    assert learnt(folder) == []


def test_where_nothing_can_be_kept_it_answers_all_the_same(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "occupied").write_text("a file where a folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "occupied"))
    assert sum(learnt(folder)) == 100
    assert "cannot be kept" in caplog.text


def test_only_the_last_few_are_kept(cache: Path, folder: Path) -> None:
    cache.mkdir(parents=True)
    for number in range(KEPT + 3):
        (cache / f"{number}-0.matcher").write_bytes(b"old")
    learnt(folder)
    assert len([*cache.iterdir()]) == KEPT


def test_what_is_kept_is_data_and_what_is_none_of_ours_is_refused(folder: Path, cache: Path) -> None:
    learnt(folder)
    [outline] = (unpack(path.read_bytes(), Outline) for path in cache.glob("*.knowledge"))
    [ready] = (unpack(path.read_bytes(), Ready) for path in cache.glob("*.matcher"))
    assert outline == unpack(pack(outline), Outline) == Outline.of(load(folder))
    assert unpack(pack(ready), Ready).trained.calibration == ready.trained.calibration
    with pytest.raises(ValueError, match="Expected"):
        unpack(b"cos\nsystem\n(S'true'\ntR.", Ready)


def test_a_folder_that_is_none_is_an_input_error(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        prepared(tmp_path / "nowhere")
