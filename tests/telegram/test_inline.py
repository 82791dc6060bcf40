"""Inline mode: answers as one types, in chats without the bot."""

import pytest

from bot.answering import Answerer
from bot.knowledge.load import load
from bot.telegram import articles
from bot.telegram.articles import MOST_ANSWERS, Taken, taken
from bot.telegram.elsewhere import TYPED_AT_ONCE
from bot.telegram.offers import CACHE_SECONDS
from bot.telegram.versions import versions
from tests.conftest import FOLDERS
from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import FakeApi, Trap
from tests.telegram.fake_methods import ApiError
from tests.telegram.people import Stranger, person, private_chat
from tests.telegram.process import BotProcess, query

NOTHING_FOUND = {"text": "Nothing found. Ask me in private →", "start_parameter": "ASK"}


def stranger(telegram: FakeApi) -> Stranger:
    return Stranger(telegram, person("Hanna"))


def test_the_best_answer_comes_first_with_its_question_its_start_and_its_sources(telegram: FakeApi) -> None:
    first, *_ = stranger(telegram).list("how tall is the tower")
    assert first.title == "How tall is the tower?"
    assert first.description == "The tower is 31 metres tall.\nThe Coast Almanac, Harbour Gazette"


def test_choosing_it_inserts_the_whole_reply_without_a_preview(telegram: FakeApi) -> None:
    first, *_ = stranger(telegram).list("how tall is the tower")
    assert first.inserts.text.startswith("The tower is 31 metres tall.\n\nNote: Both sources give the same height.")
    assert "“a tower of 31 metres” — The Coast Almanac, ¶2" in first.inserts.quotes[0]
    assert len(first.inserts.links) == 2
    assert first.inserts.call.params["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize(("typed", "first"), [("how ta", "How tall is the tower?"), ("when w", "When was the lamp")])
def test_half_a_question_is_enough(telegram: FakeApi, typed: str, first: str) -> None:
    assert stranger(telegram).list(typed)[0].title.startswith(first)


def test_several_answers_are_listed_and_never_more_than_ten(telegram: FakeApi) -> None:
    titles = [line.title for line in stranger(telegram).list("when did the keeper serve")]
    assert set(titles) >= {"When did Morgan Reed serve?", "When did Ines Falk serve?"}
    assert 1 < len(titles) <= MOST_ANSWERS


def test_what_the_words_contradict_is_not_listed(telegram: FakeApi) -> None:
    titles = [line.title for line in stranger(telegram).list("when did Ines Falk serve")]
    assert titles[0] == "When did Ines Falk serve?"
    assert "When did Morgan Reed serve?" not in titles


@pytest.mark.parametrize("typed", ["who is the president of France", "how much did the tower cost", "xyzzy", "😀"])
def test_nothing_found_leads_to_the_private_chat(telegram: FakeApi, typed: str) -> None:
    params = stranger(telegram).type(typed).params
    assert params["results"] == []
    assert params["button"] == NOTHING_FOUND
    assert "in your own words" in private_chat(telegram).ask(f"/start {NOTHING_FOUND['start_parameter']}").text


def test_nothing_typed_lists_the_topics_to_browse(telegram: FakeApi) -> None:
    building, keepers = stranger(telegram).list("")
    assert (building.title, building.description) == ("The building", "Questions to choose from: 9")
    assert "Where did Ines Falk live?" in keepers.inserts.titles


def test_a_list_may_be_kept_by_telegram_for_all_who_type_the_same_in_the_one_language(telegram: FakeApi) -> None:
    params = stranger(telegram).type("how tall is the tower").params
    assert params["cache_time"] == str(CACHE_SECONDS)
    assert params.get("is_personal", "false").lower() == "false"


def test_who_asks_too_much_at_once_gets_an_empty_list_and_a_polite_line_and_others_do_not(telegram: FakeApi) -> None:
    hanna = stranger(telegram)
    queries = [hanna.begin("how tall is the tower") for _ in range(TYPED_AT_ONCE + 25)]
    lists = [hanna.listing(query).params for query in queries]
    assert all(params["results"] for params in lists[:TYPED_AT_ONCE])
    refused = next(params for params in lists if not params["results"])
    assert refused["button"] == {"text": "One moment, please. Or ask me in private →", "start_parameter": "ASK"}
    assert (refused["cache_time"], refused["is_personal"].lower()) == ("0", "true")
    assert stranger(telegram).list("how tall is the tower")


def test_where_languages_differ_a_list_is_for_its_reader_alone(api: FakeApi, start_bot: StartBot) -> None:
    start_bot(BOT_KNOWLEDGE=str(FOLDERS / "lighthouse"))
    english = Stranger(api, person()).type("how tall is the tower")
    german = Stranger(api, person(language_code="de-AT")).type("wie hoch ist der turm")
    assert [call.params["is_personal"].lower() for call in (english, german)] == ["true", "true"]
    assert [call.params["results"][0]["title"] for call in (english, german)] == [
        "How tall is the lighthouse?",
        "Wie hoch ist der Leuchtturm?",
    ]


def test_inline_questions_are_no_part_of_a_conversation(telegram: FakeApi) -> None:
    chat = private_chat(telegram)
    chat.ask("When did Morgan Reed serve?")
    elsewhere = Stranger(telegram, chat.someone)
    elsewhere.choose(elsewhere.list("Where did Morgan Reed live?")[0], "Where did Morgan Reed live?")
    assert chat.ask("and Ines?").text.startswith("Ines Falk served")


def test_an_answer_taken_from_the_list_is_recorded_as_answered(telegram: FakeApi, shared_bot: BotProcess) -> None:
    hanna = stranger(telegram)
    hanna.choose(hanna.list("which foghorn do they have")[0], "which foghorn do they have")
    hanna.list("")  # updates of one person come in order
    asked = "select outcome, fact from questions where text = 'which foghorn do they have'"
    assert query(shared_bot, asked) == [("answered", "foghorn")]


def test_a_thumb_counts_under_an_inserted_answer_too(telegram: FakeApi) -> None:
    hanna = stranger(telegram)
    data = hanna.list("how tall is the tower")[0].inserts.data("👍 Helpful")
    assert "Thank you" in hanna.press(data)["text"]
    assert "already been counted" in hanna.press(data)["text"]


def test_a_thumb_down_under_an_inserted_answer_asks_nothing_that_no_button_could_answer(telegram: FakeApi) -> None:
    hanna = stranger(telegram)
    text = hanna.press(hanna.list("how tall is the tower")[0].inserts.data("👎 Not helpful"))["text"]
    assert text == "Thank you. That is noted, and we will look at this answer again."


def test_a_related_question_opens_the_private_chat_instead_of_writing_for_somebody_else(telegram: FakeApi) -> None:
    hanna = stranger(telegram)
    related = hanna.list("how tall is the tower")[0].inserts.data("How many steps are there?")
    link = hanna.press(related)["url"]
    assert link == "https://t.me/skerry_test_bot?start=steps"
    assert private_chat(telegram).ask("/start steps").text.startswith("There are 164 steps.")


def test_the_pages_of_a_topic_open_the_private_chat(telegram: FakeApi) -> None:
    hanna = stranger(telegram)
    building = hanna.list("")[0].inserts
    further = hanna.press(building.data("More →"))["url"].partition("start=")[2]
    assert "Is there a foghorn?" in private_chat(telegram).ask(f"/start {further}").titles
    topics = hanna.press(building.data("← All topics"))["url"].partition("start=")[2]
    assert private_chat(telegram).ask(f"/start {topics}").titles == ["The building", "The keepers"]


def test_an_outdated_button_under_an_inserted_answer_says_so(telegram: FakeApi) -> None:
    assert "earlier version" in stranger(telegram).press("q:height")["text"]


def test_an_address_that_telegram_refuses_costs_the_buttons_and_not_the_list(telegram: FakeApi) -> None:
    first, *_ = stranger(telegram).list("how often does it flash")
    assert first.title == "How often does it flash?"
    assert not first.inserts.links
    assert "👍 Helpful" in first.inserts.titles
    assert "http://intranet/log" in (telegram.await_refusal().error or "")


def test_refused_markup_is_listed_as_plain_text(telegram: FakeApi) -> None:
    refusal = ApiError("Bad Request: can't parse inline query result: can't parse entities: unsupported start tag")
    telegram.trap(Trap("answerInlineQuery", refusal=refusal))
    first, *_ = stranger(telegram).list("what is engraved above the door")
    assert first.inserts.text.startswith("The engraving reads: Light & Duty <1870>.")
    assert "parse_mode" not in first.inserts.call.params


def test_an_answer_that_comes_too_late_is_no_error(telegram: FakeApi, shared_bot: BotProcess) -> None:
    late = ApiError("Bad Request: query is too old and response timeout expired or query ID is invalid")
    trap = telegram.trap(Trap("answerInlineQuery", refusal=late))
    before, hanna = shared_bot.log, stranger(telegram)
    query = {"id": "1", "from": hanna.someone, "query": "tower", "offset": "", "chat_type": "private"}
    telegram.push(inline_query=query)
    trap.await_sprung()
    assert hanna.list("how tall is the tower")
    log = shared_bot.log.removeprefix(before)
    assert "INFO bot.telegram.offers: an answer came too late" in log
    assert " ERROR " not in log


def test_ids_change_with_the_knowledge_and_with_the_language_and_fit(lighthouse: Answerer) -> None:
    english, german = lighthouse.knowledge.language("en"), lighthouse.knowledge.language("de")
    other = Answerer(load(FOLDERS / "bakery"))
    lists = [
        articles.listed(answerer, language, "", lambda _: None)
        for answerer, language in (
            (lighthouse, english),
            (lighthouse, german),
            (other, other.knowledge.language("en")),
        )
    ]
    ids = [article.id for found in lists for article in found]
    assert len(set(ids)) == len(ids)
    assert all(len(id.encode()) <= 64 for id in ids)
    assert articles.listed(lighthouse, english, "", lambda _: None) == lists[0]


def test_an_id_says_which_version_of_a_fact_was_inserted_and_in_which_language(lighthouse: Answerer) -> None:
    german = lighthouse.knowledge.language("de")
    (article, *_) = articles.listed(lighthouse, german, "wie hoch ist der turm", lambda _: None)
    version = versions(lighthouse.knowledge)["height"].id
    assert taken(article.id) == Taken("de", version)
    assert article.cites == (version,)
    assert taken(articles.listed(lighthouse, german, "", lambda _: None)[0].id) is None
