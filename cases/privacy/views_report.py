"""The pages of the report to a person."""

import re
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.actor import Actor
from cases.core.disclosure import disclose
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.registry import DECLARED, RESOURCES
from cases.core.roles import FILE
from cases.core.web import Page, operation_page
from cases.privacy.models import PersonReport
from cases.privacy.pages.report import report_words
from cases.privacy.policies import allow_report
from cases.privacy.report import report_of
from cases.privacy.serializers import report_data


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def report_form(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The page that asks why the report is needed, and in which language."""
    home = back_url(request)

    def describe(actor: Actor, target: Any) -> dict[str, Any]:
        return {"reference": "", "name": target.full_name, "url": home, "rows": []}

    page = Page(
        describe=describe,
        done=lambda answer: reverse("person_report", args=[answer.reference]),
        cancel=home,
    )
    return operation_page(request, DECLARED["make_report"], str(uuid), page)


def back_url(request: HttpRequest) -> str:
    """Return where the page was opened from: a case, else the work list."""
    reference = case_named(request)
    return reverse("case_detail", args=[reference]) if reference else reverse("worklist")


def case_named(request: HttpRequest) -> str:
    """Return the number of the case that the address names, empty where it names none."""
    reference = request.GET.get("case", "")
    return reference if re.fullmatch(RESOURCES["cases"].pattern, reference) else ""


def readable(actor: Actor, uuid: UUID) -> PersonReport:
    """Return a report that may be read now: 404, 403, 409."""
    report: PersonReport = RESOURCES["person-reports"].find(actor, str(uuid))
    citizen = RESOURCES["citizens"].find(actor, str(report.citizen.uuid))
    assert citizen.pk == report.citizen_id
    allow_report(actor, report)
    return report


@require_safe
@page_for(FILE)
def person_report(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """Everything that is held on a person, in the language that was asked for, to print."""
    report = readable(actor, uuid)
    disclose("citizen.report_shown", "show_report", report)
    with translation.override(report.language):
        words = report_words(report_of(actor, report.citizen), actor.zone)
        context = words | {
            "report": report,
            "citizen": report.citizen,
            "mission": report.mission.label,
            "download_url": reverse("person_report_data", args=[report.uuid]),
        }
        return render(request, "privacy/person_report.html", context)


@require_safe
@page_for(FILE)
def person_report_data(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """The same as data, to download."""
    report = readable(actor, uuid)
    disclose("citizen.report_downloaded", "download_report", report)
    with translation.override(report.language):
        response = JsonResponse(
            report_data(actor, report), json_dumps_params={"ensure_ascii": False, "indent": 1}
        )
    response["Content-Disposition"] = f'attachment; filename="report-{report.uuid}.json"'
    response["Cache-Control"] = "no-store"
    return response
