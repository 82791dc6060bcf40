"""How often the right intent comes first, and how much may be answered when nearly all answers have to be right."""

import math
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.benchmarks.matchers import Ask, Learn, learner
from tests.benchmarks.measures import Judged, Kept, accuracy, judge, right_at, sure
from tests.benchmarks.ours import NAME
from tests.benchmarks.questions import Question, QuestionSet
from tests.benchmarks.tables import Column, Row, print_table

COLUMNS = (
    Column("right %"),
    Column("misspelt"),
    Column("right@95"),
    Column("kept", 0, compared=False),
    Column("misspelt"),
    Column("kept", 0, compared=False),
    Column("ms", 2),
    Column("build s", 2),
)


@dataclass(slots=True)
class _Answers:
    """What one matcher made of all folds of a set."""

    asked: list[Judged] = field(default_factory=list)
    misspelt: list[Judged] = field(default_factory=list)
    valid: list[Judged] = field(default_factory=list)
    valid_misspelt: list[Judged] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    building: float = 0.0

    def figures(self) -> list[float]:
        plain, misspelt = right_at(self.asked, self.valid), right_at(self.misspelt, self.valid_misspelt)
        shares = (accuracy(self.asked), accuracy(self.misspelt), *_shares(plain), *_shares(misspelt))
        return [*(100 * share for share in shares), 1000 * statistics.median(self.seconds), self.building]


def compare(questions: QuestionSet, peers: Iterable[str]) -> None:
    """Print what citebot and each of ``peers`` make of ``questions``."""
    ours = _answers(learner(NAME), questions)
    print_table(_title(questions), COLUMNS, _rows(ours, questions, peers))
    print(f"  citebot answers without asking back: {_sure(ours.asked)}; misspelt: {_sure(ours.misspelt)}", flush=True)


def _rows(ours: _Answers, questions: QuestionSet, peers: Iterable[str]) -> Iterator[Row]:
    yield NAME, ours.figures()
    for name in peers:
        try:
            learn = learner(name)
        except ModuleNotFoundError:
            yield name, None
        else:
            yield name, _answers(learn, questions).figures()


def _answers(learn: Learn, questions: QuestionSet) -> _Answers:
    answers = _Answers()
    for fold in questions.folds:
        began = time.perf_counter()
        ask = learn(fold)
        answers.building += (time.perf_counter() - began) / len(questions.folds)
        ask(fold.train[0].text)  # the first question may load what the others find loaded
        answers.asked += _judged(ask, fold.asked, answers.seconds)
        answers.misspelt += _judged(ask, fold.misspelt, [])
        answers.valid += _judged(ask, fold.valid, [])
        answers.valid_misspelt += _judged(ask, fold.valid_misspelt, [])
    return answers


def _judged(ask: Ask, questions: Sequence[Question], seconds: list[float]) -> list[Judged]:
    judged = []
    for question in questions:
        began = time.perf_counter()
        guess = ask(question.text)
        seconds.append(time.perf_counter() - began)
        judged.append(judge(question, guess))
    return judged


def _shares(kept: Kept) -> tuple[float, float]:
    return kept.right, kept.precision


def _title(questions: QuestionSet) -> str:
    first, count = questions.folds[0], len(questions.folds)
    asked = [question for fold in questions.folds for question in fold.asked]
    unanswerable = sum(question.intent is None for question in asked)
    intents = len({pair.intent for pair in first.train if pair.intent})
    return (
        f"{questions.name}: {len(first.train):,} phrasings of {intents:,} intents; "
        f"{len(asked):,} questions in {count} fold{'s' * (count > 1)}, {unanswerable:,} of them without an answer"
    )


def _sure(judged: Sequence[Judged]) -> str:
    given = sure(judged)
    right = 100 * sum(answer.right for answer in given) / len(given) if given else math.nan
    return f"{len(given):,} of {len(judged):,}, {right:.1f} % of them right"
