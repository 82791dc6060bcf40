"""The page of rendered chats: whole, of real replies, and in need of nothing else. No Chromium is needed for it."""

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.answering import Answerer
from tests.pictures import __main__ as command
from tests.pictures import page
from tests.pictures.chats import talked
from tests.pictures.pictured import Pictured
from tests.telegram.fake_methods import png_size

README = Path(__file__).parents[1] / "README.md"
SAYS = {
    "private": "signed the oil and gas agreement.",
    "group": "Lithium is to be mined and processed",
    "check": "<b>My facts say otherwise:</b>",
    "inline": "via @your_bot",
    "did-you-mean": "Which one do you mean?",
    "conflict": "the articles differ",
    "refusal": "My sources do not say.",
    "correction": "<b>Corrected on ",
    "keyboard": "<i>Read as: who signed the oil and gas agreement</i>",
    "korean": "서명했습니다",
    "russian": "подписали",
    "kazakh": "тізімінде",
    "stats": "Questions in the last 14 days",
}
"""What a reader must find in each chat."""

VOID = {"meta", "img", "br"}


class Outline(HTMLParser):
    """Fails where an element is not closed, or another is in its place; collects ids and addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open += [] if tag in VOID else [tag]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.loaded += [value or "" for name, value in attrs if name == "src" or (tag, name) == ("link", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> at {self.getpos()}"


@pytest.fixture(scope="module")
def chats(shipped_bot: Answerer, tmp_path_factory: pytest.TempPathFactory) -> tuple[Pictured, ...]:
    for lang in shipped_bot.knowledge.languages:
        shipped_bot.tongues.matcher(lang)  # learnt before the bot starts, and kept for it
    return talked(tmp_path_factory.mktemp("pictures"), Path(os.environ["XDG_CACHE_HOME"]))


@pytest.fixture(scope="module")
def html(chats: tuple[Pictured, ...]) -> str:
    return page.render(chats)


def test_the_page_is_well_formed_and_holds_every_chat_once(html: str) -> None:
    outline = Outline()
    outline.feed(html)
    outline.close()
    assert outline.open == []
    assert sorted(outline.ids) == sorted(SAYS)


def test_each_chat_shows_what_it_is_there_for(html: str) -> None:
    sections = dict(re.findall(r'<section class="chat" id="([^"]+)"(.*?)</section>', html, re.DOTALL))
    assert [id for id, text in SAYS.items() if text not in sections[id]] == []


def test_the_page_loads_nothing_and_runs_nothing(html: str) -> None:
    outline = Outline()
    outline.feed(html)
    assert [address[:30] for address in outline.loaded] == ["data:image/png;base64,iVBORw0K"]
    assert not re.search(r"<script|@import|url\(", html)


def test_what_cannot_be_answered_in_the_group_got_a_reaction_and_the_rest_stands_in_its_topic(
    chats: tuple[Pictured, ...],
) -> None:
    group = next(chat for chat in chats if chat.id == "group")
    assert list(group.reactions) == [group.messages[-1].message_id]
    assert len({message.message_thread_id for message in group.messages if message.is_topic_message}) == 1
    assert all(message.is_topic_message for message in group.messages)


def test_every_picture_is_told_in_words_as_well(html: str) -> None:
    for text in (html, README.read_text(encoding="utf-8")):
        told = re.findall(r'<img [^>]*alt="[^"]{20,}"', text)
        assert len(told) == text.count("<img ") > 0


def test_the_pictures_in_the_readme_are_small_and_those_that_the_command_takes() -> None:
    shown = re.findall(r"tests/pictures/([a-z]+)\.png", README.read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(command.IN_README)
    for name in shown:
        content = (command.HERE / f"{name}.png").read_bytes()
        assert len(content) < 150_000
        assert png_size(content)[0] == pytest.approx(command.README_WIDTH * command.SCALE, rel=0.1)
