"""Two versions of a list beside each other: who is in both, who is new, who vanished. Pure.

Rows are paired by number, then by name and birth date, then by the name alone, in the order of the
file; what is left by likeness of the names, the likest first. Who is paired with nobody is new or
has vanished: a wrong pair hides both, so that a doubtful one is not made.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from cases.citizens.names.comparison import compare
from cases.citizens.names.folding import folded
from cases.citizens.names.keys import NameKey, name_key
from cases.core.partial import PartialDate
from cases.intake.reconciliation.choices import Change
from cases.intake.reconciliation.comparing import births_differ

Values = Mapping[str, str]
WITH_BIRTH: Final = 0.6
BY_NAME: Final = 0.85
"""How alike two names must be: where the birth dates are one, where they are not known."""
COMMON: Final = 150
"""A syllable that more rows have than this leads to nobody."""
PLACES: Final = ("now_at", "address")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a version: its id and what it says, in the order of the file."""

    pk: int
    values: Values


@dataclass(slots=True)
class Pairing:
    """Which row of the version before each row goes with, by ids, and who is left on each side."""

    former_of: dict[int, int] = field(default_factory=dict)
    new: list[Listed] = field(default_factory=list)
    gone: list[Listed] = field(default_factory=list)

    def take(self, pairs: Iterable[tuple[Listed, Listed]]) -> None:
        """Pair rows (former, new) of whom none was paired before."""
        taken = set(self.former_of.values())
        for former, new in pairs:
            if former.pk not in taken and new.pk not in self.former_of:
                self.former_of[new.pk] = former.pk
                taken.add(former.pk)
        self.new = [row for row in self.new if row.pk not in self.former_of]
        self.gone = [row for row in self.gone if row.pk not in taken]


def pair_versions(former: Sequence[Listed], new: Sequence[Listed]) -> Pairing:
    """Return who of two versions goes with whom."""
    found = Pairing(new=list(new), gone=list(former))
    for key in (personal_number, paper, name_and_birth, name_alone):
        found.take(in_order(found.gone, found.new, key))
    found.take(alike(found.gone, found.new))
    return found


Key = Callable[[Values], object]


def personal_number(values: Values) -> str | None:
    """Return the number of the card, None where there is none."""
    return values.get("personal_number") or None


def paper(values: Values) -> tuple[str, ...] | None:
    """Return what tells a paper from every other."""
    if not values.get("document_number"):
        return None
    return tuple(values.get(f"document_{part}", "") for part in ("kind", "country", "number"))


def name_and_birth(values: Values) -> tuple[object, str] | None:
    """Return the name in any order with the birth date."""
    name = name_alone(values)
    return (name, values["birth"]) if name and values.get("birth") else None


def name_alone(values: Values) -> tuple[str, ...] | None:
    """Return the name in any order."""
    return tuple(sorted(folded(values.get("full_name", "")).split())) or None


def in_order(
    former: Sequence[Listed], new: Sequence[Listed], key: Key
) -> Iterable[tuple[Listed, Listed]]:
    """Yield rows with the same key that do not contradict each other, in the order of the files."""
    known: dict[object, list[Listed]] = defaultdict(list)
    for row in former:
        if (of_row := key(row.values)) is not None:
            known[of_row].append(row)
    for row in new:
        waiting = known.get(key(row.values), [])
        match = next((one for one in waiting if may_be_one(one.values, row.values)), None)
        if match is not None:
            waiting.remove(match)
            yield match, row


def may_be_one(one: Values, other: Values) -> bool:
    """Return whether two rows can be of one person: the same number outweighs all else."""
    if one.get("personal_number") and one.get("personal_number") == other.get("personal_number"):
        return True
    if contradict(one, other):
        return False
    if paper(one) is not None and paper(one) == paper(other):
        return True
    return not births_contradict(one, other)


def births_contradict(one: Values, other: Values) -> bool:
    """Return whether two birth dates cannot be one, day and month written either way round."""
    listed, known = one.get("birth", ""), other.get("birth", "")
    if not listed or not known or not births_differ(listed, PartialDate.parse(known)):
        return False
    year, *rest = listed.split("-")
    return "-".join([year, *reversed(rest)]) != known


def alike(former: Sequence[Listed], new: Sequence[Listed]) -> Iterable[tuple[Listed, Listed]]:
    """Yield rows whose names are alike enough, the likest first."""
    keys = {row.pk: name_key(row.values.get("full_name", "")) for row in chain(former, new)}
    by_syllable: dict[str, list[Listed]] = defaultdict(list)
    by_birth: dict[str, list[Listed]] = defaultdict(list)
    for row in former:
        for fold in set(keys[row.pk].folds):
            by_syllable[fold].append(row)
        if row.values.get("birth"):
            by_birth[row.values["birth"]].append(row)
    ways = []
    for row in new:
        near = {one.pk: one for one in by_birth.get(row.values.get("birth", ""), ())}
        for fold in set(keys[row.pk].folds):
            if len(by_syllable[fold]) <= COMMON:
                near |= {one.pk: one for one in by_syllable[fold]}
        for one in near.values():
            score = likeness(one, row, keys)
            if score:
                ways.append((-score, one.pk, row.pk, one, row))
    for _score, _one, _row, one, row in sorted(ways, key=lambda way: way[:3]):
        yield one, row


def likeness(one: Listed, other: Listed, keys: Mapping[int, NameKey]) -> float:
    """Return how alike two rows are, 0 where it is not enough for one person."""
    if not may_be_one(one.values, other.values):
        return 0.0
    score = compare(keys[one.pk], keys[other.pk]).score
    birth = one.values.get("birth", "")
    same_birth = len(birth) == len("1999-12-31") and birth == other.values.get("birth")
    least = WITH_BIRTH if same_birth else BY_NAME
    return score + same_birth if score >= least else 0.0


def changes(former: Values, new: Values) -> list[str]:
    """Return in what a row differs from the one before."""
    found = [name for name in Change.values if former.get(name, "") != new.get(name, "")]
    if any(former.get(name, "") != new.get(name, "") for name in PLACES):
        found.append(Change.PLACE.value)
    return found


def contradict(one: Values, other: Values) -> bool:
    """Return whether two rows cannot be one person: two different numbers of a kind, two sexes."""
    if one.get("personal_number") and other.get("personal_number"):
        return one["personal_number"] != other["personal_number"]
    sexes = {one.get("sex") or other.get("sex"), other.get("sex") or one.get("sex")}
    return len(sexes) > 1
