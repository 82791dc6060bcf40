"""Waiting for what has no call of the Bot API to wait for."""

import time
from collections.abc import Callable

from tests.telegram.fake_api import DEADLINE_SECONDS


def until(holds: Callable[[], object]) -> None:
    """Wait until ``holds`` does."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not holds():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.05)
