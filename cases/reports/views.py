"""The pages of reports that came in: the list of a desk, one report, and the acts on it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.roles import FILE
from cases.core.searched import keep_words, kept_words, searchable
from cases.core.web import Page, operation_page
from cases.reports.forms.filters import ReportFilters
from cases.reports.models import ReceivedReport
from cases.reports.pages.detail import after, detail_context, report_operation
from cases.reports.pages.listed import address, list_context


@require_http_methods(["GET", "HEAD", "POST"])
@page_for(FILE)
def received_reports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits at the desk, the oldest first; words that are searched for stand in no address."""
    if request.method == "POST":
        words = searchable(request.POST.get("q", ""))
        asks = {
            name: request.GET[name]
            for name in ("state", "channel", "mission")
            if name in request.GET
        }
        return redirect(
            address({**asks, "q": keep_words(request.session, words) if words else ""}, "")
        )
    token = request.GET.get("q", "")
    words = kept_words(request.session, token) or ""
    filters = ReportFilters(actor, request.GET)
    asked = filters.asked(words)
    context = list_context(
        actor, filters, asked, request.GET.get("page", ""), token if words else ""
    )
    disclose_rows(
        "received_report.listed",
        "list_received_reports",
        ReceivedReport,
        context["ids"],
        by=asked.by,
        terms=words.split(),
    )
    return render(request, "reports/report_list.html", context)


@require_safe
@page_for(FILE)
def received_report(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """One report: what was said, whom it is perhaps about, what else says the same."""
    report = RESOURCES["received-reports"].find(actor, str(uuid))
    context = detail_context(actor, report, all_of_them=request.GET.get("people") == "all")
    disclose("received_report.shown", "show_received_report", report)
    if people := sorted(set(context.get("people_shown", ()))):
        disclose_rows("citizen.found", "list_found", Citizen, people, by=["report"])
    return render(request, "reports/report_detail.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def take_down_report(request: HttpRequest) -> HttpResponse:
    """Take down a report; it leads to the list, where it waits unopened."""
    home = reverse("received_reports")
    page = Page(describe=None, done=after, cancel=home)
    return operation_page(request, DECLARED["take_down_report"], "", page)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def take_down_mails(request: HttpRequest) -> HttpResponse:
    """Take down several mails that were pasted at once; it leads to the list."""
    home = reverse("received_reports")
    page = Page(describe=None, done=lambda _answer: home, cancel=home)
    return operation_page(request, DECLARED["take_down_mails"], "", page)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def received_report_operation(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """The page of one act on a report."""
    for declared in declared_for("received-reports"):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, str(uuid), report_operation())
    raise not_found()
