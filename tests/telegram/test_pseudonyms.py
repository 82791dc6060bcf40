"""What stands for Telegram's ids in the database."""

from hypothesis import given
from hypothesis import strategies as st

from bot.settings import Token
from bot.telegram.request import Pseudonyms

MINE, OTHER = (Pseudonyms(Token(f"12345{digit}:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr")) for digit in (6, 7))


@given(st.integers(-(2**52), 2**52))
def test_a_sealed_id_is_read_with_the_same_token_alone_and_never_looks_the_same(chat_id: int) -> None:
    sealed = MINE.sealed(chat_id)
    assert MINE.opened(sealed) == chat_id
    assert OTHER.opened(sealed) != chat_id
    assert MINE.sealed(chat_id) != sealed
