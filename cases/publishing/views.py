"""Pages of incidents and their figures."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.pages import page_for, refuse_blind
from cases.core.registry import RESOURCES
from cases.core.roles import FIGURES, PEOPLE
from cases.publishing.forms import FigureForm, MomentsForm
from cases.publishing.gap_pages import gap_context
from cases.publishing.pages import incident_context
from cases.publishing.people_pages import disclose_late, people_context
from cases.publishing.queries import incident_rows


@require_safe
@page_for(FIGURES)
def incident_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All incidents."""
    return render(request, "incidents/incident_list.html", {"incidents": incident_rows(actor)})


@require_safe
@page_for(FIGURES)
def incident_detail(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Figures of an incident as of a chosen moment, beside what others reported."""
    incident = RESOURCES["incidents"].find(actor, code)
    form = MomentsForm(request.GET, incident.zone)
    form.full_clean()
    context = incident_context(
        actor, incident, form.moment("as_of"), form.moment("known_at"), present.now()
    )
    disclose_late(actor, context["late"])
    context["moment_form"] = form
    status = 422 if form.errors else 200
    return render(request, "incidents/incident_detail.html", context, status=status)


@require_safe
@page_for(FIGURES)
def figure_people(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Who is behind one figure, as far as the reader sees them; every time is on record."""
    refuse_blind(actor, PEOPLE)
    incident = RESOURCES["incidents"].find(actor, code)
    form = FigureForm(request.GET, incident.zone)
    form.refuse_faults()
    context = people_context(actor, incident, form, present.now())
    return render(request, "incidents/figure_people.html", context)


@require_safe
@page_for(FIGURES)
def figure_gap(request: HttpRequest, actor: Actor, code: str, uuid: UUID) -> HttpResponse:
    """Why a reported figure and ours differ, from theirs to ours, line by line."""
    figure = RESOURCES["figures"].find(actor, str(uuid))
    if figure.incident.code != code:
        raise not_found()
    form = MomentsForm(request.GET, figure.incident.zone)
    form.full_clean()
    context = gap_context(actor, figure, form.moment("known_at"), present.now())
    return render(request, "publishing/figure_gap.html", context)
