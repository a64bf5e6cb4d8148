"""Having a list compared with our own records."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule, not_allowed, wrong_state
from cases.core.jobs.begun import begun_by
from cases.core.operations import operation
from cases.intake.lists.models import ReceivedList
from cases.intake.lists.possible import allow_list
from cases.intake.reconciliation.choices import ReconciliationState
from cases.intake.reconciliation.jobs import reconcile
from cases.intake.reconciliation.models import Reconciliation
from cases.intake.reconciliation.queries import people_rows
from cases.missions.models import Authority
from cases.places.models import Place


# It adds a comparison and leaves the list as it is: no version is compared.
@operation(may="list.take_in", audit="list.reconciliation_started", appends=True)
def reconcile_list(
    actor: Actor,
    received: ReceivedList,
    *,
    country: str = "",
    place: Place | None = None,
    holder: Authority | None = None,
    as_of: date | None = None,
) -> Reconciliation:
    """Compare a list with whom our own ledger puts there on that day; in the background.

    A list may be compared again: each comparison stays, as evidence of what was found when.
    """
    if actor.posting_id is None:
        raise not_allowed()
    rows = ReceivedList.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
    received = rows.get(pk=received.pk)
    refuse_list(actor, received)
    refuse_where(country, place, holder)
    compared = Reconciliation.objects.create(
        received=received,
        mission_id=received.mission_id,
        as_of=day_of(actor, received, as_of),
        country=country or (place.country if place else ""),
        place=place,
        holder=holder,
        round=received.round,
        rows=people_rows(actor, received).count(),
        started_at=present.now(),
        started_by_id=actor.staff_id,
    )
    reconcile.enqueue(reconciliation_id=compared.pk, **begun_by(actor))
    return compared


def refuse_list(actor: Actor, received: ReceivedList) -> None:
    """409 for a list whose rows are not checked, names nobody, or is being compared already."""
    allow_list(received, "reconcile_list")
    if not people_rows(actor, received).exists():
        raise wrong_state(_("There is nobody in this list."), "empty_list")
    going_on = Reconciliation.objects.visible_to(actor).filter(
        received=received, state=ReconciliationState.RUNNING
    )
    found = going_on.first()
    if found is not None:
        raise Refused(
            _("This list is being compared already."),
            "compared_already",
            409,
            extra={"reconciliation": found.public_reference},
            about=[found],
        )


def refuse_where(country: str, place: Place | None, holder: Authority | None) -> None:
    """422 unless it is said where the list's people are, in a way that can be."""
    if not country and place is None and holder is None:
        raise broken_rule(
            _("Say in which country, at which place or in whose hands."), "needed", "country"
        )
    if place is not None and country and place.country != country:
        raise broken_rule(
            _("This place does not lie in the country named."), "place_in_country", "place"
        )


def day_of(actor: Actor, received: ReceivedList, as_of: date | None) -> date:
    """Return as of which day it is compared: as said, else as the list says; 422 if not come."""
    day = as_of or received.as_of or received.received_on
    if day > present.now().astimezone(actor.clock).date():
        raise broken_rule(_("This day has not come yet."), "in_future", "as_of")
    return day
