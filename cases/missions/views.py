"""Logging in, and choosing under which posting to work."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cases.core.actor import Actor
from cases.core.errors import not_found
from cases.core.kept import show_kept
from cases.core.pages import staff_page


class StaffLogin(LoginView):
    """The one login page; whoever has chosen no language yet gets the one of the account."""

    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Carry on what was typed before, also after a wrong password."""
        return super().get_context_data(kept=self.request.POST.get("kept", ""), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Log in and bring the language of the account along."""
        response = super().form_valid(form)
        kept = self.request.POST.get("kept", "")
        if kept:
            response = show_kept(self.request, kept, self.request.POST.get("next", "")) or response
        name = settings.LANGUAGE_COOKIE_NAME
        if name not in self.request.COOKIES:
            response.set_cookie(name, form.get_user().language, samesite="Lax")
        return response


@require_POST
@staff_page
def choose_posting(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Work under another of the own postings from now on."""
    for posting in getattr(request, "postings", []):
        if posting.name == request.POST.get("posting"):
            request.session["posting"] = posting.pk
            return redirect("worklist")
    raise not_found()
