"""Pages of retention."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import staff_page
from cases.core.registry import DECLARED, declared_for
from cases.core.web import operation_page
from cases.retention.models import RetentionItem
from cases.retention.pages.operation import run_operation
from cases.retention.pages.overview import overview_context
from cases.retention.policies import allow_read
from cases.retention.queries import overview


@require_safe
@staff_page
def retention(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Rules, the newest report, what waits for somebody and what was done."""
    allow_read(actor)
    found = overview(actor)
    shown = [item.pk for items in found.items.values() for item in items]
    disclose_rows("retention.listed", "list_retention", RetentionItem, shown)
    return render(request, "retention/retention.html", overview_context(actor, found))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def report_ask(request: HttpRequest) -> HttpResponse:
    """The page on which a report is asked for."""
    return operation_page(request, DECLARED["ask_retention_report"], "", run_operation())


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def run_operation_page(request: HttpRequest, uuid: str, verb: str) -> HttpResponse:
    """The page of one operation on a report."""
    for declared in declared_for("retention-runs"):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, str(uuid), run_operation())
    raise not_found()
