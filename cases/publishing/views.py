"""Pages of incidents and their figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases.core import present
from cases.core.actor import Actor
from cases.core.pages import page_for
from cases.core.registry import RESOURCES
from cases.core.roles import FIGURES
from cases.publishing.forms import MomentsForm
from cases.publishing.pages import incident_context
from cases.publishing.queries import incident_rows


@require_GET
@page_for(FIGURES)
def incident_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All incidents."""
    return render(request, "incidents/incident_list.html", {"incidents": incident_rows(actor)})


@require_GET
@page_for(FIGURES)
def incident_detail(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Figures of an incident as of a chosen moment, beside what others reported."""
    incident = RESOURCES["incidents"].find(actor, code)
    form = MomentsForm(request.GET, incident.zone)
    form.full_clean()
    context = incident_context(
        actor, incident, form.moment("as_of"), form.moment("known_at"), present.now()
    )
    context["moment_form"] = form
    status = 422 if form.errors else 200
    return render(request, "incidents/incident_detail.html", context, status=status)
