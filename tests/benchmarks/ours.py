"""Our side: citebot's matcher, over knowledge as loaded or made of labelled phrasings."""

from collections.abc import Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

from bot.knowledge.languages import REFERENCE, build_languages
from bot.knowledge.model import Citation, Fact, Intent, Knowledge, Lang, Language, Phrasing, Source, Text, Topic
from bot.knowledge.read import read_yaml
from bot.matching.matcher import Matcher
from bot.matching.outcome import Match
from tests.benchmarks.measures import Guess
from tests.benchmarks.questions import Question

NAME = "citebot"
SMALLTALK = "smalltalk:"
"""What the ids of small talk begin with among the readings."""


class Citebot:
    def __init__(self, knowledge: Knowledge) -> None:
        self._matcher = Matcher.of(knowledge, knowledge.default_lang)

    def ask(self, text: str) -> Guess:
        """The likeliest reading; small talk asks for no answer."""
        outcome = self._matcher.match(self._matcher.read(text))
        if isinstance(outcome, Match):
            return Guess(outcome.best.intent, outcome.best.confidence, sure=True)
        best = next(iter(outcome.considered), None)
        if best is None or best.intent.startswith(SMALLTALK):
            return Guess(None, 0.0)
        return Guess(best.intent, best.confidence)


def knowledge_of(pairs: Sequence[Question], lang: Lang = REFERENCE) -> Knowledge:
    """Knowledge that holds nothing but ``pairs``, under the bot's own words without small talk.

    Args:
        lang: the language of the phrasings; where the bot has no words of its own in it, the English ones serve.
    """
    phrasings: dict[str, list[Phrasing]] = {}
    for text, intent in pairs:
        if intent is not None:
            phrasings.setdefault(intent, []).append(Phrasing(text, lang))
    nothing = Text({lang: "…"})
    source = Source(id="given", publisher="…", title="…", url="https://example.org/", lang=lang)
    return Knowledge(
        name=nothing,
        about=nothing,
        languages=(lang,),
        topics=(Topic("given", nothing),),
        examples=(),
        sources={source.id: source},
        entities={},
        intents={id: Intent(id, "given", Text({lang: of[0].text}), tuple(of)) for id, of in phrasings.items()},
        facts={id: Fact(id, None, "given", nothing, (Citation(source, id),)) for id in phrasings},
        wording={lang: replace(_words_of_the_bot(lang), smalltalk=())},
        precision=0.98,
        version="",
    )


def _words_of_the_bot(lang: Lang) -> Language:
    folder = Path(str(resources.files("bot") / "languages"))
    known = lang if (folder / f"{lang}.yaml").is_file() else REFERENCE
    document = read_yaml(folder / f"{known}.yaml", f"{known}.yaml")
    return replace(build_languages([document], (known,), document).wording[known], code=lang)
