"""A folder, ready to answer, as bytes and back: plain MessagePack, which holds data and never code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from bot.knowledge.model import Knowledge
from bot.matching.training import Trained


@dataclass(frozen=True, slots=True)
class Prepared:
    """A folder of knowledge with all the words that the bot knows by it, and what was learnt from it."""

    knowledge: Knowledge
    words: tuple[str, ...]
    trained: Trained


def pack(prepared: Prepared) -> bytes:
    return msgspec.msgpack.encode(prepared, enc_hook=_plain)


def unpack(stored: bytes) -> Prepared:
    """What `pack` made bytes of.

    Raises:
        ValueError: these bytes were made of something else.
    """
    return msgspec.msgpack.decode(stored, type=Prepared, dec_hook=_array)


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.tobytes()
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(f"cannot store {type(value)}")


def _array(_wanted: type, stored: Any) -> Any:
    kind, data = stored
    return np.frombuffer(data, dtype=np.dtype(kind))
