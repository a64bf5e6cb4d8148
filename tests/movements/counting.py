"""Reading a head count back."""

from django.urls import reverse

from cases.core import present
from cases.core.context import eyes
from cases.movements.musters.models import MusterMark, MusterStranger
from cases.movements.musters.reading import count_of
from tests.factories import PostingFactory


def page_of(muster):
    """Return the address of a head count."""
    return reverse("muster", args=[muster.movement.number, muster.uuid])


def marks(actor):
    """Return the marks that the actor sees, in order: of whom, and which."""
    with eyes(actor):
        return [(row.case.reference, row.mark) for row in MusterMark.objects.order_by("pk")]


def colleague(actor):
    """Another officer of the same mission."""
    return PostingFactory(mission_id=actor.mission_id, staff__username="other.officer").actor()


def count(actor, muster):
    """Return the head count as it stands."""
    return count_of(actor, muster, present.now())


def results(answers):
    """Return what came of each."""
    return [str(row.result) for row in answers]


def only(muster):
    """Return the one person without a case."""
    return MusterStranger.objects.get(muster=muster)
