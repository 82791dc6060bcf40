"""Posts in other languages than English, set against the same facts."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.answering import Answerer
from bot.claims.checking import Checker, Verdict

POSTS: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("posts.yaml").read_text())
VERDICTS: tuple[Verdict, ...] = ("agrees", "differs", "unsaid")


@pytest.fixture(scope="module")
def checker(shipped_bot: Answerer) -> Checker:
    return Checker(shipped_bot)


@pytest.mark.parametrize("lang", POSTS)
def test_posts_are_read_in_their_own_language_and_checked(checker: Checker, lang: str) -> None:
    for post in POSTS[lang]:
        checked = checker.check(post["post"], preferred="en")
        assert checked.lang == lang, post["post"]
        found = {verdict: [one.claim for one in checked.of(verdict)] for verdict in VERDICTS}
        assert {"post": post["post"]} | {verdict: claims for verdict, claims in found.items() if claims} == post


@pytest.mark.parametrize("lang", POSTS)
def test_the_answers_of_the_facts_hardly_ever_differ_from_the_facts(checker: Checker, lang: str) -> None:
    texts = {fact.key: fact.text.into(lang) for fact in checker.knowledge.facts.values()}
    wrong = {key for key, text in texts.items() if checker.check(text, preferred=lang).of("differs")}
    assert len(wrong) <= len(texts) // 50, wrong
