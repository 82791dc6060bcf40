"""Questions that are alike stand together."""

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.clusters import Cluster, clusters


def test_other_spellings_and_orders_of_the_same_words_are_one_cluster() -> None:
    texts = [
        "who stole the lamp?",
        "Who stole the lamp",
        "who stole the lamps",
        "what is the wifi password",
        "who stole the lamp?",
        "the lamp, who stole?",
    ]
    assert clusters(texts) == (
        Cluster(("who stole the lamp?", "who stole the lamps", "the lamp, who stole?"), 5),
        Cluster(("what is the wifi password",), 1),
    )


def test_a_shared_word_makes_nothing_alike() -> None:
    assert len(clusters(["who stole the lamp", "the lamp is made of which glass", "lamp"])) == 3


@given(st.lists(st.text(max_size=20)))
def test_every_question_is_in_one_cluster(texts: list[str]) -> None:
    found = clusters(texts)
    assert sum(cluster.count for cluster in found) == len(texts)
    assert [cluster.count for cluster in found] == sorted((cluster.count for cluster in found), reverse=True)
