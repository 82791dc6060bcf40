"""The order of updates: one chat in turn, many chats at once, nothing kept afterwards."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Chat, Update
from telegram.constants import ChatType

from bot.telegram.order import MOST_UPDATES_A_CHAT, ChatOrder


class _InChat(Update):
    """An update that says only which chat it belongs to."""

    __slots__ = ()

    def __init__(self, chat_id: int) -> None:
        super().__init__(update_id=chat_id)
        with self._unfrozen():
            self._effective_chat = Chat(chat_id, ChatType.PRIVATE)


def run(scenario: Callable[[ChatOrder], Awaitable[None]]) -> None:
    async def main() -> None:
        await scenario(ChatOrder())

    asyncio.run(main())


def test_updates_of_one_chat_wait_for_each_other_and_those_of_another_do_not() -> None:
    done: list[str] = []

    async def scenario(order: ChatOrder) -> None:
        gate = asyncio.Event()

        async def handle(name: str, *, waits: bool = False) -> None:
            if waits:
                await gate.wait()
            done.append(name)

        first = asyncio.create_task(order.process_update(_InChat(1), handle("first", waits=True)))
        second = asyncio.create_task(order.process_update(_InChat(1), handle("second")))
        await asyncio.sleep(0)  # both begin
        await order.process_update(_InChat(2), handle("other"))
        gate.set()
        await asyncio.gather(first, second)

    run(scenario)
    assert done == ["other", "first", "second"]


def test_a_failure_lets_the_next_update_of_the_chat_through() -> None:
    done: list[str] = []

    async def fail() -> None:
        raise LookupError

    async def succeed() -> None:
        done.append("next")

    async def scenario(order: ChatOrder) -> None:
        tasks = [order.process_update(_InChat(1), coroutine) for coroutine in (fail(), succeed())]
        await asyncio.gather(*tasks, return_exceptions=True)

    run(scenario)
    assert done == ["next"]


def test_a_flooded_chat_loses_what_is_too_much_and_others_lose_nothing() -> None:
    done: list[int] = []

    async def scenario(order: ChatOrder) -> None:
        gate = asyncio.Event()

        async def handle(chat: int) -> None:
            await gate.wait()
            done.append(chat)

        flood = [order.process_update(_InChat(1), handle(1)) for _ in range(MOST_UPDATES_A_CHAT + 9)]
        tasks = [asyncio.create_task(update) for update in (*flood, order.process_update(_InChat(2), handle(2)))]
        await asyncio.sleep(0)
        gate.set()
        await asyncio.gather(*tasks)

    run(scenario)
    assert done.count(1) == MOST_UPDATES_A_CHAT
    assert done.count(2) == 1


def test_what_is_abandoned_is_cancelled_whether_begun_or_not() -> None:
    async def scenario(order: ChatOrder) -> None:
        never = asyncio.Event()
        tasks = [asyncio.create_task(order.process_update(_InChat(chat), never.wait())) for chat in (1, 1, 2)]
        await asyncio.sleep(0)
        assert order.abandon() == 3
        results: list[Any] = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(result, asyncio.CancelledError) for result in results)

    run(scenario)


def test_nothing_is_kept_of_a_chat_that_is_done_with() -> None:
    async def scenario(order: ChatOrder) -> None:
        for chat in range(50):
            await order.process_update(_InChat(chat), asyncio.sleep(0))
        assert order.chats_in_hand == 0

    run(scenario)
