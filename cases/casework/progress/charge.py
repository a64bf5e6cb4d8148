"""Which mission had a case when: whose zone, host and days off its clocks go by.

The ledger as it stands says who had the case at a moment. What was written down meanwhile was
written in the zone of whoever had it then, also where that was corrected since.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from cases.casework.choices import TransitionKind
from cases.casework.models import Case, Transition
from cases.casework.models.transition import MOVED
from cases.missions.models import Mission

HANDED: Final = MOVED | Q(kind=TransitionKind.OPEN, voided_at__isnull=False)
"""Rows by which a case changed hands, and openings at what was the wrong mission."""


@dataclass(frozen=True, slots=True)
class Charge:
    """The mission that has a case now, and those that had it.

    `handed`: in order, since when another had it, and which had it before. `former`: those that had
    it at some time, as was known then, without the one that has it now.
    """

    now: Mission
    handed: tuple[tuple[datetime, Mission, Mission], ...] = ()
    former: tuple[Mission, ...] = ()

    def at(self, moment: datetime) -> Mission:
        """Return which mission had the case; the one it was opened at for any moment before."""
        found = self.handed[0][1] if self.handed else self.now
        for since, _before, after in self.handed:
            if since <= moment:
                found = after
        return found

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones in which days of this case may have been written down."""
        return tuple(dict.fromkeys(one.zone for one in (self.now, *self.former)))

    def as_known(self) -> tuple["Charge", ...]:
        """Return it as it stands, then as if each former mission had always had the case."""
        return self, *(Charge(one) for one in self.former)


def charges_of(cases: Sequence[Case], rows: Iterable[Transition]) -> dict[int, Charge]:
    """Return who had each case; one query for other missions, none where there are none."""
    missions = {case.mission_id: case.mission for case in cases}
    by_case: dict[int, list[Transition]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.occurred_at, row.number)):
        by_case[row.case_id].append(row)
    others = {one for ours in by_case.values() for row in ours for one in named_in(row)}
    others -= missions.keys()
    if others:
        missions |= Mission.objects.in_bulk(others)
    return {case.pk: charge_of(case, by_case.get(case.pk, ()), missions) for case in cases}


def named_in(row: Transition) -> list[int]:
    """Return the missions that a row names."""
    return [one for one in (row.from_mission_id, row.to_mission_id) if one is not None]


def charge_of(case: Case, rows: Sequence[Transition], missions: Mapping[int, Mission]) -> Charge:
    """Return who had one case; `rows` are in order."""
    former = dict.fromkeys(one for row in rows for one in named_in(row))
    former.pop(case.mission_id, None)
    return Charge(
        case.mission,
        tuple(
            (row.occurred_at, missions[row.from_mission_id], missions[row.to_mission_id])
            for row in rows
            if row.is_standing and row.from_mission_id not in {None, row.to_mission_id}
        ),
        tuple(missions[one] for one in former),
    )
