"""The style guide: every component in every state."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.core.actor import Actor
from cases.core.pages import EVERYBODY, page_for
from cases.overview.styleguide import ICONS, ZONE, samples
from cases.overview.styleguide_forms import sample_forms

THEMES = ("light", "dark")


@require_safe
@page_for(EVERYBODY)
def styleguide(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Shows the components; it reads no record."""
    theme = request.GET.get("theme", "")
    context = {
        "samples": samples(),
        "icons": ICONS,
        "zone": ZONE,
        "theme": theme if theme in THEMES else "",
        **sample_forms(),
    }
    return render(request, "styleguide.html", context)
