"""``citebot export``: a folder of knowledge as a sheet."""

from pathlib import Path

import click

from bot.commands.screen import list_problems
from bot.knowledge.load import inspect
from bot.sheets.export import table_rows
from bot.sheets.losses import losses
from bot.sheets.table import write_table


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
def command(folder: Path, file: Path) -> None:
    """Write the knowledge in DIR as a sheet, FILE.csv or FILE.xlsx, with a row for each way to ask.

    \b
    citebot export shop faq.xlsx

    The columns are those of `citebot import`, which makes the same folder of it again. What a sheet has no room for
    (notes, other names of entities, questions without an answer) is printed as file:line: message.

    In a CSV file, a cell that a spreadsheet would take for a formula has an apostrophe before it.
    """
    loaded = inspect(folder)
    knowledge = loaded.sound()
    rows = list(table_rows(knowledge))
    write_table(file, rows)
    list_problems(losses(knowledge, loaded.places), err=True)
    click.secho(f"{file}: {len(rows) - 1} questions, {len(knowledge.facts)} answers", fg="green")
