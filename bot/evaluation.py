"""Labelled questions against the bot: right, asked back, fell back or wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from bot.answering import Answerer
from bot.errors import InputError, KnowledgeError
from bot.knowledge.read import read_yaml
from bot.knowledge.shape import judge
from bot.replies import Answer, Disambiguation, Fallback, Reply, Smalltalk

Kind: TypeAlias = Literal["answerable", "unanswerable", "ambiguous", "smalltalk"]
Result: TypeAlias = Literal["right", "asked back", "fell back", "wrong"]

KINDS: tuple[Kind, ...] = ("answerable", "unanswerable", "ambiguous", "smalltalk")
RESULTS: tuple[Result, ...] = ("right", "asked back", "fell back", "wrong")


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A conversation, and what its last message should be answered with.

    ``says`` holds groups of alternatives, of each of which one has to stand in the reply or its quotes; of ``never``
    none may.
    """

    turns: tuple[str, ...]
    kind: Kind
    says: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    question: LabelledQuestion
    reply: Reply
    result: Result


@dataclass(frozen=True, slots=True)
class Report:
    """Counts by kind of question and result."""

    counts: Counter[tuple[Kind, Result]]

    def share(self, result: Result) -> float:
        """The share of ``result`` among all questions, from 0 to 1; 0 without questions."""
        total = self.counts.total()
        return sum(count for (_, found), count in self.counts.items() if found == result) / total if total else 0.0


def read_questions(path: Path) -> tuple[LabelledQuestion, ...]:
    """The labelled questions in ``path``.

    Raises:
        InputError: there is no such file.
        KnowledgeError: the file is not as the schema ``questions`` says; the error holds all problems.
    """
    if not path.is_file():
        raise InputError(
            f"{path}: no such file (give a YAML file of labelled questions; `citebot schema questions` describes it)"
        )
    document = read_yaml(path, str(path))
    if not document.problems:
        judge(document, "questions")
    if document.problems or not isinstance(document.value, list):
        raise KnowledgeError(tuple(document.problems))
    return tuple(_question(raw, document.line(index)) for index, raw in enumerate(document.value))


def evaluate(answerer: Answerer, questions: Iterable[LabelledQuestion]) -> Iterator[Verdict]:
    """Ask each question, its earlier turns first, and judge the last reply."""
    for question in questions:
        reply = answerer.converse(question.turns)
        yield Verdict(question, reply, _result(question, reply))


def report(verdicts: Iterable[Verdict]) -> Report:
    return Report(Counter((verdict.question.kind, verdict.result) for verdict in verdicts))


def _question(raw: Any, line: int) -> LabelledQuestion:
    return LabelledQuestion(
        turns=tuple(raw["ask"]),
        kind=raw["kind"],
        says=tuple(tuple(group) for group in raw.get("says", ())),
        never=tuple(raw.get("never", ())),
        cites=tuple(raw.get("cites", ())),
        tags=tuple(raw.get("tags", ())),
        line=line,
    )


def _result(question: LabelledQuestion, reply: Reply) -> Result:
    match question.kind, reply:
        case "smalltalk", Smalltalk():
            return "right"
        case "smalltalk", Fallback():
            return "fell back"
        case "unanswerable", Fallback() | Smalltalk():
            return "right"
        case "unanswerable", Answer() if "false-premise" in question.tags and not _says_any(reply, question.never):
            return "right"
        case "unanswerable" | "answerable", Disambiguation():
            return "asked back"
        case "ambiguous", Disambiguation():
            return "right"
        case "answerable" | "ambiguous", Fallback() | Smalltalk():
            return "right" if "near-miss" in question.tags and question.kind == "ambiguous" else "fell back"
        case "answerable" | "ambiguous", Answer():
            return "right" if _proves(question, reply) else "wrong"
        case _:
            return "wrong"


def _proves(question: LabelledQuestion, answer: Answer) -> bool:
    cited = {evidence.source for evidence in answer.evidence}
    return (
        all(_says_any(answer, group) for group in question.says)
        and not _says_any(answer, question.never)
        and (not question.cites or not cited.isdisjoint(question.cites))
    )


def _says_any(answer: Answer, alternatives: Iterable[str]) -> bool:
    said = (
        answer.text,
        answer.note or "",
        answer.derived or "",
        *(evidence.quote or "" for evidence in answer.evidence),
    )
    text = _plain(" ".join(said))
    return any(_plain(alternative) in text for alternative in alternatives)


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")
