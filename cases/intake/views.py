"""The page on which a person is registered and the case opened in one go."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases.casework.pages.operation import case_of_answer
from cases.core.kept import keeps_typed
from cases.core.registry import DECLARED
from cases.core.web import Page, operation_page


@keeps_typed
@require_http_methods(["GET", "POST"])
def case_new(request: HttpRequest) -> HttpResponse:
    """Register and open."""
    page = Page(describe=None, done=case_of_answer, since=lambda *_: [], cancel=reverse("worklist"))
    return operation_page(request, DECLARED["register_and_open"], "", page)
