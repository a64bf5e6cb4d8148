"""Pages of lists."""

from functools import partial
from typing import Any
from uuid import UUID

from django.core.signing import BadSignature, dumps, loads
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.casework.models import Case
from cases.core import present
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.disclosure import disclose_rows
from cases.core.errors import Refused, not_allowed, not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.received import takes_file
from cases.core.registry import DECLARED, RESOURCES, Declared, declared_for
from cases.core.roles import FILE
from cases.core.web import Page, actor_of, operation_page
from cases.files.examining.kinds import MOST_BYTES as MOST_OF_A_LETTER
from cases.intake.lists.models import ListRow
from cases.intake.lists.operations.receive import SAME_FILE
from cases.intake.lists.pages.answers import reply_context
from cases.intake.lists.pages.columns import columns_context, field_options, said_columns
from cases.intake.lists.pages.detail import detail_context
from cases.intake.lists.pages.index import index_context
from cases.intake.lists.pages.ways import ways_shown
from cases.intake.lists.reading.tables import MOST_BYTES
from cases.intake.lists.workbook import KIND, template, with_problems

TICKET = "cases.intake.lists.workbook"
TICKET_LASTS = 600


@require_safe
@page_for(FILE)
def list_index(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Lists that were received, the newest first."""
    return render(request, "intake/lists/index.html", index_context(actor))


@keeps_typed
@takes_file(MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def list_receive(request: HttpRequest) -> HttpResponse:
    """Take in a list: a file, or a table that is pasted."""
    page = Page(
        describe=None,
        done=lambda answer: reverse("list_operation", args=[answer.reference, "map"]),
        also=lambda actor, refusal: of_refusal(refusal),
        cancel=reverse("list_index"),
    )
    page.extra = {"template_url": reverse("list_template")}
    return operation_page(request, DECLARED["receive_list"], "", page)


@keeps_typed
@takes_file(MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def list_receive_answers(request: HttpRequest) -> HttpResponse:
    """Take in the reply of a body; it leads to its rows, by what was answered."""
    page = Page(
        describe=None,
        done=list_of_answer,
        also=lambda actor, refusal: of_refusal(refusal),
        cancel=reverse("list_index"),
    )
    return operation_page(request, DECLARED["receive_answers"], "", page)


@keeps_typed
@takes_file(MOST_OF_A_LETTER)
@require_http_methods(["GET", "HEAD", "POST"])
def list_accept_answers(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Record the answers that are ready, with the letter they came by."""
    return operated(request, DECLARED["accept_answers"], str(uuid))


def of_refusal(refusal: Refused) -> dict[str, Any]:
    """Return where the list is that came before from the same file; or each way to read a text."""
    if refusal.code != SAME_FILE:
        return {"ways": ways_shown(refusal.extra.get("ways", ()))}
    return {"same_url": reverse("list_detail", args=[refusal.extra["list"]])}


@require_safe
@page_for(FILE)
def list_template(request: HttpRequest, actor: Actor) -> HttpResponse:
    """An empty workbook with the headings that are known best."""
    return as_file(template(), "list.xlsx")


@require_safe
@page_for(FILE)
def list_detail(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """One list: how far it has come, and its rows."""
    received = RESOURCES["lists"].find(actor, str(uuid))
    if received.is_reply:
        context, ids, cases = reply_context(actor, received, request.GET)
        disclose_rows("case.listed", "list_cases", Case, cases, by=["list"])
    else:
        context, ids = detail_context(actor, received, request.GET)
    disclose_rows("list.shown", "show_list", ListRow, ids)
    noun = "reply" if received.is_reply else "detail"
    return render(request, f"intake/lists/{noun}.html", context)


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def list_operation(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """The page of one operation on a list."""
    for declared in declared_for("lists"):
        if declared.verb == verb and not declared.is_creation:
            return operated(request, declared, str(uuid))
    raise not_found()


def operated(request: HttpRequest, declared: Declared, key: str) -> HttpResponse:
    """Show or do an operation; the one that lets a list leave answers with the workbook."""
    actor = actor_of(request)
    done = partial(workbook_of, actor) if declared.name == "export_list" else list_of_answer
    page = Page(describe=describe_list, done=done)
    if declared.name == "map_list" and actor is not None and actor.may(declared.operation.may):
        received = RESOURCES["lists"].find(actor, key)
        request.POST = said_columns(request.POST, received)  # type: ignore[assignment] # a QueryDict
        page.extra = columns_context(actor, received, request.POST)
        page.extra |= {"field_options": field_options(received)}
    return operation_page(request, declared, key, page)


def workbook_of(actor: Actor | None, answer: Answer) -> str:
    """Return where who has just said what for takes the workbook."""
    posting = actor.posting_id if actor else None
    ticket = dumps([answer.reference, posting], salt=TICKET)
    return f"{reverse('list_workbook', args=[answer.reference])}?ticket={ticket}"


@require_safe
@page_for(FILE)
def list_workbook(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """The list as a workbook, for who has just said what for; which rows left is on record."""
    received = RESOURCES["lists"].find(actor, str(uuid))
    if not actor.may("list.take_in"):
        raise not_allowed()
    if not is_ticket(request.GET.get("ticket", ""), [str(uuid), actor.posting_id]):
        return redirect("list_operation", uuid, "export")
    content, ids = with_problems(actor, received)
    disclose_rows("list.downloaded", "download_list", ListRow, ids)
    day = present.now().astimezone(actor.clock)
    return as_file(content, f"list-{len(ids)}-rows-{day:%Y-%m-%d}.xlsx")


def is_ticket(ticket: str, whose: list[Any]) -> bool:
    """Return whether a purpose was given a moment ago, for this list, under this posting."""
    try:
        return bool(loads(ticket, salt=TICKET, max_age=TICKET_LASTS) == whose)
    except BadSignature:
        return False


def as_file(content: bytes, name: str) -> HttpResponse:
    """Return a workbook to be saved."""
    answer = HttpResponse(content, content_type=KIND)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def describe_list(actor: Actor, target: Any) -> dict[str, Any]:
    """Return what the page of an operation says of a list."""
    return {
        "reference": "",
        "name": str(target),
        "url": target.get_absolute_url(),
        "rows": [{"label": _("File"), "value": target.file_name or _("Pasted")}],
    }


def list_of_answer(answer: Answer) -> str:
    """Return where an operation on a list leads."""
    return reverse("list_detail", args=[answer.reference])
