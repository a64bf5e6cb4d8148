"""Who may stand in a list twice: found by what is used against the register, and asked in pairs.

Both rows of a pair wait, each naming the other, until somebody says whether they are one person.
Rows are compared where they share a number, a phone, a day of birth and a syllable, or so much of
the name that it can be one: a long list is not compared each with each.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any, Final

from cases.citizens.search.judging import AGAINST, OnRecord, Wanted, judged, wanted_of
from cases.citizens.search.newcomers import Newcomer
from cases.citizens.search.rounds import day_key, days_of, misspelt, telling, years_of
from cases.citizens.search.weights import weights
from cases.core.actor import Actor
from cases.core.jobs.sets import Pace, work_on
from cases.intake.lists.answers.meeting import find_twice
from cases.intake.lists.checking import check_rows, set_aside, write
from cases.intake.lists.choices import PAIRS, RowState
from cases.intake.lists.doubles import newcomer_of
from cases.intake.lists.known import Gazetteer, gazetteer
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.queries import rows_in
from cases.intake.lists.said import Said, fault

COMPARED: Final = (
    RowState.READY, RowState.LIKELY_DOUBLE, RowState.NEEDS_FIXING, RowState.TWICE,
)  # fmt: skip
MOST: Final = 5
"""So many other rows are named at most, the likeliest."""
MOST_BY_ONE: Final = 60
"""What more rows share tells nobody: other syllables of a name are rarer."""
ANY_YEAR: Final = 0
Pairs = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Standing:
    """A row made ready for comparing: as it is asked for, and as if it were on record."""

    wanted: Wanted
    record: OnRecord
    is_whole: bool

    @classmethod
    def of(cls, row: ListRow, known: Gazetteer) -> "Standing":
        """Return a row made ready."""
        newcomer = newcomer_of(row.values, known)
        wanted = wanted_of(newcomer)
        return cls(wanted, record_of(row, newcomer, wanted), newcomer.birth is not None)


def record_of(row: ListRow, newcomer: Newcomer, wanted: Wanted) -> OnRecord:
    """Return a row as somebody on record is compared."""
    birth = next(iter(newcomer.readings), None)
    columns: dict[str, Any] = {
        "pk": row.pk,
        "birth_on": birth.first if birth else None,
        "birth_precision": birth.precision if birth else "none",
        "sex": newcomer.sex,
        "origin_province_id": newcomer.province,
        "sort_key": newcomer.full_name,
    }
    names = (newcomer.full_name, row.values.get("other_name", ""))
    return OnRecord(
        columns,
        [name for name in names if name],
        sorted(newcomer.papers),
        wanted.phones,
        newcomer.relatives,
    )


def pairs_of(
    rows: Sequence[ListRow], known: Gazetteer, only: Collection[int] | None = None
) -> Pairs:
    """Return row id -> ids of the rows that may be of the same person, the likeliest first.

    With `only` those of these rows alone. Whoever was told apart is not asked about again.
    """
    standing = {row.pk: Standing.of(row, known) for row in rows if row.values}
    apart = {row.pk: set(row.apart) for row in rows}
    keys = {row.pk: str(row.uuid) for row in rows}
    least = math.log2(max(len(rows), 1)) - weights().thresholds.in_doubt
    found: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for one, other in near_pairs(standing, least, only):
        if keys[one] in apart[other] or keys[other] in apart[one]:
            continue
        bits = likeness(standing[one], standing[other], least)
        if bits is not None:
            found[one].append((-bits, other))
            found[other].append((-bits, one))
    return {pk: [other for _bits, other in sorted(some)[:MOST]] for pk, some in found.items()}


def likeness(one: Standing, other: Standing, least: float) -> float | None:
    """Return how much says that two rows are of one person, None for too little.

    Who has a birth date is the one on record: an age is compared with a date, not with a year.
    What speaks against it, as another sex does, is outweighed by the same paper alone.
    """
    if one.is_whole and not other.is_whole:
        one, other = other, one
    found = judged(one.wanted, other.record, least)
    if found is None or ("document" not in found.reasons and AGAINST & set(found.reasons)):
        return None
    return found.bits


def near_pairs(
    standing: Mapping[int, Standing], least: float, only: Collection[int] | None
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows that are worth comparing, each once."""
    places: dict[Any, list[int]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    wanted = {pk: (set(kept_under(one, least)), set(asked_by(one, least)))
              for pk, one in standing.items()}  # fmt: skip
    for pk, (kept, _asked) in wanted.items():
        for key in kept:
            places[key].append(pk)
    for pk in standing if only is None else standing.keys() & set(only):
        near = (some for key in wanted[pk][1] if len(some := places.get(key, ())) <= MOST_BY_ONE)
        for other in {other for some in near for other in some}:
            pair = (min(pk, other), max(pk, other))
            if other != pk and pair not in seen:
                seen.add(pair)
                yield pair


def kept_under(one: Standing, least: float) -> Iterator[Any]:
    """Yield the keys under which a row is found."""
    years = years_of(one.wanted.births)
    yield from plain_keys(one.wanted)
    for key, bits in of_names(one.wanted):
        if years or bits >= least:
            yield from ((key, year) for year in (years or [ANY_YEAR]))
        if years and bits >= least:
            yield (key, None)


def asked_by(one: Standing, least: float) -> Iterator[Any]:
    """Yield the keys by which others are looked for: years beside its own, and without a year."""
    years = years_of(one.wanted.births)
    near = {year + by for year in years for by in (-1, 0, 1)}
    yield from plain_keys(one.wanted)
    for key, bits in of_names(one.wanted):
        yield from ((key, year) for year in near)
        if bits >= least:
            yield (key, ANY_YEAR)
            if not years:
                yield (key, None)


def plain_keys(wanted: Wanted) -> Iterator[Any]:
    """Yield numbers and phones, and each day of birth with each syllable."""
    yield from (("number", number) for number in wanted.numbers)
    yield from (("phone", phone) for phone in wanted.phones)
    sounds = {sound for key in wanted.names for part in telling(key) for sound in misspelt(part)}
    for day in days_of(wanted.births):
        yield from ((day_key(day), sound) for sound in sounds)


def of_names(wanted: Wanted) -> Iterator[tuple[Any, float]]:
    """Yield two syllables of a name together, and how many bits they say; or the only one."""
    for key in wanted.names:
        parts = telling(key)
        if len(parts) == 1:
            yield from (((sound,), parts[0].bits) for sound in misspelt(parts[0]))
        for one, other in combinations(parts, 2):
            bits = one.bits + other.bits
            for sounds in ((a, b) for a in misspelt(one) for b in misspelt(other)):
                yield tuple(sorted(sounds)), bits


def find_twins(actor: Actor, received: ReceivedList) -> None:
    """Let those wait who may stand in the list twice; in a reply, who answers a second time."""
    if received.is_reply:
        met = rows_in(actor, received).filter(state__in=[RowState.READY, RowState.DIFFERS])
        write(find_twice(list(met.in_order())))
        return
    rows = list(rows_in(actor, received).filter(state__in=COMPARED).in_order())
    work = partial(pair_some, received, rows, gazetteer(actor))
    left, pace = rows, Pace(max(len(rows), 1))
    while left:
        done, pace = work_on(left[: pace.size], work, set_aside, pace)
        left = left[done:]


def pair_some(
    received: ReceivedList, rows: Sequence[ListRow], known: Gazetteer, some: Sequence[ListRow]
) -> None:
    """Name in some of the rows the others that may be of the same person, and let them wait."""
    compared = [row for row in rows if row.state in COMPARED]
    pairs = pairs_of(compared, known, None if len(some) == len(rows) else [row.pk for row in some])
    by_id, changed = {row.pk: row for row in compared}, []
    for row in some:
        others = [by_id[pk] for pk in pairs.get(row.pk, ()) if pk in by_id]
        rest = [problem for problem in row.problems if problem["code"] not in PAIRS]
        problems = [*rest, *(pair(row, other, received) for other in others)]
        if problems != row.problems or (others and row.state == RowState.READY):
            row.problems = problems
            if row.state in {RowState.READY, RowState.TWICE}:
                row.state = RowState.TWICE if others else RowState.READY
            changed.append(row)
    write(changed)


def pair(row: ListRow, other: ListRow, received: ReceivedList) -> Said:
    """Return that a row may be of the person of another one."""
    params: dict[str, str | int] = {"row": other.number, "key": str(other.uuid)}
    if other.sheet == row.sheet:
        return fault("pair", "", **params)
    return fault("pair_in_sheet", "", sheet=received.sheet_name(other.sheet), **params)


def look_again(actor: Actor, row: ListRow) -> None:
    """Read a row anew and say what becomes of it now, and of those who wait for it."""
    work_on([row], partial(check_rows, actor, row.received), set_aside, Pace(1))
    pair_anew(actor, row)


def pair_anew(actor: Actor, row: ListRow) -> None:
    """Find anew who in the list may be the person of a row.

    Who waited for the row and does not any more is compared again: the row may be registered now.
    """
    received = row.received
    if received.is_reply:
        return
    rows = rows_in(actor, received).filter(state__in=COMPARED)
    others = list(rows.exclude(pk=row.pk).in_order())
    some, is_compared = [row, *others], row.state in COMPARED
    found = pairs_of(some, gazetteer(actor), [row.pk]).get(row.pk, ()) if is_compared else ()
    named = {other.pk for other in others if str(row.uuid) in other.twins}
    locked = rows.filter(pk__in={*found, *named}).select_for_update(
        of=("self",), no_key=True, skip_locked=True
    )
    for other in locked:
        if other.pk not in found:
            release(actor, received, other, row)
        elif other.pk not in named:
            add_pair(received, other, row)
    by_id = {other.pk: other for other in some}
    row.problems = [problem for problem in row.problems if problem["code"] not in PAIRS]
    write([row])
    for pk in found:
        add_pair(received, row, by_id[pk])


def add_pair(received: ReceivedList, row: ListRow, other: ListRow) -> None:
    """Name one more row in a row, which waits for it."""
    if str(other.uuid) in row.twins:
        return
    row.problems = [*row.problems, pair(row, other, received)]
    row.state = RowState.TWICE if row.state == RowState.READY else row.state
    write([row])


def release(actor: Actor, received: ReceivedList, row: ListRow, other: ListRow) -> None:
    """Let a row wait for another one no more, and compare it with the register again."""
    kept = [problem for problem in row.problems
            if problem["code"] in PAIRS and problem["params"].get("key") != str(other.uuid)
            ]  # fmt: skip
    row.received = received
    work_on([row], partial(check_rows, actor, received), set_aside, Pace(1))
    if kept and row.state in COMPARED:
        row.problems = [*row.problems, *kept]
        row.state = RowState.TWICE if row.state == RowState.READY else row.state
        write([row])


def twins_of(actor: Actor, rows: Iterable[ListRow]) -> dict[str, ListRow]:
    """Return the rows that some rows name as perhaps of the same person, by their identifiers."""
    named = {key for row in rows for key in row.twins}
    if not named:
        return {}
    found = ListRow.objects.visible_to(actor).filter(uuid__in=named).select_related("received")
    return {str(row.uuid): row for row in found}
