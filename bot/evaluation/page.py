"""A run as one web page that needs nothing else: no script, no font, no picture, no request."""

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.evaluation import plots, summary
from bot.evaluation.changes import Changes, Run
from bot.evaluation.judging import Verdict
from bot.evaluation.labelled import KINDS, RESULTS, Kind, Result, expectation
from bot.evaluation.report import PRECISIONS, Report
from bot.knowledge.model import Knowledge


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows; ``questions`` is the name of their file."""

    knowledge: Knowledge
    questions: str
    run: Run
    report: Report
    verdicts: tuple[Verdict, ...]
    changes: Changes | None


@dataclass(frozen=True, slots=True)
class Group:
    """The failures of one sort, in the order of the file."""

    result: Result
    verdicts: tuple[Verdict, ...]


def render(page: Page) -> str:
    """``page`` in HTML. Whatever was asked, curated or replied is escaped."""
    report = page.report
    asked = [(precision, report.coverage(precision)) for precision in PRECISIONS]
    groups = tuple(_groups(page.verdicts))
    return (
        _environment()
        .get_template("page.html")
        .render(
            page=page,
            name=page.knowledge.name.into(page.knowledge.default_lang),
            lang=page.knowledge.default_lang,
            report=report,
            kinds=[kind for kind in KINDS if any(report.counts[kind, result] for result in RESULTS)],
            results=RESULTS,
            asked=asked,
            reliability=plots.reliability(report.bins),
            coverage=plots.coverage(report.curve, asked),
            groups=groups,
            failed_kinds=_kinds(groups),
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot.evaluation", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": _percent, "short": lambda version: version[:8]}
    environment.globals |= {"expectation": expectation, "pair": summary.pair, "counted": summary.counted}
    return environment


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1%}"


def _groups(verdicts: tuple[Verdict, ...]) -> Iterator[Group]:
    for result in reversed(RESULTS):
        found = tuple(verdict for verdict in verdicts if verdict.result == result != "right")
        if found:
            yield Group(result, found)


def _kinds(groups: tuple[Group, ...]) -> tuple[Kind, ...]:
    failed = {verdict.question.kind for group in groups for verdict in group.verdicts}
    return tuple(kind for kind in KINDS if kind in failed)
