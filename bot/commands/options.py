"""Options that several commands share, and what they lead to."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.answering import Answerer
from bot.errors import InputError
from bot.knowledge.files import shipped
from bot.prepared import prepared

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
    return click.option(
        "--lang",
        metavar="CODE",
        help="The language to answer in; by default that of the question, else the folder's first.",
    )(function)


class _Bars:
    """A bar for each language that is learnt, where a person sees it."""

    def __init__(self) -> None:
        self._bars: dict[str, Any] = {}

    def __call__(self, lang: str, percent: int) -> None:
        if not sys.stderr.isatty():
            return
        if lang not in self._bars:
            label = f"Learning the phrasings ({lang}), once"
            self._bars[lang] = click.progressbar(length=100, label=label, file=sys.stderr)
        bar = self._bars[lang]
        bar.update(percent)
        if bar.finished:
            bar.render_finish()


def open_bot(folder: Path | None, lang: str | None = None) -> Answerer:
    """The bot on the knowledge that the options name; where it has to learn first, a terminal shows how far it is.

    Raises:
        InputError: there is no such folder, or it has no such language.
        KnowledgeError: it has problems.
    """
    answerer = prepared(folder or shipped(), progress=_Bars())
    if lang is not None and lang not in answerer.knowledge.languages:
        known = ", ".join(answerer.knowledge.languages)
        raise InputError(f"--lang {lang}: the folder has no such language (it has: {known})")
    return answerer
