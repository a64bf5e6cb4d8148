"""What is missing in the data, or stands there twice."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.casework.lacking import Lack
from cases.casework.models import CaseBasis, Unsealing
from cases.casework.models.basis import NEEDED
from cases.core.actor import Actor
from cases.core.jobs.models import sees_to_the_machine
from cases.core.roles import FILE, REVIEW
from cases.intake.elsewhere import open_doubles
from cases.overview.dashboard.parts import Line, length, lengths, on_dashboard, table
from cases.overview.dashboard.stages import lines_of
from cases.overview.saved import View
from cases.places.models import Place


@on_dashboard("quality")
def of_cases(actor: Actor, now: datetime) -> Iterator[Line]:
    """Yield how many open cases lack something, or a ground to process their data."""
    if not actor.sees(FILE):
        return
    views = [View(lack.label, {"lacks": lack.value}) for lack in Lack]
    yield from lines_of(actor, views, now, "wait")
    without = CaseBasis.objects.own_of(actor).filter(NEEDED)
    url = reverse("cases_without_basis")
    yield Line(_("Consent withdrawn, no other legal basis"), length(without), url, "stop")


@on_dashboard("quality")
def of_people_and_places(actor: Actor, now: datetime) -> Iterator[Line]:
    """Yield pairs perhaps registered twice, and places that nobody has verified.

    Headquarters is told of those that are in use; who sees nobody cannot tell which these are.
    """
    if actor.sees_all and actor.may("citizen.declare_different"):
        url = reverse("possible_doubles")
        yield Line(_("People perhaps registered twice"), length(open_doubles(actor)), url, "wait")
    places = Place.objects.visible_to(actor).filter(verified=False)
    if actor.sees_all:
        url = table("place", verified__exact="0", use="named")
        yield Line(_("Places in use, not verified"), length(places.in_use(actor)), url, "wait")
    elif sees_to_the_machine(actor):
        yield Line(_("Places not verified"), length(places), table("place", verified__exact="0"))


@on_dashboard("sealed")
def openings(actor: Actor, now: datetime) -> Iterator[Line]:
    """Yield what was opened in the last thirty days, and what nobody has judged yet."""
    if not actor.sees(REVIEW):
        return
    rows = Unsealing.objects.visible_to(actor)
    counts = lengths(lately=rows.lately(timezone.now()), unjudged=rows.without_finding())
    yield Line(_("In the last 30 days"), counts["lately"], table("unsealing", opened="lately"))
    url = table("unsealing", opened="unjudged")
    yield Line(_("Not reviewed yet"), counts["unjudged"], url, "wait")
