"""What may be done with a snapshot, and why not."""

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, wrong_state
from cases.core.guards import Hindrance, ruled_out
from cases.publishing.models import Snapshot

BEING_FROZEN: Sentence = _(
    "The cases behind these numbers are still being listed. It takes a minute or two."
)
WITHDRAWN_ALREADY: Sentence = _("This snapshot was withdrawn already.")


def refuse_withdrawal(snapshot: Snapshot) -> Refused | None:
    """Return the 409 of a second withdrawal."""
    if snapshot.withdrawn_at is not None:
        return wrong_state(WITHDRAWN_ALREADY, "snapshot_withdrawn")
    return None


def refuse_unfrozen(*snapshots: Snapshot) -> Refused | None:
    """Return the 409 of using a snapshot whose cases are still being listed."""
    if any(snapshot.frozen_at is None for snapshot in snapshots):
        return wrong_state(BEING_FROZEN, "snapshot_being_frozen")
    return None


@ruled_out(Snapshot)
def state_of_snapshot(actor: Actor, snapshot: Snapshot) -> Hindrance:
    """A snapshot is withdrawn once."""
    return lambda name: refuse_withdrawal(snapshot) if name == "withdraw_snapshot" else None
