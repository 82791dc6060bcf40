"""Somebody who writes the knowledge that a bot answers from."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.telegram.process import KNOWLEDGE


@dataclass(frozen=True)
class Curator:
    """Changes a copy of the lighthouse's facts; the bot learns of it at its next start, or by /reload."""

    folder: Path

    @classmethod
    def beside(cls, place: Path) -> "Curator":
        return cls(shutil.copytree(KNOWLEDGE, place / "knowledge"))

    def change(self, old: str, new: str, file: str = "facts/building.yaml") -> None:
        """Write ``new`` in place of ``old``, which stands in ``file``."""
        path = self.folder / file
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))

    def restore(self, withdrawn: Mapping[Path, str]) -> None:
        """Put files back as they were."""
        for path, text in withdrawn.items():
            path.write_text(text)

    def withdraw_the_steps(self) -> Mapping[Path, str]:
        """Take the fact of the steps away; the bot goes on understanding the question. The files as they were."""
        path = self.folder / "facts" / "building.yaml"
        was = {each: each.read_text() for each in (path, self.folder / INTENTS)}
        before, _, after = path.read_text().partition("- answers: steps\n")
        path.write_text(before + "- answers: colour" + after.partition("- answers: colour")[2])
        self.change("staircase steps]}\n", "staircase steps]}\n  silent: {en: They do not count the steps.}\n", INTENTS)
        return was

    def find_the_cost(self) -> None:
        """Answer the question on which the sources were silent."""
        self.change("  silent: {en: They give no cost of the tower.}\n  instead: [height]\n", "", INTENTS)
        with (self.folder / "facts" / "building.yaml").open("a") as facts:
            facts.write(
                "- answers: cost\n"
                "  text: {en: The tower did cost 900 pounds.}\n"
                '  cite: [{source: gazette, quote: "built for 900 pounds"}]\n'
            )


INTENTS = "intents/building.yaml"
