"""Sheets as a list of rows, imported without a file, or through one by the command line."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result

from bot.cli import group
from bot.errors import KnowledgeError
from bot.sheets.draft import Draft, draft
from bot.sheets.findings import Findings
from bot.sheets.row import Row

HEADER = "question,answer,source_title,source_url,intent,quote,language"
Citebot: TypeAlias = Callable[..., Result]


def drafted(*rows: Sequence[str], header: str = HEADER) -> tuple[Draft, list[str]]:
    """The draft that rows below a header come to, and its warnings."""
    findings = Findings("faq.csv")
    made = draft([Row(at, tuple(row)) for at, row in enumerate([header.split(","), *rows], start=1)], findings)
    return made, list(map(str, findings.warnings))


def refused(*rows: Sequence[str], header: str = HEADER) -> list[str]:
    """The problems of rows below a header."""
    with pytest.raises(KnowledgeError) as caught:
        drafted(*rows, header=header)
    return str(caught.value).splitlines()


def row(question: str, answer: str = "Yes.", url: str = "https://shop.example/faq", **more: str) -> list[str]:
    """A row below `HEADER`."""
    given = {"question": question, "answer": answer, "source_url": url, **more}
    return [given.get(name, "") for name in HEADER.split(",")]


@pytest.fixture
def citebot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Citebot:
    """The command line in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(group, arguments)
