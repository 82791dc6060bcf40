"""``citebot check``: every problem of a knowledge folder, where a curator can mend it."""

import sys
from pathlib import Path

import click

from bot.checking import check
from bot.commands.screen import list_problems
from bot.knowledge.files import shipped
from bot.prepared import prepared


@click.command()
@click.argument("folder", metavar="[DIR]", envvar="BOT_KNOWLEDGE", type=click.Path(path_type=Path), required=False)
@click.option(
    "--sources",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Plain texts of the sources (ID.txt): prove that each quote stands there once, word for word.",
)
def command(folder: Path | None, sources: Path | None) -> None:
    """List every problem of the knowledge in DIR (by default the shipped one) as file:line: message.

    Exits with 0 if there is none, else with 1.
    """
    folder = folder or shipped()
    problems = check(folder, sources=sources)
    list_problems(problems)
    if problems:
        click.secho(f"{folder}: {len(problems)} problem{'s' * (len(problems) > 1)}", fg="red", err=True)
        sys.exit(1)
    answerer = prepared(folder)
    if not all(answerer.tongues.matcher(lang).calibration.measured for lang in answerer.knowledge.languages):
        small = "too few phrasings to measure how sure an answer must be: what holds for other folders serves instead"
        click.secho(
            f"{folder}: {small} (five and more for each intent will do, from about fifteen intents on)", err=True
        )
    click.secho(f"{folder}: no problems", fg="green", err=True)
