"""Pages of protection: all answers of an assessment, and the acts on flags, decisions and pairs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.casework.protection.pages.answers import (
    apart_operation,
    assessment_context,
    home_of,
    row_operation,
)
from cases.casework.queries import find_case
from cases.casework.unsealed import disclose_unsealed
from cases.casework.views_between import page_of
from cases.core.actor import Actor
from cases.core.disclosure import disclose
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import RESOURCES
from cases.core.roles import APART, FILE


@require_safe
@page_for(FILE)
def assessment_detail(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """One version of an assessment with every question."""
    row = RESOURCES["assessments"].find(actor, str(uuid))
    disclose("assessment.shown", "show_assessment", row)
    disclose_unsealed(actor, [row])
    return render(request, "casework/assessment.html", assessment_context(row))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def vulnerability_operation(
    request: HttpRequest, actor: Actor, uuid: UUID, verb: str
) -> HttpResponse:
    """The page of one act on a flag."""
    row = RESOURCES["vulnerabilities"].find(actor, str(uuid))
    return page_of(request, "vulnerabilities", uuid, verb, row_operation(row.case))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def decision_operation(request: HttpRequest, actor: Actor, uuid: UUID, verb: str) -> HttpResponse:
    """The page of one act on a decision."""
    row = RESOURCES["protection-decisions"].find(actor, str(uuid))
    return page_of(request, "protection-decisions", uuid, verb, row_operation(row.case))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(APART)
def kept_apart_operation(request: HttpRequest, actor: Actor, uuid: UUID, verb: str) -> HttpResponse:
    """The page of one act on a pair; `?case=` leads back to a case."""
    reference = request.GET.get("case", "")
    case = find_case(actor, reference) if reference else None
    return page_of(request, "kept-apart", uuid, verb, apart_operation(home_of(case)))
