"""The command line as scripts and people use it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import COMMANDS, group
from bot.errors import InputError, KnowledgeError

HERE = Path(__file__).parent
BAKERY = HERE / "folders" / "bakery"
QUESTION = "who bakes the rye loaf?"
REPLY_KEYS = ["id", "status", "text", "citations", "options", "intent", "confidence", "lang", "elapsed_ms"]
CITATION_KEYS = ["source", "title", "publisher", "url", "quote"]
ESCAPE = "\x1b["


def citebot(*arguments: str, given: str = "", colour: bool = False) -> Result:
    """Run the command line on the bakery's knowledge."""
    runner = CliRunner(env={"BOT_KNOWLEDGE": str(BAKERY)})
    return runner.invoke(group, arguments, input=given, color=colour)


def replies(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


class TestHelp:
    def test_lists_every_command_with_its_purpose(self) -> None:
        output = citebot("--help").stdout
        assert all(f"{command}  " in output and purpose in output for command, purpose in COMMANDS.items())
        assert 'citebot ask "' in output, "an example to begin with"

    @pytest.mark.parametrize("command", COMMANDS)
    def test_of_each_command_says_what_it_is_for(self, command: str) -> None:
        result = citebot(command, "-h")
        assert result.exit_code == 0
        assert len(result.stdout.split("Options:")[0].split()) > 12

    @pytest.mark.parametrize("command", ["ask", "import", "export", "run", "schema"])
    def test_of_a_command_with_arguments_shows_an_example(self, command: str) -> None:
        assert f"citebot {command}" in citebot(command, "--help").stdout.split("Options:")[0].split("\n", 1)[1]

    @pytest.mark.parametrize(
        "arguments",
        [["nonsense"], ["ask", "--nonsense"], ["eval", "--floor", "80"], ["ask", "--json", "--explain", "x"]],
    )
    def test_is_offered_where_the_arguments_are_wrong(self, arguments: list[str]) -> None:
        result = citebot(*arguments)
        assert result.exit_code == 2
        assert "--help" in result.stderr


class TestAsk:
    def test_prints_the_answer_first_and_then_the_quote_its_publisher_and_the_link(self) -> None:
        answer, quote, link = citebot("ask", QUESTION).stdout.splitlines()[:3]
        assert answer == "Oskar Berg kneads the rye loaf himself."
        assert quote == "“kneads it himself” — The Riverside Gazette, ¶3"
        assert link == "  https://gazette.example/old-mill-bakery#:~:text=kneads%20it%20himself"

    def test_needs_no_quotation_marks(self) -> None:
        assert citebot("ask", *QUESTION.split()).stdout == citebot("ask", QUESTION).stdout

    def test_prints_no_colour_codes_into_a_pipe_and_colours_for_a_person(self) -> None:
        assert ESCAPE not in citebot("ask", QUESTION).output
        assert ESCAPE in citebot("ask", QUESTION, colour=True).output

    @pytest.mark.parametrize(
        ("question", "status"),
        [
            (QUESTION, "answered"),
            ("when is it baked?", "clarify"),
            ("how much does the baguette cost?", "unknown"),
            ("good morning", "smalltalk"),
        ],
    )
    def test_as_json_prints_one_object_with_the_documented_keys(self, question: str, status: str) -> None:
        [reply] = replies(citebot("ask", "--json", question))
        assert list(reply) == REPLY_KEYS
        assert (reply["id"], reply["status"], reply["lang"]) == (None, status, "en")
        assert isinstance(reply["confidence"], float)
        assert isinstance(reply["elapsed_ms"], float)

    def test_as_json_gives_the_citations_of_an_answer_and_the_titles_of_the_options(self) -> None:
        [reply] = replies(citebot("ask", "--json", QUESTION))
        assert reply["text"] == "Oskar Berg kneads the rye loaf himself."
        assert reply["intent"] == "baker"
        assert reply["options"] == [
            "What is the rye loaf made of?",
            "When is the rye loaf baked?",
            "How many loaves are sold a day?",
        ]
        assert reply["citations"] == [
            {
                "source": "gazette",
                "title": "The Old Mill Bakery turns ninety",
                "publisher": "The Riverside Gazette",
                "url": "https://gazette.example/old-mill-bakery#:~:text=kneads%20it%20himself",
                "quote": "kneads it himself",
            }
        ]

    def test_as_json_puts_the_note_and_the_derivation_into_the_text(self) -> None:
        [disputed] = replies(citebot("ask", "--json", "when was the bakery founded"))
        [derived] = replies(citebot("ask", "--json", "how many loaves are sold a day"))
        assert "\nNote: The two articles differ by two years." in str(disputed["text"])
        assert "\nHow this follows: 40 rye loaves and 60 baguettes make 100." in str(derived["text"])

    @pytest.mark.parametrize("question", ["when is it baked?", "how much does the baguette cost?", "good morning"])
    def test_cites_nothing_where_there_is_no_answer(self, question: str) -> None:
        [reply] = replies(citebot("ask", "--json", question))
        assert reply["citations"] == []

    def test_explains_how_it_read_the_question_and_why_it_decided_so(self) -> None:
        output = citebot("ask", "--explain", "who baks the rye loaf").stdout
        assert "baks → bak" in output
        assert "rye loaf → rye-loaf (bread)" in output
        assert "baker × rye-loaf" in output
        assert "Decision:" in output

    def test_without_a_question_shows_one(self) -> None:
        result = citebot("ask", " ")
        assert result.exit_code == 2
        assert 'citebot ask "' in result.stderr

    def test_refuses_a_language_that_the_folder_does_not_have(self) -> None:
        result = citebot("ask", "--lang", "xx", QUESTION)
        assert isinstance(result.exception, InputError)
        assert str(result.exception) == "--lang xx: the folder has no such language (it has: en)"

    def test_refuses_a_folder_that_is_none(self) -> None:
        result = citebot("ask", "--knowledge", "nowhere", QUESTION)
        assert isinstance(result.exception, InputError)
        assert "nowhere: no such folder" in str(result.exception)

    def test_refuses_a_broken_folder_with_all_its_problems(self) -> None:
        broken = HERE / "broken" / "missing-key"
        result = citebot("ask", "--knowledge", str(broken), QUESTION)
        assert isinstance(result.exception, KnowledgeError)
        assert str(result.exception) == (broken / "expected.txt").read_text(encoding="utf-8").rstrip()


class TestAskMany:
    def test_answers_each_line_with_a_line_in_order_and_with_its_id(self) -> None:
        lines = '{"id": "a", "turns": ["who bakes the rye loaf?"]}\n\n{"id": 2, "turns": ["hello"], "lang": "en"}\n'
        first, second = replies(citebot("ask", "--jsonl", given=lines))
        assert list(first) == list(second) == REPLY_KEYS
        assert (first["id"], first["status"]) == ("a", "answered")
        assert (second["id"], second["status"]) == (2, "smalltalk")

    def test_answers_the_last_turn_and_begins_each_line_afresh(self) -> None:
        follow_up = "and the baguette?"
        lines = [json.dumps({"turns": turns}) for turns in (["what is the rye loaf made of?", follow_up], [follow_up])]
        led, after = replies(citebot("ask", "--jsonl", given="\n".join(lines)))
        [alone] = replies(citebot("ask", "--jsonl", given=lines[1]))
        assert led["text"] == "Wheat flour, yeast, water and salt make the baguette."
        assert after | {"elapsed_ms": 0} == alone | {"elapsed_ms": 0}

    def test_answers_in_the_default_language_where_a_line_wants_one_that_it_does_not_have(self) -> None:
        [reply] = replies(citebot("ask", "--jsonl", given='{"turns": ["hello"], "lang": "xx"}'))
        assert reply["lang"] == "en"

    def test_gives_back_any_id_as_valid_json(self) -> None:
        [reply] = replies(citebot("ask", "--jsonl", given='{"id": "\\ud800 é", "turns": ["hello \\ud800"]}'))
        assert reply["id"] == "\ud800 é"

    @pytest.mark.parametrize(
        "line", ["nonsense", "[" * 100_000, '"text"', "{}", '{"turns": []}', '{"turns": "hello"}', '{"turns": [1]}']
    )
    def test_refuses_a_malformed_line_by_its_number_after_answering_the_ones_before(self, line: str) -> None:
        result = citebot("ask", "--jsonl", given=f'{{"turns": ["hello"]}}\n{line}\n')
        assert isinstance(result.exception, InputError)
        assert str(result.exception).startswith("standard input:2: ")
        assert '{"id": "1", "turns": [' in str(result.exception), "what to write instead"
        assert len(result.stdout.splitlines()) == 1

    def test_takes_no_question_from_the_arguments(self) -> None:
        assert citebot("ask", "--jsonl", QUESTION).exit_code == 2


class TestCheck:
    def test_passes_a_good_folder_silently_on_standard_output(self) -> None:
        result = citebot("check", "--sources", str(BAKERY / "texts"))
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.endswith(": no problems\n")

    def test_says_when_a_folder_is_too_small_to_measure_how_sure_an_answer_must_be(self) -> None:
        assert "too few phrasings to measure" in citebot("check", str(BAKERY)).stderr

    def test_prints_every_problem_of_the_folder_given_and_fails(self) -> None:
        broken = HERE / "broken" / "many-at-once"
        result = citebot("check", str(broken))
        assert result.exit_code == 1
        assert result.stdout == (broken / "expected.txt").read_text(encoding="utf-8")
        assert result.stderr.endswith(f": {len(result.stdout.splitlines())} problems\n")

    def test_prints_places_in_colour_only_for_a_person(self) -> None:
        arguments = ("check", str(HERE / "broken" / "anchor"))
        assert ESCAPE not in citebot(*arguments).output
        assert ESCAPE in citebot(*arguments, colour=True).output


class TestEval:
    def test_counts_the_replies_by_kind_of_question(self) -> None:
        result = citebot("eval", "--floor", "0")
        assert result.exit_code == 0
        header, *rows = result.stdout.split("\n\n")[0].splitlines()
        assert header.split() == ["right", "asked", "back", "fell", "back", "wrong"]
        assert [row.split()[0] for row in rows] == ["answerable", "unanswerable", "ambiguous", "smalltalk", "of"]
        assert sum(int(count) for row in rows[:4] for count in row.split()[1:]) == 4

    @pytest.mark.parametrize(("floor", "ceiling", "code"), [("0", "0", 1), ("1", "1", 1), ("0.5", "0.5", 0)])
    def test_fails_under_the_floor_and_over_the_ceiling(
        self, tmp_path: Path, floor: str, ceiling: str, code: int
    ) -> None:
        file = tmp_path / "questions.yaml"
        right = '- {ask: ["hello"], kind: smalltalk}'
        wrong = '- {ask: ["when was the bakery founded"], kind: unanswerable}'
        file.write_text(f"{right}\n{wrong}\n", encoding="utf-8")
        result = citebot("eval", str(file), "--floor", floor, "--ceiling", ceiling)
        assert result.exit_code == code
        assert ("floor" in result.stderr) == bool(code)

    def test_shows_what_went_wrong_on_request(self, tmp_path: Path) -> None:
        file = tmp_path / "questions.yaml"
        file.write_text('- {ask: ["hello", "who bakes the rye loaf"], kind: smalltalk}\n', encoding="utf-8")
        output = citebot("eval", str(file), "--show", "1").stdout
        assert "line 1, smalltalk: wrong\n> hello\n> who bakes the rye loaf\nOskar Berg" in output

    def test_measures_a_table_and_says_which_intents_are_worth_separating(self, tmp_path: Path) -> None:
        file = tmp_path / "asked.csv"
        file.write_text(
            "question,intent\nwhen was the bakery founded,FOUNDED\nwho bakes the rye loaf,who_is\n", "utf-8"
        )
        parts = citebot("eval", str(file)).stdout.split("\n\n")
        assert "accuracy       50.0%  of the 2 questions" in parts[1]
        assert parts[2].splitlines()[1] == "     1  who_is → baker   “who bakes the rye loaf”"

    def test_names_expected_intents_that_the_folder_does_not_have_and_goes_on(self, tmp_path: Path) -> None:
        file = tmp_path / "asked.csv"
        file.write_text("question,intent\nhello,GREETING\nwho bakes the rye loaf,bakr\n" + "a,b\n" * 2, "utf-8")
        result = citebot("eval", str(file), "--floor", "0", "--ceiling", "1")
        assert result.stderr.splitlines() == [
            f"{file}:3: no intent 'bakr' (did you mean 'baker'?)",
            f"{file}:4: no intent 'b' (nothing can reach it)",
        ]
        assert result.exit_code == 0

    def test_tells_what_changed_since_the_last_run_on_the_same_questions(self, tmp_path: Path) -> None:
        file = tmp_path / "asked.csv"
        file.write_text("question,intent\nwho bakes the rye loaf,address\n", "utf-8")
        assert "since the last run" not in citebot("eval", str(file)).stdout
        assert citebot("eval", str(file)).stdout.endswith("): no change\n")
        file.write_text("question,intent\nwho bakes the rye loaf,baker\n", "utf-8")
        *_, counted, named = citebot("eval", str(file)).stdout.splitlines()
        assert re.fullmatch(
            r"since the last run \(\d{4}-\d\d-\d\d \d\d:\d\d, knowledge [0-9a-f]{8}\): 1 now right", counted
        )
        assert named == "  right, was wrong             > who bakes the rye loaf"

    def test_ignores_a_broken_memory_of_the_last_run_with_a_line_and_writes_it_anew(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
        citebot("eval")
        [kept] = tmp_path.rglob("*.json")
        kept.write_text("[]", "utf-8")
        result = citebot("eval")
        assert result.stderr == f"{kept}: not the results of an earlier run (they are ignored and written anew)\n"
        assert "since the last run" not in result.stdout
        assert "since the last run" in citebot("eval").stdout

    def test_goes_on_where_it_cannot_remember(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        occupied = tmp_path / "a file"
        occupied.touch()
        monkeypatch.setenv("XDG_STATE_HOME", str(occupied))
        result = citebot("eval", "--floor", "0")
        assert result.exit_code == 0
        assert "the next run has nothing to compare" in result.stderr

    def test_writes_a_page_even_under_the_floor(self, tmp_path: Path) -> None:
        file, page = tmp_path / "asked.csv", tmp_path / "report.html"
        file.write_text("question,intent\nwho bakes the rye loaf,address\n", "utf-8")
        result = citebot("eval", str(file), "--html", str(page))
        assert result.exit_code == 1
        assert f"written: {page}\n" in result.stderr
        written = page.read_text(encoding="utf-8")
        assert 'How well <span lang="en">the Old Mill Bakery</span> answers' in written
        assert "Oskar Berg kneads the rye loaf himself." in written

    def test_refuses_a_file_that_is_none_or_malformed(self, tmp_path: Path) -> None:
        missing = citebot("eval", "nowhere.yaml").exception
        assert isinstance(missing, InputError)
        assert "citebot schema questions" in str(missing)
        file = tmp_path / "questions.yaml"
        file.write_text("- {ask: [hello], kind: chat}\n", encoding="utf-8")
        malformed = citebot("eval", str(file)).exception
        assert isinstance(malformed, KnowledgeError)
        assert f"{file}:1: " in str(malformed)
