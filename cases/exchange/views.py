"""The page of tokens: make one (shown once), see which are in use, revoke."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cases.core.actor import Actor
from cases.core.delivery import Rejected, Request, deliver
from cases.core.forms import OperationForm
from cases.core.pages import EVERYBODY, page_for
from cases.core.registry import DECLARED
from cases.core.web import key_of
from cases.exchange.forms import CreateToken
from cases.exchange.models import ApiToken
from cases.exchange.operations import take_secret
from cases.exchange.queries import tokens_in_use


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(EVERYBODY)
def token_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the tokens in use and the form for another; a POST makes it."""
    if request.method == "POST":
        return make(request, actor)
    return show(request, actor, CreateToken(actor))


def make(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a token and show it; sent twice, it is made once and not shown again."""
    declared = DECLARED["create_token"]
    wish = Request(declared, key=key_of(request), data=request.POST)
    try:
        answer = deliver(actor, wish)
    except Rejected as rejected:
        return show(request, actor, rejected.form, status=422)
    secret = take_secret(answer.reference)
    if not secret:
        messages.warning(request, _("This token was made already. It cannot be shown again."))
        return redirect("token_list")
    return show(request, actor, CreateToken(actor), secret=secret)


@require_POST
@page_for(EVERYBODY)
def token_revoke(request: HttpRequest, actor: Actor, reference: uuid.UUID) -> HttpResponse:
    """Revoke one of the own tokens."""
    deliver(actor, Request(DECLARED["revoke_token"], target=str(reference), data=request.POST))
    messages.success(request, _("The token is revoked."))
    return redirect("token_list")


def show(
    request: HttpRequest, actor: Actor, form: OperationForm, *, secret: str = "", status: int = 200
) -> HttpResponse:
    """Render the page."""
    context = {
        "form": form,
        "key": request.POST.get("_key", "") if status == 422 else str(uuid.uuid4()),
        "new_token": secret,
        "tokens": [words_of(token) for token in tokens_in_use(actor, timezone.now())],
        "zone": actor.zone,
    }
    return render(request, "exchange/tokens.html", context, status=status)


def words_of(token: ApiToken) -> dict[str, Any]:
    """Return what the page says of a token."""
    posting = token.posting
    return {
        "name": token.label,
        "starts_with": token.token_key[:6],
        "posting": f"{posting.get_role_display()}, {posting.mission.label}",
        "created_at": token.created,
        "last_used_at": token.last_used_at,
        "expires_at": token.expiry,
        "revoke_url": reverse("token_revoke", args=[token.uuid]),
    }
