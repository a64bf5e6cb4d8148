"""What the world holds of notices: one to everyone at the mission of the actor."""

from typing import Any

from cases.core.actor import Actor
from cases.core.notices import notice_kind, tell
from cases.notices.models import Notice

FROM_YANGON = {"mission": "RGN"}
Prepared = tuple[Any, dict[str, Any]]


def nowhere(reference: str, params: Any) -> str:
    """Lead nowhere: the kinds of notices are those of the tests."""
    return ""


def notice(actor: Actor) -> Prepared:
    """A notice to everyone at the mission of the actor."""
    notice_kind("tried_out", sentence="%(mission)s tells you of %(reference)s.", address=nowhere)
    uuid = tell(
        "tried_out", mission_id=actor.mission_id, reference="BKK-2025-00042", params=FROM_YANGON
    )
    return Notice.objects.get(uuid=uuid), {}
