"""What blocks a case, in words: what, who must act, since when, until when."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.blocking import day_after, ran_out, today_in
from cases.casework.choices import BlockerKind
from cases.casework.models import Case
from cases.casework.progress.telling import left_words, who_words
from cases.core.calendars import OfficeCalendar, remaining
from cases.core.conditions import CONDITIONS
from cases.procedures.choices import Body, LimitUnit

SOON: dict[str, int] = {LimitUnit.HOURS: 24}
"""How much is left when a deadline is marked as near; else one day."""


def what_words(kind: str, procedure: str = "", condition: str = "") -> str:
    """Return what blocks: the procedure and how it stands, the condition, or the kind alone."""
    if not kind:
        return _("Not looked at yet")
    if condition and condition in CONDITIONS:
        return str(CONDITIONS[condition].missing)
    sentences = {
        BlockerKind.ASKED: _("%(procedure)s: waiting for an answer"),
        BlockerKind.OPEN: _("%(procedure)s: to be done"),
        BlockerKind.REFUSED: _("%(procedure)s: refused"),
        BlockerKind.EXPIRED: _("%(procedure)s: no longer valid"),
    }
    sentence = sentences.get(BlockerKind(kind))
    if sentence and procedure:
        return sentence % {"procedure": procedure}
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


def since_words(since: date | None, today: date) -> str:
    """Return since when, with how many days that is."""
    if since is None:
        return ""
    days = max((today - since).days, 0)
    if days == 0:
        return _("since today")
    return ngettext("since %(day)s (%(n)d day)", "since %(day)s (%(n)d days)", days) % {
        "day": date_format(since, "DATE_FORMAT"),
        "n": days,
    }


def blocked_line(case: Case, now: datetime, *, for_headquarters: bool) -> dict[str, str]:
    """Return what blocks one case of a list; nothing for a case that has ended."""
    if case.stage in {"closed", ""}:
        return {"what": "", "who": "", "since": ""}
    zone = case.mission.zone
    today = today_in(zone, now)
    if ran_out(case.blocker_kind, case.valid_until, today):
        assert case.valid_until is not None, "what ran out has a last day"
        since = day_after(case.valid_until, zone).date()
        what, who = (
            what_words(BlockerKind.EXPIRED),
            must_act_words(Body.MISSION, for_headquarters=for_headquarters),
        )
        return {"what": what, "who": who, "since": since_words(since, today)}
    stored = case.blocked_since
    return {
        "what": what_words(
            case.blocker_kind, name_of(case.blocker_procedure), case.blocker_condition
        ),
        "who": must_act_words(
            case.blocker_body,
            name_of(case.blocker_authority),
            for_headquarters=for_headquarters,
        ),
        "since": since_words(stored.astimezone(ZoneInfo(zone)).date() if stored else None, today),
    }


def name_of(row: Any) -> str:
    """Return the name of a row that may be missing."""
    return str(row) if row else ""


def deadline_line(
    case: Case, now: datetime, calendars: dict[tuple[int, str], OfficeCalendar]
) -> dict[str, str] | None:
    """Return the next deadline of a case, counted by the calendar of its limit."""
    limit, due = case.next_due_limit, case.next_due_at
    if limit is None or due is None:
        return None
    left = remaining(now, due, limit.unit, calendars[case.mission_id, limit.calendar])
    return {
        "words": left_words(left, limit.unit),
        "tone": "stop" if left < 0 else "wait" if left <= SOON.get(limit.unit, 1) else "quiet",
        "limit": str(limit),
    }
