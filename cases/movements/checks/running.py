"""Running all checks for some people, as if they had their seats."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cases.casework.models import Case
from cases.movements.checks.company import COMPANY
from cases.movements.checks.facts import Facts
from cases.movements.checks.finding import Finding
from cases.movements.checks.person import PERSON
from cases.movements.models import SeatOverride


def findings_of(
    cases: Sequence[Case], facts: Facts, *, seated: Sequence[Case] = ()
) -> dict[int, list[Finding]]:
    """Return, by the id of the case, what there is to say: the gravest first.

    `seated` are looked at as if they had a seat already, beside who has one.
    """
    together = {case.pk: case for case in seated}
    company = replace(facts, on_board=facts.on_board | together)
    return {case.pk: sorted(found(case, company), key=gravity) for case in cases}


def found(case: Case, facts: Facts) -> Iterator[Finding]:
    """Yield what the checks find of one person, with what was decided away."""
    decided: Mapping[str, SeatOverride] = {
        row.facts: row for row in facts.overrides.get(case.pk, [])
    }
    for check in (*PERSON, *COMPANY):
        for finding in check(case, facts):
            row = decided.get(finding.digest)
            yield replace(finding, overridden=row) if row is not None else finding


def gravity(finding: Finding) -> int:
    """Return the place of a finding: what refuses, what asks, what warns."""
    return ["refuses", "asks", "warns"].index(finding.level("freeze"))
