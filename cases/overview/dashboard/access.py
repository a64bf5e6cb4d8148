"""Who comes in: changes to administrators, accounts that nobody uses, who logged in last."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.jobs.models import sees_to_the_machine
from cases.missions.administrators import waiting_now
from cases.missions.models import Staff
from cases.missions.models.administrator_change import ADMINISTERS
from cases.missions.models.staff import SILENT_AFTER
from cases.overview.dashboard.parts import Line, lengths, on_dashboard, table
from cases.templatetags.moments import moment

NEWEST: Final = 5


@on_dashboard("logins")
def accounts(actor: Actor, now: datetime) -> Iterator[Line]:
    """Yield what waits for another administrator, accounts that nobody uses, the last logins."""
    if not sees_to_the_machine(actor):
        return
    staff = Staff.objects.visible_to(actor)
    silent = staff.silent_since(timezone.now() - SILENT_AFTER)
    waits = waiting_now(actor, timezone.now())
    counts = lengths(never=staff.never_in(), silent=silent, waits=waits)
    if actor.may(ADMINISTERS):
        url = table("administratorchange", state="waiting")
        yield Line(_("Changes to administrators, waiting"), counts["waits"], url, "wait")
    yield Line(_("Open accounts, never logged in"), counts["never"], table("staff", login="never"))
    url = table("staff", login="silent")
    yield Line(_("Open accounts, not for 90 days"), counts["silent"], url, "wait")
    newest = staff.filter(last_login__isnull=False).order_by("-last_login", "pk")
    for row in newest.only("full_name", "last_login")[:NEWEST]:
        url = reverse("admin:cases_staff_change", args=[row.pk])
        yield Line(row.full_name, moment(present.shown(row.last_login), actor.zone, "bare"), url)
