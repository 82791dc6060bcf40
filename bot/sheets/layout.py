"""Values as YAML that reads well: plain where nothing can be mistaken, else in double quotation marks."""

import json
import re
from collections.abc import Iterable, Mapping

_PLAIN = re.compile(r"[^\W\d_][\w'’“”?!().–—/ -]*")
_MISTAKEN = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
"""Words that some reader of YAML takes for something else than text."""


def scalar(text: str) -> str:
    """``text``, which is on one line and has no control characters, as a value or key of a block."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _MISTAKEN else quoted(text)


def quoted(text: str) -> str:
    """``text`` in double quotation marks: a string of JSON is one of YAML."""
    return json.dumps(text, ensure_ascii=False)


def by_language(forms: Mapping[str, str]) -> str:
    """One text by language, on one line."""
    return inline((lang, quoted(text)) for lang, text in forms.items())


def inline(items: Iterable[tuple[str, str]]) -> str:
    """A mapping on one line; the values are YAML already."""
    return "{" + ", ".join(f"{scalar(key)}: {value}" for key, value in items) + "}"
