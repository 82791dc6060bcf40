"""Telegram's own parser, as PyPI's tdjson carries it: the judge of every HTML that the tests see. Works offline."""

import json
from dataclasses import dataclass
from typing import Any

import tdjson


class MarkupError(Exception):
    """Telegram's words for what is wrong with a text."""


@dataclass(frozen=True)
class Parsed:
    """What is left of a text once its markup has become entities."""

    text: str
    entities: tuple[dict[str, Any], ...]

    @property
    def units(self) -> int:
        """The length as Telegram counts it: UTF-16 units of the text as it is shown, without space around it."""
        return len(self.text.strip().encode("utf-16-le")) // 2


def parse_html(html: str) -> Parsed:
    """``html`` as Telegram understands it; raises MarkupError."""
    result = _execute({"@type": "parseTextEntities", "text": html, "parse_mode": {"@type": "textParseModeHTML"}})
    if result["@type"] == "error":
        raise MarkupError(result["message"])
    return Parsed(result["text"], tuple(result["entities"]))


def is_link(url: str) -> bool:
    """Whether Telegram takes ``url`` for an address of the web."""
    escaped = url.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return url.startswith(("http://", "https://")) and bool(parse_html(f'<a href="{escaped}">x</a>').entities)


def found_entities(text: str) -> list[dict[str, Any]]:
    """The mentions and commands that Telegram marks in what a user types, in the form of the Bot API."""
    kinds = {"textEntityTypeMention": "mention", "textEntityTypeBotCommand": "bot_command"}
    found = _execute({"@type": "getTextEntities", "text": text})["entities"]
    return [
        {"type": kinds[entity["type"]["@type"]], "offset": entity["offset"], "length": entity["length"]}
        for entity in found
        if entity["type"]["@type"] in kinds
    ]


def _execute(request: dict[str, Any]) -> dict[str, Any]:
    answer = tdjson.td_execute(json.dumps(request).encode())
    assert answer is not None
    result: dict[str, Any] = json.loads(answer)
    return result


_execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
