"""The page on which a person is registered and the case opened in one go, and its drafts."""

import uuid
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases.casework.pages.operation import case_of_answer, describe_case
from cases.citizens.mrz.photo import MOST_BYTES, PhotoError, code_in, program
from cases.core.actor import Actor
from cases.core.delivery import Rejected, Request, deliver, refusal_of
from cases.core.fields import Upload
from cases.core.kept import keeps_typed
from cases.core.pages import staff_page
from cases.core.received import takes_file
from cases.core.registry import DECLARED
from cases.core.web import Page, actor_of, key_of, operation_page, show
from cases.intake.forms import RegisterAndOpen
from cases.intake.forms.drafts import KEPT
from cases.intake.pages import carried_words, draft_rows, draft_url
from cases.intake.pages_doubles import double_rows
from cases.intake.queries import draft_under, sent_under
from cases.intake.scanned import BY_MACHINE, scan, seen_as
from cases.intake.typed import as_initial, encoded

STAYS = "X-Stays"
"""Sent by the script of the page, which shows the answer itself and follows no redirect."""
GO_TO = "X-Go-To"
PHOTO = Upload(most_bytes=MOST_BYTES, required=False)


@takes_file(MOST_BYTES)
@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def case_new(request: HttpRequest) -> HttpResponse:
    """Register and open; with `?draft=`, go on with what was typed before."""
    actor = actor_of(request)
    page = Page(
        describe=None,
        done=case_of_answer,
        also=lambda actor, refusal: {"doubles": double_rows(actor, refusal, request.POST)},
        cancel=reverse("worklist"),
    )
    if actor is not None and actor.may("case.intake"):
        offer_drafts(request, actor, page)
        page.extra["reads_photos"] = bool(program())
        if is_unread(request):
            return read_into(request, actor, page)
    response = operation_page(request, DECLARED["register_and_open"], "", page)
    if actor is not None and response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY:
        response = lead_to_sent(request, actor) or response
    if response.status_code == HTTPStatus.FOUND:
        offer_another(request, response.headers["Location"])
    return for_script(request, response)


def is_unread(request: HttpRequest) -> bool:
    """Return whether a code is to be read, or was sent before anybody saw what it says."""
    code = seen_as(request.POST.get("mrz", ""))
    return "_read" in request.POST or bool(code and code != request.POST.get("_seen", ""))


def read_into(request: HttpRequest, actor: Actor, page: Page) -> HttpResponse:
    """Show the page with what the code of a passport or card says; nothing is sent or kept."""
    fields = RegisterAndOpen.base_fields
    wish = request.POST.get("_read", "")
    sent, page.extra["photo_fault"] = with_photo(request.POST.dict())
    typed, page.extra["scan"] = scan(actor, fields, sent, wish)
    if page.extra["photo_fault"]:
        page.extra["scan"] = None
    page.extra |= {"key": request.POST.get("draft", "") or request.POST.get("_key", "")}
    # Whoever chose that nobody looks after it yet is not put there again.
    initial = {"officer": request.POST.get("officer")} | as_initial(typed, fields)
    form = RegisterAndOpen(actor, initial=initial)
    sentence: str = getattr(request, "only_show", "")
    return show(request, actor, form, None, page, warnings=[sentence] if sentence else [])


def with_photo(sent: dict[str, str]) -> tuple[dict[str, str], str]:
    """Return what was sent with the code of a photo in its field, and why none was read.

    The photo itself goes no further.
    """
    photo = PHOTO.clean(sent.pop("photo", ""))
    if photo is None:
        return sent, ""
    try:
        return sent | {"mrz": code_in(photo.content), BY_MACHINE: "1"}, ""
    except PhotoError as fault:
        return sent, fault.sentence


def lead_to_sent(request: HttpRequest, actor: Actor) -> HttpResponse | None:
    """Lead to the case that this page has opened already, when its answer was lost on the way.

    Sent again unchanged it would have been answered the same; so something was changed since.
    """
    reference = sent_under(actor, request.POST.get("_key", ""))
    if not reference:
        return None
    sentence = _(
        "This case was opened already, with what was sent first. What you changed since is not in "
        "it: correct it here."
    )
    messages.warning(request, sentence)
    return redirect("case_detail", reference)


def offer_another(request: HttpRequest, opened: str) -> None:
    """Offer on the page of the case that was opened to go on with the family."""
    reference = resolve(opened).kwargs.get("reference")
    if reference:
        title = str(DECLARED["register_another"].form.title)
        messages.info(request, title, extra_tags=reverse("case_another", args=[reference]))


def for_script(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tell a script that stays on its page where to go, in place of sending it there."""
    if response.status_code == HTTPStatus.FOUND and request.headers.get(STAYS):
        return HttpResponse(status=204, headers={GO_TO: response.headers["Location"]})
    return response


def offer_drafts(request: HttpRequest, actor: Actor, page: Page) -> None:
    """Put into the page what is in the draft that was asked for, and offer the other ones."""
    asked = key_asked(request)
    draft = draft_under(actor, asked) if asked else None
    page.extra |= kept_key(request)
    page.extra |= {"draft_is_gone": bool(asked and not draft)}
    page.extra |= {"drafts": draft_rows(actor, {asked, *keys_sent(request)})}
    if draft is None:
        return
    page.extra |= {"carried": carried_words(draft)}
    if request.method != "POST":
        page.extra |= {"key": draft.public_reference, "draft_saved_at": draft.saved_at}
        page.initial = as_initial(draft.content, RegisterAndOpen.base_fields)


def keys_sent(request: HttpRequest) -> set[str]:
    """Return the keys of this very form: that of the page, and that of its draft."""
    return {request.POST.get("_key", ""), request.POST.get("draft", "")}


def kept_key(request: HttpRequest) -> dict[str, str]:
    """Let a page that comes back keep its key: sent from here and from its draft it opens one case.

    What was refused has left nothing under the key.
    """
    key = request.POST.get("_key", "")
    return {"key": key} if key else {}


def key_asked(request: HttpRequest) -> str:
    """Return the key of the draft in the address, "" where none or something else stands there."""
    try:
        return str(uuid.UUID(request.GET.get("draft", "")))
    except ValueError:
        return ""


@keeps_typed
@require_POST
def draft_save(request: HttpRequest) -> HttpResponse:
    """Keep what was typed; without a script the page comes back with it."""
    if hasattr(request, "only_show"):
        request.form_address = reverse("case_new")  # type: ignore[attr-defined] # read by core.web
        return case_new(request)
    return save_for(request)


@staff_page
def save_for(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep it as somebody who is logged in."""
    body = {"draft": request.POST.get("draft", ""), "content": encoded(request.POST.dict(), KEPT)}
    try:
        answer = deliver(actor, Request(DECLARED["save_draft"], json=body))
    except Rejected as rejected:
        raise refusal_of(rejected) from None
    if request.headers.get(STAYS):
        return HttpResponse(status=204)
    messages.success(request, _("The draft is saved. Nothing was sent yet."))
    return redirect(draft_url(answer.reference))


@require_POST
@staff_page
def draft_discard(request: HttpRequest, actor: Actor, reference: uuid.UUID) -> HttpResponse:
    """Throw one of the own drafts away."""
    declared = DECLARED["discard_draft"]
    wish = Request(declared, target=str(reference), key=key_of(request), data=request.POST)
    deliver(actor, wish)
    messages.success(request, str(declared.form.done))
    return redirect(back_to(request))


def back_to(request: HttpRequest) -> str:
    """Return the page of ours on which the button stood."""
    asked = request.POST.get("from", "")
    return reverse(asked if asked in {"case_new", "home"} else "worklist")


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def case_another(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin another case with what both share."""
    home = reverse("case_detail", args=[reference])
    page = Page(describe=describe_case, done=begun, cancel=home)
    return operation_page(request, DECLARED["register_another"], reference, page)


def begun(answer: Any) -> str:
    """Return where the new case is gone on with."""
    return draft_url(answer.reference)
