"""Every rule of a knowledge folder: its form, its evidence, and what only the matcher can judge."""

from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from bot.errors import InputError, Problem
from bot.knowledge.load import inspect
from bot.knowledge.model import SUBJECT_SLOT, Intent, Knowledge, Lang, Phrasing
from bot.knowledge.proof import Proof, misquoted
from bot.knowledge.read import Place
from bot.matching.outcome import reached
from bot.matching.sounds import sound
from bot.matching.stems import Stems
from bot.matching.tongues import Tongues
from bot.matching.words import normalise, words
from bot.prepared import prepared


def check(folder: Path, *, sources: Path | None = None) -> tuple[Problem, ...]:
    """Every problem of ``folder``, in the order of files and lines.

    What the matcher says is only asked of a folder that loads.

    Args:
        sources: a folder with the plain text of each source, named after its id (``timesca.txt``), to prove the
            quotes by.

    Raises:
        InputError: there is no such folder.
    """
    loaded = inspect(folder, questions=True)
    problems = [*loaded.problems, *loaded.untranslated]
    if loaded.knowledge is not None:
        problems += _evidence(loaded.knowledge, loaded.places)
        problems += _twice(loaded.knowledge, loaded.places)
        problems += _wordless(loaded.knowledge, loaded.places)
        if sources is not None:
            problems += _quotes(loaded.knowledge, loaded.places, _texts(sources))
        if not loaded.problems:
            tongues = prepared(folder).tongues
            problems += _alike(loaded.knowledge, loaded.places, tongues)
            problems += _astray(loaded.knowledge, loaded.places, tongues)
    return tuple(sorted(set(problems)))


def _evidence(knowledge: Knowledge, places: Mapping[str, Place]) -> Iterator[Problem]:
    stems = {
        lang: Stems(knowledge.language(lang), (name for _, name in knowledge.names_in(lang)))
        for lang in knowledge.languages
    }

    def forms(lang: Lang, word: str) -> Set[str]:
        stem = stems[lang][normalise(word)]
        return {stem, sound(word), sound(stem)}

    proof = Proof(knowledge, forms)
    for fact in knowledge.facts.values():
        for unproven in proof.unproven(fact):
            place = places[f"text:{fact.key}:{unproven.lang}"]
            found = f"{fact.key}: '{unproven.what}' in the answer ({unproven.lang}) stands in no quote"
            yield _problem(place, f"{found} (cite what proves it, or name the entity)")


def _quotes(knowledge: Knowledge, places: Mapping[str, Place], texts: Mapping[str, str]) -> Iterator[Problem]:
    for fact in knowledge.facts.values():
        for citation in fact.citations:
            if wrong := misquoted(citation, texts):
                yield _problem(places[f"fact:{fact.key}"], f"{fact.key}: the quote “{citation.quote}”: {wrong}")


def _texts(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder (give one with a text file for each source)")
    return {path.stem: _text(path) for path in sorted(folder.glob("*.txt"))}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path}: not UTF-8 text (save the file with UTF-8 encoding)") from None


def _twice(knowledge: Knowledge, places: Mapping[str, Place]) -> Iterator[Problem]:
    """The same words, in the same order, twice among the phrasings of one intent."""
    first: dict[tuple[str, ...], str] = {}
    for intent, phrasing, place in _phrasings(knowledge, places):
        wording = (intent.id, phrasing.lang, *words(phrasing.text.replace(SUBJECT_SLOT, " subjectslot ")))
        if wording in first:
            yield _problem(place, f"{intent.id}: '{phrasing.text}' stands already in {first[wording]} (remove one)")
        first.setdefault(wording, f"{place.file}:{place.line}")


def _wordless(knowledge: Knowledge, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Names in which nothing is left once they are read as messages are."""
    for entity in knowledge.entities.values():
        for name in entity.names():
            if not words(name):
                message = f"{entity.id}: '{name}' has no word in it by which it could be recognised (remove it)"
                yield _problem(places[f"entity:{entity.id}"], message)


def _alike(knowledge: Knowledge, places: Mapping[str, Place], tongues: Tongues) -> Iterator[Problem]:
    """Phrasings that, with one of their subjects filled in, ask what a phrasing of another intent asks."""
    first: dict[tuple[str, ...], tuple[str, str]] = {}  # the first of a signature is its language
    subjects = knowledge.subjects()
    for intent, phrasing, place in _phrasings(knowledge, places):
        filled_in = subjects.get(intent.id, [None]) if SUBJECT_SLOT in phrasing.text else [None]
        for subject in filled_in:
            asked = phrasing.lang, *tongues.matcher(phrasing.lang).signature(phrasing.text, subject)
            other, where = first.setdefault(asked, (intent.id, f"{place.file}:{place.line}"))
            if other != intent.id:
                about = f" of '{subject}'" if subject else ""
                message = f"'{phrasing.text}'{about} asks the same as '{other}' in {where} (keep it in one of the two)"
                yield _problem(place, f"{intent.id}: {message}")


def _astray(knowledge: Knowledge, places: Mapping[str, Place], tongues: Tongues) -> Iterator[Problem]:
    """Phrasings that, asked as they stand, reach another intent than their own."""
    subjects = knowledge.subjects()
    for intent, phrasing, place in _phrasings(knowledge, places):
        subject = subjects[intent.id][0] if intent.id in subjects else _any_subject(knowledge, intent)
        name = knowledge.entities[subject].name.into(phrasing.lang) if subject else ""
        matcher = tongues.matcher(phrasing.lang)
        outcome = matcher.match(matcher.read(phrasing.text.replace(SUBJECT_SLOT, name)))
        found = reached(outcome)
        if intent.id not in found:
            where = " or ".join(f"'{other}'" for other in sorted(found))
            fate = (
                f"reaches {where} (make the two differ in their words)"
                if where
                else "is not understood (use words that only this question has)"
            )
            yield _problem(place, f"{intent.id}: '{phrasing.text}' {fate}")


def _any_subject(knowledge: Knowledge, intent: Intent) -> str | None:
    return next((entity.id for entity in knowledge.entities.values() if entity.kind in intent.subjects), None)


def _phrasings(knowledge: Knowledge, places: Mapping[str, Place]) -> Iterator[tuple[Intent, Phrasing, Place]]:
    for intent in knowledge.intents.values():
        count: dict[str, int] = {}
        for phrasing in intent.phrasings:
            index = count.get(phrasing.lang, 0)
            count[phrasing.lang] = index + 1
            yield intent, phrasing, places[f"phrasing:{intent.id}:{phrasing.lang}:{index}"]


def _problem(place: Place, message: str) -> Problem:
    return Problem(place.file, place.line, message)
