"""What blocks a case, in words: what, who must act, since when, until when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.blocking import day_after, ran_out, today_in
from cases.casework.choices import BlockerKind
from cases.casework.models import Case
from cases.casework.progress.moments import HOME
from cases.casework.progress.resting import Rests, closed_times
from cases.casework.progress.telling import left_words, who_words
from cases.core.calendars import OfficeCalendar, remaining
from cases.core.conditions import CONDITIONS
from cases.missions.days import Wait, wait_words, waited
from cases.procedures.choices import Body, LimitUnit
from cases.templatetags.moments import day_words, days_words, zone_of_days

SENTENCES: dict[str, Any] = {
    BlockerKind.ASKED: gettext_lazy("%(procedure)s: waiting for an answer"),
    BlockerKind.OPEN: gettext_lazy("%(procedure)s: to be done"),
    BlockerKind.REFUSED: gettext_lazy("%(procedure)s: refused"),
    BlockerKind.EXPIRED: gettext_lazy("%(procedure)s: no longer valid"),
}
SOON: dict[str, int] = {LimitUnit.HOURS: 24}
"""How much is left when a deadline is marked as near; else one day."""


def what_words(kind: str, procedure: str = "", condition: str = "") -> str:
    """Return what blocks: the procedure and how it stands, the condition, or the kind alone."""
    if not kind:
        return _("Not looked at yet")
    if condition and condition in CONDITIONS:
        return str(CONDITIONS[condition].missing)
    if procedure and kind in SENTENCES:
        return str(SENTENCES[kind]) % {"procedure": procedure}
    if kind == BlockerKind.EXPIRED:
        return _("Something that was got has run out")
    return str(BlockerKind(kind).label)


def must_act_words(body: str, authority: str = "", *, for_headquarters: bool = False) -> str:
    """Return who must act; headquarters reads of the mission that has the case."""
    if not body:
        return _("Nobody is named")
    if body == Body.MISSION and not authority and for_headquarters:
        return _("The mission that has the case")
    return who_words(body, authority)


def since_words(day: str, wait: Wait) -> str:
    """Return since when, with how many days that is."""
    if wait == Wait(0):
        return _("since today")
    return _("since %(day)s (%(wait)s)") % {"day": day, "wait": wait_words(wait)}


def for_words(wait: Wait) -> str:
    """Return for how long, where the day of the beginning is not told."""
    return _("for %(wait)s") % {"wait": wait_words(wait)} if wait > Wait(0) else _("since today")


@dataclass(frozen=True, slots=True)
class Blocker:
    """What a case says of what blocks it, with names for what it names by number."""

    stage: str
    kind: str
    procedure: str
    condition: str
    body: str
    authority: str
    since_from: datetime | None
    since: datetime | None
    valid_until: date | None
    zone: str
    reopened_on: date | None = None
    """The last day of a closed time: `since` up to it may be later by the closed days."""


def blocker_of(case: Case) -> Blocker:
    """Return what blocks a case that was read whole."""
    return Blocker(
        stage=case.stage,
        kind=case.blocker_kind,
        procedure=name_of(case.blocker_procedure),
        condition=case.blocker_condition,
        body=case.blocker_body,
        authority=name_of(case.blocker_authority),
        since_from=case.blocked_from,
        since=case.blocked_since,
        valid_until=case.valid_until,
        zone=case.mission.zone,
    )


def blocked_line(case: Blocker, now: datetime, *, for_headquarters: bool) -> dict[str, str]:
    """Return what blocks one case of a list; nothing for a case that has ended."""
    if case.stage in {"closed", ""}:
        return {"what": "", "who": "", "since": ""}
    today = today_in(case.zone, now)
    if ran_out(case.kind, case.valid_until, today):
        assert case.valid_until is not None, "what ran out has a last day"
        since = day_after(case.valid_until, case.zone).date()
        what, who = (
            what_words(BlockerKind.EXPIRED),
            must_act_words(Body.MISSION, for_headquarters=for_headquarters),
        )
        return {
            "what": what,
            "who": who,
            "since": since_words(day_words(since), Wait.of_days(since, since, today)),
        }
    return {
        "what": what_words(case.kind, case.procedure, case.condition),
        "who": must_act_words(case.body, case.authority, for_headquarters=for_headquarters),
        "since": blocked_words(case, now),
    }


def blocked_words(case: Blocker, now: datetime) -> str:
    """Return since when a case is blocked: a day that had come at home alone is one of home.

    Of a case that was closed since, for how many days alone: closed days are left out.
    """
    if case.since is None or case.since_from is None:
        return ""
    span = case.since_from, case.since
    zone = zone_of_days(*span, case.zone, HOME) or case.zone
    wait, begun = waited(*span, now, zone), case.since.astimezone(ZoneInfo(zone)).date()
    if case.reopened_on and begun <= case.reopened_on:
        return for_words(wait)
    return since_words(days_words(*span, case.zone, HOME), wait)


def name_of(row: Any) -> str:
    """Return the name of a row that may be missing."""
    return str(row) if row else ""


def left_and_tone(
    now: datetime, due: datetime, unit: str, calendar: OfficeCalendar, rests: Rests = ()
) -> tuple[str, str]:
    """Return how much is left of a limit, counted by its calendar, and how pressing that is.

    `rests`: when the case was closed, of which no day counts.
    """
    left = remaining(now, due, unit, calendar, closed_times(rests, calendar.zone))
    tone = "stop" if left < 0 else "wait" if left <= SOON.get(unit, 1) else "quiet"
    return left_words(left, unit), tone
