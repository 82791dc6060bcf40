"""The chats as one web page without script, font or request, light or dark, wide or narrow as its reader's screen."""

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from telegram import Message

from tests.pictures.pictured import Pictured


def render(chats: Sequence[Pictured]) -> str:
    """The page."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["base64"] = lambda content: b64encode(content).decode()
    environment.filters["shown"] = shown
    return environment.get_template("page.html").render(chats=chats)


def shown(message: Message) -> Markup:
    """The text of ``message`` with the markup that the library makes of the entities that Telegram found in it.

    The end of a quote's last line is no empty line, and a folded quote can be unfolded by the keyboard as well.
    """
    html = message.caption_html if message.photo else message.text_html
    unfolding = '<blockquote class="folded" tabindex="0">'
    return Markup(html.replace("</blockquote>\n", "</blockquote>").replace("<blockquote expandable>", unfolding))
