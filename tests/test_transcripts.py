"""Golden transcripts: conversations word for word, each file one of them.

A transcript begins with comments (`# folder: bakery` names the knowledge, the shipped one otherwise; `# lang: de` the
language); then come questions (`> ...`), each with its reply. `pytest --rewrite` accepts what the bot says now.
"""

import re
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path

import pytest

from bot.answering import Answerer
from bot.matching.turn import Turn
from bot.plain import text
from bot.replies import Answer

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("file", TRANSCRIPTS, ids=lambda file: file.stem)
def test_the_bot_says_what_the_transcript_says(
    file: Path, agrees: Callable[[Path, str], None], request: pytest.FixtureRequest
) -> None:
    written = file.read_text(encoding="utf-8").splitlines()
    header = "\n".join(takewhile(lambda line: line.startswith("#"), written))
    bot: Answerer = request.getfixturevalue(setting(header, "folder") or "shipped_bot")
    questions = [line.removeprefix("> ") for line in written if line.startswith("> ")]
    assert questions
    turns = conversation(bot, questions, setting(header, "lang"))
    agrees(file, "\n\n".join([*([header] if header else []), *turns]) + "\n")


def test_the_exchange_in_the_readme_is_a_real_one(shipped_bot: Answerer) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    shown = readme.split("```")[1].strip()
    questions = re.findall(r"^> (.+)$", shown, re.MULTILINE)
    turns = list(conversation(shipped_bot, questions, None))
    for part, turn in zip(shown.split("\n\n"), turns, strict=True):
        assert [line for line in part.splitlines() if line not in turn.splitlines()] == []


def setting(header: str, name: str) -> str | None:
    found = re.search(rf"^# {name}: (\S+)$", header, re.MULTILINE)
    return found[1] if found else None


def conversation(bot: Answerer, questions: list[str], lang: str | None) -> Iterator[str]:
    previous: Turn | None = None
    for question in questions:
        reply = bot.reply(question, lang=lang, previous=previous)
        yield f"> {question}\n{text(reply, bot.knowledge.language(reply.lang))}"
        if isinstance(reply, Answer):
            previous = reply.turn
