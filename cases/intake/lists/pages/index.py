"""The page of all lists."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.intake.lists.choices import ListState, SenderKind
from cases.intake.lists.models import ReceivedList

AT_ONCE: Final = 50
TONES: Final = {
    ListState.RECEIVED: "wait",
    ListState.CHECKED: "tell",
    ListState.WITHDRAWN: "quiet",
}


def index_context(actor: Actor) -> dict[str, Any]:
    """Return the lists in sight, the newest first, and whether one may be taken in."""
    rows = ReceivedList.objects.visible_to(actor).select_related("incident", "mission", "asked_of")
    lists = list(rows[: AT_ONCE + 1])
    return {
        "lists": [line_of(actor, received) for received in lists[:AT_ONCE]],
        "has_more": len(lists) > AT_ONCE,
        "answers_url": reverse("list_receive_answers") if actor.may("list.take_in") else "",
        "receive_url": reverse("list_receive") if actor.may("list.take_in") else "",
        "template_url": reverse("list_template"),
        "zone": actor.zone,
    }


def line_of(actor: Actor, received: ReceivedList) -> dict[str, Any]:
    """Return what the page says of one list."""
    return {
        "url": received.get_absolute_url(),
        "sender": received.sender_name,
        "kind": _("Reply") if received.is_reply else SenderKind(received.sender_kind).label,
        "file_name": received.file_name,
        "received_on": received.received_on,
        "as_of": received.as_of,
        "incident": str(received.incident),
        "mission": received.mission.label if actor.sees_all else "",
        "state": ListState(received.state).label,
        "tone": TONES.get(ListState(received.state), ""),
    }
