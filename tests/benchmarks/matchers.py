"""citebot and its peers, made, taught and asked in one way."""

from collections.abc import Callable
from typing import TypeAlias

from tests.benchmarks.measures import Guess
from tests.benchmarks.ours import NAME, Citebot
from tests.benchmarks.peers import PEERS
from tests.benchmarks.questions import Fold

Ask: TypeAlias = Callable[[str], Guess]
Learn: TypeAlias = Callable[[Fold], Ask]


def learner(name: str) -> Learn:
    """What teaches citebot or a peer a fold, with its library already loaded.

    Raises:
        ModuleNotFoundError: the peer is not installed.
    """
    if name == NAME:
        return lambda fold: Citebot(fold.knowledge).ask
    peer = PEERS[name]()

    def learn(fold: Fold) -> Ask:
        peer.fit(fold.train)
        return peer.ask

    return learn
