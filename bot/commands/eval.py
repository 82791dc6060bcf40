"""``citebot eval``: labelled questions, counted and measured."""

import sys
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from pathlib import Path

import click
from platformdirs import user_state_path

from bot.answering import Answerer
from bot.commands.options import knowledge_option, open_bot
from bot.errors import InputError
from bot.evaluation import summary
from bot.evaluation.changes import Changes, Run, compare, run
from bot.evaluation.judging import Verdict, evaluate
from bot.evaluation.labelled import LabelledQuestion, unknown_intents
from bot.evaluation.page import Page, render
from bot.evaluation.questions import read_questions
from bot.evaluation.remembered import place, recall, remember
from bot.evaluation.report import Report, report
from bot.knowledge.files import shipped
from bot.knowledge.model import Knowledge
from bot.knowledge.shape import suggestion
from bot.plain import text

WARNINGS = 5
"""So many intents that the folder does not have are named."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--show", type=click.IntRange(min=0), default=0, metavar="N", help="Print the first N questions that went wrong."
)
@click.option(
    "--html",
    "page_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write all results, with plots and every failure, as one web page.",
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
def command(
    file: Path | None, *, show: int, page_file: Path | None, floor: float, ceiling: float, folder: Path | None
) -> None:
    """Put the labelled questions in FILE (by default the folder's questions.yaml) to the bot.

    FILE is YAML, or CSV with the columns question and intent (empty: out of scope).
    Prints how many replies were right, asked back, fell back or were wrong; how accurate and how well calibrated the
    readings are; which intents are taken for each other; and what changed since the last run.
    Exits with 1 under the floor or over the ceiling.

    \b
    citebot eval --html report.html
    citebot eval questions.csv --show 5
    """
    folder = folder or shipped()
    file = file or folder / "questions.yaml"
    questions = read_questions(file)
    answerer = open_bot(folder)
    _warn_of_unknown_intents(file, questions, answerer.knowledge)
    with click.progressbar(questions, label="Asking", file=sys.stderr, hidden=not sys.stderr.isatty()) as asked:
        verdicts = tuple(evaluate(answerer, asked))
    counted = report(verdicts)
    now = run(verdicts, date=f"{datetime.now():%Y-%m-%d %H:%M}", knowledge=answerer.knowledge.version)
    changes = _since_the_last(now, folder, file)
    _print(counted, changes)
    for verdict in [verdict for verdict in verdicts if verdict.result != "right"][:show]:
        _failure(verdict, answerer)
    if page_file:
        page = Page(answerer.knowledge, file.name, now, counted, verdicts, changes)
        page_file.write_text(render(page), encoding="utf-8")
        click.echo(f"written: {page_file}", err=True)
    if counted.share("right") < floor or counted.share("wrong") > ceiling:
        click.secho(
            f"under the floor: at least {floor:.0%} right and at most {ceiling:.0%} wrong are wanted",
            fg="red",
            err=True,
        )
        sys.exit(1)


def _warn_of_unknown_intents(file: Path, questions: Iterable[LabelledQuestion], knowledge: Knowledge) -> None:
    smalltalk = [each.id for language in knowledge.wording.values() for each in language.smalltalk]
    unknown = unknown_intents(questions, (*knowledge.intents, *smalltalk))
    for intent, question in islice(unknown.items(), WARNINGS):
        hint = suggestion(intent, knowledge.intents) or " (nothing can reach it)"
        click.secho(f"{file}:{question.line}: no intent '{intent}'{hint}", fg="yellow", err=True)
    if len(unknown) > WARNINGS:
        click.secho(
            f"{file}: {len(unknown) - WARNINGS} more intents that the folder does not have", fg="yellow", err=True
        )


def _since_the_last(now: Run, folder: Path, questions: Path) -> Changes | None:
    """What is different from the run before, which ``now`` takes the place of."""
    kept = place(user_state_path("citebot", appauthor=False), folder=folder, questions=questions)
    before = None
    try:
        before = recall(kept)
    except InputError as error:
        click.secho(str(error), fg="yellow", err=True)
    try:
        remember(kept, now)
    except OSError as error:
        click.secho(
            f"{kept}: cannot be written, the next run has nothing to compare: {error.strerror}", fg="yellow", err=True
        )
    return compare(before, now) if before else None


def _print(counted: Report, changes: Changes | None) -> None:
    parts = (
        summary.table(counted),
        summary.measures(counted),
        summary.confusions(counted.confusions),
        summary.changes(changes) if changes else (),
    )
    click.echo("\n\n".join(filter(None, ("\n".join(lines) for lines in parts))))


def _failure(verdict: Verdict, answerer: Answerer) -> None:
    question = verdict.question
    click.secho(f"\nline {question.line}, {question.kind}: {verdict.result}", fg="yellow")
    click.echo(
        "".join(f"> {turn}\n" for turn in question.turns)
        + text(verdict.reply, answerer.knowledge.language(verdict.reply.lang))
    )
