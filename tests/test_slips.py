"""Whatever a slip of the keyboard does to a folder, the check reports it or passes: it never breaks down."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.checking import check

GOOD = Path(__file__).parent / "folders" / "bakery"
FILES = [*sorted(path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*.yaml")), "languages/en.yaml"]
NEW_FILE = (
    'name: English\nmessages:\n  answer.note: "NB: {note}"\nsmalltalk:\n  ahoy: {phrasings: [ahoy], reply: Ahoy!}\n'
)
JUNK = [
    "",
    "{}",
    "[]",
    "null",
    "1931",
    "true",
    "{en: 1}",
    "[[], {}]",
    "{en: []}",
    "{la: x}",
    "''",
    '"?!"',
    "en",
    "- x: y",
]


def mangled(text: str, line: int, change: Callable[[str], list[str]]) -> str:
    lines = text.splitlines()
    at = line % len(lines)
    return "\n".join([*lines[:at], *change(lines[at]), *lines[at + 1 :]]) + "\n"


def revalued(junk: str) -> Callable[[str], list[str]]:
    """Keeps the key of a line and gives it another value."""
    return lambda line: [f"{line.partition(':')[0]}: {junk}"]


CHANGES = st.one_of(
    st.sampled_from(JUNK).map(revalued),
    st.just(lambda line: []),
    st.just(lambda line: [line, line]),
    st.just(lambda line: [f"  {line}"]),
    st.just(lambda line: [line[2:]]),
    st.sampled_from(JUNK).map(lambda junk: lambda line: [line, junk]),
    st.just(lambda line: [line.replace("e", "", 1)]),
)


@given(st.lists(st.tuples(st.sampled_from(FILES), st.integers(0, 200), CHANGES), min_size=1, max_size=3))
def test_a_slip_gives_problems_at_lines_that_exist_or_none(
    slips: list[tuple[str, int, Callable[[str], list[str]]]],
) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = shutil.copytree(GOOD, Path(parent) / "folder")
        (folder / "languages").mkdir()
        (folder / "languages" / "en.yaml").write_text(NEW_FILE, encoding="utf-8")
        for name, line, change in slips:
            file = folder / name
            file.write_text(mangled(file.read_text(encoding="utf-8"), line, change), encoding="utf-8")
        for problem in check(folder, sources=folder / "texts"):
            lines = (folder / problem.file).read_text(encoding="utf-8").count("\n")
            assert 1 <= problem.line <= lines + 1
