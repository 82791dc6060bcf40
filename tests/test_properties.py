"""What holds for every message and every fact."""

import json
import re
import sys
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answerer, evidence
from bot.knowledge.model import SUBJECT_SLOT, Citation, Fact, Intent, Knowledge, Source, Text
from bot.matching.outcome import reached
from bot.matching.turn import Turn
from bot.matching.words import normalise, words
from bot.plain import as_json, text
from bot.replies import STATUS, Answer, Disambiguation, Option, Reply

WORDS = [
    "who",
    "what",
    "when",
    "where",
    "how",
    "many",
    "much",
    "is",
    "was",
    "does",
    "made",
    "of",
    "bakes",
    "bake",
    "baked",
    "founded",
    "bakery",
    "street",
    "loaf",
    "rye",
    "bread",
    "baguette",
    "gingerbread",
    "Marta",
    "Lind",
    "Oskar",
    "Corner",
    "Bakery",
    "Hilltown",
    "price",
    "courier",
    "oven",
    "day",
    "it",
    "and",
    "the",
    "hello",
    "thanks",
    "not",
    "1931",
    "?",
]
MESSAGES = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
    st.text("abc {}%\\\n\x00'’@/:.,;-_<>&\u200d\u0301\ud800İßﬁ한국어қазақ", max_size=40),
)
TURNS = st.none() | st.builds(
    Turn,
    st.sampled_from(["ingredients", "baking-time", "founded", "price", "gone"]),
    st.none() | st.sampled_from(["rye-loaf", "baguette", "gingerbread", "marta-lind", "gone"]),
)
REPLY_TYPES = {"status": str, "text": str, "citations": list, "options": list, "confidence": float, "lang": str}


@pytest.fixture(scope="module")
def twin(bakery: Answerer) -> Answerer:
    """A second bot on the same knowledge, which was asked nothing before."""
    return Answerer(bakery.knowledge)


def quotes(knowledge: Knowledge) -> set[str | None]:
    return {citation.quote for fact in knowledge.facts.values() for citation in fact.citations}


@given(message=MESSAGES, previous=TURNS)
def test_any_message_gets_a_reply_that_can_be_shown_anywhere(
    bakery: Answerer, message: str, previous: Turn | None
) -> None:
    reply = bakery.reply(message, previous=previous)
    language = bakery.knowledge.language(reply.lang)
    assert text(reply, language).strip()
    shown = json.loads(json.dumps(as_json(reply, language, id="1", elapsed_ms=0.1)))
    assert shown["status"] in STATUS.values()
    assert all(isinstance(shown[key], kind) for key, kind in REPLY_TYPES.items())
    assert 0 <= reply.confidence <= 1


@given(message=MESSAGES, previous=TURNS)
def test_an_answer_shows_only_quotes_that_are_in_the_knowledge_and_nothing_else_shows_any(
    bakery: Answerer, message: str, previous: Turn | None
) -> None:
    reply = bakery.reply(message, previous=previous)
    if isinstance(reply, Answer):
        assert reply.evidence
        assert {evidence.quote for evidence in reply.evidence} <= quotes(bakery.knowledge)
        assert reply.text == bakery.knowledge.facts[reply.fact].text.into(reply.lang)
    else:
        assert not hasattr(reply, "evidence")


@given(message=MESSAGES, previous=TURNS)
def test_the_same_message_gets_the_same_reply(
    bakery: Answerer, twin: Answerer, message: str, previous: Turn | None
) -> None:
    assert bakery.reply(message, previous=previous) == twin.reply(message, previous=previous)


@given(message=MESSAGES, previous=TURNS)
def test_every_option_is_a_question_that_one_tap_answers(bakery: Answerer, message: str, previous: Turn | None) -> None:
    reply = bakery.reply(message, previous=previous)
    assert len(set(reply.options)) == len(reply.options) <= 4
    assert reply.options or not isinstance(reply, Disambiguation)
    for option in reply.options:
        shown = bakery.show(option.key)
        assert isinstance(shown, Answer)
        assert shown.fact == option.key
        assert SUBJECT_SLOT not in option.title


@given(st.text(max_size=60))
def test_the_normal_form_is_its_own_normal_form(message: str) -> None:
    once = normalise(message)
    assert normalise(once) == once
    assert words(" ".join(words(message))) == words(message)


@given(key=st.text(max_size=60))
def test_a_key_that_is_none_gets_a_reply_all_the_same(bakery: Answerer, key: str) -> None:
    reply: Reply = bakery.show(key)
    assert isinstance(reply, Answer) == (key in bakery.knowledge.facts)


@given(st.text(min_size=1, max_size=80))
def test_a_link_leads_to_the_quote_however_it_is_written(quote: str) -> None:
    address, _, fragment = linked("https://log.example/light", quote).partition("#:~:text=")
    assert address == "https://log.example/light"
    assert unquote(fragment) == quote
    assert not set(fragment) & set(' ,-&#<>"')


def test_a_link_keeps_the_fragment_of_its_source_and_leads_to_the_page_where_nothing_is_quoted() -> None:
    assert linked("https://log.example/light#lamp", "a lamp") == "https://log.example/light#lamp:~:text=a%20lamp"
    assert linked("https://log.example/light#lamp", None) == "https://log.example/light#lamp"


def linked(url: str, quote: str | None) -> str:
    return evidence(Citation(Source("log", "The Log", "A light", url, "en"), quote)).url


def shouted(message: str) -> str:
    return message.upper()


def punctuated(message: str) -> str:
    return f"… {message.replace(' ', '  ')}?!"


def hurried(message: str) -> str:
    return f"hi, {message} pls"


@pytest.mark.parametrize("change", [str, shouted, punctuated, hurried])
def test_every_phrasing_reaches_its_own_question(bakery: Answerer, change: Callable[[str], str]) -> None:
    astray = [
        (intent.id, message)
        for intent in bakery.knowledge.intents.values()
        for message in asked(bakery.knowledge, intent)
        if intent.id not in reached(bakery.understood(change(message)).outcome)
    ]
    assert astray == []


def asked(knowledge: Knowledge, intent: Intent) -> list[str]:
    """Each phrasing of an intent, about the first thing that it can be asked of and has a fact for."""
    facts = [fact for fact in knowledge.facts.values() if fact.intent == intent.id and fact.subject]
    known = [fact.subject for fact in facts] or [
        id for id, it in knowledge.entities.items() if it.kind in intent.subjects
    ]
    name = knowledge.entities[str(known[0])].name.into("en") if known else ""
    return [phrasing.text.replace(SUBJECT_SLOT, name) for phrasing in intent.phrasings]


@pytest.mark.parametrize("bot", ["bakery", "shipped_bot"])
def test_every_fact_can_be_browsed_shown_and_linked_to(bot: str, request: pytest.FixtureRequest) -> None:
    answerer: Answerer = request.getfixturevalue(bot)
    browsed: list[Option] = [option for topic in answerer.knowledge.topics for option in answerer.browse(topic.id)]
    assert sorted(option.key for option in browsed) == sorted(answerer.knowledge.facts)
    for key in answerer.knowledge.facts:
        assert re.fullmatch(r"[a-z0-9_-]{1,58}", key)
        assert isinstance(answerer.show(key), Answer)


def test_the_longest_ids_that_a_folder_may_have_make_a_key_of_58_characters() -> None:
    fact = Fact("i" * 28, "s" * 28, "topic", Text({"en": "…"}), ())
    assert len(fact.key) == 58


NASTY = [
    "ﷺ" * 10_000,
    "a" * 100_000,
    "zorblatt " * 20_000,
    "̷̸̵" * 5_000,
    " ".join(f"qx{number}zz" for number in range(5_000)),
    "who signed and " * 5_000,
    "한국어" * 5_000,
    "1 " * 20_000,
    "?!" * 20_000,
]


@pytest.mark.parametrize("message", NASTY, ids=range(len(NASTY)))
def test_no_message_takes_more_than_so_many_steps(shipped_bot: Answerer, message: str) -> None:
    """Steps are calls of Python functions: 200,000 take some 30 milliseconds, on a slow machine."""
    for lang in shipped_bot.knowledge.languages:
        shipped_bot.reply("zorblatt", lang=lang)
        shipped_bot.tongues.matcher(lang).by_sound("zorblatt")  # whatever is read when first needed
    steps = 0

    def count(*_event: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        shipped_bot.reply(message)
    finally:
        sys.setprofile(None)
    assert steps < 200_000
