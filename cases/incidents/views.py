"""Pages of directives, plans and position lines."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for, staff_page
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.roles import FIGURES
from cases.core.web import operation_page
from cases.incidents.pages.directives import detail_context, list_context
from cases.incidents.pages.figures import figure_operation, incident_url
from cases.incidents.pages.operation import directive_operation, plan_operation
from cases.incidents.pages.plans import plans_context
from cases.incidents.pages.positions import position_operation, positions_context


@require_safe
@staff_page
def directive_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The directives to the own mission; headquarters sees all, and how far each mission is."""
    context = list_context(actor, present.now())
    return render(request, "incidents/directive_list.html", context)


@require_safe
@staff_page
def directive_detail(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """One directive with what was reported on it."""
    directive = RESOURCES["directives"].find(actor, code)
    context = detail_context(actor, directive, present.now())
    return render(request, "incidents/directive_detail.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def directive_new(request: HttpRequest) -> HttpResponse:
    """The page on which a directive is issued."""
    return operation_page(request, DECLARED["issue_directive"], "", directive_operation())


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def directive_operation_page(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """The page of one operation on a directive."""
    for declared in declared_for("directives"):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, code, directive_operation())
    raise not_found()


@require_safe
@staff_page
def plan_list(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """The plans of an incident, former ones too."""
    incident = RESOURCES["incidents"].find(actor, code)
    context = plans_context(actor, incident, present.now())
    return render(request, "incidents/plan_list.html", context)


@require_safe
@staff_page
def plan_detail(request: HttpRequest, actor: Actor, uuid: str) -> HttpResponse:
    """Lead to the plans of the incident that a plan is for."""
    plan = RESOURCES["plans"].find(actor, str(uuid))
    return redirect("plan_list", plan.incident.code)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request: HttpRequest) -> HttpResponse:
    """The page on which a mission enters its plan."""
    return operation_page(request, DECLARED["put_plan"], "", plan_operation())


@require_safe
@page_for(FIGURES)
def position_list(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """What may be said about an incident: what is told, what waits, what is told no more."""
    incident = RESOURCES["incidents"].find(actor, code)
    context = positions_context(actor, incident, present.today(incident.zone))
    return render(request, "incidents/position_list.html", context)


@require_safe
@page_for(FIGURES)
def position_detail(request: HttpRequest, actor: Actor, uuid: str) -> HttpResponse:
    """Lead to the line among those of its incident."""
    line = RESOURCES["position-lines"].find(actor, str(uuid))
    home = reverse("position_list", args=[line.incident.code])
    return redirect(f"{home}#{line.uuid}")


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def position_new(request: HttpRequest) -> HttpResponse:
    """The page on which a position line is added."""
    return operation_page(request, DECLARED["add_position_line"], "", position_operation())


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def position_operation_page(request: HttpRequest, uuid: str, verb: str) -> HttpResponse:
    """The page of one operation on a position line."""
    for declared in declared_for("position-lines"):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, str(uuid), position_operation())
    raise not_found()


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def figure_report(request: HttpRequest) -> HttpResponse:
    """The page on which a reported figure is entered, or corrected where the address names one."""
    return operation_page(request, DECLARED["report_figure"], "", figure_operation())


@require_safe
@page_for(FIGURES)
def figure_detail(request: HttpRequest, actor: Actor, uuid: str) -> HttpResponse:
    """Lead to a reported figure on the page of its incident, as of its day where it has one."""
    figure = RESOURCES["figures"].find(actor, str(uuid))
    return redirect(incident_url(figure))
