"""Telling the head of mission that somebody is missing: once for a head count, not for each tap."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.notices import Params, notice_kind, tell
from cases.movements.musters.models import Muster
from cases.movements.musters.reading import counts_of


def to_muster(reference: str, params: Params) -> str:
    """Lead to the page of the head count."""
    return reverse("muster", args=[reference, params["muster"]])


notice_kind(
    "people_missing",
    sentence=_("At a head count of the movement %(reference)s %(people)s people are missing."),
    address=to_muster,
    mailed=True,
    insists=True,
)


def tell_of_missing(actor: Actor, now: datetime) -> None:
    """Tell of the next head counts at which somebody is missing."""
    rows = Muster.objects.visible_to(actor).filter(
        alarmed_at__isnull=True, movement__state__in=["frozen", "under_way"]
    )
    rows = rows.select_related("movement", "leg", "place", "manifest").order_by("pk")
    musters = list(rows)
    for found in counts_of(actor, musters, now):
        if not found.missing:
            continue
        muster = found.muster
        muster.alarmed_at = now
        muster.save(update_fields=["alarmed_at"])
        for mission_id in {muster.mission_id, muster.movement.mission_id}:
            tell(
                "people_missing",
                mission_id=mission_id,
                audience="head",
                reference=muster.movement.number,
                params={"people": str(len(found.missing)), "muster": str(muster.uuid)},
            )
