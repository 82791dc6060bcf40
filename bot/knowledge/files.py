"""Where knowledge stands: the files of a folder, the bot's own words, and the folder that comes with it."""

from importlib import resources
from pathlib import Path

from bot.errors import InputError


def files_of(folder: Path, *, questions: bool = False) -> dict[str, Path]:
    """The YAML files in ``folder``, by their names in it.

    Args:
        questions: the labelled questions too, which the bot itself does not need.

    Raises:
        InputError: there is no such folder.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder (give one that holds bot.yaml)")
    files = {path.relative_to(folder).as_posix(): path for path in yaml_files(folder)}
    if not questions:
        return {name: path for name, path in files.items() if path.name != "questions.yaml"}
    return files


def own_words() -> Path:
    """The folder with what the bot itself says and knows of each language."""
    return Path(str(resources.files("bot") / "languages"))


def shipped() -> Path:
    """The folder of knowledge that comes with citebot: inside the wheel, or beside the code in a checkout."""
    inside = Path(str(resources.files("bot") / "shipped"))
    return inside if inside.is_dir() else Path(__file__).parents[2] / "knowledge"


def yaml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"} and path.is_file())
