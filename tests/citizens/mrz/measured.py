"""How codes are read after damage: wrong without a word, wrong with one, right, or offered."""

from collections import Counter
from dataclasses import dataclass, field

from cases.citizens.mrz import Reading, read_mrz, says
from tests.citizens.mrz.damage import TODAY, Damaged

FAULTS_OF = {
    "number": {"number"},
    "personal_number": {"optional"},
    "birth": {"birth"},
    "expires_on": {"expiry"},
}
"""A remark counts only where it names the field, or, with no field, the line as a whole."""


@dataclass
class Measured:
    """Counts by kind of damage; `silent` and `remarked` are the damages themselves."""

    total: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    offered: Counter[str] = field(default_factory=Counter)
    silent: list[tuple[Damaged, str, str]] = field(default_factory=list)
    remarked: list[tuple[Damaged, str, str]] = field(default_factory=list)


def told(reading: Reading) -> dict[str, str]:
    """Return what is taken from a code, as text."""
    said = says(reading)
    return {name: str(getattr(said, name) or "") for name in FAULTS_OF}


def measured(rows: list[Damaged]) -> Measured:
    """Read each and compare what is taken from it with what was printed."""
    found = Measured()
    for row in rows:
        kind = "+".join(row.kinds) if len(row.kinds) == 1 else "two"
        reading, truth = read_mrz(row.text, TODAY), row.paper.truth
        values = told(reading)
        found.total[kind] += 1
        found.right[kind] += values == truth
        found.offered[kind] += values != truth and row.paper.code.lines in {
            repair.lines for repair in reading.repairs
        }
        is_card = truth["personal_number"] == "" and row.paper.code.state == "VNM"
        for name, value in values.items():
            if not value or value == truth[name]:
                continue
            by = FAULTS_OF[name] | ({"optional"} if name == "number" and is_card else set())
            is_said = any(fault.field in by or not fault.field for fault in reading.faults)
            (found.remarked if is_said else found.silent).append((row, name, value))
            break
    return found
