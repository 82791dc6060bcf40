"""`citebot chat`: the bot in the terminal, its buttons as numbers."""

from pathlib import Path

from click.testing import CliRunner, Result

from bot.cli import group

BAKERY = Path(__file__).parent / "folders" / "bakery"
QUESTION = "who bakes the rye loaf?"
ANSWER = "Oskar Berg kneads the rye loaf himself."


def chat(*messages: str) -> Result:
    """A chat of these messages, one a line; then the input ends."""
    return CliRunner().invoke(group, ["chat", "--knowledge", str(BAKERY)], input="\n".join(messages))


def test_the_chat_introduces_itself_and_answers_until_told_to_quit() -> None:
    result = chat(QUESTION, "quit", "hello")
    assert result.exit_code == 0
    assert result.stdout.startswith("I know one bakery: its breads, its people and its shop.\n")
    assert ANSWER in result.stdout
    assert "Hello!" not in result.stdout


def test_the_end_of_the_input_leaves_the_chat() -> None:
    result = chat(QUESTION)
    assert result.exit_code == 0
    assert ANSWER in result.stdout


def test_an_empty_line_leaves_the_chat() -> None:
    assert ANSWER not in chat("", QUESTION).stdout


def test_a_number_picks_an_offered_question() -> None:
    output = chat(QUESTION, "2").stdout
    assert "  2. When is the rye loaf baked?" in output
    assert "The rye loaf goes into the oven at four in the morning." in output


def test_a_number_that_was_not_offered_is_a_message() -> None:
    assert "My sources do not say." in chat(QUESTION, "9").stdout


def test_the_chat_remembers_what_it_answered_last() -> None:
    output = chat("what is the rye loaf made of?", "and the baguette?").stdout
    assert "Wheat flour, yeast, water and salt make the baguette." in output
