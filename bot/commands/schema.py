"""``citebot schema``: what an editor needs to complete and check knowledge files."""

import json

import click

from bot.knowledge.shape import FILES, schema


@click.command()
@click.argument("name", type=click.Choice(FILES), required=False)
def command(name: str | None) -> None:
    """Print the JSON Schema of one kind of knowledge file, or of all (an object by name).

    \b
    citebot schema facts > facts.schema.json
    """
    schemas = schema(name) if name else {file: schema(file) for file in FILES}
    click.echo(json.dumps(schemas, ensure_ascii=False, indent=2))
