"""Numbers as sentences say them: "nobody", exactly, "fewer than k", from one to another, not told.

A small number of an attribute is told as "fewer than k". Where what else is told leaves it one
value only, the next smallest number beside it is told as a range, as wide as what it hides; where
even that does not help, nothing of its sum is told; nor where the others are still what was told
exactly of them before, since the total less those would be it. Of the parts of an attribute that a
reader does not know exactly nothing is told either: how they are told would say which it is. A
number that differs by fewer than k from one that was told exactly before is not told: the
difference would tell of the few between the two. Nor is one that is the same as before where what
is left of its total differs so: of one who came it would tell what they are not.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Final, Literal

from cases.publishing.disclosure_control.intervals import Interval, is_forest, narrowed
from cases.publishing.disclosure_control.values import Sum, Tables

Manner = Literal["none", "exact", "few", "range", "hidden", "untold"]
NOBODY: Final = Interval(0, 0)


@dataclass(frozen=True, slots=True)
class Spoken:
    """How one number is said; `value` is k for "few", and `high` the end of a range."""

    manner: Manner
    value: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """What is small, and what else is known of single numbers.

    `totals` are told exactly whatever they are; `open` ones may be small too, but give way where
    another number would follow from them. `untold` numbers stand in sums and on no sheet. `before`
    holds what was told exactly of a number in former publications, `sheets` what each of them told
    exactly, totals and nobody too; of what `passed` from one way of being told to another by a few
    nothing is told. All others are of attributes.
    """

    k: int
    totals: Collection[str] = ()
    open: Collection[str] = ()
    untold: Collection[str] = ()
    before: Mapping[str, Collection[int]] = field(default_factory=dict)
    passed: Collection[str] = ()
    sheets: Collection[Mapping[str, int]] = ()


def spoken(tables: Tables, rules: Rules) -> dict[str, Spoken]:
    """Return how each number is told, so that nobody is singled out by all of them together.

    Raises ValueError for sums that form no forest: then ranges would not be exact. A table that
    crosses two totals, with both told, is such a circle.
    """
    if not is_forest(tables.sums, rules.totals):
        raise ValueError("two ways of sums lead from one number to another")
    telling = Telling(tables, rules)
    for passed in (*rules.passed, *telling.nobody_beside_few()):
        telling.tell_nothing_beside(passed)
    is_settled = False
    while not is_settled:
        while (cell := next(telling.found_out(), None)) is not None:
            telling.tell_less(cell)
        is_settled = not (telling.hide_steps() or telling.close_below_vague())
    return telling.words()


class Telling:
    """The manner of each number while it is decided; of sums that are `closed` nothing is told."""

    def __init__(self, tables: Tables, rules: Rules) -> None:
        self.tables = tables
        self.rules = rules
        self.closed: set[str] = set()
        self.close_to_before = {cell for cell in tables.counts if self.is_step(cell)}
        self.manners = {cell: self.first(cell, count) for cell, count in tables.counts.items()}

    def first(self, cell: str, count: int) -> Manner:
        """Return how a number is told by itself."""
        if cell in self.rules.untold:
            return "untold"
        if count == 0:
            return "none"
        if self.is_given(cell):
            return "exact"
        if count < self.rules.k:
            return "few"
        return "range" if cell in self.close_to_before else "exact"

    def is_step(self, cell: str) -> bool:
        """Return whether it, or what is left beside it, is a few more or fewer than told before."""
        count, before = self.tables.counts[cell], self.rules.before.get(cell, ())
        return any(0 < abs(former - count) < self.rules.k for former in before) or any(
            self.changed_by_few(row, [cell], sheet)
            for row in self.sums_of(cell)
            for sheet in self.rules.sheets
        )

    def changed_by_few(self, row: Sum, told: Collection[str], sheet: Mapping[str, int]) -> bool:
        """Return whether what a sum leaves beside some parts changed by a few since a sheet.

        Parts that are totals, or open, are told in any case.
        """
        away = {part for part in row.parts if part in told or self.is_given(part)}
        if not sheet.keys() >= {row.total, *away}:
            return False
        count = self.tables.counts
        step = count[row.total] - sheet[row.total]
        return 0 < abs(step - sum(count[part] - sheet[part] for part in away)) < self.rules.k

    def is_given(self, cell: str) -> bool:
        """Return whether a number is told exactly however small it is."""
        return cell in self.rules.totals or cell in self.rules.open

    def nobody_beside_few(self) -> Iterator[str]:
        """Yield what was nobody on a sheet and is few or nobody, where a few came in all.

        Either way of telling it would say what they are; so would that nobody is left of some.
        """
        count = self.tables.counts
        for row in self.tables.sums:
            sheets = [one for one in self.rules.sheets if self.changed_by_few(row, (), one)]
            for part in row.parts:
                was_nobody = any(sheet.get(part) == 0 for sheet in sheets)
                is_nobody = self.manners[part] == "none" and part in self.close_to_before
                if not self.is_given(part) and (
                    is_nobody or (was_nobody and count[part] < self.rules.k)
                ):
                    yield part

    def hide_steps(self) -> bool:
        """Let give way what tells that all that is told, or is not, changed by a few, if any does.

        That of each sum which is the smallest of what is told exactly again.
        """
        count, gone = self.tables.counts, []
        for row, sheet in product(self.tables.sums, self.rules.sheets):
            exact = {part for part in row.parts if self.manners[part] in {"exact", "none"}}
            again = [part for part in exact & sheet.keys() if not self.is_given(part)]
            step = sum(count[part] - sheet[part] for part in again)
            is_few = 0 < abs(step) < self.rules.k and not exact.issuperset(row.parts)
            giving = [part for part in again if count[part]]
            if giving and (is_few or self.changed_by_few(row, again, sheet)):
                gone.append(min(giving, key=lambda name: (count[name], name)))
        self.manners |= dict.fromkeys(gone, "range")
        return bool(gone)

    def is_kept(self, cell: str) -> bool:
        """Return whether a number must not follow from others."""
        if cell in self.closed or self.is_given(cell):
            return False
        if self.manners[cell] == "untold" and self.is_all(cell) and not self.has_open_beside(cell):
            return False
        return 0 < self.tables.counts[cell] < self.rules.k or cell in self.close_to_before

    def is_all(self, cell: str) -> bool:
        """Return whether a rest is all of its total: that nobody is in the other parts says so."""
        count = self.tables.counts
        return all(count[row.total] == count[cell] for row in self.sums_of(cell))

    def has_open_beside(self, cell: str) -> bool:
        """Return whether a part of the same sums is told exactly though it may be small."""
        return any(part in self.rules.open for row in self.sums_of(cell) for part in row.parts)

    def found_out(self) -> Iterator[str]:
        """Yield the numbers that a reader can work out, also by what was told before of others."""
        known = self.known()
        yield from sorted(cell for cell in known if self.is_kept(cell) and known[cell].is_narrow)
        known = narrowed(self.tables.sums, known | self.known_before())
        few = (cell for cell, manner in self.manners.items() if manner == "few")
        yield from sorted(cell for cell in few if self.is_kept(cell) and known[cell].is_narrow)

    def known(self) -> dict[str, Interval]:
        """Return what a reader knows of each number, all sums taken into account."""
        alone = {cell: self.known_alone(cell) for cell in self.tables.counts}
        return narrowed(self.tables.sums, alone)

    def known_before(self) -> dict[str, Interval]:
        """Return the numbers that are still what was told exactly of them before."""
        return {
            cell: Interval(count, count)
            for cell, count in self.tables.counts.items()
            if count in self.rules.before.get(cell, ())
        }

    def known_alone(self, cell: str) -> Interval:
        """Return what a reader knows of a number by how it is told.

        Of a small rest that is told nowhere: that it is small, once something beside it gives way.
        """
        count, k = self.tables.counts[cell], self.rules.k
        match self.manners[cell]:
            case "none":
                return NOBODY
            case "exact":
                return Interval(count, count)
            case "few":
                return Interval(1, k - 1)
            case "range":
                return Interval(0 if cell in self.rules.open else k, self.next_above(cell))
            case _:
                is_small = count < k and cell not in self.closed and self.has_range_beside(cell)
                return Interval(0, k - 1) if is_small else Interval(0, None)

    def has_range_beside(self, cell: str) -> bool:
        """Return whether a part of the same sums is told as a range."""
        beside = (part for row in self.sums_of(cell) for part in row.parts)
        return any(self.manners[part] == "range" for part in beside)

    def next_above(self, cell: str) -> int | None:
        """Return the smallest part that is still told beside a range: it was the next smallest.

        Not so where a part was told before: then it may be a range for that reason.
        """
        if any(self.rules.before.get(part) for row in self.sums_of(cell) for part in row.parts):
            return None
        return min((self.tables.counts[part] for part in self.exact_beside(cell)), default=None)

    def exact_beside(self, cell: str) -> list[str]:
        """Return the parts of the same sums that are told exactly and may give way."""
        return [
            part
            for row in self.sums_of(cell)
            for part in row.parts
            if self.manners[part] == "exact" and part not in self.rules.totals
        ]

    def sums_of(self, cell: str) -> list[Sum]:
        """Return the sums of which a number is a part."""
        return [row for row in self.tables.sums if cell in row.parts]

    def tell_less(self, cell: str) -> None:
        """Let the next smallest number beside one give way, else tell nothing of its sums.

        Of an open one a range that could be nobody, or a second range beside it, would still tell
        of the few to whoever knows the rule.
        """
        beside = self.exact_beside(cell)
        if beside and not (self.has_open_beside(cell) and self.has_range_beside(cell)):
            following = min(beside, key=lambda name: (self.tables.counts[name], name))
            self.manners[following] = "range"
            if following not in self.rules.open or self.known()[following].low:
                return
        for row in self.sums_of(cell):
            self.close(row)

    def tell_nothing_beside(self, cell: str) -> None:
        """Tell nothing of a number, nor of any in its sums."""
        if cell not in self.rules.totals:
            self.manners[cell] = "untold"
            self.closed.add(cell)
            for row in self.sums_of(cell):
                self.close(row)

    def close_below_vague(self) -> bool:
        """Tell nothing of the parts of what a reader cannot work out; return whether any was told.

        A reader who knows the rule would see from them which number it is: 3 answered of "3 to 5"
        asked are 3 of 3, since of 4 the one that is left would be few.
        """
        known = self.known()
        vague = [
            row
            for row in self.tables.sums
            if row.total not in self.rules.totals
            and not known[row.total].is_narrow
            and not self.closed.issuperset(set(row.parts) - set(self.rules.totals))
        ]
        for row in vague:
            self.close(row)
        return bool(vague)

    def close(self, row: Sum) -> None:
        """Tell nothing of the parts of a sum, noughts included, nor of what they are made of."""
        parts = set(row.parts) - set(self.rules.totals)
        self.closed |= parts
        self.manners |= dict.fromkeys(parts, "untold")
        for below in self.tables.sums:
            if below.total in parts:
                self.close(below)

    def words(self) -> dict[str, Spoken]:
        """Return the words of each number."""
        known = self.known()
        return {cell: self.word(cell, known[cell]) for cell in self.manners}

    def word(self, cell: str, interval: Interval) -> Spoken:
        """Return the words of a number, a range as far as a reader can work it out anyway.

        One that is wider than all small parts of a sum together says nothing, and is not told.
        """
        manner = self.manners[cell]
        if manner == "exact":
            return Spoken(manner, self.tables.counts[cell])
        if manner == "few":
            return Spoken(manner, self.rules.k)
        if manner != "range":
            return Spoken(manner)
        parts = max((len(row.parts) for row in self.sums_of(cell)), default=0)
        widest = parts * (self.rules.k - 1)
        if interval.high is None or interval.high - interval.low > widest:
            return Spoken("hidden")
        return Spoken(manner, interval.low, interval.high)
