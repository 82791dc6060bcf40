"""The versions of facts: told apart by a digest, and written down so that they can be shown when they are history."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from bot.answering import stated
from bot.knowledge.model import Citation, Fact, Knowledge, Lang, Source, Text
from bot.replies import Answer
from bot.store.protocol import Version

DIGITS = 16
"""Hexadecimal: enough that among millions of versions no two are likely to share them."""

_Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cited:
    """A fact as it was once cited, and the question that it answers."""

    title: Text
    fact: Fact

    def answer(self, lang: Lang) -> Answer:
        """The fact as an answer in ``lang``."""
        return stated(self.fact, lang)


def versions(knowledge: Knowledge) -> Mapping[str, Version]:
    """The version in which each fact stands in ``knowledge``, by the fact's key."""
    return {key: _version(fact, knowledge) for key, fact in knowledge.facts.items()}


def cited(version: Version) -> Cited:
    """What ``version`` said."""
    raw = json.loads(version.content)
    fact = raw["fact"]
    return Cited(
        title=Text(raw["title"]),
        fact=Fact(
            intent=fact["intent"],
            subject=fact["subject"],
            topic="",
            text=Text(fact["text"]),
            citations=tuple(Citation(Source(**each.pop("source")), **each) for each in fact["citations"]),
            note=Text(fact["note"]) if fact["note"] else None,
            derived=Text(fact["derived"]) if fact["derived"] else None,
        ),
    )


def digest(fact: Fact) -> str:
    """The id of the version in which ``fact`` stands."""
    # The question may be worded anew without the answer being another: its title is no part of it.
    return hashlib.sha256(_written(_said(fact)).encode()).hexdigest()[:DIGITS]


def _version(fact: Fact, knowledge: Knowledge) -> Version:
    title = {lang: knowledge.title(fact.intent, fact.subject, lang) for lang in knowledge.languages}
    return Version(digest(fact), fact.key, _written({"title": title, "fact": _said(fact)}))


def _said(fact: Fact) -> _Json:
    return {
        "intent": fact.intent,
        "subject": fact.subject,
        "text": _forms(fact.text),
        "note": _forms(fact.note),
        "derived": _forms(fact.derived),
        "citations": [asdict(citation) for citation in fact.citations],
    }


def _forms(text: Text | None) -> dict[Lang, str] | None:
    return dict(text.forms) if text else None


def _written(value: _Json) -> str:
    # The languages' order means something: the first stands in for those that are missing.
    return json.dumps(value, ensure_ascii=False)
