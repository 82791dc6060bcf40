"""YAML as curators mean it: text stays text, and whatever the bytes are, there is a value or a problem."""

import json
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.read import MAX_DEPTH, Document, read_yaml

INDICATORS = st.text("abc019:-?[]{},&*!|>'\"%@`#~ \n\t.é\ufeff\x00\u2028", max_size=60)


def read(content: bytes | str) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.yaml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_yaml(path, "file.yaml")


def depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth, inner), default=0)


TEXTS = """
    no on yes off NO True Null 2024-06-12 12:30 1.10 3.11.0 1e3 0x1f 007 1_000 +1 .5 << = 999999999999999999999999999999
"""


@pytest.mark.parametrize("text", TEXTS.split())
def test_what_looks_like_text_stays_text(text: str) -> None:
    assert read(f"key: {text}").value == {"key": text}


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("42", 42), ("-7", -7), ("2024", 2024)])
def test_whole_numbers_are_numbers_unless_quoted(text: str, value: int) -> None:
    assert read(f"[{text}, '{text}', \"{text}\"]").value == [value, text, text]


@pytest.mark.parametrize(("text", "value"), [("true", True), ("false", False), ("null", None), ("~", None), ("", None)])
def test_the_constants_of_yaml_1_2_are_constants_unless_quoted(text: str, value: bool | None) -> None:
    document = read(f"bare: {text}\nquoted: '{text}'")
    assert document.value == {"bare": value, "quoted": text}


def test_a_key_is_text_whatever_it_looks_like() -> None:
    assert read("{no: a, 1: b, null: c}").value == {"no": "a", "1": "b", "null": "c"}


def test_every_value_knows_its_line() -> None:
    document = read("# a comment\nfirst:\n  second:\n    - one\n    - {third: three}\n")
    assert document.place("first").line == 2
    assert document.place("first", "second", 0).line == 4
    assert document.place("first", "second", 1, "third").line == 5
    assert document.place("first", "second", 9).line == 3, "the nearest thing around it"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read("\ufeffkey: value").value == {"key": "value"}


def test_windows_line_ends_count_as_one() -> None:
    assert read("a: 1\r\nb: 2\r\n").place("b").line == 2


def test_an_alias_bomb_is_refused_before_it_is_expanded() -> None:
    layers = "".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefghi"))
    document = read("a: &a [x, x, x, x, x, x, x, x, x]\n" + layers)
    assert document.value is None
    assert [problem.line for problem in document.problems] == [1]


@given(st.binary(max_size=200) | INDICATORS.map(str.encode) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_value_or_problems_within_bounds(content: bytes) -> None:
    document = read(content)
    assert document.value is not None or document.problems
    assert depth(document.value) <= MAX_DEPTH + 1
    lines = len(content.decode(errors="replace").splitlines()) + 1
    assert all(1 <= problem.line <= lines for problem in document.problems)


@given(
    st.recursive(
        st.integers(-(10**17), 10**17) | st.booleans() | st.text("ab \"'\\:#é한\U0001f600", max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3),
        max_leaves=8,
    )
)
def test_what_json_can_say_is_read_as_json_reads_it(value: object) -> None:
    assert read(json.dumps(value, ensure_ascii=False)).value == value
