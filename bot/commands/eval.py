"""``citebot eval``: labelled questions, counted."""

import sys
from pathlib import Path

import click

from bot.answering import Answerer
from bot.commands.options import knowledge_option, load_folder
from bot.evaluation import KINDS, RESULTS, Report, Verdict, evaluate, read_questions, report
from bot.knowledge.load import shipped
from bot.plain import text


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--show", type=click.IntRange(min=0), default=0, metavar="N", help="Print the first N questions that went wrong."
)
@click.option(
    "--floor", type=click.FloatRange(0, 1), default=0.60, show_default=True, help="The share of right replies to reach."
)
@click.option(
    "--ceiling",
    type=click.FloatRange(0, 1),
    default=0.05,
    show_default=True,
    help="The share of wrong replies to stay under.",
)
@knowledge_option
def command(file: Path | None, *, show: int, floor: float, ceiling: float, folder: Path | None) -> None:
    """Put the labelled questions in FILE (by default the folder's questions.yaml) to the bot.

    Prints how many replies were right, asked back, fell back or were wrong.
    Exits with 1 under the floor or over the ceiling.
    """
    questions = read_questions(file or (folder or shipped()) / "questions.yaml")
    answerer = Answerer(load_folder(folder))
    with click.progressbar(questions, label="Asking", file=sys.stderr, hidden=not sys.stderr.isatty()) as asked:
        verdicts = list(evaluate(answerer, asked))
    counted = report(verdicts)
    _table(counted)
    for verdict in [verdict for verdict in verdicts if verdict.result != "right"][:show]:
        _failure(verdict, answerer)
    if counted.share("right") < floor or counted.share("wrong") > ceiling:
        click.secho(
            f"under the floor: at least {floor:.0%} right and at most {ceiling:.0%} wrong are wanted",
            fg="red",
            err=True,
        )
        sys.exit(1)


def _table(counted: Report) -> None:
    click.echo(f"{'':14}" + "".join(f"{result:>12}" for result in RESULTS))
    for kind in KINDS:
        click.echo(f"{kind:14}" + "".join(f"{counted.counts[kind, result]:>12}" for result in RESULTS))
    total = counted.counts.total()
    click.echo(f"{f'of {total}':14}" + "".join(f"{counted.share(result):>12.1%}" for result in RESULTS))


def _failure(verdict: Verdict, answerer: Answerer) -> None:
    question = verdict.question
    click.secho(f"\nline {question.line}, {question.kind}: {verdict.result}", fg="yellow")
    click.echo(
        "".join(f"> {turn}\n" for turn in question.turns)
        + text(verdict.reply, answerer.knowledge.language(verdict.reply.lang))
    )
