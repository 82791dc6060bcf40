"""The bot's own pages: what /start, /help, /about, /sources and /topics show. Pure, as `render` is."""

from collections.abc import Iterator, Mapping, Sequence

from telegram import InlineKeyboardButton, User

from bot.answering import Answerer
from bot.formats import moment, number
from bot.knowledge.model import Knowledge, Language, Source
from bot.replies import TEXT_UNITS, Option
from bot.telegram.buttons import button, link, options
from bot.telegram.lengths import shortened
from bot.telegram.payload import Browse
from bot.telegram.render import PAGE_UNITS, Paragraph, Rendered, message

QUESTIONS_A_PAGE = 8
MOST_TOPICS = 90
MOST_SOURCES = 20
SOURCE_UNITS = 180
ABOUT_UNITS = 2500
PROBLEMS_HEADING_UNITS = 300
EXCEPTION_UNITS = 500


def line(language: Language, key: str, **values: object) -> Rendered:
    """One of the bot's own sentences, alone."""
    return message([Paragraph(shortened(language.say(key, **values), PAGE_UNITS))])


def linked(text: str, title: str, url: str) -> Rendered:
    """A sentence of the bot's own over a button that opens ``url``."""
    return message([Paragraph(shortened(text, PAGE_UNITS))], [[link(title, url)]])


def privacy(language: Language, days: int, correct_days: int) -> Rendered:
    """What is kept, for how many days; for ``correct_days`` with ids, or never."""
    kept = language.say("telegram.privacy", days=days)
    ids = language.say("telegram.privacy-answers", days=correct_days) if correct_days else ""
    promises = language.say("telegram.privacy-promises", days=days)
    exceptions = (Paragraph(shortened(each, EXCEPTION_UNITS)) for each in (promises, ids))
    return message([Paragraph(shortened(kept, PAGE_UNITS - 2 * EXCEPTION_UNITS)), *exceptions])


def reloaded(language: Language, before: Knowledge, after: Knowledge) -> Rendered:
    """What /reload has changed."""
    if before.version == after.version:
        return line(language, "telegram.reloaded-same", facts=len(after.facts))
    counts = {
        "facts": len(after.facts),
        "new": len(after.facts.keys() - before.facts.keys()),
        "gone": len(before.facts.keys() - after.facts.keys()),
        "changed": sum(after.facts[key] != fact for key, fact in before.facts.items() if key in after.facts),
    }
    return line(language, "telegram.reloaded", **counts)


def not_reloaded(language: Language, problems: str) -> Rendered:
    """Why /reload has changed nothing: ``problems``, one a line."""
    heading = Paragraph(language.say("telegram.not-reloaded"))
    return message([heading, Paragraph(shortened(problems, PAGE_UNITS - PROBLEMS_HEADING_UNITS))])


def forgotten(language: Language, erased: Mapping[str, int] | None, *, among_people: bool) -> Rendered:
    """What /forget has erased: how many rows, by table; None where it failed.

    Args:
        among_people: others read it too, whom it does not concern how much somebody has asked.
    """
    if erased is None:
        return line(language, "telegram.not-forgotten")
    if not erased:
        return line(language, "telegram.nothing-to-forget")
    if among_people:
        return line(language, "telegram.forgotten-group")
    lines = "\n".join(language.say(f"forgotten.{table}", count=count) for table, count in erased.items())
    return message([Paragraph(language.say("telegram.forgotten")), Paragraph(lines)])


def start(answerer: Answerer, language: Language) -> Rendered:
    """The greeting, with questions to begin with."""
    text = language.say("telegram.start", name=answerer.knowledge.name.into(language.code))
    return _with_examples(text, answerer.knowledge, language)


def help(answerer: Answerer, language: Language, me: User) -> Rendered:  # noqa: A001  # the command's name
    """How to ask ``me``: alone, in groups and, where inline mode is on, in any other chat."""
    text = language.say("telegram.help", name=answerer.knowledge.name.into(language.code), username=me.username)
    inline = language.say("telegram.help-inline", username=me.username) if me.supports_inline_queries else ""
    return _with_examples(f"{text}\n\n{inline}", answerer.knowledge, language)


def about(answerer: Answerer, language: Language) -> Rendered:
    """What the knowledge is and how much of it there is."""
    knowledge = answerer.knowledge
    facts, sources = (number(len(them), language.code) for them in (knowledge.facts, knowledge.sources))
    counts = language.say("telegram.about", facts=facts, sources=sources)
    paragraphs = [
        shortened(knowledge.about.into(language.code), ABOUT_UNITS),
        shortened(counts, PAGE_UNITS - ABOUT_UNITS),
    ]
    return message([Paragraph(text) for text in paragraphs])


def sources(answerer: Answerer, language: Language) -> Rendered:
    """Every source, and a button that opens it."""
    shown = list(answerer.knowledge.sources.values())[:MOST_SOURCES]
    heading = Paragraph(language.say("telegram.sources"))
    entries = Paragraph("\n\n".join(_source(source, language) for source in shown))
    return message([heading, entries], ([link(source.publisher, source.url)] for source in shown))


def topics(answerer: Answerer, language: Language) -> Rendered:
    """The topics that have questions, a button each."""
    rows = (
        [button(topic.title.into(language.code), Browse(topic.id))]
        for topic in answerer.knowledge.topics[:MOST_TOPICS]
        if answerer.browse(topic.id, lang=language.code)
    )
    return message([Paragraph(language.say("telegram.topics"))], rows)


def questions(answerer: Answerer, language: Language, browse: Browse) -> Rendered:
    """A page of a topic's questions; the list of topics where that topic or page no longer exists."""
    titles = {topic.id: topic.title.into(language.code) for topic in answerer.knowledge.topics}
    found = answerer.browse(browse.topic, lang=language.code) if browse.topic in titles else ()
    first = browse.page * QUESTIONS_A_PAGE
    shown = found[first : first + QUESTIONS_A_PAGE]
    if browse.topic is None or not shown:
        return topics(answerer, language)
    more = first + QUESTIONS_A_PAGE < len(found)
    title, count = shortened(titles[browse.topic], SOURCE_UNITS), number(len(found), language.code)
    heading = language.say("telegram.topic", title=title, count=count)
    return message([Paragraph(heading)], [*options(shown), *_turns(browse.topic, browse.page, more, language)])


def _turns(topic: str, page: int, more: bool, language: Language) -> Iterator[Sequence[InlineKeyboardButton]]:
    earlier = [button(language.say("button.earlier"), Browse(topic, page - 1))] if page else []
    later = [button(language.say("button.later"), Browse(topic, page + 1))] if more else []
    yield [*earlier, *later]
    yield [button(language.say("button.topics"), Browse())]


def _with_examples(text: str, knowledge: Knowledge, language: Language) -> Rendered:
    facts = [knowledge.facts[key] for key in knowledge.examples if key in knowledge.facts]
    examples = [Option(knowledge.title(fact.intent, fact.subject, language.code), fact.key) for fact in facts]
    heading = language.say("telegram.examples") if examples else ""
    return message([Paragraph(shortened(text, TEXT_UNITS)), Paragraph(heading)], options(examples))


def _source(source: Source, language: Language) -> str:
    published = source.published and moment(source.published, language.code)
    known = [part for part in (source.publisher, source.author, published) if part]
    return shortened(language.say("telegram.source", title=source.title, details=", ".join(known)), SOURCE_UNITS)
