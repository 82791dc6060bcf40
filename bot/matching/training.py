"""Everything that is learnt from one folder, in one go."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from rapidfuzz import fuzz, process

from bot.matching.calibration import Calibrator
from bot.matching.confidence import Calibration
from bot.matching.examples import Example
from bot.matching.index import Learnt, build
from bot.matching.world import World

FEWEST = 8
"""So many phrasings of each kind of small talk teach in any folder."""
TRIED = 4
"""So many phrasings of an intent are tried as small talk."""
ALIKE = 80
"""How like small talk a phrasing has to be, letter by letter, to be taken for it; 100: the same."""
OWN = 2
"""An intent of which so many are taken for small talk of one kind speaks of that itself."""


@dataclass(frozen=True, slots=True)
class Trained:
    """All that was learnt from one folder."""

    learnt: Learnt
    calibration: Calibration


def train(world: World, *, progress: Callable[[int], object] = int) -> Trained:
    """Learn from the phrasings of a folder; the same phrasings teach the same.

    Args:
        progress: told from time to time how many per cent more are done; they add up to 100.
    """
    questions = tuple(world.examiner.questions())
    smalltalk = tuple(world.examiner.smalltalk())
    progress(20)
    claimed = _claimed(smalltalk, questions)
    examples = (*questions, *_balanced([one for one in smalltalk if one.entry.intent not in claimed], questions))
    progress(10)
    learnt = build(examples, world.examiner.names())
    progress(30)
    calibration = Calibrator(world).calibrate(examples, precision=world.knowledge.precision)
    progress(40)
    return Trained(learnt, calibration)


def _balanced(smalltalk: Sequence[Example], questions: Sequence[Example]) -> Iterator[Example]:
    """Small talk, of which no kind teaches more than an intent does, so that it takes nothing from the questions."""
    sizes = Counter(one.entry.intent for one in questions)
    most = max(FEWEST, int(median(sizes.values()))) if sizes else FEWEST
    kinds = Counter(one.entry.intent for one in smalltalk)
    seen: Counter[str] = Counter()
    for one in smalltalk:
        kind = one.entry.intent
        yield replace(one, taught=seen[kind] * most % kinds[kind] < most)  # evenly from the first to the last
        seen[kind] += 1


def _claimed(smalltalk: Sequence[Example], questions: Sequence[Example]) -> set[str]:
    """The kinds of small talk that an intent of the folder is about, such as its own "who are you"."""
    wordings = [one.entry.wording for one in smalltalk]
    tried: Counter[str] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    for example in questions:
        intent = example.entry.intent
        if not example.unsaid and tried[intent] < TRIED:
            tried[intent] += 1
            found = process.extractOne(example.entry.wording, wordings, scorer=fuzz.ratio, score_cutoff=ALIKE)
            if found:
                hits[intent, smalltalk[found[2]].entry.intent] += 1
    return {kind for (_, kind), count in hits.items() if count >= OWN}
