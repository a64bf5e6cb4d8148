"""Who on record a report is perhaps about: those it names, looked for among the people in sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.citizens.search.people import Match, search
from cases.core.actor import Actor
from cases.reports.models import ReceivedReport
from cases.reports.named import MOST, Named, named

AT_FIRST: Final = 5
"""For so many people are looked for at once; for the others when it is asked for."""
FOR_EACH: Final = 3
ENOUGH: Final = 6.0
"""Bits from which somebody is shown: a common name alone has less, a document or phone more."""


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Somebody a report names, her place among them, and who on record she perhaps is."""

    number: int
    named: Named
    matches: Sequence[Match]


def perhaps_about(
    actor: Actor, report: ReceivedReport, today: date, *, all_of_them: bool = False
) -> list[Perhaps]:
    """Return each of those a report names, with the likeliest people in sight of the actor."""
    most = MOST if all_of_them else AT_FIRST
    return [
        Perhaps(number, named(line, today), likeliest(actor, line, today) if number <= most else ())
        for number, line in enumerate(report.named[:MOST], start=1)
    ]


def likeliest(actor: Actor, line: str, today: date) -> list[Match]:
    """Return who fits a line best; nobody where it names nobody that could be looked for."""
    found = search(actor, line, today)
    return [match for match in found if match.fit.bits >= ENOUGH][:FOR_EACH]
