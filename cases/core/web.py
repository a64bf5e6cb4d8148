"""The web adapter: one page for every declared operation, from its form."""

import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.beforehand import refusal_beforehand
from cases.core.conflict import differences, merged, taken, was_of
from cases.core.delivery import Answer, Rejected, Request, deliver
from cases.core.disclosure import disclose_form
from cases.core.errors import Refused, no_posting
from cases.core.forms import FirstErrors, OperationForm
from cases.core.guards import FINAL, raised_by
from cases.core.kept import ask_to_log_in
from cases.core.picked import picked_of
from cases.core.preconditions import NEW, idempotency_key, version_of
from cases.core.registry import RESOURCES, Declared
from cases.core.revealed import Revealed, after_commit

STALE = "stale_version"


@dataclass(slots=True)
class Page:
    """What a surface adds to the page of an operation: where it lives, what it says of a record.

    `describe(actor, target)` returns reference, name, url and rows of the target; `done(answer)`
    the address after success; `since(actor, target, refusal)` sentences on what changed meanwhile;
    `hindered(actor, target, declared, refusal)` sentences on why it cannot be done now and what
    would help, `refusal` being None as long as nothing was tried. `initial` is what stands in the
    form at first; `also(actor, refusal)` what the page says beside the sentence of a refusal.
    """

    describe: Any
    done: Any
    since: Any = lambda *_: []
    hindered: Any = lambda *_: []
    also: Any = lambda *_: {}
    cancel: str = "/"
    template: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    initial: dict[str, Any] = field(default_factory=dict)


def actor_of(request: HttpRequest) -> Actor | None:
    """Return who acts in this request."""
    actor: Actor | None = getattr(request, "actor", None)
    return actor


def operation_page(request: HttpRequest, declared: Declared, key: str, page: Page) -> HttpResponse:
    """Show the form of an operation (GET) or act (POST)."""
    actor = actor_of(request)
    if actor is None and request.user.is_authenticated:
        raise no_posting()
    if actor is None:
        return ask_to_log_in(request)
    if hasattr(request, "only_show") or {"_preview", "_take"} & request.POST.keys():
        return shown_again(request, actor, declared, key, page)
    if request.method == "POST":
        return act(request, actor, declared, key, page)
    target = find(actor, declared, key)
    warnings = hints_or_refusal(actor, declared, target, page)
    picked = {**picked_of(declared, request.GET), **page.initial}
    form = declared.form(actor, target, initial=picked)
    return show(request, actor, form, target, page, warnings=warnings)


def shown_again(
    request: HttpRequest, actor: Actor, declared: Declared, key: str, page: Page
) -> HttpResponse:
    """Show what was typed with a sentence on why it was not sent."""
    target = find(actor, declared, key)
    warnings = hints_or_refusal(actor, declared, target, page)
    form = declared.form(actor, target, data=request.POST)
    if "_take" in request.POST:
        data = taken(form, request.POST, request.POST.getlist("_take"))
        form = declared.form(actor, target, data=data)
        found = differences(form)
        return show(request, actor, form, target, page, warnings=warnings, found=found)
    sentence: str = getattr(request, "only_show", "")
    if not sentence and form.has_preview:
        refusal = refusal_beforehand(actor, wish_of(request, declared, key))
        if refusal is not None and not is_conflict(refusal):
            warnings += since(request, actor, form, page, refusal)
            say(form, refusal)
            return show(request, actor, form, target, page, warnings=warnings, is_refused=True)
    warnings = [sentence, *warnings] if sentence else warnings
    return show(request, actor, form, target, page, warnings=warnings)


def hints_or_refusal(actor: Actor, declared: Declared, target: Any, page: Page) -> list[str]:
    """Return the hints with which a form is shown though its act is refused; raise without any."""
    refusal = raised_by(declared.operation.allow, actor, target)
    if refusal is not None and (refusal.status != 409 or refusal.code in FINAL):
        raise refusal
    warnings = hints(actor, declared, target, page)
    if refusal is not None and not warnings:
        raise refusal
    return warnings


def hints(
    actor: Actor, declared: Declared, target: Any, page: Page, refusal: Refused | None = None
) -> list[str]:
    """Return why the act cannot be done now, and what would help."""
    found: list[str] = page.hindered(actor, target, declared, refusal) if target else []
    return found


def find(actor: Actor, declared: Declared, key: str) -> Any:
    """Return the record the operation acts on, as the actor sees it."""
    if declared.is_creation:
        return None
    return RESOURCES[declared.resource].find(actor, key)


def act(
    request: HttpRequest, actor: Actor, declared: Declared, key: str, page: Page
) -> HttpResponse:
    """Deliver the form; on a refusal show it again with everything that was typed."""
    wish = wish_of(request, declared, key)
    try:
        answer = deliver(actor, wish)
    except Rejected as rejected:
        form = rejected.form
        warnings = hints(actor, declared, form.target, page)
        return show(request, actor, form, form.target, page, status=422, warnings=warnings)
    except Refused as refusal:
        return refused(request, actor, wish, page, refusal)
    reveals = declared.form.reveals
    made = reveals(answer.reference, request.build_absolute_uri) if reveals else None
    if made is not None:
        return shown_once(request, declared, answer, page, made)
    tell = messages.warning if answer.is_none else messages.success
    tell(request, done_sentence(wish, answer))
    if answer.left_out:
        words = " ".join(map(str, FirstErrors(answer.left_out)))
        messages.warning(request, _("Left out: %(why)s") % {"why": words})
    if is_in_place(request):
        return HttpResponse(headers={"HX-Redirect": page.done(answer)})
    return redirect(page.done(answer))


def wish_of(request: HttpRequest, declared: Declared, key: str) -> Request:
    """Return what a form that was sent asks for."""
    version = version_of(request.POST.get("_version", ""))
    return Request(declared, target=key, version=version, key=key_of(request), data=request.POST)


def is_conflict(refusal: Refused) -> bool:
    """Return whether somebody changed meanwhile what the page showed; a new entry showed none."""
    return refusal.code == STALE and refusal.extra.get("expected_version") != NEW


def is_in_place(request: HttpRequest) -> bool:
    """Return whether the form was fetched into another page, which is renewed once it is done."""
    return bool(getattr(request, "htmx", False))


def shown_once(
    request: HttpRequest, declared: Declared, answer: Answer, page: Page, made: Revealed
) -> HttpResponse:
    """Show what was made and is stored nowhere: there is no second look at it.

    It is sent once it is saved, when no page can be made any more: both pages are made before.
    """
    context = {
        "title": declared.form.title,
        "made": made.link,
        "sent_to": made.to,
        "back_url": page.done(answer),
        **page.extra,
    }
    unsent = render(request, "core/made_once.html", context)
    if made.send is not None:
        sent, send = render(request, "core/made_once.html", context | {"is_sent": True}), made.send

        def finish(response: Any) -> None:
            if send():
                response.content = sent.content

        after_commit(request, finish)
    return unsent


def input_of(form: OperationForm, path: str) -> str:
    """Return the input of a page that a fault is about: for one within a value, that of the whole.

    Nothing where the page has no input for it.
    """
    name = path if path in form.fields else path.partition(".")[0]
    return name if name in form.fields else ""


def say(form: OperationForm, refusal: Refused) -> None:
    """Put what a refusal says beside the inputs it is about, and above where none of them shows.

    A form may show an input only once there is something to say beside it.
    """
    placed = [(input_of(form, row.field), row) for row in refusal.problems]
    placed = [(name, row) for name, row in placed if name]
    for name, problem in placed:
        form.add_error(name, str(problem.message))
    if all(form.fields[name].widget.is_hidden for name, _problem in placed):
        form.add_error(None, str(refusal.message))


def since(
    request: HttpRequest, actor: Actor, form: OperationForm, page: Page, refusal: Refused
) -> list[str]:
    """Return what changed meanwhile; of a new entry that stands already, where it is corrected."""
    found: list[str] = page.since(actor, form.target, refusal)
    if not form.known_by or refusal.extra.get("expected_version") != NEW or not form.is_valid():
        return found
    row: Any = form.standing()
    keys = {name: getattr(row, name, None) or "" for name in (form.known_by, *form.known_also)}
    link = f"{request.path}?{urlencode(keys)}"
    return [*found, format_html('{}: <a href="{}">{}</a>', row, link, form.corrects)]


def refused(
    request: HttpRequest, actor: Actor, wish: Request, page: Page, refusal: Refused
) -> HttpResponse:
    """Show the form again with the refusal; a record out of sight or a right not held has none."""
    if refusal.status in {403, 404}:
        raise refusal
    target = find(actor, wish.declared, wish.target)
    form = wish.declared.form(actor, target, data=request.POST)
    is_stale = is_conflict(refusal)
    if is_stale:
        form = wish.declared.form(actor, target, data=merged(form, request.POST))
    form.full_clean()
    warnings = since(request, actor, form, page, refusal) if refusal.code == STALE else []
    say(form, refusal)
    warnings += hints(actor, wish.declared, target, page, None if is_stale else refusal)
    page.extra |= page.also(actor, refusal)
    found = differences(form) if is_stale else []
    return show(
        request,
        actor,
        form,
        target,
        page,
        status=refusal.status,
        warnings=warnings,
        found=found,
        is_refused=not is_stale,
    )


def show(
    request: HttpRequest,
    actor: Actor,
    form: OperationForm,
    target: Any,
    page: Page,
    *,
    status: int = 200,
    warnings: list[str] | None = None,
    found: list[dict[str, Any]] | None = None,
    is_refused: bool = False,
) -> HttpResponse:
    """Render the form of an operation; nothing follows from what would be refused.

    A page that is shown again keeps the version it was opened with, so that what somebody else
    changed meanwhile is not overwritten unseen; only after a conflict it has the new one.
    """
    described = page.describe(actor, target) if target is not None else None
    disclose_form(form.operation.name, target)
    is_again = hasattr(request, "only_show") or {"_preview", "_take"} & request.POST.keys()
    keeps_key = bool(is_again) or status == 422
    typed_version = request.POST.get("_version", "") if keeps_key else ""
    context = {
        "form": form,
        "title": form.heading,
        "promise": form.promise,
        "submit": form.button,
        "target": described,
        "in_place": is_in_place(request) and not request.htmx.boosted,  # type: ignore[attr-defined] # of its middleware
        "version": typed_version or form.seen_version,
        "was": (request.POST.get("_was", "") if keeps_key else "") or was_of(form),
        "differences": found or [],
        "key": (request.POST.get("_key") if keeps_key else "") or str(uuid.uuid4()),
        "form_address": getattr(request, "form_address", ""),
        "target_token": getattr(target, "public_reference", ""),
        "cancel_url": described["url"] if described else page.cancel,
        "warnings": warnings or [],
        "consequences": [] if is_refused or not form.has_preview else form.consequences(),
        **page.extra,
    }
    if hasattr(form, "open_parts"):
        context["open_parts"] = form.open_parts()
    return render(request, page.template or form.template, context, status=status)


def key_of(request: HttpRequest) -> str:
    """Return the key of this request, empty when the page carried none; 422 for a malformed one."""
    return idempotency_key(request.POST.get("_key") or None)


def done_sentence(wish: Request, answer: Answer) -> str:
    """Return the sentence that confirms an act.

    An entry that is put in as it stood keeps its version: nothing of it is written.
    """
    if answer.replayed:
        return _("This was done already; it was not done twice.")
    if wish.declared.form.known_by and wish.version and wish.version == answer.version:
        return _("Nothing was changed.")
    if answer.is_correction and not wish.version:
        return _("This stands already; nothing was changed.")
    return answer.done or str(wish.declared.form.done) or _("This was recorded.")
