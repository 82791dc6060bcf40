"""``citebot run``: the Telegram bot."""

import os
from contextlib import closing
from functools import partial
from pathlib import Path

import click

from bot.commands.options import knowledge_option, open_bot
from bot.knowledge.files import shipped
from bot.prepared import prepared
from bot.settings import Settings
from bot.store.open import open_store
from bot.telegram.serving import serve


@click.command()
@knowledge_option
def command(*, folder: Path | None) -> None:
    """Answer in Telegram, by long polling, until stopped (SIGTERM or Ctrl-C).

    \b
    BOT_TOKEN=123456:ABC... citebot run

    BOT_TOKEN is the token from @BotFather. The README lists the other settings.
    """
    settings = Settings.read(os.environ)
    settings.required_token()  # say that it is missing before a database is made
    answerer = open_bot(folder)
    for lang in answerer.knowledge.languages:
        answerer.tongues.matcher(lang)  # learnt now, so that no reader waits for it
    with closing(open_store(settings.database_url)) as store:
        serve(settings, answerer, store, partial(prepared, folder or shipped()))
