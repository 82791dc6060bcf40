"""A post set against the facts on the same subject: what agrees, what differs, what the sources do not say. Pure."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.answering import Answerer, evidence
from bot.claims.facts import Facts, Near
from bot.claims.known import Known
from bot.claims.statements import Item, Reader, Statement, content_of, sentences
from bot.knowledge.model import Citation, Lang
from bot.replies import Evidence

MOST_SENTENCES = 40
NEARLY = 0.85
"""Facts that come so near the nearest are on that subject too."""

Verdict: TypeAlias = Literal["agrees", "differs", "unsaid"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one name, number or date, ``claim``, held against the fact that is nearest to its sentence.

    ``evidence`` is the quote that holds it, or the quote that holds another in its place; ``question`` is what the fact
    answers, and ``text`` how.
    """

    claim: str
    verdict: Verdict
    fact: str
    question: str
    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Checked:
    """All findings in a post, in its order. ``related`` says whether any of it is on a subject of the sources."""

    lang: Lang
    findings: tuple[Finding, ...]
    related: bool

    def of(self, verdict: Verdict) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.verdict == verdict)


class Checker:
    """Checks posts by one folder of knowledge; reads its facts once for each language, when first needed."""

    def __init__(self, answerer: Answerer) -> None:
        self.knowledge = answerer.knowledge
        self._answerer = answerer
        self._readers = functools.cache(lambda lang: Reader(answerer.knowledge, answerer.tongues.matcher(lang), lang))
        self._facts = functools.cache(lambda lang: Facts(answerer.knowledge, lang, self._readers))

    def check(self, text: str, *, preferred: Lang) -> Checked:
        """``text`` checked.

        Args:
            preferred: the language that it is read in where it does not tell its own.
        """
        lang = self._language(text, preferred)
        facts = self._facts(lang)
        findings: dict[tuple[str, Verdict], Finding] = {}
        related = False
        for sentence in sentences(text)[:MOST_SENTENCES]:
            statement = facts.reader.read(sentence)
            related |= bool(facts.on(statement))
            for finding in _findings(facts, statement, lang):
                findings.setdefault((finding.claim, finding.verdict), finding)
        return Checked(lang, tuple(findings.values()), related)

    def _language(self, text: str, preferred: Lang) -> Lang:
        """The language of a post: told by its letters and small words, or else by what it is understood as."""
        likeliest = self._answerer.tongues.likeliest
        if (told := likeliest(text, preferred=(preferred,))) == likeliest(text):
            return told
        return self._answerer.understood(text, preferred=(preferred,)).lang


def _findings(facts: Facts, statement: Statement, lang: Lang) -> Iterator[Finding]:
    """What becomes of each item of ``statement`` that is on a subject of the facts."""
    on = facts.on(statement)
    nearest = [one.known.about for one in on if one.nearness >= max(each.nearness for each in on)]
    for item in statement.items:
        is_about = [content_of(item) <= about for about in nearest if content_of(item)]
        if content_of(item) and all(is_about):
            continue  # that is what the sentence is about, not what it says of it
        if found := _found(facts, item, statement):
            verdict, known, citation = found
            if verdict == "unsaid" and any(is_about):
                continue
            text = known.fact.text.into(lang)
            yield Finding(item.surface, verdict, known.fact.key, facts.question(known), text, evidence(citation))


def _found(facts: Facts, item: Item, statement: Statement) -> tuple[Verdict, Known, Citation] | None:
    near = facts.on(statement, item)
    other_year = any(one.known.in_another_year(item) for one in near)
    for one in near:
        if (citation := one.known.cited(item)) and not other_year:
            return "agrees", one.known, citation
    for one in _nearest(near):
        if citation := one.known.instead(item, statement):
            return "differs", one.known, citation
    if not near or any(known.cited(item) for known in facts.known):
        return None  # the sources do say it, only not of this
    return "unsaid", near[0].known, near[0].known.fact.citations[0]


def _nearest(near: list[Near]) -> Iterator[Near]:
    most = max((one.nearness for one in near), default=0.0)
    return (one for one in near if one.nearness >= most * NEARLY)
