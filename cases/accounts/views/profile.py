"""The own account, and what the own role may do."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language

from cases.accounts.browser import SettingsForm, remember_settings, settings_of
from cases.accounts.operations.own import put_profile
from cases.accounts.pages.profile import help_context, parts_of, profile_context
from cases.accounts.pages.staff import OWN, own_operation
from cases.core.actor import Actor
from cases.core.delivery import Request, deliver
from cases.core.errors import Problem, invalid, not_found
from cases.core.kept import keeps_typed
from cases.core.languages import forget_language, note_choice, remember_language
from cases.core.pages import EVERYBODY, page_for
from cases.core.registry import DECLARED, declared_for
from cases.core.roles import PEOPLE
from cases.core.web import actor_of, operation_page
from cases.missions.choices import Language
from cases.overview.look import LookForm, look_of

DONE = 302


@never_cache
@require_safe
@page_for(EVERYBODY)
def profile(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what one may set, in one place: account, language, browser, list, mail, sessions."""
    staff: Any = request.user
    context = profile_context(request, actor, staff, timezone.now())
    context["browser_form"] = SettingsForm(settings_of(request))
    context["profile_form"] = DECLARED["put_profile"].form(actor)
    context["mail_form"] = DECLARED["change_notice_mail"].form(actor)
    context["look_form"] = look_form(request, actor)
    context["parts"] = parts_of(context)
    return render(request, "accounts/settings.html", context)


def look_form(request: HttpRequest, actor: Actor) -> LookForm | None:
    """Return the form of how the list looks, for who has one."""
    if not actor.sees(PEOPLE):
        return None
    return LookForm(look_of(request, at_the_gate=actor.is_reception))


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def profile_act(request: HttpRequest, verb: str) -> HttpResponse:
    """The page of one operation on the own account."""
    for declared in declared_for("staff"):
        if declared.verb == verb and declared.name in OWN:
            response = operation_page(request, declared, "", own_operation())
            if response.status_code == DONE and "language" in request.POST:
                speak_as_put(response, request.POST["language"])
            return response
    raise not_found()


def speak_as_put(response: HttpResponse, language: str) -> None:
    """Go on in the language of the account; without one in that of the browser."""
    if language:
        remember_language(response, language)
    else:
        forget_language(response)


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Go on in another language; whoever is logged in finds it again with the next login."""
    response = set_language(request)
    actor, language = actor_of(request), request.POST.get("language", "")
    if actor is not None and language in Language.values:
        staff: Any = request.user
        put_profile(actor, language=language, zone=staff.zone)
    elif language in Language.values:
        note_choice(response)
    return response


@require_POST
@page_for(EVERYBODY)
def browser_settings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep the colours and keys of this browser."""
    form = SettingsForm(data=request.POST)
    if not form.is_valid():
        raise invalid(
            [Problem(name, "bad_choice", str(faults[0])) for name, faults in form.errors.items()]
        )
    response = redirect(f"{reverse('settings')}#browser")
    remember_settings(response, form.settings())
    messages.success(request, _("This browser keeps it."))
    return response


@require_POST
@page_for(EVERYBODY)
def session_end(request: HttpRequest, actor: Actor, reference: uuid.UUID) -> HttpResponse:
    """End one of the own sessions."""
    deliver(actor, Request(DECLARED["end_session"], target=str(reference), data=request.POST))
    messages.success(request, _("The session has ended."))
    return redirect(f"{reverse('settings')}#sessions")


@require_safe
@page_for(EVERYBODY)
def role_help(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what the own role may do, and how to begin."""
    return render(request, "accounts/help.html", help_context(actor))
