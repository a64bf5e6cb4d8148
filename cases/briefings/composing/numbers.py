"""All numbers of a briefing as they go out: whatever a sentence, table or picture tells is here.

Taken together, whether or not a sheet tells all of them: what the note leaves out the report of the
same moment may tell. `publishing/disclosure_control` says how each is told, so that nobody is
singled out by laying sentences, tables, the picture and other publications upon each other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cases.briefings.composing.amounts import Amount
from cases.briefings.composing.citing import cited_exactly
from cases.briefings.composing.told import HOME, Count, Flow, Told
from cases.casework.choices import Outcome, Stage
from cases.publishing.disclosure_control import (
    Rules,
    Spoken,
    Sum,
    Tables,
    said_alone,
    spoken,
    wide_base_for,
)

HOST_HANDS: Final = frozenset({"immigration", "police", "military", "court"})
RETURNED: Final = frozenset({Outcome.HANDED_OVER.value, Outcome.OWN_MEANS.value})
DIED: Final = Outcome.DIED.value
CONFIRMED: Final = frozenset(
    stage.value for stage in (Stage.VERIFIED, Stage.READY, Stage.DEPARTED, Stage.ARRIVED)
)
ROWS: Final = 12
"""So many rows of a table are told; those behind the last but one stand together in it."""
OTHERS: Final = "~"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Address -> how the number is told; what nobody counted is nobody."""

    cells: Mapping[str, Amount]
    smallest: int
    base: int

    def of(self, *path: str) -> Amount:
        """Return how a number is told."""
        return self.cells.get("/".join(path), Amount("none", 0))

    def alone(self, count: int) -> Amount:
        """Return how a number is told that hangs together with no other."""
        said = said_alone(count, self.smallest, self.base)
        return amount_of(said)


@lru_cache(maxsize=16)
def numbers_of(told: Told) -> Numbers:
    """Return the numbers of a briefing as they go out."""
    k, base = told.smallest, max(told.base, wide_base_for(told.smallest))
    tree = Tree()
    tree.sum("counted", present_parts(told.present, told.country))
    elsewhere = [row for row in told.present if row.key not in {"", HOME, told.country}]
    tree.sum("elsewhere", {f"present/{row.key}": row.count for row in elsewhere})
    here = f"present/{told.country}"
    for name, rows in (("sex", told.sexes), ("age", told.ages)):
        tree.sum(here, {f"{name}/{row.key}": row.count for row in rows})
    tree.split(here, "hands", sum(row.count for row in told.holders if row.key in HOST_HANDS))
    tree.split("counted", "crossed", told.crossed)
    of_cases(tree, told)
    rules = Rules(k, base, tree.untold, exact_cells(told), main_cells(tree.counts))
    cells = {cell: amount_of(said) for cell, said in spoken(tree.tables(), rules).items()}
    for nth, point in enumerate(told.flow[:-1]):
        cells |= {f"flow/{nth}/{cell}": told_then for cell, told_then in at_point(point, told, k)}
    return Numbers(cells, k, base)


def present_parts(rows: Iterable[Count], country: str) -> dict[str, int]:
    """Return those in the country, at home, elsewhere and not located, as parts of all counted."""
    found = {f"present/{country}": 0, f"present/{HOME}": 0, "present/": 0, "elsewhere": 0}
    for row in rows:
        address = f"present/{row.key}"
        found[address if address in found else "elsewhere"] += row.count
    return found


def of_cases(tree: "Tree", told: Told) -> None:
    """Add the numbers of cases: by stage, by outcome, by mission, by what bodies were asked."""
    stages = {row.key: row.count for row in told.stages}
    confirmed = {key: stages.pop(key) for key in list(stages) if key in CONFIRMED}
    tree.sum(
        "cases",
        {f"stage/{key}": count for key, count in stages.items()}
        | {"confirmed": sum(confirmed.values())},
    )
    tree.sum("confirmed", {f"stage/{key}": count for key, count in confirmed.items()})
    closed = {row.key: row.count for row in told.outcomes}
    home = sum(count for key, count in closed.items() if key in RETURNED)
    died = closed.get(DIED, 0)
    rest = stages.get(Stage.CLOSED, 0) - home - died
    if rest >= 0:
        tree.sum("stage/closed", {"home": home, DIED: died, "closed-otherwise": rest})
        tree.untold.add("closed-otherwise")
    tree.sum("cases", {f"mission/{row.key}": row.count for row in first_rows(told.missions)})
    for nth, row in enumerate(told.asked):
        tree.split("cases", f"asked/{nth}", row.asked)
        tree.split(f"asked/{nth}", f"answered/{nth}", row.answered)


def first_rows(rows: Sequence[Count]) -> list[Count]:
    """Return the rows of a table that are told, those behind the last but one taken together."""
    kept = [row for row in rows if row.count]
    if len(kept) <= ROWS:
        return kept
    rest = sum(row.count for row in kept[ROWS - 1 :])
    return [*kept[: ROWS - 1], Count(OTHERS, rest)]


def main_cells(counts: Iterable[str]) -> set[str]:
    """Return what the sentences are about: where people were, crossed, came home, who died."""
    return {"crossed", "home", DIED, *(cell for cell in counts if cell.startswith("present/"))}


def exact_cells(told: Told) -> set[str]:
    """Return the numbers that a source gives and that are told as it gives them."""
    cited = cited_exactly(told)
    if cited is None:
        return set()
    found = {f"present/{told.country}"}
    return found | {"sex/m", "sex/f"} if cited.men is not None else found


def at_point(point: Flow, told: Told, k: int) -> Iterator[tuple[str, Amount]]:
    """Yield how the numbers of one earlier moment are told: a publication of its own."""
    tree = Tree()
    tree.sum("counted", present_parts(point.present, told.country))
    rules = Rules(k, max(told.base, wide_base_for(k)), main=main_cells(tree.counts))
    for cell, said in spoken(tree.tables(), rules).items():
        yield cell, amount_of(said)


def amount_of(said: Spoken) -> Amount:
    """Return a number as sentences say it: about is about, however rough."""
    return Amount("about" if said.manner == "roughly" else said.manner, said.value)


class Tree:
    """Numbers and their sums while they are gathered."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.sums: list[Sum] = []
        self.untold: set[str] = set()

    def sum(self, total: str, parts: Mapping[str, int]) -> None:
        """Add a total with its parts."""
        if parts:
            self.counts |= parts
            self.counts.setdefault(total, sum(parts.values()))
            self.sums.append(Sum(total, tuple(parts)))

    def split(self, total: str, part: str, count: int) -> None:
        """Add a part of a total, beside a rest that is told nowhere."""
        rest = self.counts.get(total, 0) - count
        if rest < 0:
            # Counted at another moment than the total: it tells nothing of it.
            self.counts[part] = count
            return
        self.untold.add(f"{part}-rest")
        self.sum(total, {part: count, f"{part}-rest": rest})

    def tables(self) -> Tables:
        """Return all of them."""
        return Tables(self.counts, tuple(self.sums))
