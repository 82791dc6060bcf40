"""The command line as a process of its own: exit codes, clean errors, and no more imports than needed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
BAKERY = HERE / "folders" / "bakery"


def python(*arguments: str, given: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
    environment |= {"BOT_KNOWLEDGE": str(BAKERY), **environ}
    return subprocess.run(
        [sys.executable, *arguments], input=given, capture_output=True, env=environment, cwd=HERE.parent, check=False
    )


def citebot(*arguments: str, given: bytes = b"", **environ: str) -> subprocess.CompletedProcess[bytes]:
    return python("-m", "bot.cli", *arguments, given=given, **environ)


def test_an_answer_is_plain_text_and_exit_code_0() -> None:
    done = citebot("ask", "who bakes the rye loaf?")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("Oskar Berg kneads the rye loaf himself.\n“kneads it himself” — ")
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "given", "message"),
    [
        (["ask", "--knowledge", "nowhere", "hello"], b"", "nowhere: no such folder (give one that holds bot.yaml)"),
        (["ask", "--lang", "xx", "hello"], b"", "--lang xx: the folder has no such language (it has: en)"),
        (["ask", "--jsonl"], b"\n{", "standard input:2: not JSON: "),
        (["ask", "--jsonl"], b'{"turns": ["\xff"]}', "standard input:1: not JSON: "),
        (["import", "nowhere.csv", "nowhere"], b"", "nowhere.csv: no such file (give a .csv or .xlsx file)"),
        (["import", "README.md", "nowhere"], b"", "README.md: neither .csv nor .xlsx (save the sheet as one of these)"),
        (["eval", "nowhere.yaml"], b"", "nowhere.yaml: no such file "),
        (["chat", "--knowledge", str(HERE / "broken" / "anchor")], b"", "facts/lamp.yaml:2: anchors and aliases "),
    ],
)
def test_what_a_person_can_mend_is_said_in_a_line_without_a_traceback_and_with_exit_code_2(
    arguments: list[str], given: bytes, message: str
) -> None:
    done = citebot(*arguments, given=given)
    assert done.returncode == 2
    assert done.stderr.decode().startswith(message)
    assert done.stderr.count(b"\n") == 1
    assert done.stdout == b""


def test_running_without_a_token_says_so_before_a_database_is_made(tmp_path: Path) -> None:
    done = citebot("run", BOT_DATABASE_URL=f"sqlite:///{tmp_path}/citebot.db")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"BOT_TOKEN: missing (")
    assert not list(tmp_path.iterdir())


def test_a_check_that_finds_problems_has_exit_code_1() -> None:
    assert citebot("check", str(HERE / "broken" / "anchor")).returncode == 1
    assert citebot("check", str(BAKERY)).returncode == 0


def test_a_terminal_that_cannot_show_a_character_shows_the_rest() -> None:
    done = citebot("ask", "who bakes the rye loaf?", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"kneads it himself" in done.stdout


def test_json_is_utf_8_whatever_the_terminal_shows() -> None:
    done = citebot("ask", "--jsonl", given='{"id": "é", "turns": ["hello"]}'.encode(), PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout.decode("utf-8"))["id"] == "é"


def test_asking_loads_no_library_that_only_another_command_needs() -> None:
    program = """
import runpy, sys
sys.argv = ["citebot", "ask", "who bakes the rye loaf?"]
try:
    runpy.run_module("bot.cli", run_name="__main__")
except SystemExit as end:
    assert not end.code, end.code
print(sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""
    done = python("-c", program)
    assert done.returncode == 0, done.stderr
    loaded = done.stderr.decode()
    assert "'rapidfuzz'" in loaded
    for library in ("telegram", "httpx", "sqlalchemy", "alembic", "asyncio", "openpyxl", "jinja2", "yaml"):
        assert f"'{library}'" not in loaded


def test_the_same_questions_get_the_same_replies_in_every_process() -> None:
    questions = ["who baks", "what is in it", "when is brd baked", "bakery", "founder", "oven in the morning", "how"]
    lines = "".join(json.dumps({"turns": [question]}) + "\n" for question in questions).encode()

    def replies(seed: str) -> list[dict[str, object]]:
        done = citebot("ask", "--jsonl", given=lines, PYTHONHASHSEED=seed)
        return [json.loads(line) | {"elapsed_ms": 0} for line in done.stdout.splitlines()]

    assert replies("1") == replies("2") == replies("3") != []
