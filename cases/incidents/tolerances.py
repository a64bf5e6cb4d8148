"""When ours confirms a reported figure, by how firmly the source speaks (`tolerances.toml`)."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from cases.core.configured import path_of
from cases.core.lines import line_of, line_of_error, lines_of, read_toml
from cases.incidents.choices import Qualifier

FILE: Final = "tolerances.toml"
NEEDED: Final = {
    "qualifier": str,
    "version": int,
    "from_percent": int,
    "to_percent": int,
    "margin": int,
    "since": date,
    "source": str,
}
MAY_SAY: Final = {"above": bool, "below": bool, "until": date}


class FaultyTolerances(ValueError):
    """The file cannot be taken; the words name its line."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """One version of a rule: from which to which part of a reported number ours confirms it.

    `above` and `below` leave the bound itself out; within `margin` persons, on the side that these
    leave, it is confirmed always.
    """

    qualifier: str
    version: int
    from_percent: int
    to_percent: int
    margin: int
    since: date
    source: str
    above: bool = False
    below: bool = False
    until: date | None = None

    def confirms(self, reported: int, ours: int) -> bool:
        """Return whether our number confirms the reported one; whole numbers, nothing rounded."""
        is_excluded = (self.above and ours <= reported) or (self.below and ours >= reported)
        if self.margin > 0 and abs(ours - reported) <= self.margin and not is_excluded:
            return True
        low, high, mine = reported * self.from_percent, reported * self.to_percent, 100 * ours
        is_enough = low < mine if self.above else low <= mine
        return is_enough and (mine < high if self.below else mine <= high)


def confirms(qualifier: str, reported: int, ours: int, day: date) -> bool:
    """Return whether our number confirms a reported one, by the rule in force on a day.

    Without a rule only the same number does.
    """
    rule = tolerance_of(qualifier, day)
    return ours == reported if rule is None else rule.confirms(reported, ours)


def agrees(qualifier: str, part: int, ours: int, day: date) -> bool:
    """Return whether ours agrees with a part of a reported number: men, or women.

    The words of the source are about the whole, so the same number agrees under any of them.
    """
    return ours == part or confirms(qualifier, part, ours, day)


def standing(qualifier: str, reported: int, ours: int, day: date) -> str:
    """Return how our number stands to a reported one: same, near, excluded, more or fewer.

    The first two are confirmed; `excluded` is the same number, which the words exclude.
    """
    if confirms(qualifier, reported, ours, day):
        return "same" if ours == reported else "near"
    if ours == reported:
        return "excluded"
    return "more" if ours > reported else "fewer"


def is_within(qualifier: str, reported: int, ours: int) -> bool:
    """Return whether our number is what one-sided words say, however far from the reported one."""
    if qualifier == Qualifier.UP_TO:
        return ours <= reported
    is_above = qualifier in {Qualifier.MORE_THAN, Qualifier.AT_LEAST}
    return is_above and ours >= reported + (qualifier == Qualifier.MORE_THAN)


def tolerance_of(qualifier: str, day: date) -> Tolerance | None:
    """Return the rule that is in force on a day, if there is one."""
    of_qualifier = (row for row in tolerances() if row.qualifier == qualifier)
    return next(
        (row for row in of_qualifier if row.since <= day and (not row.until or day <= row.until)),
        None,
    )


@cache
def tolerances() -> tuple[Tolerance, ...]:
    """Return all versions of the rules of the house, in the order of the file."""
    return read_tolerances(path_of(FILE).read_text(encoding="utf-8"))


def read_tolerances(text: str) -> tuple[Tolerance, ...]:
    """Return the rules of a text; raises `FaultyTolerances` that names the line of a fault."""
    try:
        content = read_toml(text)
    except (ValueError, RecursionError) as fault:
        line = line_of_error(text, fault)
        raise FaultyTolerances(f"{FILE}, line {line}: this is not TOML") from fault
    rows = content.get("tolerance")
    if set(content) != {"tolerance"} or not isinstance(rows, list):
        raise FaultyTolerances(f"{FILE}, line 1: only [[tolerance]] may stand here")
    lines = lines_of(text)
    found: list[Tolerance] = []
    for index, row in enumerate(rows):
        key, why = fault_of(row, found)
        if why:
            line = line_of(lines, ("tolerance", index, key))
            raise FaultyTolerances(f"{FILE}, line {line}: {why}")
        found.append(Tolerance(**row))
    missing = set(Qualifier.values) - {row.qualifier for row in found}
    if missing:
        raise FaultyTolerances(
            f"{FILE}, line 1: there is no tolerance for {', '.join(sorted(missing))}"
        )
    return tuple(found)


def fault_of(row: dict[str, Any], former: list[Tolerance]) -> tuple[str, str]:
    """Return key and words of what is wrong with one rule; empty words where nothing is."""
    for key in sorted(set(NEEDED) - set(row)):
        return "", f"“{key}” is missing"
    for key, value in row.items():
        kind = NEEDED.get(key) or MAY_SAY.get(key)
        if type(value) is not kind:
            return key, f"“{key}” is not known" if kind is None else f"“{key}” may not be {value}"
    checks = (
        ("qualifier", row["qualifier"] in Qualifier.values, "there is no such qualifier"),
        ("source", bool(row["source"].strip()), "say where the rule comes from"),
        (
            "from_percent",
            0 <= row["from_percent"] <= row["to_percent"] and row["margin"] >= 0,
            "the part begins before it ends, and nothing is below nought",
        ),
        ("until", row["since"] <= row.get("until", row["since"]), "it ends before it begins"),
        ("version", follows(row, former), "versions begin at 1, each after the end of the former"),
    )
    return next(((key, why) for key, is_right, why in checks if not is_right), ("", ""))


def follows(row: dict[str, Any], former: list[Tolerance]) -> bool:
    """Return whether a version is the next one of its qualifier, after the last one has ended."""
    before = [one for one in former if one.qualifier == row["qualifier"]]
    is_after = all(one.until is not None and one.until < row["since"] for one in before)
    return is_after and row["version"] == len(before) + 1
