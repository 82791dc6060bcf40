"""Understands messages in every language of a folder: which one is it, and was it typed on the wrong keyboard?"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.knowledge.model import Knowledge, Lang, Language
from bot.matching.keyboards import retyped
from bot.matching.matcher import Matcher
from bot.matching.outcome import Ambiguous, Chatter, NoMatch, Outcome
from bot.matching.turn import Turn
from bot.matching.utterance import Utterance
from bot.matching.words import MAX_CHARACTERS, normal, words

EVIDENT = 0.6
"""A message of which so much is known in its likeliest language is not looked at in others, once it was understood; of
less, it is not read in another spelling, either."""
CLEARER = 0.2
"""So much more of a message has to be known for reading it in another spelling."""
MOST_RESPELT = 24
"""Messages of more words than this are read as they are spelt."""
LATIN = "LATIN"
"""The script of names and terms in any language, and so no evidence for one."""
FUNCTION_WORD, QUESTION_WORD = 2.0, 6.0
"""What these count beside a word that is only written in the language's script."""


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

    @property
    def decided(self) -> bool:
        """Whether it need not be asked back."""
        return not self.nothing and not isinstance(self.outcome, Ambiguous)

    @property
    def clarity(self) -> tuple[bool, float, bool, float]:
        """By which two ways to read the same message compare."""
        surest = self.outcome.considered[0].confidence if self.outcome.considered else 0.0
        return not self.nothing, self.known, self.decided, surest

    @property
    def names_only(self) -> bool:
        """Whether the message consists of names in Latin letters, as they stand in any language."""
        named = sum(mention.end - mention.start for mention in self.utterance.mentions)
        return named == len(self.utterance.tokens) and self.utterance.text.isascii()


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
        spoken = {lang: normal(knowledge.language(lang).function_words) for lang in knowledge.languages}
        self._profiles = {lang: _Profile.of(lang, knowledge.language(lang), spoken) for lang in knowledge.languages}

    def matcher(self, lang: Lang) -> Matcher:
        """The matcher of ``lang``, a language of the folder."""
        if lang not in self._matchers:
            self._matchers[lang] = self._open(lang)
        return self._matchers[lang]

    def understand(self, text: str, *, preferred: Sequence[Lang] = (), previous: Turn | None = None) -> Understood:
        """What ``text`` means; any text will do.

        Args:
            preferred: the languages that count where the message itself does not tell, the first most; those that the
                folder does not have count for nothing.
            previous: what the conversation was about before.
        """
        text = text[:MAX_CHARACTERS]
        preferred = [lang for lang in preferred if lang in self._profiles]
        found: list[Understood] = []
        likely = self._languages(text, preferred)
        told = likely[0][1]
        for lang, clear in likely:
            one = self._read(lang, text, previous)
            if preferred and lang != preferred[0] and one.names_only:
                return self._read(preferred[0], text, previous)
            if told and found and one.known <= found[0].known + CLEARER:
                continue  # in another language only if that knows more of the words
            if one.decided and one.known >= (EVIDENT if clear else 1.0):
                return one
            found.append(one)
        best = max(found, key=lambda one: one.clarity)
        if best.known < 1 and not (best.decided and best.known >= (EVIDENT if told else 1 - CLEARER)):
            respelt = (one for one in self._respelt(text, previous) if one.known >= EVIDENT and not one.nothing)
            clearer = best.known + CLEARER
            better = [one for one in respelt if one.known >= clearer or (best.nothing and one.decided and not told)]
            best = max(better, key=lambda one: one.clarity, default=best)
        return found[0] if best.nothing else best

    def likeliest(self, text: str, *, preferred: Sequence[Lang] = ()) -> Lang:
        """The language that ``text`` is most likely in; the first of ``preferred``, where it does not tell."""
        known = [lang for lang in preferred if lang in self._profiles]
        found = self._languages(text, known)
        return found[0][0] if found[0][1] or not known else known[0]

    def _read(self, lang: Lang, text: str, previous: Turn | None, read_as: str | None = None) -> Understood:
        matcher = self.matcher(lang)
        utterance = matcher.read(self._with_own_names(text, lang), previous=previous)
        return Understood(utterance, matcher.match(utterance), lang, _known(utterance), read_as)

    def _with_own_names(self, text: str, lang: Lang) -> str:
        """``text`` with the names that stand in another language's script as ``lang`` has them."""
        if text.isascii():
            return text
        said = words(text)
        scripts = {_script(word) for word in said} - {LATIN, self._profiles[lang].script}
        foreign = [other for other, profile in self._profiles.items() if profile.script in scripts]
        for surface, entity in (named for other in foreign for named in self._named(text, other)):
            for at in range(len(said) - len(surface), -1, -1):
                if said[at : at + len(surface)] == surface:
                    said[at : at + len(surface)] = [self._knowledge.entities[entity].name.into(lang)]
                    text = " ".join(said)
        return text

    def _named(self, text: str, lang: Lang) -> Iterator[tuple[list[str], str]]:
        """The words of ``text`` that name an entity in ``lang``, apart from names in Latin letters, and its id."""
        utterance = self.matcher(lang).read(text)
        for mention in utterance.mentions:
            surface = [token.word for token in utterance.tokens[mention.start : mention.end]]
            if not surface[0].isascii():
                yield surface, mention.entity

    def _languages(self, text: str, preferred: Sequence[Lang]) -> list[tuple[Lang, bool]]:
        """The languages that ``text`` may be in, likeliest first, and whether as much speaks for no other."""
        said = words(text)
        scripts = [_script(word) for word in said]
        evidence = {lang: profile.evidence(said, scripts, self._sharing) for lang, profile in self._profiles.items()}
        most = max(evidence.values())
        by_choice = list(dict.fromkeys((*preferred, *self._profiles)))
        if most == 0:
            written = [lang for lang in by_choice if self._profiles[lang].script in scripts]
            return [(lang, False) for lang in dict.fromkeys((*written, *preferred)) or by_choice[:1]]
        likely = sorted((lang for lang in by_choice if evidence[lang] > 0), key=lambda lang: -evidence[lang])
        amounts = [*evidence.values()]
        return [(lang, amounts.count(evidence[lang]) == 1) for lang in likely]

    def _sharing(self, script: str) -> int:
        """How many of the languages are written in ``script``."""
        return sum(profile.script == script for profile in self._profiles.values())

    def _respelt(self, text: str, previous: Turn | None) -> Iterator[Understood]:
        """``text`` in other spellings, if it is no longer than a question: by its sound, and by the keys hit."""
        scripts = [_script(word) for word in words(text)]
        if len(scripts) > MOST_RESPELT:
            return
        for lang, profile in self._profiles.items():
            if profile.script != LATIN and LATIN in scripts:
                heard, surely = self.matcher(lang).by_sound(text)
                if surely and self._languages(heard, [lang])[0][0] == lang:
                    one = self._read(lang, heard, previous)
                    yield replace(one, known=min(one.known, surely))
            for keys, meant in ((profile.keys, [lang]), (profile.keys_back, self._latin())):
                if keys and (LATIN if keys is profile.keys else profile.script) in scripts:
                    typed = retyped(text, keys)
                    read = (self._read(one, typed, previous, read_as=typed) for one in meant)
                    yield from (one for one in read if not isinstance(one.outcome, Chatter))  # qwerty is no small talk

    def _latin(self) -> list[Lang]:
        return [lang for lang, profile in self._profiles.items() if profile.script == LATIN]


@dataclass(frozen=True, slots=True)
class _Profile:
    """What gives a language away: its script, its words without content, and the keys of its keyboard, both ways."""

    script: str
    question_words: frozenset[str]
    function_words: frozenset[str]
    own_letters: frozenset[str]
    keys: dict[str, str]
    keys_back: dict[str, str]

    @classmethod
    def of(cls, lang: Lang, language: Language, spoken: Mapping[Lang, frozenset[str]]) -> "_Profile":
        """The profile of ``lang`` among the languages whose function words are ``spoken``."""
        function_words = spoken[lang]
        scripts = [_script(word) for word in function_words]
        elsewhere = {letter for other, of in spoken.items() if other != lang for word in of for letter in word}
        asking = (words(phrase)[:1] for phrases in language.question_words.values() for phrase in phrases)
        return cls(
            question_words=frozenset(word for first in asking for word in first) & function_words,
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
            if word in self.question_words:
                found += QUESTION_WORD
            elif word in self.function_words:
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
