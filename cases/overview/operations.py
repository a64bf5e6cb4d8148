"""Saving a view of the work list, and what is done with it afterwards.

A view is no fact about a case. It holds codes of filters, so nothing of it is about a person.
"""

from collections.abc import Mapping
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Sentence, not_allowed, wrong_state
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.overview.choices import Reach, Towards
from cases.overview.models import SavedView

AT_MOST = 20
"""Own views of one member of staff at one posting."""
REMOVED: Sentence = _("This view was removed.")


@operation(may="view.save", audit="view.saved")
def save_view(actor: Actor, *, name: str, asks: Mapping[str, str]) -> SavedView:
    """Keep filters and order of the work list under a name, behind the views there are."""
    if actor.staff_id is None or actor.posting_id is None:
        raise not_allowed()
    # Whoever saves two at once waits here, and then counts both.
    there = list(SavedView.objects.kept_by(actor).select_for_update(of=("self",)))
    there = list(SavedView.objects.kept_by(actor)) if there else there
    if len(there) >= AT_MOST:
        raise wrong_state(
            _("You have as many views as can be kept. Remove one first."), "too_many_views"
        )
    return SavedView.objects.create(
        uuid=uuid4(),
        staff_id=actor.staff_id,
        posting_id=actor.posting_id,
        mission_id=actor.mission_id,
        name=name,
        asks=dict(asks),
        position=max((row.position for row in there), default=0) + 1,
        saved_at=present.now(),
    )


@operation(may="view.save", audit="view.renamed")
def rename_view(actor: Actor, view: SavedView, *, name: str) -> SavedView:
    """Give a view another name."""
    standing_or_refuse(view)
    view.name = name
    view.save(update_fields=["name"])
    return view


@operation(may="view.save", audit="view.moved")
def move_view(actor: Actor, view: SavedView, *, towards: str) -> SavedView:
    """Let a view change places with the one before or behind it; at the end it stays there."""
    standing_or_refuse(view)
    rows = list(SavedView.objects.kept_by(actor).select_for_update(of=("self",)))
    here = rows.index(view)
    there = here - 1 if towards == Towards.EARLIER else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    for place, row in enumerate(rows, start=1):
        if row.position != place:
            row.position = place
            row.save(update_fields=["position"])
    return view


@operation(may="view.share", audit="view.shared")
def share_view(actor: Actor, view: SavedView, *, reach: str) -> SavedView:
    """Show a view to everybody at the mission, or to nobody else any more."""
    standing_or_refuse(view)
    if (view.shared_at is not None) != (reach == Reach.DESK):
        view.shared_at = present.now() if reach == Reach.DESK else None
        view.save(update_fields=["shared_at"])
    return view


@operation(may="view.save", audit="view.removed")
def remove_view(actor: Actor, view: SavedView) -> SavedView:
    """Take a view off the list; the cases in it stay as they are."""
    standing_or_refuse(view)
    view.removed_at = present.now()
    view.save(update_fields=["removed_at"])
    return view


def standing_or_refuse(view: SavedView) -> None:
    """Raise 409 for a view that was removed."""
    if view.removed_at is not None:
        raise wrong_state(REMOVED, "view_removed")


@ruled_out(SavedView)
def state_of_view(actor: Actor, view: SavedView) -> Hindrance:
    """Nothing is done with a view that was removed."""
    refusal = raised_by(standing_or_refuse, view)
    return lambda name: refusal
