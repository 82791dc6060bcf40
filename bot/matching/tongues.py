"""Understands messages in every language of a folder: which one is it, and was it typed on the wrong keyboard?"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.knowledge.model import Knowledge, Lang
from bot.matching.keyboards import retyped
from bot.matching.matcher import Matcher
from bot.matching.outcome import NoMatch, Outcome
from bot.matching.turn import Turn
from bot.matching.utterance import Utterance
from bot.matching.words import normal, words

EVIDENT = 0.6
"""A message of which so much is known in one language is not looked at in others, once it was understood."""
CLEARER = 0.2
"""So much more of a message has to be known for reading it in another spelling."""
LATIN = "LATIN"
"""The script of names and terms in any language, and so no evidence for one."""
FUNCTION_WORD = 2.0
"""What a function word counts beside a word that is only written in the language's script."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message meant, in which language it was said, and what was read in its place if that was misspelt."""

    utterance: Utterance
    outcome: Outcome
    lang: Lang
    known: float
    read_as: str | None = None

    @property
    def nothing(self) -> bool:
        """Whether no question, known or known to be unanswered, was found in it."""
        return isinstance(self.outcome, NoMatch) and self.outcome.silent is None


class Tongues:
    """The matchers of a folder, one for each language, opened when first needed."""

    def __init__(self, knowledge: Knowledge, opened: Callable[[Lang], Matcher]) -> None:
        """The languages of ``knowledge``.

        Args:
            opened: makes the matcher of a language.
        """
        self._knowledge = knowledge
        self._open = opened
        self._matchers: dict[Lang, Matcher] = {}
        self._profiles = {lang: _Profile.of(knowledge, lang) for lang in knowledge.languages}

    def matcher(self, lang: Lang) -> Matcher:
        """The matcher of ``lang``, a language of the folder."""
        if lang not in self._matchers:
            self._matchers[lang] = self._open(lang)
        return self._matchers[lang]

    def understand(self, text: str, *, preferred: Sequence[Lang] = (), previous: Turn | None = None) -> Understood:
        """What ``text`` means; any text will do.

        Args:
            preferred: the languages that count where the message itself does not tell, the first most.
            previous: what the conversation was about before.
        """
        found: list[Understood] = []
        for lang in self._languages(text, preferred):
            one = self._read(lang, text, previous)
            if not one.nothing and one.known >= EVIDENT:
                return one
            found.append(one)
        best = max(found, key=lambda one: (not one.nothing, one.known))
        if best.known + CLEARER < 1 and (best.nothing or best.known < EVIDENT):
            respelt = [one for one in self._respelt(text, previous) if one.known > best.known + CLEARER]
            best = max((one for one in respelt if not one.nothing), key=lambda one: one.known, default=best)
        return found[0] if best.nothing else best

    def _read(self, lang: Lang, text: str, previous: Turn | None, read_as: str | None = None) -> Understood:
        matcher = self.matcher(lang)
        utterance = matcher.read(text, previous=previous)
        return Understood(utterance, matcher.match(utterance), lang, _known(utterance), read_as)

    def _languages(self, text: str, preferred: Sequence[Lang]) -> list[Lang]:
        """The languages that ``text`` may be in, the likeliest first."""
        said = words(text)
        scripts = [_script(word) for word in said]
        evidence = {lang: profile.evidence(said, scripts, self._sharing) for lang, profile in self._profiles.items()}
        most = max(evidence.values())
        wanted = [lang for lang in preferred if lang in self._profiles]
        by_choice = list(dict.fromkeys((*wanted, *self._profiles)))
        if most == 0:
            written = [lang for lang in by_choice if self._profiles[lang].script in scripts]
            return list(dict.fromkeys((*written, *wanted))) or by_choice[:1]
        likely = [lang for lang in by_choice if evidence[lang] > 0]
        return sorted(likely, key=lambda lang: -evidence[lang])

    def _sharing(self, script: str) -> int:
        """How many of the languages are written in ``script``."""
        return sum(profile.script == script for profile in self._profiles.values())

    def _respelt(self, text: str, previous: Turn | None) -> Iterator[Understood]:
        """``text`` in other spellings: by its sound, and by the keys that were hit."""
        for lang, profile in self._profiles.items():
            if profile.script != LATIN and (heard := self.matcher(lang).by_sound(text)):
                yield self._read(lang, heard, previous)
            for keys in (profile.keys, profile.keys_back):
                typed = retyped(text, keys)
                if keys and typed != text:
                    meant = [lang] if keys is profile.keys else self._latin()
                    yield from (self._read(one, typed, previous, read_as=typed) for one in meant)

    def _latin(self) -> list[Lang]:
        return [lang for lang, profile in self._profiles.items() if profile.script == LATIN]


@dataclass(frozen=True, slots=True)
class _Profile:
    """What gives a language away: its script, its function words, and the keys of its keyboard, there and back."""

    script: str
    function_words: frozenset[str]
    own_letters: frozenset[str]
    keys: dict[str, str]
    keys_back: dict[str, str]

    @classmethod
    def of(cls, knowledge: Knowledge, lang: Lang) -> "_Profile":
        language = knowledge.language(lang)
        function_words = normal(language.function_words)
        scripts = [_script(word) for word in function_words]
        others = (normal(knowledge.language(other).function_words) for other in knowledge.languages if other != lang)
        elsewhere = {letter for entries in others for word in entries for letter in word}
        return cls(
            script=max(set(scripts), key=scripts.count) if scripts else LATIN,
            function_words=function_words,
            own_letters=frozenset(letter for word in function_words for letter in word) - elsewhere,
            keys=dict(language.keyboard),
            keys_back={own: key for key, own in language.keyboard.items()},
        )

    def evidence(self, said: Iterable[str], scripts: Iterable[str], sharing: Callable[[str], int]) -> float:
        """How much the words ``said``, in their ``scripts``, speak for the language; 0 if nothing does."""
        found = 0.0
        for word, script in zip(said, scripts, strict=True):
            if word in self.function_words:
                found += FUNCTION_WORD
            if script == self.script and script != LATIN:
                found += 1 / sharing(script)
                found += not self.own_letters.isdisjoint(word)
        return found


def _script(word: str) -> str:
    """The script of the first letter, as Unicode calls it: ``LATIN``, ``CYRILLIC``, ``HANGUL``; digits have none."""
    return unicodedata.name(word[0], "").split(" ")[0] if word[0].isalpha() else ""


def _known(utterance: Utterance) -> float:
    """How surely the words of a message were read on average, from 0 to 1."""
    likenesses = [token.readings[0].likeness if token.readings else 0.0 for token in utterance.tokens]
    return sum(likenesses) / len(likenesses) if likenesses else 0.0
