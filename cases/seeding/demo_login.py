"""The accounts of the demonstration as buttons of its login page.

Only the settings of the demonstration name what stands here: no other mode has the address.
"""

import functools
import tomllib
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cases.accounts.views.login import go_on
from cases.casework.models import Case
from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import not_found
from cases.missions.choices import Role
from cases.missions.models import Posting, Staff

GOOD_FOR: Final = {
    Role.FIELD_OFFICER: _("registers people at the border, counts heads without a network"),
    Role.HEAD_OF_MISSION: _("what is stuck and with whom, what waits for a decision"),
    Role.HEADQUARTERS_OFFICER: _("the cases of all missions"),
    Role.HEADQUARTERS_LEAD: _("the cases of all missions, briefings, the configuration"),
    Role.RECEPTION_OFFICER: _("who is on the way here, and nobody else"),
    Role.SPOKESPERSON: _("published briefings alone"),
    Role.AUDITOR: _("the record of who did what, and no case"),
    Role.ADMINISTRATOR: _("accounts and roles, and no case"),
}
"""What each role is good for; case officers are told how many cases wait for them."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An account: its role, where, and in one line what it is good for."""

    username: str
    role: str
    mission: str
    good_for: str


@functools.cache
def usernames() -> frozenset[str]:
    """Return whose accounts the demonstration has."""
    kept = tomllib.loads((settings.SEEDS_DIR / "demo" / "staff.toml").read_text())
    return frozenset(row["username"] for row in kept["staff"])


def offered() -> list[Offer]:
    """Return the accounts with which somebody can log in today, as the seeds list them."""
    with eyes(SYSTEM):
        cases = Case.objects.visible_to(SYSTEM).still_open()
        rows = cases.order_by().values_list("mission_id").annotate(Count("pk"))
        waiting = dict(rows.values_list("mission_id", "pk__count"))
        postings = Posting.objects.visible_to(SYSTEM).current(present.now().date())
        named = postings.filter(staff__username__in=usernames(), staff__is_active=True)
        return [
            offer_of(posting, waiting.get(posting.mission_id, 0))
            for posting in named.order_by("staff_id", "pk")
        ]


def offer_of(posting: Posting, waiting: int) -> Offer:
    """Return the offer of one account; `waiting` open cases are at its mission."""
    said = ngettext("%(count)s open case", "%(count)s open cases", waiting) % {"count": waiting}
    role = Role(posting.role)
    return Offer(
        posting.staff.username,
        str(role.label),
        posting.mission.label,
        str(GOOD_FOR.get(role, said)),
    )


@require_POST
def log_in_as(request: HttpRequest) -> HttpResponse:
    """Log in with an account of the demonstration; a second factor that it has is asked for.

    Raises 404 for any other account.
    """
    chosen = request.POST.get("account", "")
    known = Staff.objects.filter(username__in=usernames() & {chosen}, is_active=True)
    staff = known.first()
    if staff is None:
        raise not_found()
    return go_on(request, staff)
