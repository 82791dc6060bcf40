"""Versions of facts, and the answers that cite them."""

from dataclasses import replace

from bot.matching.turn import Turn
from bot.store.protocol import Promise, Shown, Store, Version
from bot.store.schema import ANSWERS, PROMISES

from .conftest import Rows

OLD, NEW, OTHER = Version("1", "steps", "{}"), Version("2", "steps", "{ }"), Version("3", "height", "{}")
SHOWN = Shown("chat", 7, "sealed", "me", "en", ("1", "3"))


def test_what_is_learnt_anew_replaces_the_rest_and_what_comes_back_stands_again(store: Store) -> None:
    store.learn([OLD, OTHER])
    assert (store.version("1"), store.version("4"), store.replaced(9)) == (OLD, None, ())
    store.learn([NEW, OTHER])
    (replaced,) = store.replaced(9)
    assert replace(replaced, replaced_at=None) == OLD
    store.learn([NEW, OTHER])
    assert store.replaced(9) == (replaced,)
    store.learn([OLD, OTHER])
    assert [version.id for version in store.replaced(9)] == ["2"]
    assert store.version("1") == OLD


def test_an_answer_is_outdated_when_anything_that_it_cites_is(store: Store) -> None:
    store.show(SHOWN, 30)
    store.show(replace(SHOWN, message_id=8, versions=("3",)), 30)
    store.show(replace(SHOWN, message_id=9, versions=("1",)), 0)
    assert store.outdated(["1", "3"]) == ()
    assert store.outdated(["2", "3"]) == (SHOWN,)
    assert store.outdated([]) == (replace(SHOWN, message_id=8, versions=("3",)), SHOWN)


def test_a_correction_is_kept_and_counted_unless_the_answer_was_another_by_then(store: Store) -> None:
    store.learn([OLD, OTHER])
    store.show(SHOWN, 30)
    store.learn([NEW, OTHER])
    now = replace(SHOWN, versions=("2", "3"))
    store.corrected(SHOWN, now, edited=True)
    assert store.shown(SHOWN.chat, 7) == now
    assert [version.reached for version in store.replaced(9)] == [1]
    store.corrected(SHOWN, replace(SHOWN, versions=()), edited=False)
    assert store.shown(SHOWN.chat, 7) == now


def test_an_answer_is_outdated_too_when_what_was_withdrawn_from_it_is_back(store: Store) -> None:
    store.learn([OLD, OTHER])
    store.show(SHOWN, 30)
    store.learn([OTHER])
    left = replace(SHOWN, versions=("3",), withdrawn=("1",))
    store.corrected(SHOWN, left, edited=True)
    assert store.shown(SHOWN.chat, 7) == left
    assert store.outdated(["3"]) == ()
    store.learn([NEW, OTHER])
    assert store.outdated(["2", "3"]) == (left,)
    store.learn([])
    store.corrected(left, replace(SHOWN, versions=(), withdrawn=("1", "3")), edited=True)
    assert store.outdated([]) == ()


def test_ids_go_with_the_message_the_user_the_chat_and_the_days(store: Store, rows: Rows) -> None:
    store.show(SHOWN, 30)
    store.unshow(SHOWN.chat, SHOWN.message_id)
    assert rows(ANSWERS) == []
    store.show(SHOWN, 30)
    assert store.forget("me") == {"answers": 1}
    store.show(SHOWN, 30)
    store.leave("chat")
    assert rows(ANSWERS) == []
    store.show(SHOWN, 1)
    store.show(replace(SHOWN, message_id=8), 0)
    assert store.expire(1) == 1
    assert [row.message_id for row in rows(ANSWERS)] == [7]


def test_a_promise_is_kept_once_a_message_masked_and_released(store: Store, rows: Rows) -> None:
    promise = Promise("chat", 7, "sealed", "me", "how high?", "en", 5, Turn("height", "tower"))
    store.promise(replace(promise, text="call +7 701 123 45 67"))
    assert [each.text for each in store.promises()] == ["call •••"]
    store.promise(promise)
    assert store.promises() == (promise,)
    store.release("other", 7)
    store.release("chat", 7)
    assert store.promises() == ()
    store.promise(promise)
    assert store.forget("me") == {"promises": 1}
    store.promise(promise)
    assert store.expire(0) == 1
    assert rows(PROMISES) == []
