"""The bot's own words: shipped for some languages, extended or added by a folder."""

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from bot.errors import Problem
from bot.knowledge.model import Lang, Language, Smalltalk
from bot.knowledge.read import Document
from bot.knowledge.shape import suggestion

REFERENCE = "en"
"""The language whose messages, all shipped, say which messages there are and what places they have.

They are also what the bot says in another language until somebody has translated them."""


@dataclass(frozen=True, slots=True)
class Languages:
    """The bot's own words by language, in the folder's order, and what of them is English for want of a translation."""

    wording: Mapping[Lang, Language]
    untranslated: tuple[Problem, ...]


def build_languages(documents: list[Document], wanted: tuple[Lang, ...], main: Document) -> Languages:
    """The languages of a folder.

    Args:
        documents: the files, shipped ones first; a later file of the same language extends an earlier one.
        wanted: the languages that bot.yaml names.
        main: bot.yaml, where a language without a file is noted.
    """
    merged: dict[Lang, dict[str, Any]] = {}
    last: dict[Lang, Document] = {}
    reference: Mapping[str, str] = {}
    for document in documents:
        if document.unfit or not isinstance(document.value, dict):
            continue
        lang = document.file.rsplit("/", 1)[-1].removesuffix(".yaml")
        merged[lang] = _extended(merged.get(lang, {}), document.value)
        last[lang] = document
        if lang == REFERENCE:
            reference = reference or merged[lang].get("messages", {})
    untranslated = [_wordless(main, index, lang) for index, lang in enumerate(wanted) if lang not in merged]
    for lang, document in last.items():
        messages = merged[lang].get("messages", {})
        _judge(document, messages, reference)
        _judge_smalltalk(document, merged[lang].get("smalltalk", {}))
        _judge_keyboard(document)
        if lang in wanted:
            untranslated += _missing(document, messages, reference)
    wording = {lang: _language(lang, merged.get(lang, {}), reference) for lang in wanted}
    return Languages(MappingProxyType(wording), tuple(untranslated))


def _extended(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in more.items():
        if isinstance(value, dict):
            result[key] = {**base.get(key, {}), **value}
        elif isinstance(value, list):
            result[key] = [*base.get(key, []), *value]
        else:
            result[key] = value
    return result


def _wordless(main: Document, index: int, lang: Lang) -> Problem:
    message = f"no words of the bot in '{lang}', so that it speaks English there (write languages/{lang}.yaml)"
    return main.problem(message, "languages", index)


def _missing(document: Document, messages: Mapping[str, str], reference: Mapping[str, str]) -> Iterator[Problem]:
    for key in reference:
        if key not in messages:
            message = f"messages: '{key}' is missing (in English: {reference[key]!r})"
            yield document.problem(message, "messages")


def _judge(document: Document, messages: Mapping[str, str], reference: Mapping[str, str]) -> None:
    for key, text in messages.items():
        if key not in reference:
            document.report(f"messages: unknown message '{key}'{suggestion(key, reference)}", "messages", key)
        elif _places(text) != _places(reference[key]):
            wanted = ", ".join(f"{{{place}}}" for place in sorted(_places(reference[key]))) or "none"
            document.report(f"messages: '{key}' has other places in braces than it should ({wanted})", "messages", key)


def _judge_smalltalk(document: Document, smalltalk: Mapping[str, Any]) -> None:
    for id, entry in smalltalk.items():
        if not _places(entry["reply"]) <= {"name"}:
            message = f"smalltalk: the reply of '{id}' has other places in braces than it may ({{name}})"
            document.report(message, "smalltalk", id, "reply")


def _judge_keyboard(document: Document) -> None:
    keys = document.value.get("keyboard")
    if keys and len(keys["qwerty"]) != len(keys["own"]):
        message = f"keyboard: {len(keys['qwerty'])} keys give {len(keys['own'])} signs (write one sign for each key)"
        document.report(message, "keyboard")


def _places(text: str) -> set[str]:
    """The names between braces, each with whatever formats it, so that only a bare name equals one that is wanted."""
    try:
        parsed = [*string.Formatter().parse(text)]
    except ValueError:  # a single brace
        return {"?"}
    return {
        f"{name}!{conversion}:{spec}" if conversion or spec else name
        for _, name, spec, conversion in parsed
        if name is not None
    }


def _keyboard(raw: Mapping[str, str]) -> dict[str, str]:
    return dict(zip(raw["qwerty"], raw["own"], strict=False)) if raw else {}


def _language(code: Lang, raw: Mapping[str, Any], reference: Mapping[str, str]) -> Language:
    return Language(
        code=code,
        name=raw.get("name", code),
        messages=MappingProxyType({**reference, **raw.get("messages", {})}),
        smalltalk=tuple(
            Smalltalk(id, tuple(entry["phrasings"]), " ".join(entry["reply"].split()))
            for id, entry in raw.get("smalltalk", {}).items()
        ),
        function_words=frozenset(raw.get("function_words", ())),
        follow_up_words=frozenset(raw.get("follow_up_words", ())),
        others=frozenset(raw.get("others", ())),
        synonyms=tuple(tuple(group) for group in raw.get("synonyms", ())),
        shorthand=MappingProxyType(dict(raw.get("shorthand", {}))),
        question_words=MappingProxyType({kind: tuple(words) for kind, words in raw.get("question_words", {}).items()}),
        pronouns=frozenset(raw.get("pronouns", ())),
        padding=tuple(raw.get("padding", ())),
        checking_words=frozenset(raw.get("checking_words", ())),
        conjunctions=frozenset(raw.get("conjunctions", ())),
        negations=frozenset(raw.get("negations", ())),
        numbers=MappingProxyType({word: str(number) for word, number in raw.get("numbers", {}).items()}),
        endings=tuple(raw.get("endings", ())),
        doubts=tuple(raw.get("doubts", ())),
        keyboard=MappingProxyType(_keyboard(raw.get("keyboard", {}))),
    )
