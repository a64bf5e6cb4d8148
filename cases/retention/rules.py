"""The rules of retention, read from `seeds/retention.toml`; a fault names file and line."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from cases.core.configured import path_of
from cases.core.lines import line_of, line_of_error, lines_of, read_toml
from cases.core.text import in_reader_words
from cases.retention.choices import After, Subject, Then

FILE = "retention.toml"
UNITS = {"days", "months", "years"}
OF_ROWS = frozenset(
    {
        *(Subject.NOTICES, Subject.MAILS, Subject.RECEIPTS, Subject.SESSIONS, Subject.JOBS),
        Subject.SIGHTS,
    }
)
OF_WORDS = frozenset({Subject.LIST_ROWS, Subject.REPORTS, Subject.STRANGERS, Subject.EXPORTS})
"""Words about people who became nobody of ours: counted as rows, emptied and not deleted."""
EVENTS: Mapping[Subject, frozenset[After]] = {
    Subject.RETURNED: frozenset({After.CLOSED}),
    Subject.OTHERWISE: frozenset({After.CLOSED}),
    Subject.VOID: frozenset({After.VOIDED}),
    Subject.NEVER_MATCHED: frozenset({After.REGISTERED}),
    Subject.CHILD: frozenset({After.CLOSED, After.OF_AGE}),
    Subject.TRAFFICKED: frozenset({After.CLOSED}),
    Subject.LIST_ROWS: frozenset({After.MADE}),
    Subject.REPORTS: frozenset({After.ENDED}),
    Subject.STRANGERS: frozenset({After.ENDED}),
    Subject.EXPORTS: frozenset({After.ENDED}),
} | dict.fromkeys(OF_ROWS, frozenset({After.MADE, After.ENDED}))
NEEDED = {"code": str, "about": str, "amount": int, "unit": str, "after": str, "then": str}
NAMES = ("name", "name_vi", "name_fr")
REST = {"legal_basis": str, "source": str, "verified": bool, "procedures": list}
MUST_HAVE = frozenset(Subject.values)


class FaultyRules(ValueError):
    """The file cannot be taken; every fault with its line."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How long rows of one kind are kept from an event on, and what follows."""

    code: str
    about: Subject
    amount: int
    unit: str
    after: After
    then: Then
    names: tuple[str, str, str]
    legal_basis: str = ""
    source: str = ""
    verified: bool = False
    procedures: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name in the reader's language."""
        return in_reader_words(*self.names)

    def due_on(self, event: date) -> date:
        """Return the first day on which the term is over."""
        return later(event, self.amount, self.unit)

    def before(self, today: date) -> date:
        """Return the day up to which an event lies long enough back."""
        return later(today, -self.amount, self.unit)


def later(day: date, amount: int, unit: str) -> date:
    """Return the day some days, months or years on; the last of the month where it is shorter."""
    if unit == "days":
        return day + timedelta(days=amount)
    months = day.year * 12 + day.month - 1 + amount * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of the house, read once."""
    path = path_of(FILE)
    return read_rules(path.read_text(encoding="utf-8"), str(path.name))


def read_rules(text: str, name: str = FILE) -> tuple[Rule, ...]:
    """Return the rules of a text; raises `FaultyRules` with every fault."""
    try:
        content = read_toml(text)
    except (ValueError, RecursionError) as fault:
        raise FaultyRules(f"{name}:{line_of_error(text, fault)}: this is not TOML") from fault
    lines = lines_of(text)
    faults: list[tuple[int, str]] = []
    rows = content.get("rule")
    if not isinstance(rows, list) or set(content) != {"rule"}:
        raise FaultyRules(f"{name}:1: the file is a list of [[rule]] and nothing else")
    found = []
    for index, row in enumerate(rows):
        problems = faults_of(row)
        faults += [(line_of(lines, ("rule", index, key)), words) for key, words in problems]
        if not problems:
            found.append(rule_of(row))
    faults += doubles([row.get("code") for row in rows], lines)
    missing = MUST_HAVE - {str(row.get("about")) for row in rows}
    faults += [(1, f"there is no rule about {about}") for about in sorted(missing)]
    if faults:
        raise FaultyRules("\n".join(f"{name}:{line}: {words}" for line, words in sorted(faults)))
    return tuple(found)


def doubles(codes: list[Any], lines: Any) -> list[tuple[int, str]]:
    """Return a fault for each code that was used before."""
    return [
        (line_of(lines, ("rule", index, "code")), f"the code {code} is used twice")
        for index, code in enumerate(codes)
        if code in codes[:index]
    ]


def faults_of(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what is wrong with one rule, by key."""
    expected = NEEDED | dict.fromkeys(NAMES, str) | REST
    faults = [(key, f"{key} is not known here") for key in row if key not in expected]
    for key, kind in expected.items():
        if key in row and type(row[key]) is not kind:
            faults.append((key, f"{key} is not of the right kind"))
        elif key not in row and key not in REST:
            faults.append(("", f"{key} is missing"))
    if faults:
        return faults
    sets = {"about": Subject.values, "after": After.values, "then": Then.values, "unit": UNITS}
    faults = [
        (key, f"{key} is one of {', '.join(sorted(known))}")
        for key, known in sets.items()
        if row[key] not in known
    ]
    if not 1 <= row["amount"] <= (36_500 if row["unit"] == "days" else 1_200):
        faults.append(("amount", "amount is a whole number from 1 on"))
    return faults or sense_faults(row)


def sense_faults(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return which parts of a rule do not go together."""
    faults = []
    if row["after"] not in EVENTS[row["about"]]:
        events = ", ".join(sorted(EVENTS[row["about"]]))
        faults.append(("after", f"rows about {row['about']} are counted from {events}"))
    if (row["about"] in OF_ROWS) != (row["then"] == Then.DELETE):
        faults.append(("then", "rows of the machine are deleted, people never"))
    if (row["about"] in OF_WORDS) != (row["then"] == Then.EMPTY):
        faults.append(("then", "words about people who became nobody are emptied"))
    if bool(row.get("procedures")) != (row["about"] == Subject.TRAFFICKED):
        faults.append(
            ("procedures", "procedures belong to the rule about trafficked, which needs some")
        )
    if row.get("verified") and not (row.get("legal_basis") and row.get("source")):
        faults.append(("verified", "what is verified names its legal basis and its source"))
    return faults


def rule_of(row: Mapping[str, Any]) -> Rule:
    """Return a rule that has no fault."""
    return Rule(
        code=row["code"],
        about=Subject(row["about"]),
        amount=row["amount"],
        unit=row["unit"],
        after=After(row["after"]),
        then=Then(row["then"]),
        names=(row["name"], row["name_vi"], row["name_fr"]),
        legal_basis=row.get("legal_basis", ""),
        source=row.get("source", ""),
        verified=row.get("verified", False),
        procedures=tuple(row.get("procedures", ())),
    )
