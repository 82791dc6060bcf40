"""Questions that are alike, put together. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

ALIKE = 72.0
"""The least `token_sort_ratio`, of 100, with the most frequent wording in a cluster."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that are alike: their ``wordings``, the most frequent first, and how many questions they were."""

    wordings: tuple[str, ...]
    count: int


def clusters(texts: Iterable[str]) -> tuple[Cluster, ...]:
    """``texts`` by likeness, the largest cluster first; of equal ones, the one that comes first in ``texts``."""
    together: list[list[str]] = []
    heads: list[str] = []
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for text in texts:
        form = utils.default_process(text)
        shown.setdefault(form, text)
        counts[form] += 1
    for form, _ in counts.most_common():
        found = process.extractOne(form, heads, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
        if found:
            together[found[2]].append(form)
        else:
            heads.append(form)
            together.append([form])
    made = (Cluster(tuple(shown[form] for form in forms), sum(counts[form] for form in forms)) for forms in together)
    return tuple(sorted(made, key=lambda cluster: -cluster.count))
