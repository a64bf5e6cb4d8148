"""The page of all comparisons."""

from typing import Any, Final

from django.urls import reverse
from django.utils.formats import number_format

from cases.core.actor import Actor
from cases.intake.reconciliation.choices import PILES, ReconciliationState
from cases.intake.reconciliation.models import Reconciliation

AT_ONCE: Final = 50


def index_context(actor: Actor) -> dict[str, Any]:
    """Return the comparisons in sight, the newest first."""
    rows = Reconciliation.objects.visible_to(actor).select_related("received", "mission")
    found = list(rows[: AT_ONCE + 1])
    return {
        "comparisons": [line_of(actor, compared) for compared in found[:AT_ONCE]],
        "has_more": len(found) > AT_ONCE,
        "lists_url": reverse("list_index"),
    }


def line_of(actor: Actor, compared: Reconciliation) -> dict[str, Any]:
    """Return what the page says of one comparison."""
    return {
        "url": compared.get_absolute_url(),
        "sender": compared.received.sender,
        "as_of": compared.as_of,
        "mission": compared.mission.label if actor.sees_all else "",
        "state": "" if compared.is_done else ReconciliationState(compared.state).label,
        "counts": [
            f"{pile.label}: {number_format(compared.counts[pile], force_grouping=True)}"
            for pile in PILES
            if pile in compared.counts
        ],
    }
