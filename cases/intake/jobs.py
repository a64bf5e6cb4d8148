"""Background work of intake."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.actor import SYSTEM
from cases.core.jobs import job
from cases.core.jobs.declared import Arguments
from cases.core.jobs.sets import Pace, work_on
from cases.intake.choices import DraftEnd
from cases.intake.elsewhere import look_elsewhere
from cases.intake.models import Draft
from cases.intake.queries import old_drafts

AT_ONCE = 500
LOOKED_AT = 100


@job(title=_("Empty drafts that nobody went on with"), sees=SYSTEM, every=timedelta(hours=1))
def empty_old_drafts() -> Arguments | None:
    """End drafts without a word added for a week, some at a time."""
    now = timezone.now()
    found = old_drafts(SYSTEM, now, AT_ONCE)
    Draft.objects.visible_to(SYSTEM).filter(pk__in=found).end(DraftEnd.EXPIRED, now)
    return {} if len(found) == AT_ONCE else None


@job(title=_("Look whether a person is registered elsewhere already"), sees=SYSTEM)
def look_for_doubles(*, citizen_id: int) -> None:
    """Look over all missions; what is found is for headquarters alone."""
    look_elsewhere(citizen_id)


@job(title=_("Look whether people of a list are registered elsewhere already"), sees=SYSTEM)
def look_for_doubles_of(*, citizen_ids: list[int], **pace: int) -> Arguments | None:
    """Do the same for many people, some of them at a time."""
    now = Pace(LOOKED_AT, **pace)
    some = citizen_ids[: now.size]
    done, next_one = work_on(some, lambda people: look_elsewhere(*people), look_alone, now)
    rest = citizen_ids[done:]
    return {"citizen_ids": rest} | next_one.arguments() if rest else None


def look_alone(citizen_id: int, reference: str) -> None:
    """Leave a person at whom the look failed to a job of her own, which fails where it is seen."""
    look_for_doubles.enqueue(citizen_id=citizen_id)
