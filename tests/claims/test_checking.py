"""Posts set against the facts on the same subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering import Answerer
from bot.claims.checking import Checker, Finding, Verdict
from bot.knowledge.load import load
from tests.telegram.process import KNOWLEDGE

TOWER = Checker(Answerer(load(KNOWLEDGE)))


@pytest.fixture(scope="module")
def checker(shipped_bot: Answerer) -> Checker:
    return Checker(shipped_bot)


def claims(checker: Checker, post: str, verdict: Verdict) -> list[str]:
    return [finding.claim for finding in checker.check(post, preferred="en").of(verdict)]


def one(checker: Checker, post: str) -> Finding:
    (finding,) = checker.check(post, preferred="en").findings
    return finding


def test_names_that_a_quote_holds_agree(checker: Checker) -> None:
    post = "KazMunayGas and Hyundai Engineering signed the oil deal."
    assert claims(checker, post, "agrees") == ["KazMunayGas", "Hyundai Engineering"]
    for finding in checker.check(post, preferred="en").findings:
        assert finding.claim in (finding.evidence.quote or "")


def test_a_name_in_the_place_of_others_differs_and_the_quote_holds_those(checker: Checker) -> None:
    finding = one(checker, "Samsung signed the oil and gas agreement.")
    assert (finding.claim, finding.verdict) == ("Samsung", "differs")
    assert finding.question == "Who signed the oil and gas agreement?"
    assert "KazMunayGas and Hyundai Engineering" in (finding.evidence.quote or "")


def test_a_name_that_belongs_to_another_document_differs(checker: Checker) -> None:
    post = "Hyundai Engineering signed the supply chain memorandum."
    assert "Hyundai Engineering" in claims(checker, post, "differs")
    assert claims(checker, post, "agrees") == []


@pytest.mark.parametrize(
    ("post", "claim", "quoted"),
    [
        ("Some 150,000 Koryoin live in Kazakhstan.", "150,000 Koryoin", "some 120,000 Koryoin"),
        ("Yoon visited Kazakhstan on June 13, 2024.", "June 13, 2024", "June 12"),
        ("Yoon visited Kazakhstan on June 12, 2023.", "June 12, 2023", "June 12"),
        ("Yoon's tour took 8 days", "8 days", "six-day tour"),
        ("Kazakhstan gave up its nuclear weapons after gaining independence in 1992.", "1992", "1991"),
    ],
)
def test_numbers_and_dates_that_differ(checker: Checker, post: str, claim: str, quoted: str) -> None:
    (finding,) = checker.check(post, preferred="en").of("differs")
    assert finding.claim == claim
    assert quoted in (finding.evidence.quote or "")


def test_numbers_and_dates_that_agree(checker: Checker) -> None:
    assert "120,000 Koryoin" in claims(checker, "Kazakhstan is home to some 120,000 Koryoin.", "agrees")
    assert "June 12" in claims(checker, "Yoon visited Kazakhstan on June 12.", "agrees")


def test_what_no_fact_says_is_neither(checker: Checker) -> None:
    post = "Reuters reported that KazMunayGas signed the oil deal in Paris for $3 billion."
    assert claims(checker, post, "unsaid") == ["Reuters", "Paris", "$3 billion"]
    assert claims(checker, post, "differs") == []


def test_a_post_about_something_else_is_left_alone(checker: Checker) -> None:
    checked = checker.check("Berlin is the capital of Germany and has 3 million people.", preferred="en")
    assert not checked.related
    assert checked.findings == ()


def test_a_post_without_anything_to_compare_is_related_all_the_same(checker: Checker) -> None:
    checked = checker.check("the oil deal was signed", preferred="en")
    assert checked.related
    assert checked.findings == ()


@pytest.mark.parametrize("source", ["timesca", "joongang"])
def test_no_quote_of_the_sources_differs_from_the_facts_made_of_it(checker: Checker, source: str) -> None:
    facts = checker.knowledge.facts.values()
    quotes = {cited.quote for fact in facts for cited in fact.citations if cited.source.id == source and cited.quote}
    wrong = {quote: found for quote in quotes if (found := claims(checker, quote, "differs"))}
    assert wrong == {}


def test_the_answers_of_the_facts_do_not_differ_from_the_facts(checker: Checker) -> None:
    texts = {fact.key: fact.text.into("en") for fact in checker.knowledge.facts.values()}
    wrong = {key: found for key, text in texts.items() if (found := claims(checker, text, "differs"))}
    assert len(wrong) <= len(texts) // 50, wrong


def test_a_number_that_was_worked_out_agrees_as_well() -> None:
    assert claims(TOWER, "The staircase has 164 steps, there are.", "agrees") == ["164 steps"]


def test_of_a_range_only_the_wrong_end_differs() -> None:
    post = "Morgan Reed served from 1885 to 1899."
    assert claims(TOWER, post, "differs") == ["1885"]
    assert claims(TOWER, post, "agrees") == ["1899"]


def test_sentences_are_checked_one_by_one() -> None:
    post = "The tower is 35 metres tall. The beam reaches 18 miles!\nMorgan Reed lived in the white cottage."
    assert claims(TOWER, post, "differs") == ["35 metres"]
    assert claims(TOWER, post, "agrees") == ["18 miles"]


@given(st.text(max_size=300))
def test_any_text_can_be_checked(post: str) -> None:
    TOWER.check(post, preferred="en")
