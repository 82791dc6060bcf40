"""What people install: everything that the bot reads is in the wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_wheel_holds_all_that_the_checkout_reads(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
    knowledge = {f"bot/shipped/{file.relative_to(ROOT / 'knowledge')}" for file in (ROOT / "knowledge").rglob("*.yaml")}
    ends = ("py", "yaml", "json", "html", "css")
    read = {str(file.relative_to(ROOT)) for end in ends for file in (ROOT / "bot").rglob(f"*.{end}")}
    assert knowledge | read <= held
