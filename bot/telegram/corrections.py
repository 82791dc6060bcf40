"""How corrections reach old answers: what cites a fact that has changed or was withdrawn is edited, each message once.

The notes of what an answer cites change only when Telegram has the edit, so a crash in between repeats that one edit,
to the same words, which changes nothing.

What was said in a group before it became a supergroup, Telegram lets nobody edit. There, a new message says it.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.replies import Answer
from bot.store.protocol import Shown, Version
from bot.telegram import links, pages, receipts, render
from bot.telegram.buttons import Footer
from bot.telegram.desk import Desk
from bot.telegram.render import Rendered
from bot.telegram.request import Place
from bot.telegram.versions import cited

PAUSE_SECONDS = 1.0
GROUP_PAUSE_SECONDS = 6.0
"""Telegram allows 20 messages a minute in a group; half of them are left for answers."""

MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrects the answers given."""

    desk: Desk

    async def catch_up(self) -> None:
        """Correct all answers that are out of date; what Telegram does not take now is left for the next time."""
        if not self.desk.settings.correct_days:
            return
        current = [version.id for version in self.desk.shelf.versions.values()]
        outdated = await self.desk.memory.outdated(current)
        for shown in outdated:
            still = await self.desk.memory.shown(shown.chat, shown.message_id) == shown
            if still and await self._correct(shown, outdated):
                await asyncio.sleep(pause(self.desk.pseudonyms.place(shown)))

    async def _correct(self, shown: Shown, outdated: Sequence[Shown]) -> bool:
        """Whether Telegram had to be asked for it."""
        known = [await self.desk.memory.version(id) for id in (*shown.versions, *shown.withdrawn)]
        before = [version for version in known if version]
        if len(before) < len(known):  # the store cannot be reached just now
            return False
        today = [version for old in before if (version := self.desk.shelf.versions.get(old.fact))]
        gone = tuple(old.id for old in before if old.fact not in self.desk.shelf.versions)
        now = replace(shown, versions=tuple(version.id for version in today), withdrawn=gone)
        if _same(before[: len(shown.versions)], today, shown.lang):
            await self.desk.memory.corrected(shown, now, edited=False)
            return False
        place, said = self.desk.pseudonyms.place(shown), self._corrected(shown, before)
        if not shown.editable:
            if (message_id := await self.desk.post.tell(place, said)) is not None:
                await self._said_anew(shown, outdated, replace(now, message_id=message_id))
            return True
        reached = await self.desk.post.amend(place, said, shown.message_id)
        if reached:
            await self.desk.memory.corrected(shown, now, edited=True)
        elif reached is not None:
            await self.desk.memory.unshow(shown.chat, shown.message_id)
        return True

    async def _said_anew(self, shown: Shown, outdated: Sequence[Shown], now: Shown) -> None:
        """From ``now`` on, correct the new message in place of all that said the same as ``shown``."""
        for each in outdated:
            if not each.editable and _says(each) == _says(shown):
                await self.desk.memory.corrected(each, replace(each, versions=()), edited=True)
                await self.desk.memory.unshow(each.chat, each.message_id)
        await self.desk.follow(now)

    def _corrected(self, shown: Shown, before: Sequence[Version]) -> Rendered:
        answerer, language = self.desk.answerer, self.desk.knowledge.language(shown.lang)
        date = receipts.day(_replaced_at(before), language)
        gone = [version for version in before if version.fact not in self.desk.knowledge.facts]
        titles = ", ".join(f"“{cited(version).title.into(language.code)}”" for version in gone or before)
        past = links.receipt(self.desk.post.bot.username, [version.id for version in before])
        every = [answerer.show(version.fact, lang=shown.lang) for version in before if version not in gone]
        answers = [one for one in every if isinstance(one, Answer)]
        if not answers:
            line = language.say("correction.withdrawn", date=date, titles=titles)
            return pages.linked(line, language.say("button.before"), past)
        reply = replace(answers[0], also=tuple(answers[1:]))
        receipt, explains = self.desk.receipt(reply), shown.editable and not shown.public
        footer = Footer(explains=explains, receipt=receipt, before=past if past != receipt else None)
        back = "correction.back" if shown.withdrawn else "correction.corrected"
        corrected = back if shown.editable else "correction.anew"
        key = "correction.partly-withdrawn" if gone else corrected
        said = render.reply(reply, language, self.desk.choices.manners(shown.chat), footer)
        return said.below(language.say(key, date=date, titles=titles))


def _says(shown: Shown) -> tuple[object, ...]:
    return shown.chat, shown.lang, shown.versions, shown.withdrawn


def pause(place: Place) -> float:
    """The seconds to wait after a message to that chat."""
    return GROUP_PAUSE_SECONDS if place.chat_id < 0 else PAUSE_SECONDS


async def listed(desk: Desk, lang: str) -> Rendered:
    """What was corrected or withdrawn last, as readers of ``lang`` see it."""
    language = desk.knowledge.language(lang)
    replaced = await desk.memory.replaced(MOST_LISTED * 2)
    if replaced is None:
        return pages.line(language, "telegram.no-notes")
    today = desk.shelf.versions
    shown = [each for each in replaced if not _same([each], [today[each.fact]] if each.fact in today else [], lang)]
    return receipts.corrections(shown[:MOST_LISTED], today, language, desk.post.bot.username)


def _same(before: Sequence[Version], today: Sequence[Version], lang: str) -> bool:
    """Whether readers of ``lang`` see no difference, as when a translation into another language was added."""
    return list(_said(before, lang)) == list(_said(today, lang))


def _said(versions: Sequence[Version], lang: str) -> Iterator[Answer]:
    return (cited(version).answer(lang) for version in versions)


def _replaced_at(versions: Sequence[Version]) -> datetime:
    """When the last of ``versions`` was replaced. It is not the time of the edit, which may have to be repeated."""
    return max((version.replaced_at for version in versions if version.replaced_at), default=datetime.now(UTC))
