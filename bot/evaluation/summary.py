"""A report in words, for the terminal."""

from collections.abc import Iterable, Iterator

from bot.evaluation.changes import WORST_FIRST, Changes
from bot.evaluation.labelled import KINDS, RESULTS
from bot.evaluation.measures import Point
from bot.evaluation.report import PRECISIONS, Confusion, Report

CONFUSIONS = 10
CHANGES = 20
_VERSION = 8
"""So many digits of a knowledge's version tell two apart."""


def table(report: Report) -> Iterator[str]:
    """The counts by kind of question and result."""
    yield f"{'':14}" + "".join(f"{result:>12}" for result in RESULTS)
    for kind in KINDS:
        yield f"{kind:14}" + "".join(f"{report.counts[kind, result]:>12}" for result in RESULTS)
    total = report.counts.total()
    yield f"{f'of {total}':14}" + "".join(f"{report.share(result):>12.1%}" for result in RESULTS)


def measures(report: Report) -> Iterator[str]:
    """Accuracy, coverage and calibration."""
    if report.accuracy is not None:
        said = f"of the {report.labelled} questions that name their intent, the likeliest reading has it"
        yield f"accuracy      {report.accuracy:6.1%}  {said}"
    for precision in PRECISIONS if report.in_scope else ():
        yield f"{f'at {precision:.0%}':14}" + covered(report.coverage(precision), precision, report.in_scope)
    if report.curve:
        yield f"calibration   {report.calibration_error:6.1%}  between the bot's confidence and how often it is right"


def covered(point: Point | None, precision: float, in_scope: int) -> str:
    """What can be answered at ``precision``."""
    if point is None:
        return f"{0:6.1%}  no confidence is a sign of {precision:.0%} right answers"
    return (
        f"{point.coverage:6.1%}  of {in_scope} can be answered rightly, from a confidence of {point.threshold:.2f} on"
    )


def confusions(found: Iterable[Confusion], most: int = CONFUSIONS) -> Iterator[str]:
    """Intents worth separating."""
    found = tuple(found)
    if found:
        yield "Worth separating (expected → reached):"
    for confusion in found[:most]:
        yield f"{confusion.count:6}  {pair(confusion)}   “{confusion.example}”"
    if len(found) > most:
        yield f"{'…':>6}  and {len(found) - most} more pairs"


def pair(confusion: Confusion) -> str:
    return f"{confusion.expected or '(out of scope)'} → {confusion.reached}"


def changes(found: Changes, most: int = CHANGES) -> Iterator[str]:
    """What is different since the last run, the worst first."""
    yield f"{since(found)}: {counted(found)}"
    for change in found.changes[:most]:
        asked = " > ".join(change.turns)
        yield f"  {f'{change.now}, was {change.before}':28} > {asked}"
    if len(found.changes) > most:
        yield f"  … and {len(found.changes) - most} more"


def since(found: Changes) -> str:
    return f"since the last run ({found.since.date}, knowledge {found.since.knowledge[:_VERSION]})"


def counted(found: Changes) -> str:
    """How many questions changed to which result, and how many are new or gone."""
    counts = [f"{found.count(result)} now {result}" for result in reversed(WORST_FIRST) if found.count(result)]
    counts += [f"{found.added} new"] if found.added else []
    counts += [f"{found.gone} gone"] if found.gone else []
    return ", ".join(counts) or "no change"
