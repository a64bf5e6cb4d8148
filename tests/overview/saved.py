"""Views that officers save."""

from cases.core.context import eyes
from cases.overview.models import SavedView
from cases.overview.operations import save_view

READY = {"stage": "ready", "order": "deadline"}


def saved(actor, name="Ready", **asks):
    """Return a view that the actor saved."""
    with eyes(actor):
        return save_view(actor, name=name, asks=asks or READY)


def names(actor):
    """Return the names of the views that the actor sees."""
    with eyes(actor):
        return [row.name for row in SavedView.objects.standing(actor)]
