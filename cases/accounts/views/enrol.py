"""Beginning with a one-time link, and setting up the second factor."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.accounts.asked import AskFirstCode, AskNewPassword
from cases.accounts.choices import LinkPurpose
from cases.accounts.factors import (
    activate,
    has_factor,
    new_secret,
    picture_of,
    renew_recovery_codes,
    words_of_secret,
)
from cases.accounts.links import use_link
from cases.accounts.marks import asks_for_code, enter, go_half_way, half_way, on_record, prove
from cases.accounts.operations import set_own_password
from cases.accounts.queries import LINK, link_in_hand, link_of
from cases.core.actor import Actor
from cases.core.errors import Refused, proof_needed
from cases.core.pages import EVERYBODY, page_for
from cases.missions.models import Staff

SECRET = "new_secret"  # noqa: S105 - the name of a key


@never_cache
@require_safe
def open_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Keep the link in the session and take it out of the address; looking uses nothing up."""
    link = link_of(secret, timezone.now())
    if link is None:
        return dead_link(request)
    request.session.flush()
    request.session[LINK] = link.pk
    return redirect("link_start")


def dead_link(request: HttpRequest) -> HttpResponse:
    """404 for any link that cannot be used, whatever the reason."""
    context = {
        "title": _("This link does not work any more"),
        "lead": _(
            "It was used, replaced by a newer one, or is older than a day. Ask your administrator "
            "for another."
        ),
    }
    request.is_refused = True  # type: ignore[attr-defined] # its address is not repeated
    return render(request, "accounts/step.html", context, status=404)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first step with a link: set the password, or log in to set up another factor."""
    link = link_in_hand(request, timezone.now())
    if link is None:
        return dead_link(request)
    staff = link.staff
    if link.purpose == LinkPurpose.FACTOR:
        messages.info(request, _("Log in with your password. Then set up the second factor."))
        return redirect("login")
    form = AskNewPassword(request.POST or None)
    if not form.is_valid():
        return show_start(request, form, staff)
    try:
        set_own_password(staff, form.cleaned_data["password"], timezone.now())
    except Refused as refusal:
        form.add_error("password", [str(problem.message) for problem in refusal.problems])
        return show_start(request, form, staff)
    on_record("staff.password_set", staff)
    if asks_for_code(staff) and not has_factor(staff):
        go_half_way(request, staff)
        return redirect("login_enrol")
    use_link(link, timezone.now())
    messages.success(request, _("Your password is set. Log in with it."))
    return redirect("login")


def show_start(request: HttpRequest, form: AskNewPassword, staff: Staff) -> HttpResponse:
    """Render the first step."""
    context = {
        "title": _("Choose a password"),
        "lead": _("For the account %(username)s of %(name)s.")
        % {"username": staff.username, "name": staff.full_name},
        "more": _("At least eight characters; several words are best."),
        "form": form,
        "action": reverse("link_start"),
        "submit": _("Set the password"),
    }
    return render(request, "accounts/step.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login_enrol(request: HttpRequest) -> HttpResponse:
    """Set up the first factor: with the password given and a link in hand, never without."""
    staff = half_way(request)
    link = link_in_hand(request, timezone.now())
    if staff is None or link is None or link.staff_id != staff.pk or has_factor(staff):
        return redirect("login")
    codes = enrolled(request, staff)
    if isinstance(codes, HttpResponse):
        return codes
    use_link(link, timezone.now())
    request.session.pop(LINK, None)
    enter(request, staff, with_factor=True)
    return show_codes(request, codes)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(EVERYBODY)
def profile_enrol(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Set up another factor in place of the present one, after proving again who it is."""
    ask_proof(actor)
    staff: Any = request.user
    codes = enrolled(request, staff)
    if isinstance(codes, HttpResponse):
        return codes
    prove(request, staff, with_factor=True)
    return show_codes(request, codes)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(EVERYBODY)
def recovery_codes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make new recovery codes; the former ones end."""
    ask_proof(actor)
    staff: Any = request.user
    if not has_factor(staff):
        return redirect("profile_enrol")
    if request.method != "POST":
        context = {
            "title": _("Make new recovery codes"),
            "lead": _("The former ones end, used or not."),
            "action": reverse("profile_codes"),
            "submit": _("Make new recovery codes"),
        }
        return render(request, "accounts/step.html", context)
    on_record("staff.recovery_codes_renewed", staff)
    return show_codes(request, renew_recovery_codes(staff))


def ask_proof(actor: Actor) -> None:
    """Refuse unless who acts was proved a moment ago."""
    if not actor.has_proved(timezone.now()):
        raise proof_needed()


def enrolled(request: HttpRequest, staff: Staff) -> list[str] | HttpResponse:
    """Return the recovery codes once the app has proved that it has the secret, else the page."""
    kept = request.session.get(SECRET)
    form = AskFirstCode(request.POST or None)
    if kept and form.is_valid():
        codes = activate(staff, kept, form.cleaned_data["code"])
        if codes is not None:
            request.session.pop(SECRET, None)
            on_record("staff.factor_set_up", staff)
            return codes
        on_record("staff.factor_set_up", staff, "wrong_code")
        wrong = ValidationError(_("This code is not right. Is the clock of the phone right?"))
        form.add_error("code", wrong)
    if not kept:
        kept = request.session[SECRET] = new_secret()
    context = {
        "form": form,
        "picture": picture_of(staff, kept),
        "secret": words_of_secret(kept),
        "submit": _("Set up the second factor"),
    }
    return render(request, "accounts/enrol.html", context, status=422 if form.errors else 200)


def show_codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Show the recovery codes, this once."""
    return render(request, "accounts/codes.html", {"codes": codes})
