"""All numbers of a briefing as they go out: whatever a sentence, table or picture tells is here.

Taken together, whether or not a sheet tells all of them: what the note leaves out the report of the
same moment may tell. Totals, by country and by stage are told exactly; of attributes (sex, age,
custody, waiting, the missions that few have to do with, outcomes that tell of health or custody)
`publishing/disclosure_control` says how each is told, so that nobody is singled out by laying
sentences, tables and other publications upon each other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from cases.briefings.choices import LeftOut
from cases.briefings.composing.amounts import Amount
from cases.briefings.composing.told import (
    COMPARED_SINCE,
    HOME,
    PARTED_SINCE,
    Asked,
    Count,
    Departure,
    Told,
    Waiting,
)
from cases.casework.choices import Outcome, Stage
from cases.publishing.disclosure_control import Rules, Spoken, Sum, Tables, spoken

HOST: Final = "host"
HOST_HANDS: Final = frozenset({HOST, "immigration", "police", "military", "court"})
"""Who is held by the host state, as its figure has it; in values of before, by kinds of bodies."""
RETURNED: Final = frozenset({Outcome.HANDED_OVER.value, Outcome.OWN_MEANS.value})
DIED: Final = Outcome.DIED.value
CONFIRMED: Final = tuple(stage.value for stage in (Stage.VERIFIED, Stage.READY, Stage.DEPARTED))
"""The stages of whose identity is verified and who has not arrived at home."""
ROWS: Final = 12
"""So many rows of a table are told; those behind the last but one stand together in it."""
OTHERS: Final = "~"
LATER: Final = "+"
"""Behind a stage: it and all later ones, told as one number."""
AWAY: Final = "ended-away"
APART: Final = "apart/"
JOINED: Final = "joined/"
JOINABLE: Final = tuple(Stage.values[1 : Stage.values.index(Stage.ARRIVED)])
"""The stages from which on all may be told as one number."""

LEFT_OUT: Final[Mapping[str, tuple[str, ...]]] = {
    LeftOut.COUNTRIES: ("present/", "elsewhere", "crossed", "sex/", "age/", "hands"),
    LeftOut.STAGES: ("stage/", "confirmed", "home", DIED),
}
"""What is left out -> how the addresses of its numbers begin, and of those that would tell them."""
VAGUE: Final = "vague/"
"""Before the address of a number that was told as few or as a range; its true count beside it."""
SHEET: Final = "sheet/"
"""Before the number of a sheet and the address of what it told exactly, totals and nobody too."""
OF_COUNTRY: Final = ("sex/", "age/", "hands")
"""How the addresses of attributes of those in the country of the first sentence begin."""
SEXES: Final = ("m", "f", "")
AGES: Final = ("child", "adult", "")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Address -> how the number is told; what nobody counted is nobody.

    `attributes` are the counts of attributes that are told, exactly or not, which later briefings
    are compared with. `tells_countries`: totals by country are not left out.
    """

    cells: Mapping[str, Amount]
    attributes: Mapping[str, int]
    smallest: int
    tells_countries: bool = True

    def of(self, *path: str) -> Amount:
        """Return how a number is told."""
        return self.cells.get("/".join(path), Amount("none", 0))

    def total(self, count: int) -> Amount:
        """Return how a total of a country at another moment is told."""
        if not self.tells_countries:
            return Amount("untold")
        return Amount("exact", count) if count else Amount("none")


@lru_cache(maxsize=16)
def numbers_of(told: Told) -> Numbers:
    """Return the numbers of a briefing as they go out."""
    tree = Tree(told.smallest)
    of_persons(tree, told)
    of_cases(tree, told)
    before: dict[str, list[int]] = {}
    sheets: dict[str, dict[str, int]] = {}
    for row in told.told_before:
        before.setdefault(row.key, []).append(row.count)
        if row.key.startswith(SHEET):
            _sheet, number, cell = row.key.split("/", 2)
            sheets.setdefault(number, {})[cell] = row.count
    passed = {cell for cell, count in tree.counts.items() if passes(cell, count, before, told)}
    rules = Rules(
        *(told.smallest, tree.totals, tree.open, tree.untold, before, passed),
        sheets=tuple(sheets.values()),
    )
    said = spoken(Tables(tree.counts, tuple(tree.sums)), rules)
    attributes = {
        cell: one.value
        for cell, one in said.items()
        if one.manner == "exact" and cell not in tree.totals and cell not in tree.open
    }
    attributes |= {
        cell: tree.counts[cell]
        for row in tree.sums
        for cell in tree.untold.intersection(row.parts)
        if {"home", "confirmed"}.intersection(row.parts)
        and all(said[part].manner in {"exact", "none"} for part in row.parts if part != cell)
    }
    attributes |= of_endings(told, said)
    attributes |= {
        f"{VAGUE}{cell}": tree.counts[cell]
        for cell, one in said.items()
        if one.manner in {"few", "range", "hidden"}
    }
    attributes |= told_apart(tree, told)
    attributes |= {
        f"{SHEET}{told.number}/{cell}": tree.counts[cell]
        for cell in dict.fromkeys(cell for row in tree.sums for cell in row.cells)
        if said[cell].manner in {"exact", "none"}
    }
    beginnings = tuple(start for part in told.left_out for start in LEFT_OUT[part])
    cells = {
        cell: Amount("untold") if cell.startswith(beginnings) else amount_of(one)
        for cell, one in said.items()
    }
    return Numbers(cells, attributes, told.smallest, LeftOut.COUNTRIES not in told.left_out)


def is_of_country(address: str) -> bool:
    """Return whether what a later briefing is compared with is of those in one country alone."""
    cell = address.split("/", 2)[-1] if address.startswith(SHEET) else address.removeprefix(VAGUE)
    return cell.startswith(OF_COUNTRY)


def passes(cell: str, count: int, before: Mapping[str, list[int]], told: Told) -> bool:
    """Return whether a few more or fewer would be told of otherwise than a briefing told of it.

    From "fewer than 11" to 11 by one who came: the two would tell both numbers.
    """
    former = before.get(f"{VAGUE}{cell}", ())
    sort = (count > 0) + (count >= told.smallest)
    return any(
        abs(one - count) < told.smallest and (one > 0) + (one >= told.smallest) != sort
        for one in former
    )


def of_persons(tree: "Tree", told: Told) -> None:
    """Add where people were, and the attributes of those in the country of the first sentence."""
    tree.total(places(told.present, told))
    tree.total({"counted": sum(row.count for row in told.present), "crossed": told.crossed})
    tree.total({} if told.unsaid is None else {"unsaid": told.unsaid})
    here = f"present/{told.country}"
    tree.sum(here, {f"sex/{key}": count for key, count in by_sex(told).items()})
    ages = dict.fromkeys(AGES, 0) | {row.key: row.count for row in told.ages}
    tree.sum(here, {f"age/{key}": count for key, count in ages.items()})
    tree.split(here, "hands", sum(row.count for row in told.holders if row.key in HOST_HANDS))
    if leg := told.departure:
        tree.split(f"present/{leg.from_country}", departure_cell(leg), leg.count)


def places(rows: Iterable[Count], told: Told) -> dict[str, int]:
    """Return how many were in each country, and in all but the first one and home together."""
    found = {f"present/{key}": 0 for key in (told.country, HOME, "")} | {"elsewhere": 0}
    for row in rows:
        address = f"present/{row.key}"
        found["elsewhere"] += row.count if address not in found else 0
        found[address] = found.get(address, 0) + row.count
    return found


def by_sex(told: Told) -> dict[str, int]:
    """Return those in the country by sex; a paper that says X leaves it open."""
    found = dict.fromkeys(SEXES, 0)
    for row in told.sexes:
        found[row.key if row.key in found else ""] += row.count
    return found


def of_cases(tree: "Tree", told: Told) -> None:
    """Add the numbers of cases: by stage, by outcome, by mission, by what bodies were asked."""
    stages = {f"stage/{row.key}": row.count for row in told.stages}
    shown = {f"stage/{row.key}": row.count for row in stage_rows(told)}
    hidden = set() if are_stages_told(told) else {cell for cell in stages if cell not in shown}
    tree.total(stages | shown | {"cases": sum(stages.values())})
    tree.totals -= hidden
    tree.untold |= hidden
    of_ways_home(tree, told)
    tree.sum("cases", {f"mission/{row.key}": row.count for row in first_rows(told.missions)})
    for row in told.asked:
        tree.split("cases", asked_cell(row), row.asked)
        tree.split(asked_cell(row), answered_cell(row), row.answered)
    of_waiting(tree, told)


def of_waiting(tree: "Tree", told: Told) -> None:
    """Add for whom open cases wait, and for whom of those it was asked about and has not answered.

    What is left of either is told nowhere.
    """
    closed = from_stage(told, Stage.CLOSED) if are_stages_told(told) else 0
    waiting = {waiting_cell(row): row.count for row in told.waiting}
    tree.total({"open": tree.counts["cases"] - closed})
    tree.counts |= waiting
    rest = tree.counts["open"] - sum(waiting.values())
    if rest >= 0:
        tree.untold.add("waiting-rest")
        tree.sum("open", waiting | {"waiting-rest": rest})
    for row in told.waiting:
        tree.split(f"answered/{row.names[0]}-rest", waiting_cell(row), row.count)


def of_ways_home(tree: "Tree", told: Told) -> None:
    """Add whose identity is verified, and how cases ended.

    Who came home are those in Viet Nam who have not just arrived: where both ledgers agree on them
    their number follows from totals, and does not give way. Where no stage can be told it is not
    told: that it is missing would say that the ledgers differ.
    """
    stages = {row.key: row.count for row in told.stages}
    verified, confirmed = from_verified(told), confirmed_of(told)
    closed, home, died = stages.get(Stage.CLOSED, 0), came_home(told), died_of(told)
    tree.counts |= {"home": home, DIED: died, "confirmed": confirmed}
    at_home = sum(row.count for row in told.present if row.key == HOME)
    agree = at_home == stages.get(Stage.ARRIVED, 0) + home
    (tree.totals if agree else tree.open).add("home")
    if away_besides(told, Stage.REPORTED) == 1 and died < told.smallest:
        tree.untold.add(DIED)
    if not are_stages_told(told):
        tree.untold |= {"confirmed"} if agree and stage_rows(told) else {"confirmed", "home"}
        return
    tree.total({"verified": verified})
    tree.split("verified", "confirmed", confirmed)
    if confirmed == verified:
        tree.open.add("confirmed")
    if closed >= home + died:
        tree.untold.add("closed-otherwise")
        parts = {"home": home, DIED: died, "closed-otherwise": closed - home - died}
        tree.sum("stage/closed", parts)


def from_verified(told: Told) -> int:
    """Return of how many cases before the arrival the identity is verified, by stage alone."""
    return sum(row.count for row in told.stages if row.key in CONFIRMED)


def confirmed_of(told: Told) -> int:
    """Return of how many whose people are not at home the identity is verified."""
    return from_verified(told) if told.confirmed is None else told.confirmed


def came_home(told: Told) -> int:
    """Return how many cases were closed as returned."""
    return sum(row.count for row in told.outcomes if row.key in RETURNED)


def died_of(told: Told) -> int:
    """Return how many cases were closed by a death."""
    return sum(row.count for row in told.outcomes if row.key == DIED)


def from_stage(told: Told, first: str) -> int:
    """Return how many cases were at a stage or a later one."""
    later = Stage.values[Stage.values.index(first) :]
    return sum(row.count for row in told.stages if row.key in later)


def stage_rows(told: Told) -> list[Count]:
    """Return the cases by stage as they are told; the last ones together under "departed+".

    Each by itself, unless totals would tell how a few cases ended: fewer than `smallest`, or so
    many more or fewer than a briefing told before. Then the last stages that together leave at
    least `smallest` besides, not in Viet Nam and not told as dead, are one row, unless a briefing
    told them apart and but a few fewer; where there are none, no stage is told. Joining "arrived"
    and "closed" alone would not do: it is their sum, less those in Viet Nam, that tells it. Of one
    person left besides no stage is told at all, since that it is withheld would say which.
    """
    order: list[str] = list(Stage.values)
    rows = sorted((row for row in told.stages if row.count), key=lambda row: order.index(row.key))
    elsewhere = away_besides(told, order[0])
    if elsewhere != 1 and not is_few_away(told) and not is_few_beside_before(told):
        return rows
    enough = (
        one
        for one in reversed(JOINABLE)
        if away_besides(told, one) >= told.smallest
        and not is_close(told, f"{APART}{one}/", (away_besides(told, one),))
    )
    first = next(enough, order[0])
    before = [row for row in rows if order.index(row.key) < order.index(first)]
    return [*before, Count(f"{first}{LATER}", from_stage(told, first))] if before else []


def are_stages_told(told: Told) -> bool:
    """Return whether the cases of each stage are told by themselves."""
    return sum(bool(row.count) for row in told.stages) == len(
        [row for row in stage_rows(told) if not row.key.endswith(LATER)]
    )


def away_besides(told: Told, first: str = Stage.ARRIVED) -> int:
    """Return how many cases from a stage on are of nobody in Viet Nam or told as dead.

    Of the last two stages: how many ended so otherwise.
    """
    died = died_of(told)
    at_home = sum(row.count for row in told.present if row.key == HOME)
    return from_stage(told, first) - at_home - (died if died >= told.smallest else 0)


def is_few_away(told: Told) -> bool:
    """Return whether totals would tell how a few cases ended, or a few more than told before.

    All that are closed, less who came home, and less the dead where they are told, are such a few.
    """
    away, died, home = away_besides(told), died_of(told), came_home(told)
    closed = from_stage(told, Stage.CLOSED)
    if 0 < closed - home - (died if died >= told.smallest else 0) < told.smallest:
        return True
    if away <= 0 or closed == home:
        return False
    return away < told.smallest or is_close(told, AWAY, (away,))


def is_few_beside_before(told: Told) -> bool:
    """Return whether a stage, less what a briefing told before, would tell of a few.

    Who is closed less who came home; whose identity is verified less those of them not at home;
    stages by themselves less the row in which they stood together.
    """
    died, verified = died_of(told), from_verified(told)
    ended = from_stage(told, Stage.CLOSED) - (died if died >= told.smallest else 0)
    pairs = ((ended, came_home(told), "home"), (verified, confirmed_of(told), "confirmed"))
    return any(
        whole != part and is_close(told, f"{APART}{name}", (whole,)) for whole, part, name in pairs
    ) or any(is_close(told, f"{JOINED}{one}", apart(told, one).values()) for one in JOINABLE)


def is_close(told: Told, start: str, counts: Collection[int]) -> bool:
    """Return whether one differs by a few from a number that a briefing told before."""
    former = [row.count for row in told.told_before if row.key.startswith(start)]
    return any(0 < abs(count - one) < told.smallest for one in former for count in counts)


def apart(told: Told, first: str) -> dict[str, int]:
    """Return what stages told by themselves tell of those from one on, with and without ends."""
    besides = away_besides(told, first)
    found = {"all": besides, "open": besides - away_besides(told)}
    return found | ({"confirmed": confirmed_of(told)} if first == Stage.VERIFIED else {})


def of_endings(told: Told, said: Mapping[str, Spoken]) -> dict[str, int]:
    """Return what later briefings are compared with, so that it tells not how a few cases ended.

    Of one that was written before stages were joined by this rule: all that it may have told.
    """
    joined = (row.key.removesuffix(LATER) for row in stage_rows(told) if row.key.endswith(LATER))
    found = {f"{JOINED}{first}": away_besides(told, first) for first in joined}
    if not are_stages_told(told) and told.format >= COMPARED_SINCE:
        return found
    if away_besides(told) > 0:
        found[AWAY] = away_besides(told)
    parts = {"home": came_home(told), "confirmed": confirmed_of(told)}
    for name, count in parts.items():
        if said[name].manner == "exact" or told.format < COMPARED_SINCE:
            found[f"{APART}{name}"] = count
    for first in JOINABLE:
        found |= {f"{APART}{first}/{name}": one for name, one in apart(told, first).items()}
    return found


def told_apart(tree: "Tree", told: Told) -> dict[str, int]:
    """Return what one that was written before may have told of what bodies were asked."""
    if told.format >= PARTED_SINCE:
        return {}
    cells = [answered_cell(row) for row in told.asked] + [waiting_cell(row) for row in told.waiting]
    return {cell: tree.counts[cell] for cell in cells if tree.counts[cell] >= told.smallest}


def asked_cell(row: Asked) -> str:
    """Return the address of how many a body was asked about."""
    return f"asked/{row.names[0]}"


def answered_cell(row: Asked) -> str:
    """Return the address of how many a body has answered on."""
    return f"answered/{row.names[0]}"


def waiting_cell(row: Waiting) -> str:
    """Return the address of how many wait for a body."""
    return f"waiting/{row.names[0]}"


def departure_cell(leg: Departure) -> str:
    """Return the address of how many leave next."""
    return f"departure/{leg.at}"


def first_rows(rows: Sequence[Count]) -> list[Count]:
    """Return the rows of a table that are told, those behind the last but one taken together."""
    kept = [row for row in rows if row.count]
    if len(kept) <= ROWS:
        return kept
    rest = sum(row.count for row in kept[ROWS - 1 :])
    return [*kept[: ROWS - 1], Count(OTHERS, rest)]


def amount_of(said: Spoken) -> Amount:
    """Return a number as sentences say it."""
    return Amount(said.manner, said.value, high=said.high)


@dataclass(slots=True)
class Tree:
    """Numbers and their sums while they are gathered, and what is special about single ones."""

    smallest: int
    counts: dict[str, int] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    totals: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    untold: set[str] = field(default_factory=set)

    def total(self, counts: Mapping[str, int]) -> None:
        """Add numbers that are told exactly."""
        self.counts |= counts
        self.totals |= set(counts)

    def sum(self, total: str, parts: Mapping[str, int]) -> None:
        """Add the parts of a total; those of another moment than the total tell nothing of it."""
        self.counts |= parts
        if self.counts.get(total) == sum(parts.values()):
            self.sums.append(Sum(total, tuple(parts)))

    def split(self, total: str, part: str, count: int) -> None:
        """Add a part of a total, beside a rest that is told nowhere.

        Of a total so small that one of the two is always few, nothing between nobody and all is
        told: that some part is not told would say of how few it is not so.
        """
        whole = self.counts.get(total, 0)
        rest = whole - count
        if self.smallest < whole < 2 * self.smallest - 1 and 0 < count < whole:
            self.untold.add(part)
        if rest < 0:
            self.counts[part] = count
            return
        self.untold.add(f"{part}-rest")
        self.sum(total, {part: count, f"{part}-rest": rest})
