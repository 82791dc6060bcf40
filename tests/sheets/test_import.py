"""What the rows of a sheet become, and what is said of those that cannot become anything."""

import pytest

from bot.knowledge.model import Citation
from bot.sheets.draft import Draft
from tests.sheets.conftest import drafted, refused, row


def asked(made: Draft) -> dict[str, list[str]]:
    return {intent.id: [phrasing.text for phrasing in intent.phrasings] for intent in made.intents}


class TestRowsOfOneIntent:
    def test_share_its_name_whatever_its_capitals_or_else_their_answer(self) -> None:
        made, warnings = drafted(
            row("where are you?", "In Hill Street.", intent="CALL_CENTER"),
            row("may I smoke?", "No."),
            row("your address?", "", "", intent="call_center"),
            row("are dogs allowed?", " No. "),
            row("how do I find you?", "In  Hill\nStreet."),
        )
        assert asked(made) == {
            "call_center": ["where are you?", "your address?", "how do I find you?"],
            "may-i-smoke": ["may I smoke?", "are dogs allowed?"],
        }
        assert [fact.text.forms for fact in made.facts] == [{"en": "In Hill Street."}, {"en": "No."}]
        assert warnings == []

    def test_are_counted_once_where_their_questions_differ_in_signs_alone(self) -> None:
        made, _ = drafted(row("Are you open?"), row("are you open"), row("ARE YOU  OPEN?!"), row("open?"))
        assert asked(made) == {"are-you-open": ["Are you open?", "open?"]}
        assert made.twice == 2

    def test_may_have_an_answer_and_ways_to_ask_in_each_language_in_the_order_of_the_sheet(self) -> None:
        made, _ = drafted(
            row("Wann?", "Um neun.", intent="hours", language="DE"),
            row("When?", "At nine.", intent="hours", language="en"),
            row("Ab wann?", "", intent="hours", language="de"),
        )
        assert made.languages == ("de", "en")
        [intent], [fact] = made.intents, made.facts
        assert [(phrasing.lang, phrasing.text) for phrasing in intent.phrasings] == [
            ("de", "Wann?"),
            ("de", "Ab wann?"),
            ("en", "When?"),
        ]
        assert fact.text.forms == {"de": "Um neun.", "en": "At nine."}
        assert intent.title.forms == {"de": "Wann?", "en": "When?"}

    def test_cite_each_page_once_with_its_quotes_or_alone(self) -> None:
        made, _ = drafted(
            row("when?", url="https://a.example", source_title="Hours", intent="hours"),
            row("at what time?", url="https://a.example", quote="open at  nine", intent="hours"),
            row("how late?", url="https://b.example/#late", intent="hours"),
        )
        hours, late = made.sources
        assert (hours.id, hours.title, hours.publisher) == ("hours", "Hours", "a.example")
        assert (late.id, late.title, late.url) == ("b-example", "b.example", "https://b.example/#late")
        assert made.facts[0].citations == (Citation(hours, "open at nine"), Citation(late, None))


class TestNames:
    @pytest.mark.parametrize(
        ("name", "id"),
        [
            ("Call centre", "call-centre"),
            ("call__centre", "call_centre"),
            ("_private_", "private"),
            ("Возврат товара", "vozvrat-tovara"),
            ("반품", "banpum"),
            ("what's up", "whats-up"),
            ("null", "null"),
            ("x" * 28, "x" * 28),
        ],
    )
    def test_are_kept_as_far_as_an_id_can(self, name: str, id: str) -> None:
        made, _ = drafted(row("why?", intent=name))
        assert (made.intents[0].id, made.renamed) == (id, {})

    def test_that_are_too_long_end_in_a_hash_that_never_changes(self) -> None:
        name = "what_to_do_when_a_parcel_is_late"
        made, _ = drafted(row("late?", intent=name))
        [intent] = made.intents
        assert intent.id == "what_to_do_when_a-a9bd4b"
        assert made.renamed == {name: intent.id}

    def test_that_become_the_same_are_numbered_after_those_that_are_named_so(self) -> None:
        made, _ = drafted(row("Open?", "A."), row("open!", "B."), row("closed?", "C.", intent="open"))
        assert [intent.id for intent in made.intents] == ["open-2", "open-3", "open"]
        assert made.renamed == {}

    def test_of_a_question_without_a_letter_of_ours_are_a_hash(self) -> None:
        made, _ = drafted(row("١٢", "A."), row("𓀀𓀁", "B."))
        assert len({intent.id for intent in made.intents}) == 2


class TestProblems:
    def test_are_listed_all_together_by_row(self) -> None:
        assert refused(
            row(""),
            row("…?"),
            row("nothing said", ""),
            row("unproven", "A.", ""),
            row("named only", "B.", "", source_title="Hours"),
            row("no address", "C.", "shop.example/a b"),
            row("no site", "D.", "https://"),
            ["", " ", "", ""],
            row("long quote", "E.", quote="w " * 16),
            row("which language", "F.", language="english"),
            row("failed", "#REF!"),
            [*row("beside", "G."), "", "a note"],
            row("never answered", "", intent="hours"),
        ) == [
            "faq.csv:2: no question (write what people ask)",
            "faq.csv:3: no word in the question '…?' (write what people ask)",
            "faq.csv:4: no answer (write it, or the intent of a row that has it)",
            "faq.csv:5: no source (write the address of the page in source_url: no evidence, no answer)",
            "faq.csv:6: source_title without source_url (write the address of the page)",
            "faq.csv:7: source_url 'shop.example/a b' is no address of a page"
            " (write one that begins with https://, such as https://shop.example/a%20b)",
            "faq.csv:8: source_url 'https://' is no address of a page (write one that begins with https://)",
            "faq.csv:10: a quote of 16 words (shorten it to a fragment of at most 15)",
            "faq.csv:11: 'english' is no language (write a code of two or three letters, such as en)",
            "faq.csv:12: the formula in 'answer' failed: #REF! (mend it, or write what it should come to)",
            "faq.csv:13: 'a note' stands in a column without a name"
            " (name it in row 1, or empty the cell; in CSV, put a text with a comma in quotation marks)",
            "faq.csv:14: no row of the intent 'hours' has an answer (write it)",
        ]

    def test_of_two_answers_in_one_language_name_both_rows(self) -> None:
        [problem] = refused(
            row("when?", "At nine.", intent="hours"),
            row("wann?", "Um neun.", intent="hours", language="de"),
            row("at what time?", "At ten.", intent="Hours"),
        )
        assert problem == (
            "faq.csv:4: another answer of the intent 'hours' than in row 2 (make them the same, or name another intent)"
        )

    def test_of_more_sources_than_an_answer_can_show_name_the_first_too_many(self) -> None:
        [problem] = refused(*(row(f"why {at}?", url=f"https://{at}.example") for at in range(7)))
        assert problem == "faq.csv:7: more than 5 sources of one answer (leave out what proves least)"

    @pytest.mark.parametrize(
        ("header", "problems"),
        [
            (
                "question,intent",
                [
                    "the column 'answer' is missing (what the bot says; add it)",
                    "the column 'source_url' is missing (the address of the page that says so; add it)",
                ],
            ),
            (
                "Question ,anwser,URL",
                [
                    "the column 'answer' is missing (is it 'anwser'? Rename that)",
                    "the column 'source_url' is missing (is it 'url'? Rename that)",
                ],
            ),
            ("question,answer,ANSWER,source_url", ["the column 'answer' stands here twice (rename or remove one)"]),
            (
                "how do I pay?,By card.",
                [
                    "the first row names none of the columns (name the columns: question, answer, source_url,"
                    " and if you like source_title, intent, quote, language)"
                ],
            ),
        ],
    )
    def test_of_the_header_stand_in_row_1(self, header: str, problems: list[str]) -> None:
        assert refused(["a", "b", "c", "d"], header=header) == [f"faq.csv:1: {problem}" for problem in problems]

    def test_include_that_nothing_stands_below_the_header(self) -> None:
        [problem] = refused(["", " "])
        assert problem == "faq.csv:2: no question stands below the names of the columns (write some)"


class TestWarnings:
    def test_tell_of_columns_that_are_not_read(self) -> None:
        _, warnings = drafted(
            ["open?", "Yes.", "https://a.example", "x", "y"], header=" ANSWER,Question,source url,intnet,shelf"
        )
        assert warnings == [
            "faq.csv:1: the column 'intnet' is not read (did you mean 'intent'?)",
            "faq.csv:1: the column 'shelf' is not read"
            " (only question, answer, source_title, source_url, intent, quote, language are)",
        ]

    def test_tell_of_what_is_read_in_another_way_than_it_is_written(self) -> None:
        made, warnings = drafted(
            row("what is {subject}?", "a" * 2001),
            row("open?", "Yes.", "https://a.example", source_title="Hours"),
            row("Open!", "No.", "https://a.example", source_title="Times"),
            row("may I?", "Yes.", "https://b.example"),
        )
        assert asked(made)["what-is-subject"] == ["what is (subject)?"]
        assert warnings == [
            "faq.csv:2: braces in the question are read as parentheses",
            "faq.csv:2: an answer of 2001 characters: Telegram shows 1800 (shorten it, or part it into questions)",
            "faq.csv:5: the answer of row 3, from another source: both are shown (name intents to keep them apart)",
            "faq.csv:4: row 3 asks the same, but is another intent (keep one of the two)",
            "faq.csv:4: row 3 calls this page 'Hours', and that is its title now",
        ]
