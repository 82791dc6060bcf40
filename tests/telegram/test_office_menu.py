"""The administrators' commands in a menu: in their own private chats, in their languages, and nowhere else."""

from tests.telegram.conftest import StartBot
from tests.telegram.fake_api import Call, FakeApi, Trap
from tests.telegram.fake_methods import ApiError
from tests.telegram.people import Chat, private_chat
from tests.telegram.process import ROOT, query

OFFICE = {"stats", "unanswered", "reload"}


def of_chats(api: FakeApi, method: str = "setMyCommands") -> list[Call]:
    """The calls about the menu of one chat."""
    return [call for call in api.of(method) if call.params.get("scope", {}).get("type") == "chat"]


def concerned(calls: list[Call]) -> list[int]:
    return [call.params["scope"]["chat_id"] for call in calls]


def admins(*chats: Chat) -> str:
    return ",".join(str(chat.id) for chat in chats)


def test_an_administrator_finds_them_beside_all_others_in_each_language(api: FakeApi, start_bot: StartBot) -> None:
    office = private_chat(api)
    start_bot(BOT_ADMINS=admins(office), BOT_KNOWLEDGE=str(ROOT / "tests" / "folders" / "lighthouse"))
    offered = of_chats(api)
    assert concerned(offered) == [office.id] * 2
    assert [call.params.get("language_code") for call in offered] == [None, "de"]
    everybodys = {command["command"] for command in api.of("setMyCommands")[0].params["commands"]}
    for call in offered:
        assert {command["command"] for command in call.params["commands"]} == everybodys | OFFICE


def test_nobody_else_finds_them(api: FakeApi, start_bot: StartBot) -> None:
    start_bot(BOT_ADMINS=admins(private_chat(api)))
    others = [call for call in api.of("setMyCommands") if call not in of_chats(api)]
    assert len(others) == 3
    assert not OFFICE & {command["command"] for call in others for command in call.params["commands"]}


def test_it_is_offered_once_and_no_id_can_be_read_in_the_database(api: FakeApi, start_bot: StartBot) -> None:
    office = private_chat(api)
    start_bot(BOT_ADMINS=admins(office)).stop()
    bot = start_bot(BOT_ADMINS=admins(office))
    assert len(of_chats(api)) == 1
    assert str(office.id) not in str(query(bot, "SELECT * FROM registrations"))


def test_a_chat_that_was_never_opened_is_logged_and_tried_again(api: FakeApi, start_bot: StartBot) -> None:
    office, unopened = private_chat(api), private_chat(api)
    del api.chats.chats[unopened.id]
    bot = start_bot(BOT_ADMINS=admins(unopened, office))
    assert f"the menu of {unopened.id}" in bot.log
    assert "Chat not found" in bot.log
    assert office.ask("How many steps are there?").text.startswith("There are 164 steps.")
    bot.stop()
    api.chats.chats[unopened.id] = unopened.shape
    start_bot(BOT_ADMINS=admins(unopened, office))
    assert concerned(of_chats(api)) == [unopened.id, office.id, unopened.id]


def test_it_is_taken_from_who_is_no_administrator_any_more(api: FakeApi, start_bot: StartBot) -> None:
    before, after = private_chat(api), private_chat(api)
    start_bot(BOT_ADMINS=admins(before)).stop()
    start_bot(BOT_ADMINS=admins(after)).stop()
    start_bot(BOT_ADMINS=admins(after))
    assert concerned(of_chats(api)) == [before.id, after.id]
    assert concerned(of_chats(api, "deleteMyCommands")) == [before.id]


def test_an_administrator_who_blocked_the_bot_keeps_it_from_nothing(api: FakeApi, start_bot: StartBot) -> None:
    gone = private_chat(api)
    start_bot(BOT_ADMINS=admins(gone)).stop()
    api.trap(Trap("deleteMyCommands", refusal=ApiError("Forbidden: bot was blocked by the user", 403)))
    start_bot().stop()
    start_bot()
    assert not of_chats(api, "deleteMyCommands")[1:]
    assert private_chat(api).ask("How many steps are there?").text.startswith("There are 164 steps.")
