"""A folder, ready to answer, as bytes and back: plain MessagePack, which holds data and never code."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec
import numpy as np

from bot.knowledge.model import Knowledge, Lang
from bot.matching.training import Trained

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outline:
    """A folder of knowledge without its phrasings, and for each language a digest of what is learnt from."""

    knowledge: Knowledge
    lessons: Mapping[Lang, str]

    @classmethod
    def of(cls, knowledge: Knowledge) -> "Outline":
        intents = {id: replace(intent, phrasings=()) for id, intent in knowledge.intents.items()}
        return cls(replace(knowledge, intents=intents), {lang: lesson(knowledge, lang) for lang in knowledge.languages})


@dataclass(frozen=True, slots=True)
class Ready:
    """All the words that the bot knows in one language, and what was learnt from its phrasings."""

    words: tuple[str, ...]
    trained: Trained


def lesson(knowledge: Knowledge, lang: Lang) -> str:
    """A digest, in hexadecimal digits, of all that is learnt from in ``lang``: other texts may change without it."""
    language = knowledge.language(lang)
    lessons = (
        [
            (entity.id, entity.kind, [*entity.names_in(lang)], entity.name.into(lang))
            for entity in knowledge.entities.values()
        ],
        [
            (intent.id, intent.subjects, [*intent.asked_in(lang)], intent.silent is None)
            for intent in knowledge.intents.values()
        ],
        [
            (fact.key, fact.text.forms.get(lang), [citation.quote for citation in fact.citations])
            for fact in knowledge.facts.values()
        ],
        replace(language, messages={}),
        knowledge.precision,
    )
    return hashlib.sha256(msgspec.msgpack.encode(lessons, enc_hook=_plain, order="deterministic")).hexdigest()[:40]


def pack(ready: Outline | Ready) -> bytes:
    return msgspec.msgpack.encode(ready, enc_hook=_plain)


def unpack(stored: bytes, kind: type[T]) -> T:
    """What `pack` made bytes of.

    Raises:
        ValueError: these bytes were made of something else.
    """
    return msgspec.msgpack.decode(stored, type=kind, dec_hook=_array)


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.tobytes()
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(f"cannot store {type(value)}")


def _array(_wanted: type, stored: Any) -> Any:
    kind, data = stored
    return np.frombuffer(data, dtype=np.dtype(kind))
