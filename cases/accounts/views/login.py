"""Logging in: the password, then the second factor; and proving again who one is."""

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.views import LoginView
from django.core.signing import dumps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.accounts.asked import AskBoth, AskCode, AskPassword
from cases.accounts.factors import has_factor
from cases.accounts.lockout import minutes_left
from cases.accounts.marks import (
    asks_for_code,
    enter,
    go_half_way,
    half_way,
    on_record,
    prove,
)
from cases.accounts.operations.own import put_profile
from cases.accounts.queries import actor_of_session, link_in_hand
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.kept import NOT_KEPT, SALT, show_kept
from cases.core.languages import (
    chosen_before_login,
    forget_choice,
    forget_language,
    remember_language,
)
from cases.core.pages import EVERYBODY, page_for
from cases.missions.choices import Role
from cases.missions.models import Staff
from cases.missions.queries import account_of_name, current_postings


class StaffLogin(LoginView):
    """The one login page.

    What was chosen on it comes first, then the language of the account, then that of the browser:
    never what was left by whoever sat here before.
    """

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Lead on whoever is logged in; one half way begins again."""
        if getattr(request, "actor", None) is not None:
            return redirect(address_after(request))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Carry on what was typed before, also after a wrong password."""
        accounts = import_string(settings.LOGIN_OFFERS)() if settings.LOGIN_OFFERS else []
        return super().get_context_data(
            kept=self.request.POST.get("kept", ""), accounts=accounts, **kwargs
        )

    def get_form(self, form_class: Any = None) -> Any:
        """Leave the page at its top where accounts are offered above the fields."""
        form = super().get_form(form_class)
        if settings.LOGIN_OFFERS:
            form.fields["username"].widget.attrs.pop("autofocus")
        return form

    def form_invalid(self, form: Any) -> HttpResponse:
        """Put the wrong guess on record; the answer is the same whoever exists."""
        on_record("staff.logged_in", account_of_name(form.data.get("username", "")), "wrong")
        return super().form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        """Log in, or ask for the second factor."""
        return go_on(self.request, form.get_user())


def go_on(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Log in whoever has taken the first step, or ask for the second factor."""
    if not asks_for_code(staff):
        enter(request, staff, with_factor=False)
        return arrived(request, staff)
    go_half_way(request, staff)
    if not has_factor(staff):
        return no_factor_yet(request, staff)
    if request.POST.get("kept"):
        return show_code(request, AskCode())
    return redirect(f"{reverse('login_code')}?{urlencode({'next': address_after(request)})}")


def no_factor_yet(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Lead on with a one-time link in hand; without one, a password alone sets up no factor."""
    link = link_in_hand(request, timezone.now())
    if link is not None and link.staff_id == staff.pk:
        return redirect("login_enrol")
    context = {
        "title": _("A second factor is missing"),
        "lead": _(
            "Your account needs a second factor and has none yet. Ask your administrator for a "
            "one-time link."
        ),
    }
    return render(request, "accounts/step.html", context, status=403)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step: a code of the app, or a recovery code."""
    staff = half_way(request)
    if staff is None:
        return redirect("login")
    form = AskCode(request.POST or None)
    if not form.is_valid():
        return show_code(request, form)
    if not gives_code(request, staff, form.cleaned_data["code"]):
        form.add_error("code", _("This code is not right, or it was used already."))
        on_record("staff.logged_in", staff, "wrong_code")
        return show_code(request, form)
    enter(request, staff, with_factor=True)
    return arrived(request, staff)


def gives_code(request: HttpRequest, staff: Staff, typed: str) -> bool:
    """Return whether the code is right; counted as a guess if not."""
    return authenticate(request, staff=staff, code=typed) is not None


def show_code(request: HttpRequest, form: AskCode) -> HttpResponse:
    """Render the second step."""
    context = {
        "title": _("Your second factor"),
        "lead": _("Open the app on your phone and type the code it shows for this account."),
        "form": form,
        "action": reverse("login_code"),
        "submit": _("Log in"),
        "kept": request.POST.get("kept", ""),
        "next": address_after(request),
    }
    return render(request, "accounts/step.html", context)


def arrived(request: HttpRequest, staff: Staff) -> HttpResponse:
    """Lead to where the login was asked for, with what was typed there."""
    kept = request.POST.get("kept", "")
    response = show_kept(request, kept, request.POST.get("next", "")) if kept else None
    response = response or redirect(first_page(request, staff))
    if chosen := chosen_before_login(request):
        keep_choice(request, staff, chosen)
    elif staff.language:
        remember_language(response, staff.language)
    else:
        forget_language(response)
    forget_choice(response)
    return response


def keep_choice(request: HttpRequest, staff: Staff, language: str) -> None:
    """Let an account that has chosen no language yet keep what was chosen before the login."""
    actor = actor_of_session(request)
    if actor is not None and not staff.language:
        with eyes(actor):
            put_profile(actor, language=language, zone=staff.zone)


def address_after(request: HttpRequest) -> str:
    """Return where to go on: a path of our own that was asked for, else the work list."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(wanted, hosts, require_https=request.is_secure())
    return wanted if is_ours and wanted.startswith("/") else settings.LOGIN_REDIRECT_URL


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(EVERYBODY)
def again(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Prove again who it is, before roles change or many people's data leave."""
    staff: Any = request.user
    asked = AskBoth if has_factor(staff) else AskPassword
    form = asked(request.POST or None)
    if not form.is_valid():
        return show_proof(request, form)
    said = form.cleaned_data
    is_right = authenticate(request, username=staff.username, password=said["password"]) is not None
    if is_right and "code" in said:
        is_right = gives_code(request, staff, said["code"])
    if not is_right:
        form.add_error(None, _("This was not right. Look at what you typed and try once more."))
        on_record("staff.proved", staff, "wrong")
        return show_proof(request, form)
    prove(request, staff, with_factor="code" in said)
    on_record("staff.proved", staff)
    return arrived(request, staff)


def ask_for_proof(request: HttpRequest) -> HttpResponse:
    """Show the page that asks for the proof; it carries what was typed and comes back with it."""
    if request.method != "POST":
        return redirect(f"{reverse('login_again')}?{urlencode({'next': request.get_full_path()})}")
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_KEPT}
    staff: Any = request.user
    form = AskBoth() if has_factor(staff) else AskPassword()
    kept = dumps(typed, salt=SALT, compress=True)
    return show_proof(request, form, kept=kept, address=request.get_full_path(), status=403)


def show_proof(
    request: HttpRequest, form: Any, *, kept: str = "", address: str = "", status: int = 200
) -> HttpResponse:
    """Render the page that asks for the proof."""
    context = {
        "title": _("Confirm that it is you"),
        "lead": _("What you are about to do is open for five minutes after this."),
        "form": form,
        "action": reverse("login_again"),
        "submit": _("Continue"),
        "kept": kept or request.POST.get("kept", ""),
        "next": address or address_after(request),
    }
    return render(request, "accounts/step.html", context, status=status)


def locked_out(
    request: HttpRequest, response: Any = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """429: too many wrong guesses; says for how long, and nothing on whether the account exists."""
    minutes = minutes_left(request, credentials, timezone.now())
    waiting = ngettext(
        "Too many wrong attempts. Nothing is taken for the next %(minutes)s minute.",
        "Too many wrong attempts. Nothing is taken for the next %(minutes)s minutes.",
        minutes,
    ) % {"minutes": minutes}
    context = {
        "title": _("Please wait"),
        "lead": waiting,
        "more": _("Colleagues can go on logging in. If it was not you, tell your administrator."),
    }
    answer = render(request, "accounts/step.html", context, status=429)
    answer.headers["Retry-After"] = str(minutes * 60)
    return answer


def first_page(request: HttpRequest, staff: Staff) -> str:
    """Return where to go on after the login; an administrator has no work list."""
    address = address_after(request)
    if address == settings.LOGIN_REDIRECT_URL:
        roles = {posting.role for posting in current_postings(staff.pk)}
        return reverse("staff_list") if roles == {Role.ADMINISTRATOR} else address
    return address
