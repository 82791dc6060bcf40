"""``citebot chat``: the bot in the terminal, its buttons as numbers."""

from pathlib import Path

import click

from bot.commands.options import knowledge_option, lang_option, open_bot
from bot.commands.screen import show
from bot.matching.turn import Turn
from bot.replies import Option

_LEAVE = {"quit", "exit", ":q"}


@click.command()
@lang_option
@knowledge_option
def command(*, lang: str | None, folder: Path | None) -> None:
    """Talk to the bot: type a question, or the number of an offered one; an empty line or "quit" leaves."""
    answerer = open_bot(folder, lang)
    spoken = lang or answerer.knowledge.default_lang
    click.echo(answerer.knowledge.about.into(spoken))
    offered: tuple[Option, ...] = ()
    previous: Turn | None = None
    while text := _heard():
        if option := _chosen(text, offered):
            reply = answerer.show(option.key, lang=spoken)
        else:
            reply = answerer.reply(text, lang=lang, preferred=[spoken], previous=previous)
        show(reply, answerer.knowledge.language(reply.lang))
        spoken = reply.lang
        offered = reply.options or offered
        previous = reply.turn or previous


def _heard() -> str | None:
    try:
        text: str = click.prompt("\n>", default="", show_default=False, prompt_suffix=" ")
    except click.Abort:
        click.echo()
        return None
    return None if text.strip().lower() in _LEAVE else text.strip()


def _chosen(text: str, offered: tuple[Option, ...]) -> Option | None:
    """The offered question whose number ``text`` is."""
    return offered[int(text) - 1] if text.isdecimal() and 1 <= int(text) <= len(offered) else None
