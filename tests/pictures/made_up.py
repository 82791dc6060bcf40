"""What never was: a slip in the knowledge, to be corrected, and two weeks of questions and thumbs for /stats."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.telegram.process import ROOT

DAYS = 14
NOTE = "gives the day and month; the weekday is the JoongAng's, and the year is that of its date line."
SLIP = "gives the whole date, and the JoongAng the weekday."


def with_a_slip(folder: Path) -> Path:
    """The knowledge that citebot ships, copied into ``folder``, with a note in it that is wrong.

    Notes are nothing that the bot learns from, so what it has learnt from the other is good for this one too.
    """
    copy = shutil.copytree(ROOT / "knowledge", folder / "with-a-slip")
    facts = copy / "facts" / "documents.yaml"
    right = facts.read_text(encoding="utf-8")
    assert NOTE in right
    facts.write_text(right.replace(NOTE, SLIP), encoding="utf-8")
    return copy


def questions(database: Path) -> None:
    """Write them into the notes of a bot; what had been asked before goes."""
    today = datetime.now(UTC)
    with closing(sqlite3.connect(database)) as notes:
        notes.execute("DELETE FROM questions")
        for ago in range(DAYS):
            day = f"{today - timedelta(days=ago):%Y-%m-%d %H:%M:%S.%f}"
            outcomes = ["answered"] * (9 + ago * 5 % 8) + ["clarify"] * (1 + ago % 4) + ["unknown"] * (ago * 3 % 5)
            notes.executemany(
                "INSERT INTO questions (message_hash, user_hash, text, lang, outcome, confidence, asked_at)"
                " VALUES (?, 'made up', 'made up', 'en', ?, 0.9, ?)",
                [(f"{ago} {number}", outcome, day) for number, outcome in enumerate(outcomes)],
            )
            notes.executemany(
                "INSERT INTO feedback (fact, user_hash, helpful, rated_at) VALUES (?, 'made up', ?, ?)",
                [(f"{ago} {number}", number > ago % 3, day) for number in range(2 + ago * 7 % 6)],
            )
        notes.commit()
