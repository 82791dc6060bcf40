"""The shape of each file, judged by one JSON Schema that editors use as well."""

import functools
import json
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from importlib import resources
from typing import Any

import jsonschema_rs
from jsonschema_rs import ValidationErrorKind

from bot.knowledge.read import Document

FILES = (
    "bot",
    "sources",
    "entities",
    "intents",
    "facts",
    "language",
    "questions",
    "translated-bot",
    "translated-entities",
    "translated-intents",
    "translated-facts",
)

_KINDS = {"object": "keys with values", "array": "a list", "string": "text", "integer": "a whole number"}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of file.

    Args:
        name: one of ``FILES``.
    """
    whole = _whole()
    return {"$schema": whole["$schema"], "$ref": f"#/$defs/{name}", "$defs": whole["$defs"]}


def judge(document: Document, name: str) -> None:
    """Report everything in which the document differs from the schema ``name``, and mark the entries that are unfit."""
    for error in _validator(name).iter_errors(document.value):
        for culprit, message in _messages(error, name):
            location = (*error.instance_path, *culprit)
            document.report(message, *location)
            document.unfit.add(location[0] if location else None)


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """`` (did you mean 'x'?)`` where something known is close to ``wrong``, else nothing."""
    close = closest(wrong, known)
    return f" (did you mean '{close}'?)" if close else ""


def closest(wrong: str, known: Iterable[str]) -> str | None:
    """What of ``known`` is spelt most like ``wrong``, if anything is."""
    return next(iter(get_close_matches(wrong, list(known), n=1, cutoff=0.6)), None)


@functools.cache
def _whole() -> dict[str, Any]:
    text = resources.files("bot.knowledge").joinpath("schema.json").read_text(encoding="utf-8")
    whole: dict[str, Any] = json.loads(text)
    return whole


@functools.cache
def _validator(name: str) -> Any:
    return jsonschema_rs.validator_for(schema(name))


def _messages(error: jsonschema_rs.ValidationError, name: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """What to say, each with the key at fault below the place of the error, if it is a key."""
    where = ".".join(str(step) for step in error.instance_path if isinstance(step, str))
    prefix = f"{where}: " if where else ""
    match error.kind:
        case ValidationErrorKind.AdditionalProperties(unexpected):
            known = _parent(error, name).get("properties", {})
            for key in unexpected:
                yield (key,), f"{prefix}unknown key '{key}'{suggestion(key, known) or _choices(known)}"
        case ValidationErrorKind.PropertyNames(wrong):
            yield (str(wrong.instance),), f"{prefix}'{wrong.instance}' cannot be a key here{_hint(_names(error, name))}"
        case _:
            yield (), prefix + _message(error, name)


def _message(error: jsonschema_rs.ValidationError, name: str) -> str:
    parent = _parent(error, name)
    shown, hint = _shown(error.instance), _hint(parent)
    match error.kind:
        case ValidationErrorKind.Required(missing):
            return f"'{missing}' is missing{_hint(parent.get('properties', {}).get(missing, {}))}"
        case ValidationErrorKind.Enum(options):
            known = [str(option) for option in options]
            return f"{shown} is not one of: {', '.join(known)}{suggestion(str(error.instance), known)}"
        case ValidationErrorKind.Type(types):
            wanted = " or ".join(_KINDS[kind] for kind in types)
            if error.instance is None:
                return f"nothing stands here, but {wanted} should{hint}"
            if "string" in types and isinstance(error.instance, int):
                hint = f' (write "{shown}", in quotation marks)'
            return f"{shown} should be {wanted}{hint}"
        case ValidationErrorKind.MinItems() | ValidationErrorKind.MinProperties():
            return f"nothing is listed here{hint}"
        case ValidationErrorKind.MaxItems(limit):
            return f"more entries than the {limit} that are allowed{hint}"
        case ValidationErrorKind.UniqueItems():
            return f"something is listed twice{hint}"
        case _:
            return f"{shown} does not fit{hint}"


def _parent(error: jsonschema_rs.ValidationError, name: str) -> dict[str, Any]:
    """The part of the schema that holds the rule that was broken, with the description nearest to it."""
    return _follow(error.schema_path[:-1], name)


def _names(error: jsonschema_rs.ValidationError, name: str) -> dict[str, Any]:
    path = list(error.schema_path)
    at = len(path) - 1 - path[::-1].index("propertyNames") if "propertyNames" in path else len(path) - 1
    return _follow(path[: at + 1], name)


def _follow(path: list[str | int], name: str) -> dict[str, Any]:
    node: Any = _whole() if path and path[0] == "$defs" else _whole()["$defs"][name]
    description = None
    for step in path:
        if step == "$ref":
            continue
        if isinstance(node, dict) and step not in node and "$ref" in node:
            node = _resolve(node)
        node = node[step]
        if isinstance(node, dict):
            description = node.get("description", description)
    if isinstance(node, dict) and "$ref" in node:
        node = {**_resolve(node), **node}
    found = dict(node) if isinstance(node, dict) else {}
    return {**found, "description": found.get("description", description)}


def _resolve(node: dict[str, Any]) -> dict[str, Any]:
    target: dict[str, Any] = _whole()["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return target


def _hint(node: dict[str, Any]) -> str:
    description = node.get("description") or (_resolve(node).get("description") if "$ref" in node else None)
    return f" ({description})" if description else ""


def _choices(known: Iterable[str]) -> str:
    return f" (one of: {', '.join(known)})" if known else ""


def _shown(instance: Any) -> str:
    text = json.dumps(instance, ensure_ascii=False, sort_keys=True)
    limit = 60
    return text if len(text) <= limit else text[:limit] + "…"
