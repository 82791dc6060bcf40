"""Every language of a folder: which one a message is in, how it is read, and what it is answered in."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import cycle

import pytest

from bot.answering import Answerer
from bot.checking import check
from bot.formats import moment, number
from bot.knowledge.model import SUBJECT_SLOT, Knowledge, Lang
from bot.matching.keyboards import LATIN, neighbours, retyped
from bot.matching.outcome import reached
from bot.matching.sounds import sound
from bot.matching.stems import Stems
from bot.matching.words import words
from bot.plain import text
from bot.replies import Answer, Fallback, Smalltalk
from tests.conftest import FOLDERS

PLACES_ALONE = re.compile(r"(\{\w+\}|[^\w{}])*")
LANGUAGES = ("en", "ko", "ru", "kk")


def fact(bot: Answerer, message: str, preferred: tuple[Lang, ...] = ()) -> tuple[str | None, Lang]:
    reply = bot.reply(message, preferred=preferred)
    return (reply.fact if isinstance(reply, Answer) else None), reply.lang


@pytest.mark.parametrize(
    ("message", "lang"),
    [
        ("who signed the oil and gas agreement?", "en"),
        ("석유·가스 협약은 누가 서명했나요?", "ko"),
        ("кто подписал соглашение по нефти и газу?", "ru"),
        ("мұнай-газ келісіміне кім қол қойды?", "kk"),
        ("who signed 석유·가스 협약?", "en"),
        ("oil and gas agreement 누가 서명했어?", "ko"),
        ("oil and gas agreement кто подписал?", "ru"),
        ("kto podpisal soglashenie po nefti i gazu", "ru"),
        ("munai-gaz kelisimine kim qol qoidy", "kk"),
        ("seogyu gaseu hyeobyageun nuga seomyeonghaessnayo", "ko"),
    ],
)
def test_a_message_is_understood_and_answered_in_its_own_language(
    shipped_bot: Answerer, message: str, lang: Lang
) -> None:
    assert fact(shipped_bot, message) == ("who-signed__oil-gas-agreement", lang)


@pytest.mark.parametrize(
    ("message", "meant", "lang"),
    [
        ("rnj gjlgbcfk cjukfitybt gj ytanb b ufpe&", "кто подписал соглашение по нефти и газу", "ru"),
        ("tjrdb·rktm guqdirdms snrk tjaudgoTskdy", "석유·가스 협약은 누가 서명했나요", "ko"),
        ("црщ ышптув еру щшд фтв пфы фпкууьуте", "who signed the oil and gas agreement", "en"),
    ],
)
def test_the_wrong_keyboard_is_put_right_and_the_reply_says_so(
    shipped_bot: Answerer, message: str, meant: str, lang: Lang
) -> None:
    reply = shipped_bot.reply(message)
    assert isinstance(reply, Answer)
    assert (reply.fact, reply.lang) == ("who-signed__oil-gas-agreement", lang)
    assert reply.read_as
    assert meant in reply.read_as
    assert text(reply, shipped_bot.knowledge.language(lang)).startswith(reply.read_as)


def test_gibberish_is_no_language(shipped_bot: Answerer) -> None:
    reply = shipped_bot.reply("qwertz uiop")
    assert isinstance(reply, Fallback)
    assert reply.lang == "en"


def test_what_the_message_does_not_tell_is_told_by_what_the_reader_prefers(shipped_bot: Answerer) -> None:
    assert [shipped_bot.reply("KIGAM", preferred=(lang,)).lang for lang in LANGUAGES] == list(LANGUAGES)
    assert shipped_bot.reply("KIGAM").lang == "en"
    assert shipped_bot.reply("KIGAM", preferred=("fr", "kk", "ru")).lang == "kk"
    assert shipped_bot.reply("кто подписал соглашение по нефти и газу?", preferred=("ko",)).lang == "ru"


def test_the_language_that_is_wanted_is_answered_in_whatever_the_message_is_in(shipped_bot: Answerer) -> None:
    for lang in LANGUAGES:
        reply = shipped_bot.reply("who signed the oil and gas agreement?", lang=lang)
        assert isinstance(reply, Answer)
        assert (reply.lang, reply.text) == (lang, shipped_bot.knowledge.facts[reply.fact].text.forms[lang])


def test_a_follow_up_works_across_languages(shipped_bot: Answerer) -> None:
    first = shipped_bot.reply("who signed the oil and gas agreement?")
    assert isinstance(first, Answer)
    for message, lang in (("а что оно охватывает?", "ru"), ("그건 어떤 내용이야?", "ko"), ("ол нені қамтиды?", "kk")):
        reply = shipped_bot.reply(message, previous=first.turn)
        assert isinstance(reply, Answer), message
        assert (reply.subject, reply.lang) == ("oil-gas-agreement", lang)


@pytest.mark.parametrize(
    "turns",
    [
        ("who is the president of Kazakhstan?", "and of South Korea?"),
        ("кто президент Казахстана?", "а Южной Кореи?"),
        ("카자흐스탄 대통령은 누구야?", "그럼 한국은?"),
        ("Қазақстан президенті кім?", "ал Оңтүстік Кореянікі ше?"),
    ],
)
def test_who_is_called_after_a_country_has_a_counterpart_in_another(
    shipped_bot: Answerer, turns: tuple[str, ...]
) -> None:
    reply = shipped_bot.converse(turns)
    assert isinstance(reply, Answer)
    assert reply.subject == "yoon"


@pytest.mark.parametrize(
    ("message", "lang", "key"),
    [
        ("chto skazal yun", "ru", "leader-said__yoon"),
        ("kto takoy tokaev", "ru", "person-office__tokayev"),
        ("kazmunaigaz chto podpisal", "ru", "org-signed__kazmunaygas"),
        ("forum qashan boldy", "kk", "event-when__business-forum"),
        ("jeongsanghoedam eonje", "ko", "event-when__summit"),
        ("minerls list", "en", "mineral-list"),
    ],
)
def test_latin_letters_are_heard_in_the_language_that_knows_most_of_them(
    shipped_bot: Answerer, message: str, lang: Lang, key: str
) -> None:
    assert fact(shipped_bot, message) == (key, lang)


def test_a_greeting_in_letters_of_another_language_before_small_talk_is_small_talk(shipped_bot: Answerer) -> None:
    reply = shipped_bot.reply("салем калайсын")
    assert (type(reply), reply.lang) == (Smalltalk, "kk")


@pytest.mark.parametrize(
    ("lang", "word", "forms"),
    [
        ("ru", "литий", ["лития", "литию", "литием", "литии"]),
        ("ru", "соглашение", ["соглашения", "соглашению", "соглашением", "соглашении"]),
        ("ko", "카자흐스탄", ["카자흐스탄은", "카자흐스탄에서", "카자흐스탄의", "카자흐스탄으로", "카자흐스탄이랑"]),
        ("ko", "현대엔지니어링", ["현대엔지니어링이랑", "현대엔지니어링과", "현대엔지니어링은", "현대엔지니어링에게"]),
        ("kk", "астана", ["астанада", "астанаға", "астанадан", "астананың"]),
        ("kk", "меморандум", ["меморандумға", "меморандумда", "меморандумның", "меморандумдар", "меморандумы"]),
    ],
)
def test_a_word_is_the_same_in_every_form(shipped_bot: Answerer, lang: Lang, word: str, forms: list[str]) -> None:
    stems = Stems(shipped_bot.knowledge.language(lang))
    assert {form: stems[form] for form in forms} == dict.fromkeys(forms, stems[word])


def named(bot: Answerer, lang: Lang, message: str) -> set[str]:
    matcher = bot.tongues.matcher(lang)
    return {mention.entity for mention in matcher.read(message).mentions}


ENDINGS = {
    "ru": ("с {}", "о {}", "{}"),
    "ko": ("{}은 뭐야", "{}이랑", "{}에서", "{}의 역할"),
    "kk": ("{} туралы", "{}", "{}-да"),
}


@pytest.mark.parametrize("lang", ["ko", "ru", "kk"])
def test_every_entity_is_found_by_each_of_its_names_with_what_is_put_to_names(
    shipped_bot: Answerer, lang: Lang
) -> None:
    lost = [
        f"{pattern.format(name)} ({entity.id})"
        for entity in shipped_bot.knowledge.entities.values()
        for name in (entity.name.forms[lang], *entity.aliases.get(lang, ()))
        for pattern in ENDINGS[lang]
        if entity.id not in named(shipped_bot, lang, pattern.format(name))
    ]
    assert len(lost) <= 0.02 * len(shipped_bot.knowledge.entities) * len(ENDINGS[lang]), lost


CASES = {"ru": ("а", "у", "ом", "е"), "ko": ("은", "의", "에서", "이랑"), "kk": ("да", "ға", "дан")}
"""Endings as they stand at the names of one word that end in a consonant (Russian), or at any name."""
WHOLE_SUBJECT = re.compile(re.escape(SUBJECT_SLOT) + r"(?=\s|$|\?)")
IN_CONSONANTS = re.compile(r"[а-яА-Я]+[бвгджзклмнпрстфхцчшщ]")


@pytest.mark.parametrize("lang", list(CASES))
def test_phrasings_reach_their_intent_with_any_ending_at_their_subject(shipped_bot: Answerer, lang: Lang) -> None:
    """Not every ending fits every question, so that two in a hundred may be lost."""
    messages = list(inflected(shipped_bot.knowledge, lang))
    matcher = shipped_bot.tongues.matcher(lang)
    lost = [message for intent, message in messages if intent not in reached(matcher.match(matcher.read(message)))]
    assert len(messages) > 50
    assert len(lost) <= 0.02 * len(messages), lost


def inflected(knowledge: Knowledge, lang: Lang) -> Iterator[tuple[str, str]]:
    """The intent, and every third of its phrasings with an entity that it has a fact about, each ending in its turn."""
    endings = cycle(CASES[lang])
    for id, subjects in knowledge.subjects().items():
        asked = [phrasing.text for phrasing in knowledge.intents[id].phrasings if phrasing.lang == lang]
        names = [knowledge.entities[subject].name.into(lang) for subject in subjects if subject]
        if lang == "ru":
            names = [name for name in names if IN_CONSONANTS.fullmatch(name)]
        for phrasing, name in zip(filter(WHOLE_SUBJECT.search, asked[::3]), cycle(names), strict=False):
            yield id, WHOLE_SUBJECT.sub(name + next(endings), phrasing)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_left_untranslated_and_no_reply_mixes_languages(shipped_bot: Answerer, lang: Lang) -> None:
    knowledge = shipped_bot.knowledge
    texts = (fact.text.forms for fact in knowledge.facts.values())
    said = [
        text[lang] for text in texts if "HANGUL" not in scripts(text["en"])
    ]  # but where the spelling is the subject
    said += [title(shipped_bot, intent, lang) for intent in knowledge.intents]
    said += (message for message in knowledge.language(lang).messages.values() if not PLACES_ALONE.fullmatch(message))
    script = {"en": "LATIN", "ko": "HANGUL", "ru": "CYRILLIC", "kk": "CYRILLIC"}[lang]
    others = {"LATIN", "HANGUL", "CYRILLIC"} - {script, "LATIN"}
    for line in said:
        assert script in scripts(line), line
        assert others.isdisjoint(scripts(line)), line


def title(bot: Answerer, intent: str, lang: Lang) -> str:
    return bot.knowledge.intents[intent].title.forms[lang].replace(SUBJECT_SLOT, "")


def scripts(line: str) -> set[str]:
    return {unicodedata.name(sign, "?").split(" ")[0] for sign in line if sign.isalpha()}


def test_words_compare_as_they_are_meant() -> None:
    assert words(unicodedata.normalize("NFD", "한국어 물음")) == ["한국어", "물음"]
    assert words("Всё ЕЩЁ за́мок") == ["все", "еще", "замок"]
    assert words("КАКОЙ литий") == ["какой", "литий"]
    assert words("KIGAM은 6월에 MOU를") == ["kigam", "은", "6", "월에", "mou", "를"]
    assert words("café naïve") == ["cafe", "naive"]


def test_what_sounds_the_same_is_read_the_same() -> None:
    for native, latin in (("қол", "qol"), ("қол", "кол"), ("жасады", "jasady"), ("литий", "litii"), ("누가", "nuga")):
        assert sound(native) == sound(latin)
    assert sound("кто") != sound("что")


def test_neighbouring_keys_lie_side_by_side() -> None:
    russian = neighbours({"q": "й", "w": "ц", "e": "у", "s": "ы", "[": "х", "p": "з", ";": "ж", "'": "э", "1": "!"})
    assert LATIN["g"] == set("ftyhbv")
    assert russian["ц"] == set("йуы")
    assert russian["х"] == set("зжэ")
    assert "1" not in russian
    for keys in (LATIN, russian):
        assert all(key in keys[near] for key, around in keys.items() for near in around)


def test_keys_make_syllables_of_every_kind() -> None:
    keys = dict(zip("rskfhwlEd", "ㄱㄴㅏㄹㅗㅈㅣㄸㅇ", strict=True))
    assert retyped("rksk ehl? fhl Ekfr", keys | {"e": "ㄷ"}) == "가나 되? 뢰 땄ㄱ".replace("땄ㄱ", "딹")


def test_what_was_typed_with_korean_keys_is_known_by_the_letters_of_its_syllables() -> None:
    back = dict(zip("ㅈㅗㅐㅑㅛㄱㅏㄴㄷㄹㅌㅓㅃ", "whoiyrksefxjQ", strict=True))
    assert retyped("좨 ㅑㄴ ㅛㅐㅕ", back) == "who is yoㅕ"
    assert retyped("갋 밝 빤", {**back, "ㅂ": "q"}) == "rkfq qkfr Qks"


def test_dates_and_numbers_are_written_as_readers_do() -> None:
    assert [moment("2024-06-12 19:49", lang) for lang in LANGUAGES] == [
        "12 June 2024, 19:49",
        "2024년 6월 12일, 19:49",
        "12 июня 2024\u202fг., 19:49",
        "2024\u202fж. 12 маусым, 19:49",
    ]
    assert moment("in June", "ru") == "in June"
    assert [number(120_000, lang) for lang in ("en", "ru", "xx")] == ["120,000", "120\u00a0000", "120,000"]


def harbour_problems() -> Iterator[str]:
    """What the check says of the folder in a language that nobody shipped, besides sentences it says in English."""
    return (str(problem) for problem in check(FOLDERS / "harbour") if "is missing (in English" not in problem.message)


def test_a_further_language_needs_no_python(harbour: Answerer) -> None:
    assert [*harbour_problems()] == []
    assert fact(harbour, "Yulduzning qurilgan yili") == ("built__star", "uz")
    assert fact(harbour, "koʻk kemaning uzunligi necha metr") == ("length__star", "uz")
    assert fact(harbour, "how long is the Star") == ("length__star", "en")
    silent = harbour.reply("qizil kemaning kapitani kim")
    assert isinstance(silent, Fallback)
    assert silent.text == "Manbalarimda bu haqda aytilmagan. Kapitan nomi aytilmagan."
    assert harbour.reply("salom").text == "Salom! Mavzuim: Gall burnining kemalari."
