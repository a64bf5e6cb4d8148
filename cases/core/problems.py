"""Refusals as pages and as `problem+json` (RFC 9457): each surface translates here, once."""

from typing import Any, Final

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response

from cases.core.errors import Refused, not_allowed
from cases.core.problem_pages import problem_page
from cases.core.received import methods_at, no_such_method
from cases.core.text import shortened

PROBLEM_TYPE = "application/problem+json"
API_PREFIX = "/api/"
LONGEST_PATH: Final = 200
LONGEST_SENTENCE: Final = 1500


def problem_body(refusal: Refused) -> dict[str, Any]:
    """Return the problem document of a refusal."""
    body: dict[str, Any] = {
        "type": f"urn:consular:problem:{refusal.code}",
        "title": str(refusal.message),
        "status": refusal.status,
        "code": refusal.code,
        **refusal.extra,
    }
    if refusal.problems:
        body["problems"] = [
            {
                "field": shortened(row.field, LONGEST_PATH),
                "code": row.code,
                "message": shortened(str(row.message), LONGEST_SENTENCE),
            }
            for row in refusal.told
        ]
    if refusal.untold:
        body["more_problems"] = refusal.untold
    return body


def refusal_page(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Return the page (or document) that says why something was refused."""
    headers = {"Allow": ", ".join(methods_at(request))} if refusal.status == 405 else {}
    if request.path.startswith(API_PREFIX):
        return JsonResponse(
            problem_body(refusal),
            status=refusal.status,
            content_type=PROBLEM_TYPE,
            headers=headers,
        )
    page = problem_page(request, refusal)
    for name, value in headers.items():
        page.headers[name] = value
    return page


def not_allowed_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """405 of a view that takes other methods, in words."""
    allow = response.headers.get("Allow", "GET, HEAD, POST")
    page = refusal_page(request, no_such_method(allow.split(", ")))
    page.headers["Allow"] = allow
    return page


def too_slow_page(request: HttpRequest) -> HttpResponse:
    """503: the database cut the transaction; nothing was saved."""
    refusal = Refused(_("The server was too busy. Nothing was saved. Try again."), "too_slow", 503)
    answer: HttpResponse
    if request.path.startswith(API_PREFIX):
        answer = JsonResponse(problem_body(refusal), status=503, content_type=PROBLEM_TYPE)
    else:
        answer = problem_page(request, refusal)
    answer.headers["Retry-After"] = "5"
    return answer


def unreadable_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the framework itself cannot take the request; no word of it is repeated."""
    refusal = Refused(_("What was sent cannot be read."), "unreadable", 400)
    if not request.path.startswith(API_PREFIX):
        return problem_page(request, refusal)
    return JsonResponse(problem_body(refusal), status=400, content_type=PROBLEM_TYPE)


def forbidden_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 by the framework, as a page or a document."""
    return refusal_page(request, not_allowed())


def unknown_page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 at an address that does not exist, as a page or a document."""
    return refusal_page(request, Refused(_("There is nothing at this address."), "not_found", 404))


def fault_page(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours; nothing was saved, and no word of the fault goes out."""
    refusal = Refused(_("The system failed and nothing was changed."), "fault", 500)
    if not request.path.startswith(API_PREFIX):
        return problem_page(request, refusal)
    return JsonResponse(problem_body(refusal), status=500, content_type=PROBLEM_TYPE)


def api_problem(fault: Exception, context: dict[str, Any]) -> Response | None:
    """Return the problem document of anything an API view raised; None for real faults."""
    refusal = as_refusal(fault)
    if isinstance(fault, exceptions.MethodNotAllowed):
        refusal = no_such_method(methods_at(context["request"]._request))
    if refusal is None:
        transaction.set_rollback(True)
        return None
    headers = {}
    if isinstance(fault, exceptions.APIException):
        wait = getattr(fault, "wait", None)
        headers = {"Retry-After": str(int(wait))} if wait else {}
        challenge = getattr(fault, "auth_header", None)
        if challenge:
            headers["WWW-Authenticate"] = challenge
    return Response(
        problem_body(refusal), status=refusal.status, headers=headers, content_type=PROBLEM_TYPE
    )


def not_taken(fault: exceptions.AuthenticationFailed) -> Refused:
    """401 of a token or login that is none; with the reason where authentication gives one."""
    reason = fault.get_codes()
    if not isinstance(reason, str) or reason == "authentication_failed":
        return Refused(_("This token or login is not valid."), "authentication_failed", 401)
    return Refused(
        str(fault.detail), "authentication_failed", 401, audited=False, extra={"reason": reason}
    )


def as_refusal(fault: Exception) -> Refused | None:  # noqa: PLR0911 - one line a kind
    """Return the refusal that stands for an exception of the domain or the framework."""
    if isinstance(fault, Refused):
        return fault
    if isinstance(fault, Http404):
        return Refused(_("There is nothing at this address."), "not_found", 404)
    if isinstance(fault, exceptions.ParseError):
        return Refused(_("The body is not valid JSON."), "bad_json", 400)
    if isinstance(fault, exceptions.NotAuthenticated):
        return Refused(_("Log in or send a token."), "not_authenticated", 401)
    if isinstance(fault, exceptions.AuthenticationFailed):
        return not_taken(fault)
    if isinstance(fault, exceptions.MethodNotAllowed):
        return no_such_method()
    if isinstance(fault, exceptions.NotAcceptable):
        return Refused(_("Answers are JSON: ask for application/json."), "not_acceptable", 406)
    if isinstance(fault, exceptions.UnsupportedMediaType):
        sentence = _("The body must be JSON: send it with Content-Type: application/json.")
        return Refused(sentence, "unsupported_media_type", 415)
    if isinstance(fault, exceptions.PermissionDenied):
        sentence = _("A login of the browser writes only with its CSRF token, or send a token.")
        return Refused(sentence, "permission_denied", 403)
    if isinstance(fault, exceptions.APIException):
        code = fault.get_codes()
        return Refused(
            str(fault.detail), code if isinstance(code, str) else "refused", fault.status_code
        )
    return None
