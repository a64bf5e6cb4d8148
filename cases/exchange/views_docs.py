"""The page that shows the API and tries it out: Swagger UI from its package, begun by `docs.js`."""

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

PICTURES_OF_SWAGGER: dict[str, Collection[str]] = {"img-src": [CSP.SELF, "data:"]}
"""Swagger UI draws its arrows as data addresses."""


@require_safe
@csp_override({**settings.SECURE_CSP, **PICTURES_OF_SWAGGER})
def docs(request: HttpRequest) -> HttpResponse:
    """The API, described and tried out with the session of the browser; open to all."""
    return render(request, "exchange/api_docs.html")
