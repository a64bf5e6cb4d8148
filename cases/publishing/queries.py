"""Reads of the incident pages."""

from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.roles import PEOPLE
from cases.incidents.models import Incident

CAP = 99


def incident_rows(actor: Actor) -> list[dict[str, Any]]:
    """Return all incidents with how many open cases of each the actor sees, at most "99+".

    A role that sees no people is told of none, and not that there are none.
    """
    rows = []
    open_cases = Case.objects.own_of(actor).still_open().order_by()
    counts = dict(open_cases.values_list("incident").annotate(found=Count("pk")))
    for incident in Incident.objects.visible_to(actor):
        found = counts.get(incident.pk, 0)
        count = f"{CAP}+" if found > CAP else str(found)
        rows.append(
            {
                "code": incident.code,
                "title": incident.label,
                "started_on": incident.started_on,
                "zone": incident.zone,
                "summary": incident.account,
                "is_open": incident.is_open,
                "open_cases": _("%(count)s open cases in your sight") % {"count": count}
                if actor.sees(PEOPLE)
                else "",
                "url": reverse("incident_detail", args=[incident.code]),
            }
        )
    return rows
