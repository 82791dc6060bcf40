"""A small Bot API server on 127.0.0.1: the whole of Telegram that the tests need, over real HTTP.

It runs in a thread of its own. Tests push updates, wait for the bot's calls, and make the next calls fail.
"""

import asyncio
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.telegram.fake_methods import PARAMETERS, ApiError, Chats, Json, decoded
from tests.telegram.shapes import strays

TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
ME: Json = {
    "id": 123456789,
    "is_bot": True,
    "first_name": "Skerry",
    "username": "skerry_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_guest_queries": False,
    "supports_inline_queries": False,
    "can_connect_to_business": False,
    "has_main_web_app": False,
    "has_topics_enabled": False,
    "allows_users_to_create_topics": False,
    "can_manage_bots": False,
}
DEADLINE_SECONDS = 15.0
"""How long a test waits for what must come. Nothing is measured by it: what comes, comes far sooner."""


@dataclass(frozen=True)
class Call:
    """A call of the bot, and what came of it: ``result``, or the description of the ``error``."""

    method: str
    params: Json
    result: Any = None
    error: str | None = None

    @property
    def chat_id(self) -> int | None:
        return int(self.params["chat_id"]) if "chat_id" in self.params else None


@dataclass
class Trap:
    """What happens to the next call of a method instead of its answer (or before it, if there is only ``hold``)."""

    method: str
    chat_id: int | None = None
    refusal: ApiError | None = None
    drop: bool = False
    hold: threading.Event | None = None
    sprung: threading.Event = field(default_factory=threading.Event)

    def await_sprung(self) -> None:
        """Wait until a call has fallen into it."""
        assert self.sprung.wait(DEADLINE_SECONDS), f"no {self.method} came"

    def release(self) -> None:
        """Let go of the call that it holds."""
        assert self.hold
        self.hold.set()

    def fits(self, call: Call) -> bool:
        return self.method == call.method and self.chat_id in {None, call.chat_id}


class FakeApi:
    """Telegram, as far as one bot can see it."""

    def __init__(self) -> None:
        self.chats = Chats(ME)
        self.calls: list[Call] = []
        self.traps: list[Trap] = []
        self.unexpected: list[Call] = []
        self.polls = 0
        self._updates: list[Json] = []
        self._next_update = 5000
        self._changed = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._pushed = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "FakeApi":
        self._thread.start()
        self._in_loop(self._serve(0))
        return self

    def stop(self) -> None:
        self.disappear()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def disappear(self) -> None:
        """Refuse connections until `reappear`."""
        if self._runner:
            self._in_loop(self._runner.cleanup())
            self._runner = None

    def reappear(self) -> None:
        self._in_loop(self._serve(self.port))

    def push(self, **update: Any) -> int:
        """Give the bot an update, again and again until it acknowledges it; returns its id."""
        assert not strays({"update_id": 0, **update})
        return self.push_anything(**update)

    def push_anything(self, **update: Any) -> int:
        """The same with what no Bot API would give."""
        with self._changed:
            self._next_update += 1
            self._updates.append({"update_id": self._next_update, **deepcopy(update)})
            number = self._next_update
        self._loop.call_soon_threadsafe(self._pushed.set)
        return number

    def trap(self, trap: Trap) -> Trap:
        """Spring ``trap`` on the next call that fits."""
        with self._changed:
            self.traps.append(trap)
        return trap

    def await_call(self, fits: Callable[[Call], bool], *, after: int = 0) -> tuple[int, Call]:
        """The first finished call from number ``after`` on that ``fits``, and the number behind it."""
        found: tuple[int, Call] | None = self._await(
            lambda: next(
                ((number, call) for number, call in enumerate(self.calls[after:], after + 1) if fits(call)), None
            )
        )
        assert found, f"no such call came; there were {[(call.method, call.error) for call in self.calls[after:]]}"
        return found

    def await_refusal(self) -> Call:
        """The refused call that the test expects: without it, a refusal fails the test."""
        assert self._await(lambda: self.unexpected), "no call was refused"
        return self.unexpected.pop()

    def await_acknowledged(self, update_id: int) -> None:
        """Wait until the bot has said that it has this update."""
        assert self._await(lambda: all(update["update_id"] > update_id for update in self._updates)), "not acknowledged"

    def await_polling(self, before: int) -> bool:
        """Wait a second for a bot to fetch updates, for the next time after ``before`` times; whether it did."""
        with self._changed:
            return self._changed.wait_for(lambda: self.polls > before, 1)

    def of(self, method: str) -> list[Call]:
        """The finished calls of ``method``, oldest first."""
        with self._changed:
            return [call for call in self.calls if call.method == method]

    def _await(self, condition: Callable[[], Any]) -> Any:
        with self._changed:
            return self._changed.wait_for(condition, DEADLINE_SECONDS)

    def _in_loop(self, coroutine: Any) -> Any:
        future: Future[Any] = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        return future.result(DEADLINE_SECONDS)

    async def _serve(self, port: int) -> None:
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        listening = socket.create_server(("127.0.0.1", port))
        self.port = listening.getsockname()[1]
        await web.SockSite(self._runner, listening).start()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if request.match_info["token"] != TOKEN:
            return _error(ApiError("Unauthorized", 401))
        form = await request.post()
        params = decoded({name: _value(value) for name, value in form.items()})
        call = Call(method, params)
        trap = self._sprung(call)
        if trap and trap.hold:
            await asyncio.to_thread(trap.hold.wait, DEADLINE_SECONDS)
        if trap and trap.drop:
            self._finished(call, error="connection dropped", expected=True)
            assert request.transport
            request.transport.close()
            return web.Response()
        if trap and trap.refusal:
            self._finished(call, error=trap.refusal.description, expected=True)
            return _error(trap.refusal)
        return await self._answer(call)

    def _sprung(self, call: Call) -> Trap | None:
        with self._changed:
            trap = next((trap for trap in self.traps if trap.fits(call)), None)
            if trap:
                self.traps.remove(trap)
                trap.sprung.set()
            return trap

    async def _answer(self, call: Call) -> web.Response:
        if call.method not in PARAMETERS:
            self._finished(call, error="Not Found")
            return _error(ApiError("Not Found", 404))
        try:
            with self._changed:
                result = self.chats.call(call.method, call.params)
        except ApiError as refusal:
            self._finished(call, error=refusal.description)
            return _error(refusal)
        if call.method == "getUpdates":
            result = await self._updates_from(int(call.params.get("offset", 0)), float(call.params.get("timeout", 0)))
        self._finished(call, result=result)
        return web.json_response({"ok": True, "result": result})

    async def _updates_from(self, offset: int, seconds: float) -> list[Json]:
        with self._changed:
            self._updates = [update for update in self._updates if update["update_id"] >= offset]
            self.polls += 1
            self._changed.notify_all()
        if not self._updates and seconds:
            self._pushed.clear()
            try:
                await asyncio.wait_for(self._pushed.wait(), seconds)
            except TimeoutError:
                return []
        return list(self._updates)

    def _finished(self, call: Call, *, result: Any = None, error: str | None = None, expected: bool = False) -> None:
        done = Call(call.method, call.params, deepcopy(result), error)
        with self._changed:
            self.calls.append(done)
            if error and not expected:
                self.unexpected.append(done)
            self._changed.notify_all()


def _value(value: Any) -> Any:
    """A parameter; of a file uploaded, the file itself."""
    return value.file.read() if isinstance(value, web.FileField) else str(value)


def _error(refusal: ApiError) -> web.Response:
    body: Json = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return web.json_response(body, status=refusal.status)
