"""The day at which the demonstration begins: the morning after the last act of its scenario.

It is kept as a seed entry, whose content is that morning and whose `applied_at` is the real moment
of seeding. So the days go on from there at their own speed, whenever the server is started again.
"""

from datetime import datetime, time, timedelta
from math import ceil
from time import monotonic
from zoneinfo import ZoneInfo

from django.conf import settings

from cases.casework.choices import ReminderKind
from cases.casework.reminders import remind
from cases.core import present
from cases.core.facts import replay
from cases.seeding.applied import turn
from cases.seeding.entries import SeedSet
from cases.seeding.models import SeedEntry

KEY = "demonstration:morning"
REMINDED = "demonstration:reminded"
ZONE = "Asia/Ho_Chi_Minh"
OPENS = time(8, 0)
DAY = timedelta(days=1)

LOOKS_AGAIN = 5.0
"""Seconds after which a process that found no beginning looks for it again."""

_found: dict[str, timedelta] = {}
_looked: dict[str, float] = {}


def acts_of(seeds: SeedSet) -> list[datetime]:
    """Return when everything that the seeds record of people and orders was done."""
    acts = [step.at for person in seeds.people for step in person.steps]
    acts += [journey.step.at for journey in seeds.homeward]
    return acts + [order.step.at for order in seeds.orders]


def first_act(seeds: SeedSet) -> datetime:
    """Return when the scenario begins."""
    return min(acts_of(seeds))


def morning_after(seeds: SeedSet) -> datetime:
    """Return when the offices open on the day after the last act that the seeds record."""
    last = max(acts_of(seeds)).astimezone(ZoneInfo(ZONE)).date()
    return datetime.combine(last + DAY, OPENS, ZoneInfo(ZONE))


def begin(seeds: SeedSet) -> datetime | None:
    """Let the demonstration begin, once; return the first act while none is carried out yet."""
    if not settings.PRESENT_SHIFT or not seeds.people:
        return None
    morning = morning_after(seeds).isoformat()
    SeedEntry.objects.get_or_create(key=KEY, defaults={"digest": morning})
    _looked.clear()
    is_under_way = SeedEntry.objects.filter(key__startswith="person:").exists()
    return None if is_under_way else first_act(seeds)


def remind_as_then(seeds: SeedSet) -> None:
    """Tell, once, what a worker would have told on the day before, and on this morning.

    What had run out before is counted in one notice then, and does not fill this morning's inbox.
    """
    with turn():
        if not SeedEntry.objects.get_or_create(key=REMINDED)[1]:
            return
        morning = morning_after(seeds)
        for moment in (morning - DAY, morning):
            with replay(moment):
                for kind in ReminderKind:
                    remind(kind, moment)


def shift() -> timedelta:
    """Return how far the demonstration stands from the real time; nothing before it began."""
    if KEY not in _found:
        if monotonic() - _looked.get(KEY, -LOOKS_AGAIN) < LOOKS_AGAIN:
            return present.NO_SHIFT
        entry = SeedEntry.objects.filter(key=KEY).first()
        if entry is None:
            _looked[KEY] = monotonic()
            return present.NO_SHIFT
        _looked.clear()
        apart = datetime.fromisoformat(entry.digest) - entry.applied_at
        _found[KEY] = timedelta(seconds=ceil(apart.total_seconds()))
    return _found[KEY]


def forget() -> None:
    """Look again the next time: for tests, which undo what they seed."""
    _found.clear()
    _looked.clear()
