"""What people write of themselves is not stored; what they ask stays readable."""

import pytest

from bot.store.masking import masked


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("mail me at ada.marlow+tower@mail.example.org, please", "mail me at •••@•••, please"),
        ("пишите на почта@пример.рф", "пишите на •••@•••"),
        ("ask @ada_marlow about it", "ask @••• about it"),
        ("call +7 (701) 123-45-67 today", "call ••• today"),
        ("call 010-1234-5678", "call •••"),
        ("call 87011234567!", "call •••!"),
        ("my card is 4111 1111 1111 1111.", "my card is •••."),
        ("IIN 850101300123", "IIN •••"),
        ("号码 ０１０１２３４５６７８", "号码 •••"),
        ("2024-06-12-555", "•••"),
    ],
)
def test_what_names_a_person_is_masked(written: str, stored: str) -> None:
    assert masked(written) == stored


@pytest.mark.parametrize(
    "text",
    [
        "what was signed on 12 June 2024?",
        "on 12.06.2024 or 2024-06-12 or 6/12/2024?",
        "who served 1899-1921, and in 2024 – 2025?",
        "was it 1,000,000 tonnes, 300 000 t or 31.5 %?",
        "in room 123456 at 10:30",
        "a@b? 5 @ 3",
    ],
)
def test_dates_and_amounts_stay_readable(text: str) -> None:
    assert masked(text) == text
