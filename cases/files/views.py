"""Pages of files on cases, and the bytes themselves: always through a check, never by a path."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from cases.casework.pages.operation import case_operation
from cases.casework.queries import find_case
from cases.casework.unsealed import disclose_unsealed
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.disclosure import disclose, disclose_rows
from cases.core.errors import not_found
from cases.core.kept import keeps_typed
from cases.core.pages import page_for
from cases.core.received import takes_file
from cases.core.registry import DECLARED, RESOURCES, declared_for
from cases.core.roles import FILE
from cases.core.store import parts
from cases.core.web import actor_of, operation_page
from cases.files.examining.kinds import KINDS, MOST_BYTES
from cases.files.forms.attaching import CAME
from cases.files.models import AttachedFile, Attachment
from cases.files.pages.detail import detail_context, file_operation, list_context
from cases.files.queries import (
    bytes_of,
    disclose_named,
    file_of,
    files_of_case,
    readable_file,
)

CLOSED: Final = "default-src 'none'; sandbox"
"""Bytes of others do nothing in a browser, also where somebody opens them in a tab."""


@keeps_typed
@takes_file(MOST_BYTES)
@require_http_methods(["GET", "HEAD", "POST"])
def attach_file(request: HttpRequest, reference: str) -> HttpResponse:
    """Attach a file to a case; what came in parts goes once it is kept whole."""
    page = case_operation(home=reverse("case_detail", args=[reference]))
    page.extra = {"parts_url": reverse("file_parts")}
    actor, told = actor_of(request), request.POST.get("file", "")

    def done(answer: Answer) -> str:
        if actor is not None and actor.staff_id and told.startswith(CAME):
            parts.forget(actor.staff_id, told.removeprefix(CAME).partition(":")[0])
        return reverse("case_detail", args=[reference])

    page.done = done
    return operation_page(request, DECLARED["attach_file"], reference, page)


@require_safe
@page_for(FILE)
def case_files(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """All files of a case, the newest first."""
    case = find_case(actor, reference)
    attachments, files = files_of_case(actor, case)
    ids = [row.pk for row in attachments]
    disclose_rows("attachment.listed", "list_attachments", Attachment, ids, below=case)
    disclose_unsealed(actor, files)
    return render(request, "files/list.html", list_context(actor, case, attachments, files))


@require_safe
@page_for(FILE)
def attachment_detail(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """One file: what it is, a small picture, and who looked at it."""
    attachment = RESOURCES["attachments"].find(actor, str(uuid))
    file = file_of(actor, attachment)
    context = detail_context(actor, attachment, file)
    disclose("attachment.shown", "show_attachment", attachment)
    disclose_unsealed(actor, [file] if file else [])
    return render(request, "files/detail.html", context)


@require_safe
@page_for(FILE)
def attachment_content(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """The bytes, to be saved; who took them is on record."""
    attachment, file = shown_file(actor, uuid)
    assert file.stored is not None
    content = bytes_of(file.stored)
    disclose("attachment.downloaded", "download_attachment", attachment)
    disclose_named("attachment.downloaded", "download_attachment", file)
    disclose_unsealed(actor, [file])
    return as_bytes(content, KINDS[file.kind].media_type, as_file=file.name)


@require_safe
@page_for(FILE)
def attachment_preview(request: HttpRequest, actor: Actor, uuid: UUID) -> HttpResponse:
    """The small picture, which we drew ourselves."""
    attachment, file = shown_file(actor, uuid)
    if file.preview is None:
        raise not_found()
    content = bytes_of(file.preview)
    disclose("attachment.previewed", "show_attachment_preview", attachment)
    disclose_named("attachment.previewed", "show_attachment_preview", file)
    disclose_unsealed(actor, [file])
    return as_bytes(content, "image/jpeg")


def shown_file(actor: Actor, uuid: UUID) -> tuple[Attachment, AttachedFile]:
    """Return an attachment and what it holds; 404 where either is not for these eyes."""
    attachment: Attachment = RESOURCES["attachments"].find(actor, str(uuid))
    return attachment, readable_file(actor, attachment)


def as_bytes(content: bytes, media_type: str, *, as_file: str = "") -> HttpResponse:
    """Return bytes that a browser saves, or draws in a page of ours, and never runs."""
    answer = HttpResponse(content, content_type=media_type)
    answer.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=as_file) or "attachment"
        if as_file
        else "inline"
    )
    answer.headers["Content-Security-Policy"] = CLOSED
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@keeps_typed
@require_http_methods(["GET", "HEAD", "POST"])
def attachment_operation(request: HttpRequest, uuid: UUID, verb: str) -> HttpResponse:
    """The page of one act on a file."""
    for declared in declared_for("attachments"):
        if declared.verb == verb and not declared.is_creation:
            return operation_page(request, declared, str(uuid), file_operation())
    raise not_found()
