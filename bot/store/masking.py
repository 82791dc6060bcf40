"""What people write of themselves in their questions, masked before it is stored. Pure."""

import re

MASK = "•••"

_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_USER_NAME = re.compile(r"(?<![\w@])@\w{4,}")
_NUMBER = re.compile(r"\+?\(?\d(?:[ \u00a0\t().\-–/]{0,3}\d){6,}")
"""Seven digits and more, as phone numbers and the numbers of cards, accounts and passports are written."""

_DATE = re.compile(
    r"""\d{4} [-./] \d{1,2} [-./] \d{1,2}       # 2024-06-12
      | \d{1,2} [-./] \d{1,2} [-./] \d{4}       # 12.06.2024
      | (?:1\d|20)\d\d [ ]?[-–/][ ]? (?:1\d|20)\d\d   # 1899–1921""",
    re.VERBOSE,
)


def masked(text: str) -> str:
    """``text`` without e-mail addresses, user names, phone numbers and long digit strings; dates stay readable."""
    text = _EMAIL.sub(f"{MASK}@{MASK}", text)
    text = _USER_NAME.sub(f"@{MASK}", text)
    return _NUMBER.sub(lambda found: found[0] if _DATE.fullmatch(found[0]) else MASK, text)
