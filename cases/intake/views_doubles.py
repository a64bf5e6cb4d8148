"""The page of people perhaps registered twice, at two missions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.errors import not_for_role
from cases.core.pages import page_for
from cases.core.roles import PEOPLE
from cases.intake.elsewhere import open_doubles
from cases.intake.pages_doubles import pair_rows

AT_ONCE = 50


@require_safe
@page_for(PEOPLE)
def possible_doubles(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the pairs that wait for headquarters, the oldest first."""
    if not (actor.sees_all and actor.may("citizen.declare_different")):
        raise not_for_role()
    pairs = list(open_doubles(actor).select_related("citizen", "other")[: AT_ONCE + 1])
    shown = pairs[:AT_ONCE]
    ids = sorted({pk for pair in shown for pk in (pair.citizen_id, pair.other_id)})
    disclose_rows("citizen.listed", "list_doubles", Citizen, ids)
    context = {"pairs": pair_rows(actor, shown), "is_more": len(pairs) > AT_ONCE}
    return render(request, "intake/possible_doubles.html", context)
