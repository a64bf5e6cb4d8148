"""How the pages of acts on snapshots look, and where they lead."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.errors import Refused
from cases.core.possible import hindered
from cases.core.registry import DECLARED
from cases.core.web import Page
from cases.publishing.models import Snapshot


def snapshot_operation() -> Page:
    """Return how the page of an act on a snapshot looks and where it leads."""
    return Page(
        describe=describe,
        done=address_of_answer,
        since=since,
        hindered=hindered,
        cancel=reverse("incident_list"),
    )


def describe(actor: Actor, target: Snapshot | None) -> dict[str, Any]:
    """Return what the page says of the snapshot."""
    if target is None:
        return {}
    return {
        "reference": target.incident.code,
        "name": str(target),
        "url": target.get_absolute_url(),
        "rows": [],
    }


def address_of_answer(answer: Answer) -> str:
    """Return the page of the snapshot."""
    return reverse("snapshot_detail", args=[answer.reference])


def since(actor: Actor, target: Any, refusal: Refused) -> list[str]:
    """Return how to go on when the snapshot was changed meanwhile."""
    return [_("What you typed is kept. Look at what changed, then send it again if it still fits.")]


def take_url(actor: Actor, incident_code: str) -> str:
    """Return where a snapshot of an incident is taken, empty for whom may not."""
    if not actor.may(DECLARED["take_snapshot"].operation.may):
        return ""
    return f"{reverse('snapshot_take')}?incident={incident_code}"
