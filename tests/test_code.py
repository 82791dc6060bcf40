"""The code's own promises: style, types, architecture, and a README that names everything."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.checking import check
from bot.cli import COMMANDS
from bot.knowledge.files import shipped

ROOT = Path(__file__).parents[1]
CODE = sorted((ROOT / "bot").rglob("*.py"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
SCRIPTS = str(Path(sys.executable).parent)
VARIABLE = re.compile(r"\bBOT_[A-Z_]+\b")


@pytest.mark.parametrize(
    "command",
    ["ruff format --check --no-cache .", "ruff check --no-cache .", "mypy", "lint-imports --no-cache"],
    ids=["format", "lint", "types", "imports"],
)
def test_the_code_passes(command: str) -> None:
    tool, *arguments = command.split()
    found = shutil.which(tool, path=SCRIPTS)
    assert found, f"{tool} is not installed beside Python"
    done = subprocess.run([found, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_shipped_knowledge_has_no_problems() -> None:
    assert "\n".join(map(str, check(shipped()))) == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    assert f"`citebot {command}" in README


def test_the_readme_names_every_setting_and_none_that_does_not_exist() -> None:
    read = {text for text in strings() if VARIABLE.fullmatch(text)}
    assert read == set(VARIABLE.findall(README)) != set()


def test_packages_are_empty_but_for_their_modules() -> None:
    packages = [*(ROOT / "bot").rglob("__init__.py"), *(ROOT / "tests").rglob("__init__.py")]
    assert [file for file in packages if file.read_bytes()] == []


def test_every_message_is_said_somewhere_and_every_message_said_exists() -> None:
    file = ROOT / "bot" / "languages" / "en.yaml"
    messages = set(yaml.safe_load(file.read_text(encoding="utf-8"))["messages"])
    groups = "|".join({message.partition(".")[0] for message in messages})
    whole, built = re.compile(rf"({groups})\.[a-z-]+"), re.compile(rf"({groups})\\\.")
    said = {text for text in strings() if whole.fullmatch(text)}
    patterns = [pattern for pattern in formatted() if built.match(pattern)]
    said |= {message for message in messages if any(re.fullmatch(pattern, message) for pattern in patterns)}
    assert said == messages


def strings() -> Iterator[str]:
    """Every string in the code."""
    for node in nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def formatted() -> Iterator[str]:
    """Every f-string in the code, as a regular expression of what it may become."""
    for node in nodes():
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values]
            yield "".join(parts)


def nodes() -> Iterator[ast.AST]:
    for file in CODE:
        yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))
