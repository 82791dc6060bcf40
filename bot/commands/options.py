"""Options that several commands share, and what they lead to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.errors import InputError
from bot.knowledge.load import load, shipped
from bot.knowledge.model import Knowledge

F = TypeVar("F", bound=Callable[..., Any])


def knowledge_option(function: F) -> F:
    """``--knowledge DIR``, or the variable ``BOT_KNOWLEDGE``, or what is shipped."""
    return click.option(
        "--knowledge",
        "folder",
        metavar="DIR",
        envvar="BOT_KNOWLEDGE",
        type=click.Path(path_type=Path),
        help="The folder of knowledge to answer from (or set BOT_KNOWLEDGE); by default the one that is shipped.",
    )(function)


def lang_option(function: F) -> F:
    """``--lang``, a language of the folder."""
    return click.option("--lang", metavar="CODE", help="The language to answer in; by default the folder's first.")(
        function
    )


def load_folder(folder: Path | None, lang: str | None = None) -> Knowledge:
    """The knowledge that the options name.

    Raises:
        InputError: there is no such folder, or it has no such language.
        KnowledgeError: it has problems.
    """
    knowledge = load(folder or shipped())
    if lang is not None and lang not in knowledge.languages:
        known = ", ".join(knowledge.languages)
        raise InputError(f"--lang {lang}: the folder has no such language (it has: {known})")
    return knowledge
