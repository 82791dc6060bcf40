"""Callback data: 64 bytes, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.manners import VALUES
from bot.telegram.payload import (
    FAULTS,
    MOST_BYTES,
    Blame,
    Browse,
    ChangeSetting,
    ChooseLanguage,
    OpenSettings,
    Payload,
    Rate,
    Show,
    Tell,
    Unanswered,
    decode,
    encode,
)

KEYS = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", min_size=1, max_size=58)
PAYLOADS = st.one_of(
    KEYS.map(Show),
    st.builds(Rate, KEYS, helpful=st.booleans()),
    st.builds(Blame, KEYS, st.sampled_from(FAULTS)),
    st.sampled_from([None, "en", "kaz"]).map(ChooseLanguage),
    st.builds(OpenSettings, st.booleans()),
    st.builds(
        ChangeSetting, st.sampled_from(["lang", *VALUES]), st.sampled_from(["", "kk", *sum(VALUES.values(), ())])
    ),
    st.booleans().map(Tell),
    st.integers(0, 999).map(Unanswered),
    st.builds(Browse, KEYS, st.integers(0, 999)),
    st.just(Browse()),
)


@given(PAYLOADS)
def test_every_payload_fits_64_bytes_and_comes_back_as_it_was(payload: Payload) -> None:
    data = encode(payload)
    assert 1 <= len(data.encode()) <= MOST_BYTES
    assert decode(data) == payload


@given(st.text())
def test_whatever_a_client_sends_is_understood_or_refused_quietly(data: str) -> None:
    payload = decode(data)
    assert payload is None or encode(payload) == data or isinstance(payload, Browse | Unanswered)


@pytest.mark.parametrize(
    "data", ["", "a:", "a:A", "a:" + "k" * 59, "x:key", "+key", "t:topic", "t:topic:-1", "a:key\n"]
)
def test_data_of_another_form_is_refused(data: str) -> None:
    assert decode(data) is None


@pytest.mark.parametrize("key", ["", "k" * 59, "ключ", "a:b"])
def test_a_key_that_knowledge_cannot_hold_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="callback data"):
        encode(Show(key))
