"""What runs behind the pages: jobs, mails, lists that are taken in."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Case, Count, F, Min, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import get_date_max

from cases.core.actor import Actor
from cases.core.jobs.models import QueuedJob, sees_to_the_machine
from cases.core.roles import FILE
from cases.intake.lists.queries import standing_still, with_rows_to_fix
from cases.notices.choices import MailState
from cases.notices.models import OutboxMail
from cases.overview.dashboard.parts import Line, length, lengths, on_dashboard, table
from cases.overview.queries import capped
from cases.reports.pages.words import waiting_words

SOON: Final = timedelta(minutes=2)
"""How long a job may wait for a worker before somebody should look whether one runs."""


@on_dashboard("jobs")
def jobs(actor: Actor, now: datetime) -> Iterator[Line]:
    """Yield the jobs that were given up, that failed, that no worker takes."""
    if not sees_to_the_machine(actor):
        return
    real = timezone.now()
    queue = QueuedJob.objects.visible_to(actor)
    counts = lengths(given_up=queue.given_up(), again=queue.tried_again())
    yield Line(_("Given up"), counts["given_up"], table("queuedjob", state="FAILED"), "stop")
    url = table("queuedjob", state="tried-again")
    yield Line(_("Failed, will be tried again"), counts["again"], url)
    late = waiting_since(queue.late(real))
    oldest, count = late["since"], late["count"]
    is_long = oldest is not None and real - oldest > SOON
    age = waiting_words(oldest, oldest, real, actor.zone) if is_long else ""
    yield Line(
        _("Waiting for a worker"),
        capped(count),
        table("queuedjob", state="late"),
        "stop" if is_long else "",
        _("the oldest for %(age)s") % {"age": age} if is_long else "",
    )


def waiting_since(rows: Any) -> dict[str, Any]:
    """Return how many jobs wait, and since when the oldest could have begun."""
    at_once = When(run_after=get_date_max(), then=F("enqueued_at"))
    found: dict[str, Any] = rows.order_by().aggregate(
        count=Count("*"), since=Min(Case(at_once, default=F("run_after")))
    )
    return found


@on_dashboard("jobs")
def mails(actor: Actor, now: datetime) -> Iterator[Line]:
    """Yield the mails that were given up, to headquarters: the outbox is in nobody else's sight."""
    if actor.sees_all:
        failed = OutboxMail.objects.visible_to(actor).filter(state=MailState.FAILED)
        url = table("outboxmail", state__exact=MailState.FAILED)
        yield Line(_("Mails given up"), length(failed), url, "wait")


@on_dashboard("lists")
def lists(actor: Actor, now: datetime) -> Iterator[Line]:
    """Yield the lists on which nothing works any more, and those with rows that need fixing."""
    if not (actor.sees(FILE) and actor.may("list.take_in")):
        return
    counts = lengths(still=standing_still(actor), rows=with_rows_to_fix(actor))
    yield Line(_("Stand still"), counts["still"], table("receivedlist", trouble="still"), "stop")
    url = table("receivedlist", trouble="rows")
    yield Line(_("With rows that need fixing"), counts["rows"], url)
