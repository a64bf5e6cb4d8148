"""Reminders of limits: which are due, to whom they go, and that each is told once.

- *Ahead*: from the last working day of the mission before the last day of the limit; of a limit
  counted in hours, in its last quarter. Where its start is known to a span, by the earliest end.
- *Expired*: when it has run out and still runs, by the latest end.
- *Escalated*: half a day later, to the head of mission; while the case was closed no hour passed.

Nobody is reminded of a limit that counts against nobody. The first two go to the officer of the
case, to the head of mission where nobody has it. The lead times are ours; no source gives any.
Whoever gets many at once gets one notice that counts them: a worker that was away must not fill the
inbox of everyone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import (
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import ReminderKind, ReminderState
from cases.casework.models import Clock, Reminder, Transition
from cases.casework.models.transition import OUT_AGAIN
from cases.casework.progress.resting import closed_times, rests_of
from cases.core.actor import SYSTEM, Actor
from cases.core.calendars import INSTANT, LONGEST_REST, OfficeCalendar, ended, time_away
from cases.core.notices import Audience, notice_kind, tell, words_for
from cases.missions.calendars import MISSION, calendar_for, zone_of
from cases.missions.models import Mission
from cases.notices.models import Notice
from cases.notices.reading import when_read
from cases.procedures.choices import DayEnds, LimitUnit
from cases.procedures.models import Limit

ESCALATED_AFTER = timedelta(hours=12)
LOOKS_AHEAD = timedelta(days=31)
QUARTER_OF_AN_HOUR = timedelta(minutes=15)
MOST_APART = 10
AT_ONCE = 500
DAY = timedelta(days=1)


def to_case(reference: str, params: object) -> str:
    """Return the way to a case."""
    return reverse("case_detail", args=[reference])


def to_list(reference: str, params: object) -> str:
    """Return the way to the work list."""
    return reverse("worklist")


def limit_words(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of limits; of several rows of one code, the last in force."""
    rows = Limit.objects.filter(code__in=codes).order_by("code", "valid_from")
    return {row.code: str(row) for row in rows}


words_for("limit", limit_words)
notice_kind(
    "clock_ahead",
    sentence=_("The limit “%(limit)s” on the case %(reference)s runs out on %(due_at)s."),
    address=to_case,
    mailed=True,
)
notice_kind(
    "clock_expired",
    sentence=_("The limit “%(limit)s” on the case %(reference)s ran out on %(due_at)s."),
    address=to_case,
    mailed=True,
)
notice_kind(
    "clock_escalated",
    sentence=_(
        "The limit “%(limit)s” on the case %(reference)s ran out on %(due_at)s; "
        "its officer was told and it still runs."
    ),
    address=to_case,
    mailed=True,
    insists=True,
)
notice_kind(
    "clocks_ahead",
    sentence=_("%(count)s limits run out soon, the first on %(due_at)s."),
    address=to_list,
    mailed=True,
)
notice_kind(
    "clocks_expired",
    sentence=_("%(count)s limits have run out, the first on %(due_at)s."),
    address=to_list,
    mailed=True,
)
notice_kind(
    "clocks_escalated",
    sentence=_(
        "%(count)s limits have run out, the first on %(due_at)s; "
        "their officers were told and they still run."
    ),
    address=to_list,
    mailed=True,
    insists=True,
)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who is told: an officer of a mission, or its head."""

    mission_id: int
    staff_id: int | None

    @property
    def audience(self) -> Audience:
        """How `tell` calls it."""
        return "head" if self.staff_id is None else "officer"


def remind(kind: str, now: datetime) -> int:
    """Tell everyone of what is due of one kind, some at a time; return how many clocks it was."""
    clocks = list(
        due(kind, now)
        .select_related("case__mission", "limit")
        .order_by("case__mission_id", "case__assigned_to_id", "due_at", "pk")[:AT_ONCE]
    )
    for receiver, group in groupby(clocks, key=lambda clock: receiver_of(kind, clock)):
        tell_of(kind, receiver, list(group), now)
    return len(clocks)


def receiver_of(kind: str, clock: Clock) -> Receiver:
    """Return who is told of a clock."""
    officer = clock.case.assigned_to_id if kind != ReminderKind.ESCALATED else None
    return Receiver(clock.case.mission_id, officer)


def tell_of(kind: str, receiver: Receiver, clocks: Sequence[Clock], now: datetime) -> None:
    """Tell one receiver of some clocks and keep that it was told."""
    told = (
        [(clock, one_notice(kind, receiver, clock)) for clock in clocks]
        if len(clocks) <= MOST_APART
        else [(clock, uuid) for uuid in [many_notices(kind, receiver, clocks)] for clock in clocks]
    )
    ids = dict(
        Notice.objects.visible_to(SYSTEM)
        .filter(uuid__in={uuid for _clock, uuid in told})
        .values_list("uuid", "pk")
    )
    Reminder.objects.bulk_create(
        Reminder(
            case_id=clock.case_id,
            clock=clock,
            notice_id=ids[uuid],
            mission_id=receiver.mission_id,
            kind=kind,
            due_at=end_of(clock),
            recorded_at=now,
        )
        for clock, uuid in told
    )


def one_notice(kind: str, receiver: Receiver, clock: Clock) -> UUID:
    """Tell of one clock."""
    return tell(
        f"clock_{kind}",
        mission_id=receiver.mission_id,
        staff_id=receiver.staff_id,
        audience=receiver.audience,
        case_id=clock.case_id,
        reference=clock.case.reference,
        params={"limit": clock.limit.code, "due_at": end_code(kind, clock)},
    )


def many_notices(kind: str, receiver: Receiver, clocks: Sequence[Clock]) -> UUID:
    """Tell of many clocks at once."""
    first = min(clocks, key=end_of)
    return tell(
        f"clocks_{kind}",
        mission_id=receiver.mission_id,
        staff_id=receiver.staff_id,
        audience=receiver.audience,
        params={"count": len(clocks), "due_at": end_code(kind, first)},
    )


def end_of(clock: Clock) -> datetime:
    """Return when a running clock runs out."""
    assert clock.due_at is not None, "a running clock has a moment at which it runs out"
    return clock.due_at


def end_code(kind: str, clock: Clock) -> str:
    """Return when a clock runs out as notices keep it: its last day, or a moment to the second."""
    due = clock.due_from if kind == ReminderKind.AHEAD and clock.due_from else end_of(clock)
    if clock.limit.day_ends == DayEnds.MIDNIGHT:
        zone = zone_of(clock.case.mission, clock.calendar)
        return (due - INSTANT).astimezone(ZoneInfo(zone)).date().isoformat()
    return due.astimezone(UTC).isoformat(timespec="seconds")


def due(kind: str, now: datetime) -> QuerySet[Clock]:
    """Return the running clocks of which this kind is due and not told yet to their mission now.

    What the former mission was told, the one that took the case over does not know.
    """
    given = Reminder.objects.filter(
        clock=OuterRef("pk"),
        kind=kind,
        due_at=OuterRef("due_at"),
        mission=OuterRef("case__mission"),
    )
    running = Clock.objects.visible_to(SYSTEM).counted().filter(~Exists(given))
    if kind == ReminderKind.EXPIRED:
        return running.filter(due_at__lte=now)
    if kind == ReminderKind.ESCALATED:
        late = running.filter(due_at__lte=now - ESCALATED_AFTER, case__assigned_to__isnull=False)
        return late.exclude(pk__in=early(late, now))
    return running.filter(near(running, now), due_at__gt=now)


def early(late: QuerySet[Clock], now: datetime) -> list[int]:
    """Return which of late clocks are not to be escalated yet: their case was closed meanwhile."""
    since = Transition.objects.filter(
        OUT_AGAIN, case=OuterRef("case"), occurred_at__gt=OuterRef("due_at")
    )
    clocks = list(late.filter(Exists(since)).select_related("case__mission"))
    rests = rests_of({row.case_id: (row.case.mission.zone,) for row in clocks}) if clocks else {}
    spans = {
        row.case_id: closed_times(rests.get(row.case_id, ()), row.case.mission.zone)
        for row in clocks
    }
    open_for = {
        row.pk: now - end_of(row) - time_away(ended(spans[row.case_id], now), end_of(row))
        for row in clocks
    }
    return [pk for pk, time in open_for.items() if time < ESCALATED_AFTER]


def near(running: QuerySet[Clock], now: datetime) -> Q:
    """Return the condition of clocks of which their mission is reminded now.

    Of days: those that run out before the end of the mission's next working day. So few moments
    are worked out, one for each mission, however many clocks there are.
    """
    ahead = running.filter(due_at__gt=now, due_from__lte=now + LOOKS_AHEAD)
    quarter = ExpressionWrapper(
        F("limit__amount") * Value(QUARTER_OF_AN_HOUR), output_field=DurationField()
    )
    condition = Q(
        limit__unit=LimitUnit.HOURS,
        due_from__lte=Value(now, DateTimeField()) + quarter,
    )
    in_days = ~Q(limit__unit=LimitUnit.HOURS)
    places = ahead.values_list("case__mission_id").distinct()
    for mission in Mission.objects.filter(pk__in=places):
        until = horizon(calendar_for(mission, MISSION), now)
        condition |= in_days & Q(case__mission_id=mission.pk, due_from__lte=until)
    return condition


def horizon(calendar: OfficeCalendar, now: datetime) -> datetime:
    """Return the end of the next working day after today: what runs out until then is told now."""
    day: date = calendar.day_of(now)
    for _number in range(LONGEST_REST):
        day += DAY
        if calendar.is_working(day):
            break
    return calendar.end_of(day)


@when_read
def note_read(actor: Actor, notices: Sequence[int]) -> None:
    """Keep that somebody read what a reminder told."""
    told = Reminder.objects.visible_to(actor).filter(notice_id__in=notices)
    told.filter(state=ReminderState.SENT).update(state=ReminderState.READ)
