"""Pages of briefings: headquarters writes them, everybody who may reads what was published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.briefings.pages.detail import briefing_context, published_context
from cases.briefings.pages.listed import briefings_context, published_rows
from cases.briefings.pages.operation import briefing_operation, draft_page
from cases.briefings.printing import printed, sheet_of
from cases.briefings.queries import language_of, published_sheet, sheet_in
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import not_for_role, not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for, staff_page
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.roles import PUBLISHED
from cases.core.taking_along import export_address
from cases.core.web import operation_page


@require_safe
@staff_page
def briefing_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All briefings, those that wait for somebody first."""
    if not actor.sees_all:
        raise not_for_role()
    return render(request, "briefings/briefing_list.html", briefings_context(actor))


@require_safe
@staff_page
def briefing_detail(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One briefing as it will be printed, in one of its languages, and what can be done with it."""
    briefing = RESOURCES["briefings"].find(actor, number)
    language = language_of(request.GET.get("language", ""))
    context = briefing_context(actor, briefing, language)
    return render(request, "briefings/briefing_detail.html", context)


@require_safe
@staff_page
def briefing_file(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """The file of a briefing in one language; of a draft, marked as one."""
    briefing = RESOURCES["briefings"].find(actor, number)
    language = language_of(request.GET.get("language", ""))
    sheet = sheet_in(actor, briefing, language)
    if sheet is not None:
        return as_file(bytes(sheet.pdf), f"{number}-{language}")
    (draft,) = printed([sheet_of(briefing, language)], present.now(), is_draft=True)
    return as_file(draft.pdf, f"draft-{number}-{language}")


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def briefing_new(request: HttpRequest) -> HttpResponse:
    """The page on which a briefing is drafted; the incident page has filled it in."""
    return operation_page(request, DECLARED["draft_briefing"], "", draft_page(request))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def briefing_operation_page(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """The page of an act on a briefing."""
    for declared in declared_for("briefings"):
        if declared.verb == verb and not declared.is_creation:
            page = briefing_operation(request, declared, number)
            return operation_page(request, declared, number, page)
    raise not_found()


@require_safe
@page_for(PUBLISHED)
def published_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What was published, the newest first."""
    context = {
        "rows": published_rows(actor),
        "export_url": export_address(actor, "published"),
    }
    return render(request, "briefings/published_list.html", context)


@require_safe
@page_for(PUBLISHED)
def published_detail(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One published briefing in one of its languages, with the text to paste."""
    sheet = published_sheet(actor, number, language_of(request.GET.get("language", "")))
    return render(request, "briefings/published_detail.html", published_context(sheet))


@require_safe
@page_for(PUBLISHED)
def published_file(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """The file of a published briefing, as it went out."""
    sheet = published_sheet(actor, number, language_of(request.GET.get("language", "")))
    return as_file(bytes(sheet.pdf), f"{number}-{sheet.language}")


def as_file(content: bytes, name: str) -> HttpResponse:
    """Return a PDF for the browser to show."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
