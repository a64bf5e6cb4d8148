"""Snapshots as headquarters takes them, and what they hold."""

from cases.core.context import eyes
from cases.publishing.freezing import kept
from cases.publishing.models import Snapshot
from cases.publishing.operations import take_snapshot
from tests.factories import IncidentFactory, headquarters
from tests.publishing.course import day


def taken(as_of=None, known_at=None):
    """Take a snapshot, as of the 22nd unless said otherwise."""
    with eyes(headquarters()) as actor:
        return take_snapshot(
            actor, incident=IncidentFactory(), title="-", as_of=as_of or day(22), known_at=known_at
        )


def content(snapshot):
    """Return its values, and the cells of each case."""
    with eyes(headquarters()):
        frozen = kept(Snapshot.objects.get(pk=snapshot.pk))
        return frozen.values, frozen.cells
