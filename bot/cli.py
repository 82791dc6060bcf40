"""The command line: one group of commands, each imported only when it is called, so that `ask` starts at once."""

import importlib
import io
import sys

import click

from bot.errors import CitebotError

COMMANDS = {
    "ask": "Ask one question, or many as JSON Lines.",
    "chat": "Talk to the bot in the terminal.",
    "run": "Run the Telegram bot.",
    "check": "List every problem of a knowledge folder.",
    "import": "Make a knowledge folder of a sheet with questions and answers.",
    "export": "Write a knowledge folder as a sheet.",
    "eval": "Put labelled questions to the bot and count.",
    "schema": "Print the JSON Schemas of the knowledge files.",
}
FAILED = 2
"""The exit code for something that a person can mend; 1 is for a check that found problems."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"bot.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list for --help, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="citebot")
def group() -> None:
    """Answers questions about a curated body of facts, and shows the source of every answer.

    \b
    Begin with:
      citebot ask "who signed the oil and gas agreement?"
      citebot chat
    """


def main() -> None:
    """Run the command line, and end the process: 0 well, 1 a check found problems, 2 something to mend."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show “ shows ? instead
    try:
        group(standalone_mode=True)
    except CitebotError as error:
        click.secho(str(error), fg="red", err=True)
        sys.exit(FAILED)
    except OSError as error:
        click.secho(f"cannot go on: {error.strerror or error}", fg="red", err=True)
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
