"""The last run of each file of questions on each folder, kept as JSON."""

import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.errors import InputError
from bot.evaluation.changes import Judged, Run
from bot.evaluation.labelled import RESULTS

FORMAT = 1


def place(state: Path, *, folder: Path, questions: Path) -> Path:
    """Where under ``state`` the last run of ``questions`` on ``folder`` is kept."""
    paths = f"{folder.resolve()}\0{questions.resolve()}"
    return state / "eval" / f"{hashlib.sha256(paths.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.json"


def recall(file: Path) -> Run | None:
    """The run in ``file``, None if there is none.

    Raises:
        InputError: the file holds something else.
    """
    try:
        return _run(json.loads(file.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise InputError(f"{file}: not the results of an earlier run (they are ignored and written anew)") from None


def remember(file: Path, run: Run) -> None:
    """Keep ``run`` in ``file``, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(f".{os.getpid()}")
    beside.write_text(json.dumps({"format": FORMAT, **asdict(run)}, indent=0), encoding="utf-8")
    beside.replace(file)


def _run(raw: Any) -> Run:
    if raw["format"] != FORMAT:
        raise ValueError(raw["format"])
    return Run(_text(raw["date"]), _text(raw["knowledge"]), tuple(map(_judged, raw["outcomes"])))


def _judged(raw: Any) -> Judged:
    lang = raw["lang"]
    return Judged(
        turns=tuple(map(_text, raw["turns"])),
        lang=lang if lang is None else _text(lang),
        nth=int(raw["nth"]),
        result=RESULTS[RESULTS.index(raw["result"])],
        confidence=float(raw["confidence"]),
    )


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError(raw)
    return raw
