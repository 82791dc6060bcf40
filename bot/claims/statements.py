"""A sentence as what can be checked of it: the names, numbers and dates in it, and the other words that say of what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from bot.claims.dates import Date, dates
from bot.claims.numbers import Number, numbers
from bot.claims.spelling import Spelling
from bot.knowledge.model import Knowledge, Lang
from bot.matching.matcher import Matcher
from bot.matching.mentions import ARTICLE
from bot.matching.slots import Slot
from bot.matching.words import FIRST_SYLLABLE, capitalised, normal, words

_SENTENCE = re.compile(r"(?<=[.!?…。！？])(?<!\d\.\s\d\.)(?<!\d\.\s\d\d\.)[\"'”»)]*(?!\s+\d+\.\s)\s+|\n+")
"""A Korean date, 2024. 6. 12., ends no sentence."""
_WORD = re.compile(r"[^\W_]+(?:[-.'’&][^\W_]+)*")
_SURE = 0.95
"""Names that are less like what was written are not taken for it."""
_SHORTEST_NAME = 3
_HEADLINE = 6
_NOUNS_WITH_CAPITALS = {"de", "lb"}
"""Languages in which a capital makes no name."""


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something named: an entity, with its kind, or only the words with a capital, in lower case."""

    surface: str
    words: frozenset[str]
    entity: str | None = None
    kind: str | None = None

    def agrees(self, known: "Name") -> bool:
        return self.entity == known.entity if self.entity and known.entity else self.words <= known.words


Item: TypeAlias = Name | Number | Date


@dataclass(frozen=True, slots=True)
class Statement:
    """``content`` are the stems of its words, without function words and numbers, and ``@`` and the ids of entities."""

    text: str
    items: tuple[Item, ...]
    content: frozenset[str]

    @property
    def entities(self) -> frozenset[str]:
        return frozenset(name[1:] for name in self.content if name.startswith("@"))


def content_of(item: Item | None) -> frozenset[str]:
    """What ``item`` adds to the content of its statement."""
    if isinstance(item, Name):
        return frozenset({f"@{item.entity}"}) if item.entity else item.words
    return frozenset()


def sentences(text: str) -> list[str]:
    """The sentences and lines of ``text``."""
    return [sentence.strip() for sentence in _SENTENCE.split(text) if sentence.strip()]


class Reader:
    """Reads sentences in one language."""

    def __init__(self, knowledge: Knowledge, matcher: Matcher, lang: Lang) -> None:
        self._knowledge = knowledge
        self._matcher = matcher
        self._lang = lang
        self._spelling = Spelling(knowledge.language(lang).numbers, lang)
        self._small = normal(knowledge.language(lang).function_words)
        self._proper = frozenset(word for text in _texts(knowledge, lang) for word in capitalised(text))

    def read(self, text: str) -> Statement:
        """What ``text`` states."""
        slots = self._matcher.slots(text)
        found = dates(text, self._lang)
        counted = numbers(text, apart_from=found, spelling=self._spelling, stems=self._stems)
        items: list[Item] = [*self._entities(text, slots), *self._others(text, slots, found), *counted, *found]
        return Statement(text, tuple(dict.fromkeys(items)), frozenset(map(self._canonical, _content(slots))))

    def _entities(self, text: str, slots: tuple[Slot, ...]) -> Iterator[Name]:
        """What is called by its name: not by another word for it, such as “the deal”."""
        for slot in slots:
            entity = self._knowledge.entities.get(slot.entity or "")
            if entity and slot.likeness >= _SURE:
                written = _as_written(slot.surface, text)
                own = {" ".join(words(name)) for name in entity.name.forms.values()}
                if not written[0].islower() or " ".join(words(written)) in own:
                    yield Name(written, frozenset(words(written)), entity.id, entity.kind)

    def _others(self, text: str, slots: tuple[Slot, ...], found: tuple[Date, ...]) -> Iterator[Name]:
        """Words with a capital, run by run, that are part of no entity's name and of no date."""
        if self._lang in _NOUNS_WITH_CAPITALS or _is_headline(text):
            return
        known = {word for slot in slots if slot.entity for word in words(slot.surface)}
        run: list[re.Match[str]] = []
        end = -1
        for match in (*_WORD.finditer(text), None):
            apart = match is None or bool(text[end : match.start()].strip()) or not match[0][0].isupper()
            if apart and self._is_name(run, text) and not self._goes_on(run, text, slots):
                yield Name(" ".join(each[0] for each in run), frozenset(words(" ".join(each[0] for each in run))))
            run = [] if apart else run
            if match and match[0][0].isupper() and not self._apart_from(match, known, found):
                run.append(match)
            end = match.end() if match else -1

    def _apart_from(self, match: re.Match[str], known: set[str], found: tuple[Date, ...]) -> bool:
        """Whether a word belongs to a name that is known or to a date, or is a function word."""
        said = words(match[0])
        return (
            known.issuperset(said)
            or said == [ARTICLE]
            or self._small.issuperset(said)
            or any(date.start <= match.start() < date.end for date in found)
        )

    def _goes_on(self, run: list[re.Match[str]], text: str, slots: tuple[Slot, ...]) -> bool:
        """Whether a name that is known goes on in other inflections than it is known by: Юн [Сок Ёля]."""
        before = words(text[: run[0].start()])[-1:]
        entities = [self._knowledge.entities[slot.entity] for slot in slots if slot.entity]
        return bool(before) and any(
            set(words(run[0][0])).union(before) <= set(words(name))
            for entity in entities
            for name in entity.names_in(self._lang)
        )

    def _is_name(self, run: list[re.Match[str]], text: str) -> bool:
        """Whether capitals make a name; a sentence begins with one anyway."""
        if len(run) != 1 or _WORD.search(text[: run[0].start()]):
            return bool(run) and len(run[0][0]) >= _SHORTEST_NAME
        return self._proper.issuperset(words(run[0][0]))

    def _stems(self, text: str) -> list[str]:
        stems = [self._canonical(slot.name) for slot in self._matcher.slots(text) if not slot.functional]
        # A Korean counter is one syllable, whatever particles follow it.
        return [text[0], *stems[:1]] if text[0] >= FIRST_SYLLABLE else stems

    def _canonical(self, name: str) -> str:
        """One name for all words that mean the same."""
        return min({name, *self._matcher.synonyms(name)})


def _as_written(surface: str, text: str) -> str:
    """``surface``, in normal form, as it stands in ``text``."""
    found = re.search(r"(?:['’]s)?\W*(?:the\W+)?".join(map(re.escape, surface.split())), text, re.IGNORECASE)
    return found[0] if found else surface


def _is_headline(text: str) -> bool:
    """Whether capitals make no names, as most words have one."""
    said = [match[0] for match in _WORD.finditer(text) if match[0][0].isalpha()]
    return len(said) >= _HEADLINE and sum(word[0].isupper() for word in said) > len(said) / 2


def _texts(knowledge: Knowledge, lang: Lang) -> Iterator[str]:
    """Whatever was written in ``lang`` with capitals where they belong."""
    for fact in knowledge.facts.values():
        yield fact.text.into(lang)
        yield from (citation.quote for citation in fact.citations if citation.quote)
    for intent in knowledge.intents.values():
        yield from intent.asked_in(lang)


def _content(slots: tuple[Slot, ...]) -> Iterator[str]:
    return (slot.name for slot in slots if not slot.functional and not slot.surface.isdigit())
