"""What the bot knows: frozen types, no input or output, no opinion about matching."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Lang: TypeAlias = str
"""A language code as Telegram and IETF write it, two or three lower-case letters: ``en``, ``kk``."""

SUBJECT_SLOT = "{subject}"
FIRST_NOT_LATIN = "\u0250"


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in one or more languages.

    ``forms`` maps a language to its wording; the folder's default language, if present, comes first.
    """

    forms: Mapping[Lang, str]

    def into(self, lang: Lang) -> str:
        """The wording in ``lang``, or in the first language the curator wrote."""
        return self.forms.get(lang) or next(iter(self.forms.values()))


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that facts are proven by."""

    id: str
    publisher: str
    title: str
    url: str
    lang: Lang
    author: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim fragment of a source, at most 15 words, found once in it; or a source alone, its ``quote`` None.

    ``quote_lang`` is the language of the quote, if it is not that of the source.
    """

    source: Source
    quote: str | None
    paragraph: int | None = None
    quote_lang: Lang | None = None

    @property
    def lang(self) -> Lang:
        """The language of the quote."""
        return self.quote_lang or self.source.lang


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that questions are about. ``kind`` is the name of the file that holds it."""

    id: str
    kind: str
    name: Text
    aliases: Mapping[Lang, tuple[str, ...]]

    def names(self) -> Iterator[str]:
        """Every name and alias, in every language."""
        yield from self.name.forms.values()
        for aliases in self.aliases.values():
            yield from aliases

    def names_in(self, lang: Lang) -> Iterator[str]:
        """The names that speakers of ``lang`` use: its own, and those of other languages in Latin letters."""
        forms = [(code, name) for code, name in self.name.forms.items()]
        forms += [(code, alias) for code, aliases in self.aliases.items() for alias in aliases]
        yield from (name for code, name in forms if code == lang or name[0] < FIRST_NOT_LATIN)


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way in which people ask, as a curator wrote it; may hold ``{subject}``."""

    text: str
    lang: Lang


@dataclass(frozen=True, slots=True)
class Intent:
    """One kind of question.

    ``subjects`` names the kinds of entity it can be asked of; empty: the question stands alone.
    ``silent`` says, where the sources give no answer to this kind of question, what they do not say; ``instead``
    then holds the keys of facts that come nearest.
    """

    id: str
    topic: str
    title: Text
    phrasings: tuple[Phrasing, ...]
    subjects: tuple[str, ...] = ()
    silent: Text | None = None
    instead: tuple[str, ...] = ()

    def asked_in(self, lang: Lang) -> Iterator[str]:
        """How it is asked in ``lang``: the phrasings, then the title, if they are written."""
        yield from (phrasing.text for phrasing in self.phrasings if phrasing.lang == lang)
        if lang in self.title.forms:
            yield self.title.forms[lang]


@dataclass(frozen=True, slots=True)
class Fact:
    """One proven statement: the answer to one intent about one subject (or about none)."""

    intent: str
    subject: str | None
    topic: str
    text: Text
    citations: tuple[Citation, ...]
    note: Text | None = None
    derived: Text | None = None

    @property
    def key(self) -> str:
        return fact_key(self.intent, self.subject)


def fact_key(intent: str, subject: str | None) -> str:
    """The stable name of a fact, at most 58 characters of ``a-z0-9_-``: fits callback data and deep links."""
    return intent if subject is None else f"{intent}__{subject}"


@dataclass(frozen=True, slots=True)
class Smalltalk:
    """A kind of message that asks for no fact, and the line that answers it."""

    id: str
    phrasings: tuple[str, ...]
    reply: str


@dataclass(frozen=True, slots=True)
class Language:
    """What the bot must know of a language: its own sentences, small talk, and words without content of their own."""

    code: Lang
    name: str
    messages: Mapping[str, str]
    smalltalk: tuple[Smalltalk, ...]
    function_words: frozenset[str]
    follow_up_words: frozenset[str]
    others: frozenset[str]
    synonyms: tuple[tuple[str, ...], ...]
    shorthand: Mapping[str, str]
    question_words: Mapping[str, tuple[str, ...]]
    pronouns: frozenset[str]
    padding: tuple[str, ...]
    checking_words: frozenset[str]
    conjunctions: frozenset[str]
    negations: frozenset[str]
    numbers: Mapping[str, str]
    endings: tuple[str, ...]
    doubts: tuple[str, ...]
    keyboard: Mapping[str, str]

    def say(self, message: str, **values: object) -> str:
        """The bot's own sentence ``message`` with its ``{places}`` filled in."""
        return self.messages[message].format(**values)


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of facts to browse; its id is the name of the files that hold them."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A whole folder, checked. Mappings keep the curator's order and cannot be changed."""

    name: Text
    about: Text
    languages: tuple[Lang, ...]
    topics: tuple[Topic, ...]
    examples: tuple[str, ...]
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    intents: Mapping[str, Intent]
    facts: Mapping[str, Fact]
    wording: Mapping[Lang, Language]
    precision: float
    """The share of the answers given as sure that shall be right, from 0.5 to 1."""
    version: str
    """A digest of all files, in hexadecimal digits: it changes with any of them."""

    def subjects(self) -> dict[str, list[str | None]]:
        """By intent, what its facts are about, in the curator's order (None where the intent has no subject)."""
        subjects: dict[str, list[str | None]] = {}
        for fact in self.facts.values():
            subjects.setdefault(fact.intent, []).append(fact.subject)
        return subjects

    def names_in(self, lang: Lang) -> Iterator[tuple[Entity, str]]:
        """Every name that speakers of ``lang`` use, with what is called so."""
        yield from ((entity, name) for entity in self.entities.values() for name in entity.names_in(lang))

    @property
    def default_lang(self) -> Lang:
        return self.languages[0]

    def language(self, lang: Lang) -> Language:
        """The bot's own words in ``lang``, or in the folder's default language."""
        return self.wording.get(lang) or self.wording[self.default_lang]

    def title(self, intent: str, subject: str | None, lang: Lang) -> str:
        """The question itself, as a person would read it on a button."""
        pattern = self.intents[intent].title.into(lang)
        name = self.entities[subject].name.into(lang) if subject else ""
        title = pattern.replace(SUBJECT_SLOT, name)
        return title[:1].upper() + title[1:]
