"""A reply as lines of plain text, for the terminal, transcripts and evaluation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.formats import language_name
from bot.knowledge.model import Language
from bot.replies import STATUS, Answer, Disambiguation, Evidence, Fallback, Reply, Smalltalk


@dataclass(frozen=True, slots=True)
class Line:
    """One line, and what it is (so that a terminal can colour it)."""

    role: Literal["answer", "remark", "quote", "link", "gap", "heading", "option"]
    text: str


def lines(reply: Reply, language: Language) -> Iterator[Line]:
    """The whole reply, the answer first, the evidence under it, numbered options last."""
    if reply.read_as:
        yield Line("remark", reply.read_as)
    if isinstance(reply, Answer):
        for number, answer in enumerate(reply.every):
            if number:
                yield Line("gap", "")
            yield from _proven(answer, language)
        for unanswered in reply.unanswered:
            yield Line("gap", "")
            yield Line("answer", unanswered)
    else:
        yield Line("answer", reply.text)
    if reply.options:
        if over := heading(reply):
            yield Line("heading", language.say(over))
        for number, option in enumerate(reply.options, start=1):
            yield Line("option", f"  {number}. {option.title}")


def heading(reply: Reply) -> str | None:
    """The message over the options; a question back needs none."""
    match reply:
        case Answer():
            return "answer.related"
        case Fallback(intent=None) | Smalltalk():
            return "answer.nearest"
        case Fallback():
            return "answer.instead"
        case Disambiguation():
            return None


def text(reply: Reply, language: Language) -> str:
    """The whole reply as one text."""
    return "\n".join(line.text for line in lines(reply, language))


def as_json(reply: Reply, language: Language, *, id: str | None, elapsed_ms: float) -> dict[str, object]:
    """The reply object of ``citebot ask --json``.

    Args:
        id: what the asker calls the question.
        elapsed_ms: how long the answer took, in milliseconds.
    """
    answers = reply.every if isinstance(reply, Answer) else ()
    said = [line.text for answer in answers for line in _said(answer, language)]
    said += reply.unanswered if isinstance(reply, Answer) else [reply.text]
    before = [reply.read_as] if reply.read_as else []
    return {
        "id": id,
        "status": STATUS[type(reply)],
        "text": "\n".join((*before, *said)),
        "citations": [_citation(evidence) for answer in answers for evidence in answer.evidence],
        "options": [option.title for option in reply.options],
        "intent": reply.intent,
        "confidence": round(reply.confidence, 4),
        "lang": reply.lang,
        "elapsed_ms": round(elapsed_ms, 3),
    }


def quoted(evidence: Evidence, language: Language) -> str:
    """A quote with its publisher, and its paragraph where that is known; without a quote, the title of the source.

    One in another language than the reader's is marked as such; figures are in none.
    """
    if evidence.quote is None:
        return " — ".join(dict.fromkeys((evidence.title, evidence.publisher)))
    values = {"quote": evidence.quote, "publisher": evidence.publisher}
    if evidence.paragraph is None:
        said = language.say("evidence.quote", **values)
    else:
        said = language.say("evidence.paragraph", **values, paragraph=evidence.paragraph)
    if evidence.quote_lang == language.code or not any(map(str.isalpha, evidence.quote)):
        return said
    name = language_name(evidence.quote_lang, language.code)
    return f"{said} ({name})" if name else said


def remarks(answer: Answer, language: Language) -> Iterator[str]:
    """How the sources relate, and how the answer follows, where there is something to say of it."""
    if answer.note:
        yield language.say("answer.note", note=answer.note)
    if answer.derived:
        yield language.say("answer.derived", derived=answer.derived)


def _said(answer: Answer, language: Language) -> Iterator[Line]:
    """What an answer says, without what proves it."""
    if answer.denied:
        yield Line("remark", answer.denied)
    yield Line("answer", answer.text)
    yield from (Line("remark", remark) for remark in remarks(answer, language))


def _proven(answer: Answer, language: Language) -> Iterator[Line]:
    yield from _said(answer, language)
    for evidence in answer.evidence:
        yield Line("quote", quoted(evidence, language))
        yield Line("link", f"  {evidence.url}")


def _citation(evidence: Evidence) -> dict[str, object]:
    return {
        "source": evidence.source,
        "title": evidence.title,
        "publisher": evidence.publisher,
        "url": evidence.url,
        "quote": evidence.quote or "",
    }
