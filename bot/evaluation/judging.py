"""Labelled questions against the bot: right, asked back, fell back or wrong; and the reading that came first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.answering import Answerer
from bot.evaluation.labelled import LabelledQuestion, Result
from bot.knowledge.model import Knowledge, Lang
from bot.matching.outcome import Candidate, Chatter, Match, NoMatch, Outcome
from bot.replies import Answer, Disambiguation, Fallback, Reply, Smalltalk


@dataclass(frozen=True, slots=True)
class Leader:
    """The reading that came first, whether or not the bot dared to act on it.

    ``reply`` is what acting on it would say, ``result`` how good that would be; ``confidence`` lies between 0 and 1.
    """

    reply: Reply
    result: Result
    confidence: float

    @property
    def intent(self) -> str:
        """The id of the intent, or of the small talk."""
        return self.reply.intent or ""

    @property
    def name(self) -> str:
        """The intent as people read it."""
        return f"{self.intent} (small talk)" if isinstance(self.reply, Smalltalk) else self.intent


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a question; ``leader`` is None where no reading came up."""

    question: LabelledQuestion
    reply: Reply
    result: Result
    leader: Leader | None


def evaluate(answerer: Answerer, questions: Iterable[LabelledQuestion]) -> Iterator[Verdict]:
    """Ask each question, its earlier turns first, and judge the last reply.

    A language that the folder does not have is answered in its first, as the bot does.
    """
    for question in questions:
        wanted = question.lang if question.lang in answerer.knowledge.languages else None
        understood = answerer.understand(question.turns, lang=wanted)
        reply = answerer.word(understood)
        leader = _leader(answerer, question, understood.outcome, understood.lang)
        yield Verdict(question, reply, _result(question, reply, answerer.knowledge), leader)


def _leader(answerer: Answerer, question: LabelledQuestion, outcome: Outcome, lang: Lang) -> Leader | None:
    if not outcome.considered:
        return None
    first = outcome.considered[0]
    reply = answerer.say(_trusted(first, answerer.knowledge), lang)
    return Leader(reply, _result(question, reply, answerer.knowledge), _confidence(first))


def _confidence(candidate: Candidate) -> float:
    return candidate.confidence


def _trusted(candidate: Candidate, knowledge: Knowledge) -> Outcome:
    """What the bot would make of ``candidate`` if it were sure of it."""
    if candidate.fact:
        return Match(candidate, (candidate,))
    if candidate.intent in knowledge.intents:
        return NoMatch(candidate, (candidate,))
    return Chatter(candidate, (candidate,))


def _result(question: LabelledQuestion, reply: Reply, knowledge: Knowledge) -> Result:
    if question.intents:
        match reply:
            case Answer(intent=intent) if not question.accepts(intent):
                return "wrong"
            case Fallback(intent=str(intent)) if knowledge.intents[intent].silent and question.accepts(intent):
                return "right"
            case Smalltalk(intent=intent) if question.accepts(intent):
                return "right"
    return _result_by_kind(question, reply)


def _result_by_kind(question: LabelledQuestion, reply: Reply) -> Result:
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
    cited = {evidence.source for one in answer.every for evidence in one.evidence}
    return (
        all(_says_any(answer, group) for group in question.says)
        and not _says_any(answer, question.never)
        and (not question.cites or not cited.isdisjoint(question.cites))
    )


def _says_any(answer: Answer, alternatives: Iterable[str]) -> bool:
    said = (
        (one.text, one.note or "", one.derived or "", *(evidence.quote or "" for evidence in one.evidence))
        for one in answer.every
    )
    text = _plain(" ".join(piece for pieces in said for piece in pieces))
    return any(_plain(alternative) in text for alternative in alternatives)


def _plain(text: str) -> str:
    return text.casefold().replace("’", "'")
