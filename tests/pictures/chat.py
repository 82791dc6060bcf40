"""Draws the README's picture of a chat from real replies: `python tests/pictures/chat.py`, with Chromium installed.

The bot answers `QUESTIONS` with the shipped knowledge, the Telegram renderer makes the messages, and headless Chromium takes the picture.
"""

import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path
from string import Template

from telegram import InlineKeyboardMarkup

from bot.answering import Answerer
from bot.knowledge.load import load, shipped
from bot.matching.turn import Turn
from bot.replies import Answer
from bot.telegram import render

QUESTIONS = ("who signd the oil deal?", "and how much is it worth?")
PICTURE = Path(__file__).with_suffix(".png")
SIZE = "620,800"
PAGE = Template("""<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 18px; background: #d5e3cf; font: 16px/1.4 "Noto Sans", "DejaVu Sans", sans-serif; color: #111 }
.row { display: flex; margin: 0 0 10px } .mine { justify-content: flex-end }
.bubble { max-width: 470px; padding: 9px 13px; border-radius: 14px; background: #fff; white-space: pre-wrap }
.mine .bubble { background: #e3ffc9 }
blockquote { margin: 6px 0 0; padding: 5px 10px; border-left: 3px solid #3a8dde; border-radius: 5px; background: #eaf3fc; font-size: 15px }
.keys { width: 496px; margin: -5px 0 10px } .keys div { display: flex; gap: 4px; margin-bottom: 4px }
.keys span { flex: 1; padding: 7px; border-radius: 8px; background: #8aab80; color: #fff; text-align: center; font-size: 14px }
</style>$chat""")


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("Chromium is needed to take the picture (Debian: apt-get install chromium)")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "chat.html"
        page.write_text(PAGE.substitute(chat=_chat()), encoding="utf-8")
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
    answerer = Answerer(load(shipped()))
    previous: Turn | None = None
    rows = []
    for question in QUESTIONS:
        reply = answerer.reply(question, previous=previous)
        if isinstance(reply, Answer):
            previous = Turn(reply.intent, reply.subject)
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
