"""Draws the README's picture of a chat from real replies: `python tests/pictures/chat.py`, with Chromium installed.

The bot answers `QUESTIONS` with the shipped knowledge, the Telegram renderer makes the messages, and headless Chromium
takes the picture.
"""

import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path
from string import Template

from telegram import InlineKeyboardMarkup

from bot.knowledge.files import shipped
from bot.matching.turn import Turn
from bot.prepared import prepared
from bot.replies import Answer
from bot.telegram import render

QUESTIONS = ("who signd the oil deal?", "and how much is it worth?")
PICTURE = Path(__file__).with_suffix(".png")
SIZE = "620,845"
PAGE = Path(__file__).with_suffix(".html")


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium is needed to take the picture (Debian: apt-get install chromium)")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "chat.html"
        page.write_text(Template(PAGE.read_text(encoding="utf-8")).substitute(chat=_chat()), encoding="utf-8")
        flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--no-first-run",
            "--disable-background-networking",
        ]
        size = [f"--window-size={SIZE}", f"--user-data-dir={folder}/profile", f"--screenshot={PICTURE}"]
        subprocess.run([chromium, *flags, *size, page.as_uri()], check=True, capture_output=True)
    print(PICTURE)


def _chat() -> str:
    answerer = prepared(shipped())
    previous: Turn | None = None
    rows = []
    for question in QUESTIONS:
        reply = answerer.reply(question, previous=previous)
        if isinstance(reply, Answer):
            previous = reply.turn
        message = render.reply(reply, answerer.knowledge.language(reply.lang))
        rows.append(f'<div class="row mine"><div class="bubble">{escape(question)}</div></div>')
        rows.append(f'<div class="row"><div class="bubble">{message.html}</div></div>{_keys(message.keyboard)}')
    return "".join(rows)


def _keys(keyboard: InlineKeyboardMarkup | None) -> str:
    rows = keyboard.inline_keyboard if keyboard else ()
    return (
        '<div class="keys">'
        + "".join(f"<div>{''.join(f'<span>{escape(key.text)}</span>' for key in row)}</div>" for row in rows)
        + "</div>"
    )


if __name__ == "__main__":
    main()
