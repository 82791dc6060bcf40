"""``citebot ask``: one question from the arguments, or many from standard input."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import click

from bot.answering import Answerer
from bot.commands.options import knowledge_option, lang_option, open_bot
from bot.commands.screen import show
from bot.errors import InputError
from bot.explaining import explain
from bot.plain import as_json


@click.command()
@click.argument("question", nargs=-1)
@click.option("--json", "json_output", is_flag=True, help="Print the reply as one JSON object.")
@click.option(
    "--jsonl",
    is_flag=True,
    help='Read {"id", "turns", "lang"?} objects, one a line, from standard input; print one reply a line.',
)
@click.option("--explain", "explained", is_flag=True, help="Show how the question was understood, and why this answer.")
@lang_option
@knowledge_option
def command(
    question: tuple[str, ...], *, json_output: bool, jsonl: bool, explained: bool, lang: str | None, folder: Path | None
) -> None:
    """Answer QUESTION, with the source.

    \b
    citebot ask "who signed the oil and gas agreement?"
    citebot ask --explain "which minerals"
    echo '{"id": "1", "turns": ["who signed the oil deal?", "and when?"]}' | citebot ask --jsonl

    Exits with 0 whatever the answer is; --json tells an answer from a refusal.
    """
    if sum((json_output, jsonl, explained)) > 1:
        raise click.UsageError("--json, --jsonl and --explain exclude each other: choose one.")
    if jsonl and question:
        raise click.UsageError("--jsonl reads its questions from standard input: leave QUESTION out.")
    text = " ".join(question)
    if not jsonl and not text.strip():
        raise click.UsageError('What is the question? For example: citebot ask "which minerals?"')
    answerer = open_bot(folder, lang)
    if jsonl:
        _ask_many(answerer, lang)
    elif json_output:
        _print(_reply(answerer, None, [text], lang))
    else:
        reply = answerer.reply(text, lang=lang)
        show(reply, answerer.knowledge.language(reply.lang))
        if explained:
            click.echo()
            click.echo(explain(answerer, text, lang=lang))


def _ask_many(answerer: Answerer, lang: str | None) -> None:
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if line.strip():
            item = _parsed(line, number)
            wanted = item.get("lang")
            spoken = wanted if wanted in answerer.knowledge.languages else lang
            _print(_reply(answerer, item.get("id"), item["turns"], spoken))


def _parsed(line: bytes, number: int) -> dict[str, Any]:
    example = '{"id": "1", "turns": ["who signed the oil deal?"]}'
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"standard input:{number}: not JSON: {error} (write {example})") from None
    turns = item.get("turns") if isinstance(item, dict) else None
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise InputError(f"standard input:{number}: 'turns' has to be a list of messages (write {example})")
    return dict(item)


def _reply(answerer: Answerer, id: str | None, turns: list[str], lang: str | None) -> dict[str, object]:
    began = time.perf_counter()
    reply = answerer.converse(turns, lang=lang)
    elapsed_ms = (time.perf_counter() - began) * 1000
    return as_json(reply, answerer.knowledge.language(reply.lang), id=id, elapsed_ms=elapsed_ms)


def _print(item: dict[str, object]) -> None:
    """Always UTF-8, whatever the terminal; half a surrogate pair, which UTF-8 cannot say, stays a JSON escape."""
    click.echo(json.dumps(item, ensure_ascii=False).encode("utf-8", "backslashreplace"))
