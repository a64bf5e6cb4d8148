"""Files in the course of a case, and what of them is read with it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from cases.casework.beside import Entry, told_of
from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.together import Part
from cases.files.choices import Purpose
from cases.files.models import AttachedFile, Attachment
from cases.files.pages.words import hidden_line


def files_beside(actor: Actor, case: int, person: int) -> tuple[Part[Any], ...]:
    """Return the attachments of a case with what the actor reads of them, and her other photos."""
    photo = Q(case__citizen_id=person, purpose=Purpose.PHOTO)
    attachments = Attachment.objects.visible_to(actor).filter(Q(case_id=case) | photo)
    files = AttachedFile.objects.visible_to(actor).filter(
        Q(case_id=case) | Q(case__citizen_id=person, attachment__purpose=Purpose.PHOTO)
    )
    by = {"recorded_by": ("full_name",), "withdrawn_by": ("full_name",)}
    return Part(attachments, by), Part(files)


@told_of("files", files_beside, 2)
def file_entries(case: Case, rows: Sequence[list[Any]]) -> list[Entry]:
    """Return that files were attached and withdrawn; of one that is not shown no name."""
    attachments, files = rows
    known = {file.attachment_id: file for file in files}
    found = []
    for row in attachments:
        if row.case_id == case.pk:
            found.append(added(row, known.get(row.pk)))
            if row.is_withdrawn:
                found.append(withdrawn(row))
    return found


def added(row: Attachment, file: AttachedFile | None) -> Entry:
    """Return that a file was attached."""
    is_shown = file is not None and not row.is_withdrawn
    return {
        "title": _("File attached: %(what)s") % {"what": row.get_purpose_display()},
        "icon": "document",
        "occurred_from": row.recorded_at,
        "occurred_at": row.recorded_at,
        "by": str(row.recorded_by or _("The system")),
        "body": file.name if is_shown and file else hidden_line(row),
        "actions": [{"label": _("Look at it"), "url": row.get_absolute_url()}] if is_shown else [],
    }


def withdrawn(row: Attachment) -> Entry:
    """Return that a file was withdrawn."""
    return {
        "title": _("File withdrawn: %(what)s") % {"what": row.get_purpose_display()},
        "icon": "void",
        "occurred_from": row.withdrawn_at,
        "occurred_at": row.withdrawn_at,
        "by": str(row.withdrawn_by or _("The system")),
        "body": str(row.get_withdraw_reason_display()),
    }
