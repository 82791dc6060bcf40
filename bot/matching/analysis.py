"""From text to `Utterance`: words, what they may stand for, and the entities they name, in one language."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.knowledge.model import SUBJECT_SLOT, Knowledge, Lang
from bot.matching.keyboards import LATIN, neighbours
from bot.matching.mentions import EntityIndex
from bot.matching.spelling import Lexicon, Reading
from bot.matching.stems import Stems
from bot.matching.turn import Turn
from bot.matching.utterance import Mention, Token, Utterance
from bot.matching.words import MAX_CHARACTERS, capitalised, normal, normalise
from bot.matching.words import words as words_of

_LONGEST_PIECE, _MOST_PIECES, _MOST_STRANGE = 5, 4, 3
"""A word that was heard in pieces has at most so many; strange ones are so short, and only the last are tried."""


class Analyzer:
    """Reads messages in one language with the words that a folder of knowledge has in it, and with all names."""

    def __init__(self, knowledge: Knowledge, lang: Lang, *, words: Iterable[str] | None = None) -> None:
        language = knowledge.language(lang)
        self.lang = lang
        names = tuple(knowledge.names_in(lang))
        self.stems = Stems(language, (name for _, name in names))
        written_out = (*language.shorthand.items(), *language.numbers.items())
        self._written_out = {normalise(word): words_of(full) for word, full in written_out}
        self.endings = normal(language.endings)
        self.function_words = normal(language.function_words) | self.endings
        self.function_stems = frozenset(self.stems[word] for word in self.function_words)
        self.follow_up_words = normal(language.follow_up_words)
        self.others = normal(language.others)
        self.pronouns = normal(language.pronouns)
        self.checking_words = normal(language.checking_words)
        self.conjunctions = normal(language.conjunctions)
        self.negations = frozenset(self.stems[word] for word in normal(language.negations))
        asking = (words_of(phrase) for phrases in language.question_words.values() for phrase in phrases)
        self.asking_words = frozenset(phrase[0] for phrase in asking if phrase)
        self._by_group: list[frozenset[str]] = []
        self.synonym_groups = self._synonym_groups(language.synonyms)
        beside = LATIN | neighbours(language.keyboard)
        self.lexicon = Lexicon(_words(knowledge, lang) if words is None else words, self.stems, beside)
        self.entities = EntityIndex(names, self.stems, self.synonym_groups, self.function_words)
        self._padding = frozenset(tuple(self._in_full(words_of(text))) for text in language.padding)
        self._longest_padding = max(map(len, self._padding), default=0)

    def read(self, text: str, *, previous: Turn | None = None) -> Utterance:
        """What a person wrote; any text will do, and what is too long is cut."""
        text = text[:MAX_CHARACTERS]
        capitals = capitalised(text)
        found = self._mended(self._in_full(words_of(text)))
        tokens = tuple(Token(word, self.lexicon.readings(word), word in capitals) for word in found)
        return Utterance(text, self.lang, tokens, self.entities.find(tokens), previous)

    def misheard(self, utterance: Utterance) -> Utterance | None:
        """``utterance`` with names that a machine heard as other words ("tokyo ev"); None if there are none."""
        mentions = self.entities.find(utterance.tokens, misheard=True)
        return replace(utterance, mentions=mentions) if mentions != utterance.mentions else None

    def by_sound(self, text: str) -> tuple[str, float]:
        """``text`` in the script of the language, where it was typed in Latin letters.

        With it comes how surely its words were heard on average, from 0 to 1; 0 if none was.
        """
        said = words_of(text)
        mentions = self.entities.find([Token(word, self.lexicon.readings(word)) for word in said])
        named = {at for one in mentions if one.end - one.start > 1 for at in range(one.start, one.end)}
        heard = [None if at in named else self.lexicon.heard(word) for at, word in enumerate(said)]
        if not any(heard):
            return text, 0.0
        surely = [one.likeness if one else float(word in self.lexicon) for word, one in zip(said, heard, strict=True)]
        native = (one.word if one else word for word, one in zip(said, heard, strict=True))
        return " ".join(native), sum(surely) / len(surely)

    def curated(self, text: str) -> tuple[tuple[Token, ...], tuple[Mention, ...]]:
        """What a curator wrote: every word counts as known, nothing is mended."""
        tokens = tuple(Token(word, (Reading(word, 1.0),)) for word in self._in_full(words_of(text)))
        return tokens, self.entities.find(tokens)

    def core(self, utterance: Utterance) -> Utterance | None:
        """``utterance`` without what people put around a question ("hi, can you tell me … please").

        None if there is nothing of that kind, or nothing else.
        """
        said = [token.said for token in utterance.tokens]
        begin, end = 0, len(said)
        while found := self._padded(said[begin:end]):
            begin += found
        while found := self._padded(said[begin:end], at_end=True):
            end -= found
        return utterance.part(begin, end) if begin < end and (begin, end) != (0, len(said)) else None

    def _padded(self, said: Sequence[str], *, at_end: bool = False) -> int:
        """How many words at the beginning, or at the end, are padding."""
        for length in range(min(len(said), self._longest_padding), 0, -1):
            if tuple(said[-length:] if at_end else said[:length]) in self._padding:
                return length
        return 0

    def synonyms(self, stem: str) -> frozenset[str]:
        """The stems of other words that mean the same as ``stem``."""
        groups = self.synonym_groups.get(stem, ())
        return frozenset(other for group in groups for other in self._by_group[group]) - {stem}

    def _synonym_groups(self, groups: Iterable[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
        """By stem, the numbers of the groups of synonyms that it belongs to; a group holds single words."""
        found: dict[str, tuple[int, ...]] = {}
        for number, group in enumerate(groups):
            stems = frozenset(self.stems[word] for entry in group for word in words_of(entry))
            self._by_group.append(stems)
            for stem in stems:
                found[stem] = (*found.get(stem, ()), number)
        return found

    def _in_full(self, found: list[str]) -> list[str]:
        """``found`` with numbers as digits and shorthand written out, except in names of several words."""
        if self._written_out.keys().isdisjoint(found):
            return found
        kept: set[int] = set()
        for mention in self.entities.find([Token(word, (Reading(word, 1.0),)) for word in found]):
            if mention.end - mention.start > 1:
                kept.update(range(mention.start, mention.end))
        return [
            full
            for at, word in enumerate(found)
            for full in ((word,) if at in kept or _is_unit(found, at) else self._written_out.get(word, (word,)))
        ]

    def _rejoined(self, found: list[str]) -> list[str]:
        """``found`` with long words whole that were heard in pieces ("me more and um"), one of which is no word."""
        strange = [at for at, word in enumerate(found) if len(word) <= _LONGEST_PIECE and not self._is_word(word)]
        for at in strange[-_MOST_STRANGE:]:
            for begin in range(max(0, at + 1 - _MOST_PIECES), at + 1):
                for end in range(min(len(found), begin + _MOST_PIECES), max(at, begin + 1), -1):
                    if whole := self.lexicon.joined(found[begin:end]):
                        return self._rejoined([*found[:begin], whole, *found[end:]])
        return found

    def _is_word(self, word: str) -> bool:
        return word.isdigit() or any(reading.likeness == 1 for reading in self.lexicon.readings(word))

    def _mended(self, found: list[str]) -> list[str]:
        """``found`` with words that were split or run together put right."""
        mended: list[str] = []
        for word in self._rejoined(found):
            before = mended[-1] if mended else None
            if before and before + word in self.lexicon and not (before in self.lexicon and word in self.lexicon):
                mended[-1] = before + word
            elif word not in self.lexicon and not self.lexicon.readings(word) and (parts := self.lexicon.split(word)):
                mended.extend(parts)
            else:
                mended.append(word)
        return mended


def _is_unit(found: Sequence[str], at: int) -> bool:
    """Whether a short form follows a number, as in "5 min", and so is one of a unit."""
    return at > 0 and found[at - 1].isdigit()


def _words(knowledge: Knowledge, lang: Lang) -> Iterator[str]:
    return (word for text in _texts(knowledge, lang) for word in words_of(text))


def _texts(knowledge: Knowledge, lang: Lang) -> Iterator[str]:
    """Every text whose words the bot should know in ``lang``."""
    yield from (name for _, name in knowledge.names_in(lang))
    for intent in knowledge.intents.values():
        yield from (text.replace(SUBJECT_SLOT, " ") for text in intent.asked_in(lang))
    for fact in knowledge.facts.values():
        yield fact.text.forms.get(lang, "")
    language = knowledge.language(lang)
    yield from language.function_words
    yield from language.endings
    yield from language.follow_up_words
    yield from language.others
    for group in language.synonyms:
        yield from group
    yield from language.shorthand.values()
    yield from language.numbers
    yield from language.numbers.values()
    for asked in language.question_words.values():
        yield from asked
    for smalltalk in language.smalltalk:
        yield from smalltalk.phrasings
