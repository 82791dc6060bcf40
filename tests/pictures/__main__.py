"""``python -m tests.pictures``: a page of chats, and pictures of it where there is Chromium, in ``build/pictures``."""

import asyncio
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from platformdirs import user_cache_path

from bot.knowledge.files import shipped
from bot.prepared import prepared
from tests.pictures import chromium, page
from tests.pictures.chats import talked

HERE = Path(__file__).parent
BUILD = HERE.parents[1] / "build" / "pictures"
IN_README = ("private", "group", "korean")
WIDTHS = {"wide": 1440, "phone": 390}
README_WIDTH, SCALE = 460, 1.5
COLOURS = 256


def main() -> None:
    BUILD.mkdir(parents=True, exist_ok=True)
    answerer = prepared(shipped())
    for lang in answerer.knowledge.languages:
        answerer.tongues.matcher(lang)
    with tempfile.TemporaryDirectory() as folder:
        made = BUILD / "chats.html"
        made.write_text(page.render(talked(Path(folder), user_cache_path())), encoding="utf-8")
        print(made)
        program = chromium.found()
        if program is None:
            raise SystemExit("Without Chromium there are no pictures of it (Debian: apt-get install chromium)")
        asyncio.run(_pictures(program, made, Path(folder) / "profile"))


async def _pictures(program: str, made: Path, profile: Path) -> None:
    async with chromium.screen(program, profile) as screen:
        for name, width in WIDTHS.items():
            for dark in (False, True):
                await screen.show(made, width=width, dark=dark)
                _write(BUILD / f"{name}-{'dark' if dark else 'light'}.png", await screen.picture())
        await screen.show(made, width=README_WIDTH, scale=SCALE)
        for id in IN_README:
            _write(HERE / f"{id}.png", _small(await screen.picture(f"#{id}")))


def _small(picture: bytes) -> bytes:
    """``picture`` in fewer colours, which nobody sees and a clone of the repository feels."""
    small = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(
        small, "PNG", optimize=True
    )
    return small.getvalue()


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    print(path)


if __name__ == "__main__":
    main()
