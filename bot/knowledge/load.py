"""From a folder of YAML to `Knowledge`: parsed once, at the border, with every problem reported together."""

import hashlib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from bot.knowledge.build import Loaded, build
from bot.knowledge.files import files_of, own_words, yaml_files
from bot.knowledge.model import Knowledge
from bot.knowledge.read import Document, read_yaml
from bot.knowledge.shape import closest, judge
from bot.knowledge.translations import TRANSLATED

FILES = {"bot.yaml": "bot", "sources.yaml": "sources", "questions.yaml": "questions"}
FOLDERS = {"entities": "entities", "intents": "intents", "facts": "facts", "languages": "language"}
SHAPES = (*FILES.values(), *FOLDERS.values(), *(f"translated-{shape}" for shape in TRANSLATED))
REQUIRED = ("bot.yaml", "sources.yaml")


def load(folder: Path) -> Knowledge:
    """The knowledge in ``folder``.

    Raises:
        InputError: there is no such folder.
        KnowledgeError: it has problems; the error holds all of them.
    """
    return inspect(folder).sound()


def inspect(folder: Path, *, questions: bool = False) -> Loaded:
    """What could be built of ``folder``, with all its problems.

    Args:
        questions: judge the labelled questions too, which the bot itself does not need.

    Raises:
        InputError: there is no such folder.
    """
    paths = files_of(folder, questions=questions)
    read: dict[str, list[Document]] = {name: [] for name in SHAPES}
    strays = []
    for path in yaml_files(own_words()):
        read["language"].append(_judged(path, path.name, "language"))
    for name, path in paths.items():
        shape = _shape(name)
        if shape:
            read[shape].append(_judged(path, name, shape))
        else:
            strays.append(_stray(name))
    for name in REQUIRED:
        if name not in paths:
            missing = Document(name, unfit={None})
            missing.report("the file is missing (every folder of knowledge needs it)")
            read[FILES[name]].append(missing)
    return build(read, strays, version=_version(document for group in read.values() for document in group))


def _shape(name: str) -> str | None:
    match PurePosixPath(name).parts:
        case [file]:
            return FILES.get(file)
        case [folder, file] if file.endswith(".yaml"):
            return FOLDERS.get(folder)
        case ["languages", _, "bot.yaml"]:
            return "translated-bot"
        case ["languages", _, "questions.yaml"]:
            return "questions"
        case ["languages", _, folder, file] if file.endswith(".yaml") and folder in TRANSLATED:
            return f"translated-{folder}"
    return None


def _judged(path: Path, name: str, shape: str) -> Document:
    document = read_yaml(path, name)
    if document.value is None:
        document.unfit.add(None)
    else:
        judge(document, shape)
    return document


def _stray(name: str) -> Document:
    path = PurePosixPath(name)
    places = {str(PurePosixPath(known).with_suffix("")): known for known in FILES}
    places |= {f"{folder}/{path.stem}": f"{folder}/{path.stem}.yaml" for folder in FOLDERS}
    known = ", ".join((*FILES, *(f"{folder}/NAME.yaml" for folder in FOLDERS)))
    document = Document(name)
    meant = closest(str(path.with_suffix("")), places)
    hint = f"did you mean '{places[meant]}'?" if meant else f"those are {known}"
    document.report(f"not a file of a knowledge folder ({hint})")
    return document


def _version(documents: Iterable[Document]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        digest.update(f"{document.file}\0{document.digest}\0".encode())
    return digest.hexdigest()
