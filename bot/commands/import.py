"""``citebot import``: an FAQ sheet becomes a folder of knowledge."""

import shlex
import sys
from pathlib import Path

import click

from bot.commands.screen import list_problems
from bot.errors import Problem
from bot.knowledge.load import inspect
from bot.sheets.draft import Draft, draft
from bot.sheets.findings import Findings
from bot.sheets.folder import demand_empty, write_folder
from bot.sheets.table import read_table


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(file: Path, folder: Path) -> None:
    """Make the knowledge folder DIR of a sheet, FILE.csv or FILE.xlsx.

    \b
    citebot import faq.csv shop
    citebot ask --knowledge shop "how do I return something?"

    The first row names the columns: question, answer, source_url, and if you like source_title, intent, quote and
    language (a code; en where none is given). Rows with the same intent, or without one the same answer, are ways to
    ask one question; one of them has to hold the answer, and one the source. DIR must be new or empty.

    Where rows have problems, prints all of them as file:row: message, writes nothing and exits with 2.
    """
    demand_empty(folder)
    made = _read(file)
    write_folder(made, folder, name=file.stem.replace("_", " "))
    loaded = inspect(folder)
    loaded.sound()
    list_problems([_below(folder, problem) for problem in loaded.untranslated if problem.file == "bot.yaml"], err=True)
    _summary(made, folder)


def _read(file: Path) -> Draft:
    findings = Findings(str(file))
    try:
        rows = list(read_table(file, findings))
        with click.progressbar(rows, label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()) as watched:
            return draft(watched, findings)
    finally:
        list_problems(sorted(findings.warnings), err=True)


def _below(folder: Path, problem: Problem) -> Problem:
    return Problem(str(folder / problem.file), problem.line, problem.message)


def _summary(made: Draft, folder: Path) -> None:
    asked = sum(len(intent.phrasings) for intent in made.intents)
    counts = f"{asked} questions → {len(made.facts)} answers, {len(made.sources)} sources"
    click.secho(f"{folder}: {counts}; languages: {', '.join(made.languages)}", fg="green")
    if made.twice:
        click.echo(f"questions that stood there twice and are kept once: {made.twice}")
    if made.renamed:
        name, id = next(iter(made.renamed.items()))
        click.echo(f"intents with a new name, since theirs was too long or not the only one: {len(made.renamed)}")
        click.echo(f"  such as {id} for {name}")
    example = shlex.quote(made.intents[0].title.into(made.languages[0]))
    place = shlex.quote(str(folder))
    click.echo(f"\nTry:\n  citebot ask --knowledge {place} {example}\n  citebot check {place}")
