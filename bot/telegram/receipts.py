"""What a receipt shows: a fact as it was cited and, where that is history, as it is now. Pure, as `render` is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.formats import moment
from bot.knowledge.model import Language
from bot.plain import remarks
from bot.replies import Answer
from bot.store.protocol import Version
from bot.telegram import pages
from bot.telegram.buttons import link, passages
from bot.telegram.lengths import shortened
from bot.telegram.links import receipt
from bot.telegram.render import Paragraph, Rendered, message, proofs
from bot.telegram.versions import cited

TITLE_UNITS = 120
TEXT_UNITS = 1100
REMARK_UNITS = 400
EVIDENCE_UNITS = 1150
"""What the parts of a receipt share: with up to three titles and their headings, a message has room for them."""


def page(shown: Sequence[Version], current: Mapping[str, Version], language: Language) -> Rendered:
    """The receipt for ``shown``.

    Args:
        current: the versions of today, by the fact's key.
    """
    if not shown:
        return pages.line(language, "receipt.none")
    parts = sum(1 + (version.fact in current) * (not _stands(version, current)) for version in shown)
    paragraphs = [part for version in shown for part in _one(version, current, language, parts)]
    today = [current.get(version.fact, version) for version in shown]
    evidence = [item for version in today for item in cited(version).answer(language.code).evidence]
    return message(paragraphs, passages(evidence, language))


def corrections(
    replaced: Sequence[Version], current: Mapping[str, Version], language: Language, username: str
) -> Rendered:
    """What was corrected and withdrawn, with a button for each that opens its receipt."""
    if not replaced:
        return pages.line(language, "correction.none")
    lines, rows = [], []
    for version in replaced:
        title = shortened(cited(version).title.into(language.code), TITLE_UNITS)
        key = "correction.line" if version.fact in current else "correction.line-withdrawn"
        date = day(version.replaced_at, language) if version.replaced_at else ""
        lines.append(language.say(key, date=date, title=title, count=version.reached))
        rows.append([link(language.say("button.correction", title=title), receipt(username, [version.id]))])
    return message([Paragraph(language.say("correction.list"), "b"), Paragraph("\n".join(lines))], rows)


def day(when: datetime, language: Language) -> str:
    """The day of ``when``, as readers of ``language`` write it."""
    return moment(when.date().isoformat(), language.code)


def _one(version: Version, current: Mapping[str, Version], language: Language, parts: int) -> Iterator[Paragraph]:
    then = cited(version)
    now = current.get(version.fact)
    yield Paragraph(shortened(then.title.into(language.code), TITLE_UNITS), "b")
    if _stands(version, current):
        yield Paragraph(language.say("receipt.stands"))
        yield from _said(then.answer(language.code), language, parts)
        return
    date = day(version.replaced_at, language) if version.replaced_at else ""
    yield Paragraph(language.say("receipt.corrected" if now else "receipt.withdrawn", date=date).strip())
    yield Paragraph(language.say("receipt.then"), "b")
    yield from _said(then.answer(language.code), language, parts)
    if now:
        yield Paragraph(language.say("receipt.now"), "b")
        yield from _said(cited(now).answer(language.code), language, parts)


def _stands(version: Version, current: Mapping[str, Version]) -> bool:
    return version.fact in current and current[version.fact].id == version.id


def _said(answer: Answer, language: Language, parts: int) -> Iterator[Paragraph]:
    """One of so many ``parts`` of a receipt."""
    shown = [each for each in proofs(answer.evidence, language) if each.text]
    yield Paragraph(shortened(answer.text, TEXT_UNITS // parts))
    yield from (Paragraph(shortened(remark, REMARK_UNITS // parts), "i") for remark in remarks(answer, language))
    room = EVIDENCE_UNITS // parts // max(1, len(shown))
    yield from (replace(each, text=shortened(each.text, room)) for each in shown)
