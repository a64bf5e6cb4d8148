"""Keeping the calendar of a mission: closures, working days of rest, office hours.

Entries act on the mission and compare no version of it: an entry only adds a row, and two that
meet cannot both stand (exclusion constraint); it is withdrawn once. Office hours are put as a whole
under the version of the mission that was seen.
"""

from collections.abc import Sequence
from datetime import date, time

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.calendars import DAY
from cases.core.errors import broken_rule, not_found, wrong_state
from cases.core.operations import operation
from cases.missions.calendars import (
    MISSION,
    calendar_changed,
    calendar_for,
    days_changed,
    standing_closures,
)
from cases.missions.models import Mission, OfficeClosure
from cases.places.reference import check_row

LONGEST_CLOSED = 366
"""Days off in a row; well below what counting takes for a fault (`calendars.LONGEST_REST`)."""
CLOSURE_FIELDS = {
    "officeclosure_kind_known": "kind",
    "officeclosure_ends_after_start": "ends_on",
    "officeclosure_at_most_60_days": "ends_on",
    "officeclosure_reason_given": "reason",
    "officeclosure_no_overlap": "starts_on",
}
MISSION_FIELDS = {
    "mission_office_hours_forwards": "closes",
    "mission_weekend_leaves_a_day": "weekend",
}


@operation(may="calendar.keep", audit="closure.added", appends=True)
def add_closure(
    actor: Actor,
    mission: Mission,
    *,
    starts_on: date,
    kind: str,
    reason: str,
    ends_on: date | None = None,
) -> OfficeClosure:
    """Enter days on which the office is closed, or works although it would rest; one day or more.

    Days already past may be entered too: what was closed then did not count.
    """
    closure = OfficeClosure(
        mission=mission,
        starts_on=starts_on,
        ends_on=ends_on or starts_on,
        kind=kind,
        reason=reason,
        recorded_at=present.now(),
        recorded_by_id=actor.staff_id,
    )
    check_row(closure, CLOSURE_FIELDS)
    closure.save(force_insert=True)
    change(mission, "ends_on", (closure.starts_on, closure.ends_on))
    return closure


@operation(may="calendar.keep", audit="closure.withdrawn", appends=True)
def withdraw_closure(
    actor: Actor, mission: Mission, *, closure: OfficeClosure, reason: str
) -> Mission:
    """Withdraw an entry of the own calendar; it stays on record and no longer counts."""
    standing = OfficeClosure.objects.visible_to(actor).select_for_update(no_key=True)
    row = standing.filter(pk=closure.pk, mission=mission).first()
    if row is None:
        raise not_found()
    if row.withdrawn_at is not None:
        raise wrong_state(_("This entry was withdrawn already."), "already_withdrawn")
    row.withdrawn_at = present.now()
    row.withdraw_reason = reason
    row.save(update_fields=["withdrawn_at", "withdraw_reason"])
    change(mission, "closure", (row.starts_on, row.ends_on))
    return mission


@operation(may="calendar.keep", audit="office_hours.set")
def set_office_hours(
    actor: Actor, mission: Mission, *, opens: time, closes: time, weekend: Sequence[int] = ()
) -> Mission:
    """Say when the office works; without a weekend of its own it rests on that of the country."""
    mission.office_opens, mission.office_closes = opens, closes
    mission.weekend = sorted(set(weekend))
    check_row(mission, MISSION_FIELDS)
    mission.save(update_fields=["office_opens", "office_closes", "weekend"])
    change(mission, "weekend")
    return mission


def change(mission: Mission, field: str, within: tuple[date, date] | None = None) -> None:
    """Tell of a calendar that was changed on some days, or as a whole.

    422 for one that rests so long that no term could be counted.
    """
    calendar = calendar_for(mission, MISSION)
    for entry in standing_closures(mission):
        ahead = (entry.starts_on + number * DAY for number in range(LONGEST_CLOSED))
        if not any(calendar.is_working(day) for day in ahead):
            raise broken_rule(
                _("The office would be closed for more than a year. Leave working days between."),
                "closed_for_a_year",
                field,
            )
    calendar_changed(mission.pk)
    days_changed(mission.pk, within)
