"""From what was meant to what is said: the curator's words, the evidence, and the next questions. Pure."""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from bot.errors import InputError
from bot.knowledge.model import Citation, Fact, Knowledge, Lang
from bot.matching.matcher import Matcher
from bot.matching.outcome import Ambiguous, Candidate, Chatter, Match, NoMatch, Outcome, Several
from bot.matching.tongues import Tongues, Understood
from bot.matching.turn import Turn
from bot.matching.words import words
from bot.replies import Answer, Disambiguation, Evidence, Fallback, Option, Reply, Smalltalk

RELATED = 3
NEAREST = 3
WORTH_OFFERING = 0.25


class Answerer:
    """The whole bot without a network."""

    def __init__(self, knowledge: Knowledge, opened: Callable[[Lang], Matcher] | None = None) -> None:
        """The bot on ``knowledge``.

        Args:
            opened: gives the matcher of a language, when it is first needed; by default it learns there and then.
        """
        self.knowledge = knowledge
        self.tongues = Tongues(knowledge, opened or (lambda lang: Matcher.of(knowledge, lang)))
        self._titles = functools.cache(self._words_of_titles)

    def reply(
        self, text: str, *, lang: Lang | None = None, preferred: Sequence[Lang] = (), previous: Turn | None = None
    ) -> Reply:
        """The answer to ``text``, whatever it is.

        Args:
            lang: the language to answer in, whatever the message is written in; its own if None.
            preferred: languages that count where the message does not tell its own, the first most.
            previous: what the last answer in this conversation was about.
        """
        return self.word(self.understood(text, lang=lang, preferred=preferred, previous=previous))

    def converse(self, turns: Iterable[str], *, lang: Lang | None = None) -> Reply:
        """The reply to the last of ``turns`` in a conversation of its own.

        Raises:
            InputError: there is no message.
        """
        return self.word(self.understand(turns, lang=lang))

    def understand(self, turns: Iterable[str], *, lang: Lang | None = None) -> Understood:
        """What was meant by the last of ``turns``, and the language to answer in.

        Raises:
            InputError: there is no message.
        """
        previous: Turn | None = None
        understood: Understood | None = None
        spoken: tuple[Lang, ...] = ()
        for turn in turns:
            if understood:
                previous = self.word(understood).turn or previous
                spoken = (understood.lang,)
            understood = self.understood(turn, lang=lang, preferred=spoken, previous=previous)
        if understood is None:
            raise InputError("a conversation needs at least one message")
        return understood

    def understood(
        self, text: str, *, lang: Lang | None = None, preferred: Sequence[Lang] = (), previous: Turn | None = None
    ) -> Understood:
        """What was meant by ``text``, and the language to answer in; the arguments are those of `reply`."""
        wanted = (lang, *preferred) if lang else preferred
        understood = self.tongues.understand(text, preferred=wanted, previous=previous)
        return replace(understood, lang=lang) if lang else understood

    def word(self, understood: Understood) -> Reply:
        """What was understood, answered."""
        reply = self.say(understood.outcome, understood.lang)
        if understood.read_as is None:
            return reply
        return replace(reply, read_as=self._say(understood.lang, "answer.read-as", text=understood.read_as))

    def say(self, outcome: Outcome, lang: Lang) -> Reply:
        """``outcome`` in words."""
        match outcome:
            case Match():
                return self._matched(outcome, lang)
            case Several(parts, silent=silent):
                first, *others = (self._matched(part, lang) for part in parts)
                unanswered = dict.fromkeys(self._unanswered(one, lang) for one in silent)
                return replace(first, also=tuple(others), unanswered=tuple(unanswered))
            case Ambiguous(options, considered):
                return self._ask_back(options, considered, lang)
            case Chatter(best):
                return self._chat(best.rank.entry.smalltalk or "", lang)
            case NoMatch(silent, considered):
                return self._silent(silent, lang) if silent else self._unknown(considered, lang)

    def best(self, text: str, *, preferred: Sequence[Lang] = (), most: int) -> tuple[Answer, ...]:
        """At most ``most`` answers that ``text``, maybe half typed, may ask for, best first, to choose from.

        None that its words contradict, and none that is less sure than `WORTH_OFFERING`; then those of questions that
        have each of its words, or begin of a word. Nothing, where the sources are silent on just what was asked.

        Args:
            preferred: languages that count where the message does not tell its own, the first most.
        """
        understood = self.understood(text, preferred=preferred)
        outcome, lang = understood.outcome, understood.lang
        own = preferred[0] if preferred else self.knowledge.default_lang
        if lang != own and any(self._begun(words(text), own)):  # half a word sounds like many in other languages
            outcome, lang = NoMatch(None, ()), own
        if isinstance(outcome, NoMatch) and outcome.silent:
            return ()
        answers: dict[str, Answer] = {}
        for match in _likely(outcome):
            answers.setdefault(match.best.fact or "", self._matched(match, lang))
        for key in self._begun(words(text), lang):
            answers.setdefault(key, self._answer(key, lang, 0.0))
        return tuple(answers.values())[:most]

    def show(self, key: str, *, lang: Lang | None = None) -> Reply:
        """The answer with this key (a button, a link), or a fallback where the knowledge no longer holds it."""
        lang = lang or self.knowledge.default_lang
        if key in self.knowledge.facts:
            return self._answer(key, lang, 1.0)
        return Fallback(lang, self._say(lang, "answer.gone"), self._examples(lang))

    def browse(self, topic: str, *, lang: Lang | None = None) -> tuple[Option, ...]:
        """Every question of a topic that has an answer, in the curator's order."""
        lang = lang or self.knowledge.default_lang
        return tuple(self._option(fact, lang) for fact in self.knowledge.facts.values() if fact.topic == topic)

    def _answer(self, key: str, lang: Lang, confidence: float) -> Answer:
        fact = self.knowledge.facts[key]
        options = self._options(self._related(fact), lang, RELATED)
        return replace(stated(fact, lang), confidence=confidence, options=options)

    def _matched(self, match: Match, lang: Lang) -> Answer:
        answer = self._answer(match.best.fact or "", lang, match.best.confidence)
        if not match.instead_of:
            return answer
        return replace(answer, denied=self._say(lang, "answer.denied", names=", ".join(match.instead_of)))

    def _ask_back(
        self, options: tuple[Candidate, ...], considered: tuple[Candidate, ...], lang: Lang
    ) -> Disambiguation:
        intents = {option.intent for option in options}
        message = (
            "answer.did-you-mean" if len(intents) > 1 else "answer.which" if len(options) > 1 else "answer.this-one"
        )
        facts = (self.knowledge.facts[option.fact] for option in options if option.fact)
        return Disambiguation(
            lang=lang,
            text=self._say(lang, message),
            options=self._options(facts, lang, len(options)),
            confidence=considered[0].confidence,
            intent=intents.pop() if len(intents) == 1 else None,
        )

    def _chat(self, id: str, lang: Lang) -> Smalltalk:
        languages = (self.knowledge.language(lang), *self.knowledge.wording.values())
        replies = (chat.reply for language in languages for chat in language.smalltalk if chat.id == id)
        reply = next(replies)
        return Smalltalk(lang, reply.format(name=self.knowledge.name.into(lang)), id, self._examples(lang))

    def _silent(self, candidate: Candidate, lang: Lang) -> Fallback:
        """A question that was understood, and that the sources do not answer."""
        intent = self.knowledge.intents[candidate.intent]
        text = self._unanswered(candidate, lang)
        keys = dict.fromkeys((*intent.instead, *self._about(candidate.subject)))
        options = self._options((self.knowledge.facts[key] for key in keys), lang, NEAREST)
        return Fallback(lang, text, options, candidate.confidence, candidate.intent, candidate.subject)

    def _unanswered(self, candidate: Candidate, lang: Lang) -> str:
        """What is said of such a question by itself."""
        silent = self.knowledge.intents[candidate.intent].silent
        if silent:
            return self._say(lang, "answer.silent", silent=silent.into(lang))
        title = self.knowledge.title(candidate.intent, candidate.subject, lang)
        return self._say(lang, "answer.silent-about", question=title)

    def _unknown(self, considered: tuple[Candidate, ...], lang: Lang) -> Fallback:
        facts = (self.knowledge.facts[candidate.fact or ""] for candidate in considered if _worth_offering(candidate))
        text = self._say(lang, "answer.unknown", name=self.knowledge.name.into(lang))
        options = self._options(facts, lang, NEAREST) or self._examples(lang)
        return Fallback(lang, text, options, considered[0].confidence if considered else 0.0)

    def _related(self, fact: Fact) -> Iterator[Fact]:
        """Other questions about the same subject, then the ones that follow in the same topic."""
        facts = list(self.knowledge.facts.values())
        at = facts.index(fact)
        following = [*facts[at + 1 :], *facts[:at]]
        if fact.subject:
            yield from (other for other in following if other.subject == fact.subject)
        yield from (other for other in following if other.topic == fact.topic and other.intent != fact.intent)

    def _begun(self, typed: Sequence[str], lang: Lang) -> Iterator[str]:
        """The facts in whose question each word of ``typed`` begins a word; none where nothing is typed."""
        for key, title in self._titles(lang).items() if typed else ():
            if all(any(word.startswith(begin) for word in title) for begin in typed):
                yield key

    def _words_of_titles(self, lang: Lang) -> dict[str, list[str]]:
        return {key: words(self._option(fact, lang).title) for key, fact in self.knowledge.facts.items()}

    def _about(self, subject: str | None) -> Iterator[str]:
        yield from (key for key, fact in self.knowledge.facts.items() if subject and fact.subject == subject)

    def _examples(self, lang: Lang) -> tuple[Option, ...]:
        return self._options((self.knowledge.facts[key] for key in self.knowledge.examples), lang, RELATED)

    def _options(self, facts: Iterator[Fact], lang: Lang, most: int) -> tuple[Option, ...]:
        """At most ``most`` options, none twice."""
        options: dict[str, Option] = {}
        for fact in facts:
            if len(options) == most:
                break
            option = self._option(fact, lang)
            options.setdefault(option.title, option)
        return tuple(options.values())

    def _option(self, fact: Fact, lang: Lang) -> Option:
        return Option(self.knowledge.title(fact.intent, fact.subject, lang), fact.key)

    def _say(self, lang: Lang, message: str, **values: object) -> str:
        return self.knowledge.language(lang).say(message, **values)


def _likely(outcome: Outcome) -> Iterator[Match]:
    """What was decided on, then the other readings with an answer that are worth offering."""
    considered = outcome.considered
    match outcome:
        case Match():
            yield outcome
        case Several(parts):
            yield from parts
        case Ambiguous(options):
            yield from (Match(option, considered) for option in options)
        case Chatter():
            return
        case NoMatch():
            pass
    for one in considered:
        if _worth_offering(one):
            yield Match(one, considered)


def _worth_offering(candidate: Candidate) -> bool:
    return bool(candidate.fact) and not candidate.contradicted and candidate.confidence >= WORTH_OFFERING


def stated(fact: Fact, lang: Lang) -> Answer:
    """``fact`` in ``lang`` with its evidence, as it stands by itself."""
    return Answer(
        lang=lang,
        text=fact.text.into(lang),
        fact=fact.key,
        intent=fact.intent,
        subject=fact.subject,
        evidence=tuple(evidence(citation) for citation in fact.citations),
        confidence=1.0,
        note=fact.note.into(lang) if fact.note else None,
        derived=fact.derived.into(lang) if fact.derived else None,
    )


def evidence(citation: Citation) -> Evidence:
    """A citation as shown; its link leads to the passage quoted, else to the page.

    The passage is a text fragment of the W3C's (https://wicg.github.io/scroll-to-text-fragment/), which goes behind the
    fragment that an address may have of its own.
    """
    source = citation.source
    passage = ""
    if citation.quote is not None:
        passage = f"{'' if '#' in source.url else '#'}:~:text={quote(citation.quote, safe='').replace('-', '%2D')}"
    return Evidence(
        source=source.id,
        publisher=source.publisher,
        title=source.title,
        url=source.url + passage,
        quote=citation.quote,
        quote_lang=citation.lang,
        paragraph=citation.paragraph,
    )
