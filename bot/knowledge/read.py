"""Strict YAML: plain data with the line of every value, and nothing that a curator did not write.

Only `true`, `false`, `null` and integers are more than text, as in YAML 1.2: `no`, `on`, dates and versions stay what
they look like.
Anchors, tags, duplicate keys, several documents, deep nesting and oversized files are refused.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from bot.errors import Problem

Value: TypeAlias = "dict[str, Value] | list[Value] | str | int | bool | None"
Location: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 12
_TOO_DEEP = f"nested deeper than {MAX_DEPTH} levels"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTANTS: dict[str, Value] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML calls not printable (https://yaml.org/spec/1.2.2/#51-character-set)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a folder something is written; ``line`` counts from 1."""

    file: str
    line: int


@dataclass(slots=True)
class Document:
    """One file as read: ``value`` holds the data, ``lines`` the line (from 1) of each location in it.

    ``guests`` are the locations whose values another file lent, with their places there.
    ``digest`` is the SHA-256 of the file's bytes, in hex; empty if they could not be read or are too many.
    ``unfit`` holds the first steps of the locations (a key, an index, or None for the whole) that must not be built
    from.
    """

    file: str
    value: Any = None  # a Value; whoever uses it has asked the schema what is in it
    digest: str = ""
    lines: dict[Location, int] = field(default_factory=dict)
    guests: dict[Location, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unfit: set[str | int | None] = field(default_factory=set)

    def place(self, *location: str | int) -> Place:
        """Where ``location`` stands, or the nearest thing around it."""
        for end in range(len(location), 0, -1):
            if guest := self.guests.get(location[:end]):
                return guest
            if location[:end] in self.lines:
                return Place(self.file, self.lines[location[:end]])
        return Place(self.file, 1)

    def problem(self, message: str, *location: str | int) -> Problem:
        """What is wrong at ``location``, not yet reported."""
        place = self.place(*location)
        return Problem(place.file, place.line, message)

    def report(self, message: str, *location: str | int) -> None:
        self.problems.append(self.problem(message, *location))


class _RefusedError(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.problem_line = line


def read_yaml(path: Path, file: str) -> Document:
    """Read ``path``; what is wrong with it stands in the document's ``problems`` under the name ``file``."""
    document = Document(file)
    try:
        content = _content(path)
        document.digest = hashlib.sha256(content).hexdigest()
        document.value = _Builder(document).build(_decoded(content))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(filter(None, (error.context, error.problem)))
        if "nesting depth" in what:  # which some parsers count themselves
            document.problems.append(Problem(file, mark.line + 1 if mark else 1, _TOO_DEEP))
            return document
        hint = "check the indentation and colons up to here, and put texts with {, : or # in quotation marks"
        document.problems.append(Problem(file, mark.line + 1 if mark else 1, f"not valid YAML: {what} ({hint})"))
    except _RefusedError as error:
        document.problems.append(Problem(file, error.problem_line, str(error)))
    return document


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _RefusedError(1, f"larger than {MAX_BYTES // 2**20} MiB (split it into several files)")
        return path.read_bytes()
    except OSError as error:
        raise _RefusedError(1, f"cannot be read: {error.strerror}") from None


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _RefusedError(line, "not UTF-8 text (save the file with UTF-8 encoding)") from None
    if control := CONTROL.search(text):
        line = text[: control.start()].count("\n") + 1
        raise _RefusedError(line, f"an invisible control character, U+{ord(control[0]):04X}, stands here (delete it)")
    return text


class _Builder:
    """Builds values from parser events, so that nothing is expanded before it is judged."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def build(self, text: str) -> Value:
        events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        value: Value = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError(_line(event), "a second document begins here (one a file: remove `---`)")
                value = self._value(next(events), events, ())
        if value is None:
            raise _RefusedError(1, "the file is empty (write its content, or delete it)")
        return value

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], location: Location) -> Value:
        line = _line(event)
        self._document.lines.setdefault(location, line)
        _refuse_extras(event, line)
        if len(location) > MAX_DEPTH:
            raise _RefusedError(line, _TOO_DEEP)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, location)
        return self._mapping(events, location)

    def _sequence(self, events: Iterator[yaml.Event], location: Location) -> list[Value]:
        items: list[Value] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*location, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], location: Location) -> dict[str, Value]:
        items: dict[str, Value] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = _line(event)
            _refuse_extras(event, line)
            if not isinstance(event, yaml.ScalarEvent):
                raise _RefusedError(line, "a key must be plain text")
            key = event.value
            if key in items:
                first = self._document.place(*location, key).line
                self._document.problems.append(
                    Problem(
                        self._document.file, line, f"the key '{key}' stands here a second time (first in line {first})"
                    )
                )
            self._document.lines.setdefault((*location, key), line)
            items.setdefault(key, self._value(next(events), events, (*location, key)))
        return items


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _refuse_extras(event: yaml.Event, line: int) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _RefusedError(line, "anchors and aliases (& and *) are not allowed (write the value out, or quote it)")
    if getattr(event, "tag", None):
        raise _RefusedError(line, "tags (!) are not allowed (remove the tag, or quote the value)")


def _scalar(event: yaml.ScalarEvent) -> Value:
    text: str = event.value
    if event.style:  # quoted or a block
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _INTEGER.fullmatch(text) else text
