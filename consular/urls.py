"""All addresses: the app's own, and one for whoever watches whether the server lives."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Says that the process answers; it reads no row and tells nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


handler400 = "cases.core.problems.unreadable_page"
handler403 = "cases.core.problems.forbidden_page"
handler404 = "cases.core.problems.unknown_page"
handler500 = "cases.core.problems.fault_page"

urlpatterns = [
    path("alive/", alive, name="alive"),
    path("", include("cases.urls")),
]
