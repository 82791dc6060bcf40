"""What /check says of a post. Pure, as `render` is."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.claims.checking import Checked, Finding
from bot.knowledge.model import Language
from bot.replies import Option
from bot.telegram.buttons import options
from bot.telegram.lengths import shortened
from bot.telegram.render import FOLDED_QUOTE, HEADING, Paragraph, Rendered, message, proof

MOST_OF_EACH = 3
MOST_OPTIONS = 3
CLAIMS_UNITS = 120
TEXT_UNITS = 220
UNSAID_UNITS = 250


def page(checked: Checked, language: Language) -> Rendered:
    """What differs, what agrees, each with its quote, and what no fact says; buttons lead to the facts."""
    if not checked.findings:
        key = "check.nothing" if checked.related else "check.unrelated"
        return message([Paragraph(language.say(key))])
    paragraphs = [
        *_differing(checked.of("differs"), language),
        *_agreeing(checked.of("agrees"), language),
        *_unsaid(checked.of("unsaid"), language),
        Paragraph(language.say("check.limits"), "i"),
    ]
    return message(paragraphs, options(_options(checked)))


def _differing(findings: tuple[Finding, ...], language: Language) -> Iterator[Paragraph]:
    if findings:
        yield Paragraph(language.say("check.differs"), HEADING)
    groups = _grouped(findings)
    for claims, finding in groups[:MOST_OF_EACH]:
        text = shortened(finding.text, TEXT_UNITS)
        yield Paragraph(language.say("check.instead", claim=shortened(claims, CLAIMS_UNITS), text=text))
        yield _quote(finding, language)
    yield Paragraph(_further(groups, language))


def _agreeing(findings: tuple[Finding, ...], language: Language) -> Iterator[Paragraph]:
    if findings:
        yield Paragraph(language.say("check.agrees"), HEADING)
    groups = _grouped(findings)
    for claims, finding in groups[:MOST_OF_EACH]:
        yield Paragraph(shortened(claims, CLAIMS_UNITS))
        yield _quote(finding, language)
    yield Paragraph(_further(groups, language))


def _unsaid(findings: tuple[Finding, ...], language: Language) -> Iterator[Paragraph]:
    if findings:
        yield Paragraph(language.say("check.unsaid"), HEADING)
        yield Paragraph(shortened(_listed(findings), UNSAID_UNITS))


def _grouped(findings: tuple[Finding, ...]) -> list[tuple[str, Finding]]:
    """The claims that one quote answers, together."""
    by_quote = sorted(findings, key=lambda one: findings.index(_first(findings, one)))
    groups = [list(group) for _, group in groupby(by_quote, key=lambda one: (one.fact, one.evidence))]
    return [(_listed(group), group[0]) for group in groups]


def _further(groups: list[tuple[str, Finding]], language: Language) -> str:
    left = ", ".join(claims for claims, _ in groups[MOST_OF_EACH:])
    return language.say("check.further", claims=shortened(left, CLAIMS_UNITS)) if left else ""


def _first(findings: tuple[Finding, ...], like: Finding) -> Finding:
    return next(one for one in findings if (one.fact, one.evidence) == (like.fact, like.evidence))


def _listed(findings: Iterable[Finding]) -> str:
    return ", ".join(f"“{one.claim}”" for one in findings)


def _quote(finding: Finding, language: Language) -> Paragraph:
    return Paragraph(proof(finding.evidence, language), FOLDED_QUOTE)


def _options(checked: Checked) -> list[Option]:
    found = (*checked.of("differs"), *checked.of("agrees"))
    return [Option(question, key) for key, question in dict.fromkeys((one.fact, one.question) for one in found)][
        :MOST_OPTIONS
    ]
