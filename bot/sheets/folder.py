"""Writes a draft as a folder of knowledge, in YAML that a person goes on with."""

from collections.abc import Iterator
from pathlib import Path

from bot.errors import InputError
from bot.knowledge.model import Citation, Fact, Intent, Source
from bot.sheets.draft import TOPIC, Draft
from bot.sheets.layout import by_language, inline, quoted, scalar

EXAMPLES = 4


def demand_empty(folder: Path) -> None:
    """See to it that nothing will be overwritten.

    Raises:
        InputError: ``folder`` is a file, or holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder}: stands there already, and is not empty (name a new folder)")


def write_folder(draft: Draft, folder: Path, name: str) -> None:
    """Make ``folder``.

    Args:
        name: what the bot knows about.

    Raises:
        InputError: it is not empty.
    """
    demand_empty(folder)
    files = {
        "bot.yaml": _bot(draft, name),
        "sources.yaml": map(_source, draft.sources),
        f"intents/{TOPIC}.yaml": map(_intent, draft.intents),
        f"facts/{TOPIC}.yaml": map(_fact, draft.facts),
    }
    for file, parts in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as opened:
            opened.writelines(parts)


def _bot(draft: Draft, name: str) -> Iterator[str]:
    about = f"I answer questions from “{name}”, and show the page that each answer is taken from."
    names = by_language(dict.fromkeys(draft.languages, name))
    yield "# Made by `citebot import`. `citebot check` judges it; `citebot schema bot` describes every key.\n"
    yield f"name: {names}\n"
    yield f"about:\n  {scalar(draft.languages[0])}: {quoted(about)}\n"
    yield f"languages: [{', '.join(map(scalar, draft.languages))}]\n"
    yield "quotes: optional\n"
    yield f"topics:\n  {TOPIC}: {names}\n"
    yield f"examples: [{', '.join(scalar(fact.key) for fact in draft.facts[:EXAMPLES])}]\n"


def _source(source: Source) -> str:
    values = {"publisher": source.publisher, "title": source.title, "url": source.url, "lang": source.lang}
    return f"{scalar(source.id)}:\n" + "".join(f"  {key}: {scalar(value)}\n" for key, value in values.items())


def _intent(intent: Intent) -> str:
    lines = [f"{scalar(intent.id)}:", f"  title: {by_language(intent.title.forms)}", "  phrasings:"]
    for lang in intent.title.forms:
        lines.append(f"    {scalar(lang)}:")
        lines += (f"      - {scalar(phrasing.text)}" for phrasing in intent.phrasings if phrasing.lang == lang)
    return "\n".join(lines) + "\n\n"


def _fact(fact: Fact) -> str:
    cited = ", ".join(map(_citation, fact.citations))
    return (
        f"- answers: {scalar(fact.intent)}\n"
        "  text:\n"
        + "".join(f"    {scalar(lang)}: {quoted(text)}\n" for lang, text in fact.text.forms.items())
        + f"  cite: [{cited}]\n\n"
    )


def _citation(citation: Citation) -> str:
    quote = [("quote", quoted(citation.quote))] if citation.quote else []
    return inline([("source", scalar(citation.source.id)), *quote])
