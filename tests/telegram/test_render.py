"""Every reply that can be rendered, judged by Telegram's own parser."""

from dataclasses import replace
from html import escape
from itertools import chain

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from telegram import InlineKeyboardButton, User
from telegram.constants import InlineKeyboardMarkupLimit, MessageLimit

from bot.answering import Answerer
from bot.knowledge.files import shipped
from bot.knowledge.load import load
from bot.prepared import prepared
from bot.replies import Answer, Disambiguation, Evidence, Fallback, Option, Reply, Smalltalk
from bot.telegram import pages, render
from bot.telegram.buttons import Footer
from bot.telegram.lengths import shortened, units
from bot.telegram.manners import Manners
from bot.telegram.payload import Browse
from bot.telegram.render import HEADING, OPEN_QUOTE, Paragraph, Rendered
from tests.telegram.fake_methods import CALLBACK_DATA
from tests.telegram.process import KNOWLEDGE
from tests.telegram.tdlib import Parsed, is_link, parse_html

ANSWERER = Answerer(load(KNOWLEDGE))
ENGLISH = ANSWERER.knowledge.language("en")

WORDS = st.text(max_size=200)
LONG = st.builds(lambda text, times: text * times, st.text(min_size=1, max_size=9), st.integers(1, 3000))
TEXTS = st.one_of(WORDS, LONG)
KEYS = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", min_size=1, max_size=58)
OPTIONS = st.lists(st.builds(Option, TEXTS, KEYS), max_size=12).map(tuple)
EVIDENCE = st.builds(
    Evidence,
    source=st.sampled_from(["one", "two", "three", "four", "five"]),
    publisher=TEXTS,
    title=TEXTS,
    url=st.just("https://a.example/#:~:text=x"),
    quote=st.none() | TEXTS,
    quote_lang=st.just("en"),
    paragraph=st.none() | st.integers(1, 10**9),
)
ANSWERS = st.builds(
    Answer,
    lang=st.just("en"),
    text=TEXTS,
    fact=KEYS,
    intent=st.just("intent"),
    subject=st.none(),
    evidence=st.lists(EVIDENCE, max_size=9).map(tuple),
    confidence=st.just(1.0),
    note=st.none() | TEXTS,
    derived=st.none() | TEXTS,
    options=OPTIONS,
)
REPLIES: st.SearchStrategy[Reply] = st.one_of(
    ANSWERS,
    st.builds(Disambiguation, st.just("en"), TEXTS, OPTIONS, st.just(0.5)),
    st.builds(Fallback, st.just("en"), TEXTS, OPTIONS),
    st.builds(Smalltalk, st.just("en"), TEXTS, st.just("hello"), OPTIONS),
)
PLAIN = Answer("en", "Text", "fact", "intent", None, (Evidence("one", "P", "T", "https://a.example/", "q", "en"),), 1.0)
LANGUAGES = ["en", "ko", "ru", "kk"]
LONGEST = replace(PLAIN, text="🗼" * 5000, note="🗼" * 5000, derived="🗼" * 5000, evidence=PLAIN.evidence * 9)
ADDRESS = "https://t.me/a_bot?start=R0123456789abcdef"


def judged(rendered: Rendered) -> Parsed:
    """``rendered`` as Telegram parses it, found within all limits."""
    parsed = parse_html(rendered.html)
    assert parsed.text == rendered.plain
    assert MessageLimit.MIN_TEXT_LENGTH <= parsed.units <= MessageLimit.MAX_TEXT_LENGTH
    assert len(parsed.entities) <= MessageLimit.MESSAGE_ENTITIES
    for button in buttons(rendered):
        assert button.text.strip()
        assert bool(button.url) != bool(button.callback_data)
        assert len(str(button.callback_data or "x").encode()) in CALLBACK_DATA
    assert len(buttons(rendered)) <= InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER
    return parsed


def buttons(rendered: Rendered) -> list[InlineKeyboardButton]:
    return list(chain.from_iterable(rendered.keyboard.inline_keyboard)) if rendered.keyboard else []


@given(REPLIES, st.sampled_from(LANGUAGES), st.booleans())
@example(LONGEST, "ru", False)
@example(replace(LONGEST, also=(LONGEST, LONGEST)), "kk", True)
@example(replace(PLAIN, text="&<>" * 5000, note="&amp;" * 5000), "en", True)
@example(replace(PLAIN, text="", evidence=()), "ko", True)
def test_any_reply_is_within_all_limits_before_and_after_a_correction(
    shipped_bot: Answerer, reply: Reply, lang: str, folded: bool
) -> None:
    footer = Footer(explains=True, receipt=ADDRESS, before=ADDRESS, promises=True)
    rendered = render.reply(reply, shipped_bot.knowledge.language(lang), Manners(folded=folded), footer)
    judged(rendered)
    if isinstance(reply, Answer):
        judged(rendered.below("🗼" * 5000))


@given(st.text(min_size=1, max_size=100).filter(str.strip))
@example("<b>bold</b> &amp; <blockquote>")
@example("</i></blockquote><a href='tg://user?id=1'>")
def test_any_text_arrives_as_it_was_written_and_none_becomes_markup(text: str) -> None:
    evidence = (replace(PLAIN.evidence[0], quote=text),)
    parsed = judged(render.reply(replace(PLAIN, text=text, note=text, derived=text, evidence=evidence), ENGLISH))
    assert parsed.text.startswith(text.strip())
    assert parsed.text.count(text.strip()) >= 4
    assert [entity["type"]["@type"] for entity in parsed.entities] == [
        "textEntityTypeItalic",
        "textEntityTypeItalic",
        "textEntityTypeExpandableBlockQuote",
    ]


def test_every_answer_that_citebot_ships_is_shown_uncut_with_links_that_telegram_takes() -> None:
    shipped_answerer = prepared(shipped())
    for key in shipped_answerer.knowledge.facts:
        reply = shipped_answerer.show(key)
        assert isinstance(reply, Answer)
        rendered = render.reply(reply, ENGLISH)
        parsed = judged(rendered)
        assert parsed.text.startswith(reply.text)
        assert "…" not in parsed.text.replace(reply.text, "")
        assert all(str(evidence.quote) in parsed.text for evidence in reply.evidence)
        links = {button.url for button in buttons(rendered) if button.url}
        assert links
        assert links <= {evidence.url for evidence in reply.evidence}
        assert all(map(is_link, links))
        assert not [button.text for button in buttons(rendered) if button.text.endswith("…")]


def test_the_rows_are_passages_then_related_questions_then_thumbs() -> None:
    related = tuple(Option(f"Question {number}?", f"key-{number}") for number in range(5))
    keyboard = render.reply(replace(PLAIN, options=related), ENGLISH).keyboard
    assert keyboard
    assert [[button.text for button in row] for row in keyboard.inline_keyboard] == [
        ["Open the passage ↗"],
        ["Question 0?"],
        ["Question 1?"],
        ["Question 2?"],
        ["👍 Helpful", "👎 Not helpful"],
    ]


def test_each_source_has_one_button_which_leads_to_its_first_quote() -> None:
    evidence = tuple(
        Evidence(source, source.upper(), "T", f"https://{source}.example/#{number}", "q", "en")
        for number, source in enumerate(["two", "one", "two", "one"])
    )
    shown = buttons(render.reply(replace(PLAIN, evidence=evidence), ENGLISH))
    assert [(button.text, button.url) for button in shown if button.url] == [
        ("TWO ↗", "https://two.example/#0"),
        ("ONE ↗", "https://one.example/#1"),
    ]


def test_sources_with_long_names_have_a_row_each() -> None:
    names = ["The Times of Central Asia", "Korea JoongAng Daily"]
    evidence = tuple(replace(PLAIN.evidence[0], source=name, publisher=name) for name in names)
    keyboard = render.reply(replace(PLAIN, evidence=evidence), ENGLISH).keyboard
    assert keyboard
    assert [[each.text for each in row] for row in keyboard.inline_keyboard[:2]] == [[f"{name} ↗"] for name in names]


def test_a_source_without_a_quote_is_named_outside_the_quotation_and_on_its_button() -> None:
    unquoted = Evidence("help", "shop.example", "Returns", "https://shop.example/returns", None, "en")
    rendered = render.reply(replace(PLAIN, evidence=(unquoted,)), ENGLISH)
    assert rendered.html == "Text\n\nReturns — shop.example"
    assert [(button.text, button.url) for button in buttons(rendered) if button.url] == [
        ("shop.example ↗", "https://shop.example/returns")
    ]
    both = render.reply(replace(PLAIN, evidence=(unquoted, *PLAIN.evidence)), ENGLISH)
    assert both.html == "Text\n<blockquote expandable>“q” — P</blockquote>\n\nReturns — shop.example"


def test_a_reply_without_options_has_no_keyboard() -> None:
    assert render.reply(Fallback("en", "I don't know."), ENGLISH).keyboard is None


def test_without_links_only_links_are_missing() -> None:
    rendered = render.reply(PLAIN, ENGLISH)
    assert [button for button in buttons(rendered) if not button.url] == buttons(rendered.without_links())


@given(st.text(max_size=60), st.integers(1, 60))
def test_what_is_shortened_fits_and_says_so(text: str, most: int) -> None:
    short = shortened(text, most)
    assert units(short) <= most
    assert short == text.strip() or short.endswith("…")


def test_text_is_cut_between_words_and_never_within_a_character() -> None:
    assert shortened("one two three", 9) == "one two…"
    assert shortened("🗼🗼🗼", 4) == "🗼…"


def test_no_comma_stands_before_the_ellipsis() -> None:
    assert shortened("lithium, nickel, cobalt", 18) == "lithium, nickel…"


def test_a_heading_stands_right_over_its_text_and_a_quote_right_under_it() -> None:
    parts = [Paragraph("Before"), Paragraph("Heading", HEADING), Paragraph("Text"), Paragraph("Quote", OPEN_QUOTE)]
    assert render.message(parts).plain == "Before\n\nHeading\nText\nQuote"


PAGES = {
    "start": pages.start(ANSWERER, ENGLISH),
    "help": pages.help(ANSWERER, ENGLISH, User(1, "A", True, username="a" * 32, supports_inline_queries=True)),
    "about": pages.about(ANSWERER, ENGLISH),
    "sources": pages.sources(ANSWERER, ENGLISH),
    "topics": pages.topics(ANSWERER, ENGLISH),
    "questions": pages.questions(ANSWERER, ENGLISH, Browse("building")),
    "line": pages.line(ENGLISH, "telegram.error", id="<b>"),
}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_within_all_limits(page: str) -> None:
    judged(PAGES[page])


def test_what_a_page_says_of_the_knowledge_is_escaped() -> None:
    assert escape("its building, its light & its keepers") in PAGES["about"].html
    assert escape("Lights of the <North>") in PAGES["sources"].html


@given(st.text(max_size=40))
def test_the_judge_agrees_with_the_escaping_of_addresses(path: str) -> None:
    assert not is_link("javascript:" + path)
