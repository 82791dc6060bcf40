"""Replies and problems on a terminal: in colours where a person sees them, plain in a pipe (click takes them out)."""

import textwrap
from collections.abc import Iterable
from typing import Any

import click

from bot.errors import Problem
from bot.knowledge.model import Language
from bot.plain import lines
from bot.replies import Reply

_WIDTH = 100
_STYLES: dict[str, dict[str, Any]] = {
    "answer": {"bold": True},
    "remark": {"fg": "yellow"},
    "quote": {"fg": "cyan"},
    "link": {"dim": True},
    "gap": {},
    "heading": {},
    "option": {"fg": "green"},
}


def show(reply: Reply, language: Language) -> None:
    """Print the whole reply."""
    for line in lines(reply, language):
        text = (
            line.text
            if line.role == "link"
            else textwrap.fill(line.text, _WIDTH, subsequent_indent="  " * (line.role != "answer"))
        )
        click.secho(text, **_STYLES[line.role])


def list_problems(problems: Iterable[Problem], *, err: bool = False) -> None:
    """Print each as ``file:line: message``, on standard error if ``err``."""
    for problem in problems:
        click.echo(f"{click.style(f'{problem.file}:{problem.line}:', bold=True)} {problem.message}", err=err)
