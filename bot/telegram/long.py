"""Long messages: what of them is read. Pure."""

import re

MOST_CHARACTERS = 1000
MOST_QUESTIONS = 3

_END_OF_SENTENCE = re.compile(r"(?<=[.!?…。！？؟\n])\s*")
MARKS = ("?", "？", "؟")


def question_in(text: str) -> str | None:
    """``text``, or where it is long its last questions; None where none can be told from the rest by its mark."""
    if len(text) <= MOST_CHARACTERS:
        return text
    sentences = (sentence.strip() for sentence in _END_OF_SENTENCE.split(text))
    questions = [sentence for sentence in sentences if sentence.endswith(MARKS) and len(sentence) <= MOST_CHARACTERS]
    while questions:
        read = " ".join(questions[-MOST_QUESTIONS:])
        if len(read) <= MOST_CHARACTERS:
            return read
        questions = questions[-MOST_QUESTIONS:][1:]
    return None
