"""Entities named in a message: by any of their names, inflected, misspelt, split or run together."""

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.knowledge.model import Entity
from bot.matching.spelling import Ends, Reading, letters
from bot.matching.stems import Stems
from bot.matching.utterance import Mention, Token
from bot.matching.words import words

ARTICLE = "the"
"""An article before a name is no part of it."""
USUAL = 10
"""A function word that stands inside so many names (of, on, and …) is small: a name is known without it as well."""
_LONGEST_SPLIT = 4
_SHORTEST_SPLIT = 7
_SLIPS = 2
_LIKENESS = (0.95, 0.85, 0.75)


class EntityIndex:
    """All names of all entities, by the stems of their words; synonyms count as the same word."""

    def __init__(
        self,
        called: Iterable[tuple[Entity, str]],
        stems: Stems,
        synonyms: Mapping[str, tuple[int, ...]],
        function_words: Set[str],
    ) -> None:
        self._stems = stems
        self._function_words = function_words
        self._synonyms = synonyms
        self._meanings: dict[str, str] = {}
        self._names: dict[tuple[str, ...], Entity] = {}
        self._as_written: dict[tuple[str, ...], Entity] = {}
        self._joined: dict[str, Entity] = {}
        names = [(entity, words(name)) for entity, name in called]
        inside = Counter(word for _, name in names for word in name[1:-1] if word in function_words)
        self._small_words = {word for word, count in inside.items() if count >= USUAL}
        for entity, name in names:
            if not (len(name) == 1 and name[0] in function_words):  # Korean silver is also a particle
                self._add(entity, name)
        self._longest: dict[str, int] = {}
        for name_words in self._names:
            self._longest[name_words[0]] = max(len(name_words), self._longest.get(name_words[0], 0))
        behind = (word for names in (self._names, self._as_written) for name in names for word in name[1:])
        self._later_words = {*behind, *self._small_words}
        self._most_words = functools.lru_cache(maxsize=8192)(self._longest_from)
        self._goes_on = functools.lru_cache(maxsize=8192)(self._is_later)

    def _add(self, entity: Entity, name: list[str]) -> None:
        bare = name[1:] if name[:1] == [ARTICLE] and len(name) > 1 else name
        if bare:
            self._as_written[tuple(bare)] = entity
            begin, stem = tuple(self._stems[word] for word in bare[:-1]), self._stems[bare[-1]]
            if begin or stem not in self._function_words:  # Kazakh tin, without its last letter, is how
                self._names[*begin, stem] = entity
                for last in {*self._stems.of_name(bare[-1])} - self._function_words:
                    self._names.setdefault((*begin, last), entity)
                self._names.setdefault(tuple(self._meaning(word) for word in bare), entity)
            if len(telling := [word for word in bare if word not in self._small_words]) > 1:
                self._names.setdefault(tuple(self._meaning(word) for word in telling), entity)
            joined = letters("".join(bare))
            if len(joined) >= _SHORTEST_SPLIT:
                self._joined.setdefault(joined, entity)

    @functools.cached_property
    def _alike(self) -> Ends:
        return Ends(self._joined)

    def _meaning(self, word: str) -> str:
        """One word for all of its synonyms."""
        meaning = self._meanings.get(word)
        if meaning is None:
            stem = self._stems[word]
            groups = self._synonyms.get(stem)
            meaning = self._meanings[word] = f"={groups[0]}" if groups else stem
        return meaning

    def find(self, tokens: Sequence[Token], *, misheard: bool = False) -> tuple[Mention, ...]:
        """The entities that ``tokens`` name, the longest name first at each place, without overlaps.

        Args:
            misheard: whether a name may stand in pieces that all are known words, as a machine hears it.
        """
        mentions = []
        start = 0
        if not self._names:
            return ()
        strange = misheard or not all(map(_known, tokens))
        while start < len(tokens):
            mention = self._exact(tokens, start)
            split = self._split(tokens, start, misheard) if strange else None
            if split and (not mention or split.end > mention.end):
                mention = split
            if mention:
                mentions.append(mention)
            start = mention.end if mention else start + 1
        return tuple(mentions)

    def _exact(self, tokens: Sequence[Token], start: int) -> Mention | None:
        for reading in tokens[start].readings:
            for end in range(self._reach(tokens, start, self._most_words(reading.word)), start, -1):
                chosen = (reading, *(token.readings[0] for token in tokens[start + 1 : end]))
                if entity := self._named(chosen):
                    return Mention(entity.id, entity.kind, start, end, min(other.likeness for other in chosen))
        return None

    def _reach(self, tokens: Sequence[Token], start: int, most: int) -> int:
        """Where a name of at most so many words ends at the latest that begins at ``start``."""
        last = min(len(tokens), start + most)
        for end in range(start + 1, last):
            if not (tokens[end].readings and self._goes_on(tokens[end].readings[0].word)):
                return end
        return last

    def _longest_from(self, word: str) -> int:
        """How many words a name has at most that begins with ``word``; 0 if none does."""
        return max(self._longest.get(self._stems[word], 0), self._longest.get(self._meaning(word), 0))

    def _is_later(self, word: str) -> bool:
        """Whether a name may have ``word`` behind its first one."""
        return not self._later_words.isdisjoint((word, self._stems[word], self._meaning(word)))

    def _named(self, readings: Sequence[Reading]) -> Entity | None:
        said = [reading.word for reading in readings]
        found = self._as_written.get(tuple(said)) or self._names.get(tuple(self._stems[word] for word in said))
        if found or not self._small_words.isdisjoint((said[0], said[-1])):
            return found
        telling = [word for word in said if word not in self._small_words] or said
        return self._names.get(tuple(map(self._meaning, said))) or self._names.get(tuple(map(self._meaning, telling)))

    def _split(self, tokens: Sequence[Token], start: int, misheard: bool) -> Mention | None:
        """A name in pieces (``tokyo ev``), at most two slips off, of which one is no known word, unless misheard."""
        longest = tokens[start : start + _LONGEST_SPLIT]
        if not misheard and all(map(_known, longest)):
            return None
        for end in range(start + len(longest), start + misheard, -1):
            window = tokens[start:end]
            whole = letters("".join(token.word for token in window))
            if len(whole) < _SHORTEST_SPLIT or (not misheard and all(map(_known, window))):
                continue
            near = self._alike.of(whole, slips=_SLIPS)
            found = process.extractOne(whole, near, scorer=OSA.distance, score_cutoff=_SLIPS)
            if found and not (misheard and self._names_it(self._joined[found[0]], window)):
                entity = self._joined[found[0]]
                return Mention(entity.id, entity.kind, start, end, _LIKENESS[int(found[1])])
        return None

    def _names_it(self, entity: Entity, tokens: Sequence[Token]) -> bool:
        """Whether some of ``tokens`` name ``entity`` as they stand."""
        named = (self._exact(tokens, start) for start in range(len(tokens)))
        return any(mention and mention.entity == entity.id for mention in named)


def _known(token: Token) -> bool:
    return bool(token.readings) and token.readings[0].likeness == 1.0
