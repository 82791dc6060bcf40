"""Two weeks of questions and thumbs that nobody gave, for the picture of /stats."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

DAYS = 14


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
