"""Who is perhaps registered already: while a new case is typed; and twice, at two missions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from cases.citizens.models import Citizen
from cases.citizens.search.doubles import likely_doubles
from cases.citizens.search.people import terms
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.errors import not_for_role
from cases.core.pages import page_for, staff_page
from cases.core.registry import DECLARED
from cases.core.roles import PEOPLE
from cases.intake.doubles import MOST, newcomer_of
from cases.intake.elsewhere import open_doubles
from cases.intake.forms import RegisterAndOpen
from cases.intake.pages_doubles import likely_rows, pair_rows

AT_ONCE = 50


@require_POST
@staff_page
def case_likely(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Return the part of the page of a new case that says whom it likely is, by what is typed.

    Faults in what is typed are told when it is sent. Whom it shows goes on record, like a search.
    """
    DECLARED["register_and_open"].operation.allow(actor)
    form = RegisterAndOpen(actor, data=request.POST)
    form.is_valid()
    newcomer = newcomer_of(form.cleaned_data)
    found = likely_doubles(actor, newcomer)[:MOST]
    apart = request.POST.getlist("not_the_same_as")
    rows = likely_rows(actor, found, request.POST, apart)
    if rows:
        ids = [double.citizen["pk"] for double in found]
        words = terms(newcomer.full_name)
        disclose_rows("citizen.found", "list_likely_doubles", Citizen, ids, terms=words)
    shown = {row["key"] for row in rows}
    context = {
        "form": form,
        "doubles": rows,
        "said_apart": [key for key in apart if key not in shown],
        "is_live": True,
    }
    return render(request, "intake/likely.html", context)


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
