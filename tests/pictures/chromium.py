"""Headless Chromium, told by its DevTools protocol what to take pictures of."""

import asyncio
import re
import shutil
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--hide-scrollbars", "--disable-lcd-text"),
)
START_SECONDS = 30
LISTENING = re.compile(r"DevTools listening on ws://([^/]+)/")


def found() -> str | None:
    """The program, if the machine has it."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Screen:
    """A page open in Chromium."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._sent = 0

    async def show(self, page: Path, *, width: int, dark: bool = False, scale: float = 1) -> None:
        """Open ``page`` on a screen ``width`` pixels wide, each as many dots as ``scale``."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self._do("Emulation.setEmulatedMedia", features=[scheme])
        size = {"width": width, "height": 900, "deviceScaleFactor": scale, "mobile": False}
        await self._do("Emulation.setDeviceMetricsOverride", **size)
        await self._do("Page.navigate", url=page.as_uri())
        ready = "document.readyState == 'complete' || new Promise(done => addEventListener('load', done))"
        await self._do("Runtime.evaluate", expression=ready, awaitPromise=True)

    async def picture(self, selector: str = "html") -> bytes:
        """A PNG of the first element that ``selector`` finds, however tall."""
        box = f"JSON.parse(JSON.stringify(document.querySelector('{selector}').getBoundingClientRect()))"
        found = await self._do("Runtime.evaluate", expression=box, returnByValue=True)
        clip = {key: found["result"]["value"][key] for key in ("x", "y", "width", "height")}
        taken = await self._do("Page.captureScreenshot", captureBeyondViewport=True, clip={**clip, "scale": 1})
        return b64decode(taken["data"])

    async def _do(self, method: str, **params: Any) -> dict[str, Any]:
        self._sent += 1
        await self._socket.send_json({"id": self._sent, "method": method, "params": params})
        while (answer := await self._socket.receive_json()).get("id") != self._sent:
            pass
        result: dict[str, Any] = answer["result"]
        return result


@asynccontextmanager
async def screen(program: str, folder: Path) -> AsyncIterator[Screen]:
    """Chromium with an empty profile in ``folder``, ended afterwards."""
    flags = (*FLAGS, "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank")
    process = await asyncio.create_subprocess_exec(program, *flags, stderr=asyncio.subprocess.PIPE)
    try:
        address = await asyncio.wait_for(_address(process.stderr), START_SECONDS)
        async with ClientSession(address) as session:
            pages = [page for page in await (await session.get("/json/list")).json() if page["type"] == "page"]
            async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Screen(socket)
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def _address(log: asyncio.StreamReader | None) -> str:
    """Where Chromium says that its DevTools listen."""
    assert log
    async for line in log:
        if found := LISTENING.search(line.decode()):
            return f"http://{found[1]}"
    raise RuntimeError("Chromium did not start")
