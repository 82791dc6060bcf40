"""A fact as posts are held against it: what it is about, what it says, and what each of its quotes holds. Pure."""

from dataclasses import dataclass

from bot.claims.dates import Date
from bot.claims.numbers import Number
from bot.claims.statements import Item, Name, Statement
from bot.knowledge.model import Citation, Fact

_WHO, _WHERE = "person", "place"
NAMED = frozenset({_WHO, _WHERE})
"""The kinds of question word that ask for a name."""


@dataclass(frozen=True, slots=True)
class Known:
    """A fact. ``about`` is the content of its question, ``says`` its answer, and ``quotes`` are the quotes it cites.

    ``others`` are the entities that the same question can be asked of, each with an ``@``; ``asks`` says whether that
    is a question who, or where. Quotes may be in other languages than the rest.
    """

    fact: Fact
    about: frozenset[str]
    says: Statement
    quotes: tuple[tuple[Citation, Statement], ...]
    others: frozenset[str]
    asks: frozenset[str]

    def cited(self, item: Item) -> Citation | None:
        """The citation that proves ``item``: a quote that holds it, or any where the fact was worked out from them."""
        for citation, quote in self.quotes:
            if any(_agree(item, known) for known in quote.items):
                return citation
        said = [known for known in self.says.items if _agree(item, known)]
        for citation, quote in self.quotes:
            if any(_same(known, other) for known in said for other in quote.items):
                return citation
        worked_out = self.fact.derived is not None or not self.quotes
        return self.fact.citations[0] if worked_out and said else None

    def in_another_year(self, item: Item) -> bool:
        """Whether the answer says the date ``item``, only of another year, which may go without saying in a quote."""
        return isinstance(item, Date) and any(
            item.in_another_year(known) for known in self.says.items if isinstance(known, Date)
        )

    def instead(self, item: Item, statement: Statement) -> Citation | None:
        """The citation that holds something else in the place of ``item``, which ``statement`` does not say at all."""
        if isinstance(item, Name) and not (self.tells_of_something and self.about <= statement.content):
            return None
        for known in self.says.items:
            if _differ(item, known, self) and not _said(known, item, statement, self):
                return self.cited(known)
        return None

    @property
    def kind(self) -> str | None:
        """The kind of what is asked for: of what an answer says first, but who it was is no place."""
        kinds = [one.kind for one in self.says.items if isinstance(one, Name) and self._new(one)]
        fitting = [kind for kind in kinds if kind != _WHERE] if _WHO in self.asks else []
        return next(iter(fitting or kinds), None)

    def asks_for(self, name: Name) -> bool:
        """Whether ``name`` could be meant as the answer: of one that is unknown, only to the question who."""
        return (name.kind == self.kind and bool(self.asks & NAMED)) or (name.kind is None and _WHO in self.asks)

    @property
    def tells_of_something(self) -> bool:
        """Whether the question asks of something named what it does, or what becomes of it."""
        return {name.startswith("@") for name in self.about} == {True, False}

    def _new(self, name: Name) -> bool:
        return name.entity is not None and f"@{name.entity}" not in self.about


def _agree(item: Item, known: Item) -> bool:
    match item, known:
        case Name(), Name():
            return item.agrees(known)
        case Number(), Number():
            return item.agrees(known)
        case Date(), Date():
            return item.agrees(known)
        case _:
            return False


def _same(known: Item, other: Item) -> bool:
    """Whether both are the same, in whatever language each is written: the words for what is counted may differ."""
    if isinstance(known, Number) and isinstance(other, Number):
        return known.value == other.value
    return _agree(known, other)


def _differ(item: Item, known: Item, fact: Known) -> bool:
    match item, known:
        case Number(), Number():
            return item.differs(known)
        case Date(), Date():
            return item.differs(known)
        case Name(), Name():
            return known.kind is not None and known.kind == fact.kind and fact.asks_for(item)
        case _:
            return False


def _said(known: Item, item: Item, statement: Statement, fact: Known) -> bool:
    """Whether ``statement`` says ``known`` too, or, of names, any of those that could stand there."""
    if isinstance(item, Name):
        named = {one.entity for one in fact.says.items if isinstance(one, Name) and one.kind == fact.kind}
        return any(isinstance(one, Name) and one.entity in named for one in statement.items if one.surface)
    return any(_agree(one, known) for one in statement.items)
