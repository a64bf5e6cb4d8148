"""The pages of tokens: make one (shown once), see which are in use, revoke."""

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
from cases.core.errors import not_allowed
from cases.core.forms import OperationForm
from cases.core.kept import keeps_typed
from cases.core.pages import EVERYBODY, page_for
from cases.core.registry import DECLARED
from cases.core.web import key_of
from cases.exchange.forms import CreateToken, IssueServiceToken
from cases.exchange.models import ANSWERS
from cases.exchange.operations import take_secret
from cases.exchange.pages import service_context, tokens_context


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(EVERYBODY)
def token_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the tokens in use and the form for another; a POST makes it."""
    if request.method == "POST":
        return make(request, actor, "create_token")
    return show(request, actor, CreateToken(actor))


@never_cache
@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
@page_for(EVERYBODY)
def token_issue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the form for a token of another system; a POST makes it."""
    if not actor.may(ANSWERS):
        raise not_allowed()
    if hasattr(request, "only_show"):
        return show(request, actor, IssueServiceToken(actor, data=request.POST))
    if request.method == "POST":
        return make(request, actor, "issue_service_token")
    return show(request, actor, IssueServiceToken(actor))


def make(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:
    """Make a token and show it; sent twice, it is made once and not shown again."""
    wish = Request(DECLARED[name], key=key_of(request), data=request.POST)
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
    """Revoke a token."""
    deliver(actor, Request(DECLARED["revoke_token"], target=str(reference), data=request.POST))
    messages.success(request, _("The token is revoked."))
    return redirect("token_list")


def show(
    request: HttpRequest, actor: Actor, form: OperationForm, *, secret: str = "", status: int = 200
) -> HttpResponse:
    """Render the page of the form, which is that of the own tokens or of another system's."""
    context: dict[str, Any] = {
        "form": form,
        "key": request.POST.get("_key", "") if status == 422 else str(uuid.uuid4()),
        "new_token": secret,
        "zone": actor.zone,
    }
    if isinstance(form, IssueServiceToken):
        context |= service_context(actor) | {"warning": getattr(request, "only_show", "")}
        return render(request, "exchange/issue.html", context, status=status)
    context |= tokens_context(actor, reverse("token_list"), timezone.now())
    return render(request, "exchange/tokens.html", context, status=status)
