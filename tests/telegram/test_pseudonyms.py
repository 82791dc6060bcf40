"""What stands for Telegram's ids in the database."""

from hypothesis import given
from hypothesis import strategies as st

from bot.settings import Token
from bot.telegram.request import Pseudonyms

MINE, OTHER = (Pseudonyms(Token(f"12345{digit}:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr")) for digit in (6, 7))


@given(st.text(min_size=1, max_size=200))
def test_the_id_of_an_inserted_message_is_read_with_the_same_token_alone(inline_id: str) -> None:
    shown = MINE.inserted(inline_id, "me", "en", ("1",))
    assert MINE.place(shown).inline_id == inline_id
    assert OTHER.place(shown) != MINE.place(shown)
    assert MINE.inserted(inline_id, "me", "en", ("1",)).address != shown.address
    assert MINE.inserted(inline_id, "me", "en", ("1",)).chat == shown.chat


@given(st.integers(-(2**52), 2**52))
def test_a_sealed_id_is_read_with_the_same_token_alone_and_never_looks_the_same(chat_id: int) -> None:
    sealed = MINE.sealed(chat_id)
    assert MINE.opened(sealed) == chat_id
    assert OTHER.opened(sealed) != chat_id
    assert MINE.sealed(chat_id) != sealed
