"""Reads of attachments and of their bytes."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core import store
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.errors import Refused, not_found
from cases.core.models import AuditEntry
from cases.files.models import AttachedFile, Attachment

MOST_LOOKS = 50
LOST = _("The bytes of this file cannot be read. Tell your administrator: a backup may hold them.")


def may_look_into(actor: Actor, attachment: Attachment) -> bool:
    """Return whether the actor reads a file that was withdrawn: who reviews accesses does."""
    return not attachment.is_withdrawn or actor.may("access.review")


def file_of(actor: Actor, attachment: Attachment) -> AttachedFile | None:
    """Return what an attachment holds, None for who does not read its group or after it went."""
    if not may_look_into(actor, attachment):
        return None
    return AttachedFile.objects.visible_to(actor).filter(attachment=attachment).first()


def readable_file(actor: Actor, attachment: Attachment) -> AttachedFile:
    """Return what an attachment holds; 404 where there is nothing to read for the actor."""
    file = file_of(actor, attachment)
    if file is None or file.stored is None:
        raise not_found()
    return file


def bytes_of(key: UUID) -> bytes:
    """Return stored bytes; a fault of the store is said, and is no empty file."""
    try:
        return store.read(key)
    except store.LostFileError:
        raise Refused(LOST, "file_lost", 503) from None


def disclose_named(event: str, operation: str, file: AttachedFile) -> None:
    """Record that with a file the people of other cases were shown whom it names."""
    others = [case for case in file.named_cases or () if case != file.case_id]
    if others:
        disclose_rows(event, operation, Case, others)


def named_keys(keys: Collection[UUID]) -> set[UUID]:
    """Return which names of the store a row uses, of all cases: for the sweep alone."""
    with connection.cursor() as cursor:
        cursor.execute("select stored_files_named(%s::uuid[])", [[str(key) for key in keys]])
        return {UUID(str(key)) for (key,) in cursor.fetchall()}


def looks_at(attachment: Attachment) -> list[AuditEntry]:
    """Return the newest entries that somebody looked at a file or took it, the newest first."""
    subject = [{"table": Attachment._meta.db_table, "id": attachment.pk}]
    entries = AuditEntry.objects.filter(case_id=attachment.case_id, subjects__contains=subject)
    return list(entries.select_related("staff").order_by("-id")[:MOST_LOOKS])


def files_of_case(actor: Actor, case: Case) -> tuple[list[Attachment], list[AttachedFile]]:
    """Return the attachments of a case, the newest first, and what the actor reads of them."""
    rows = Attachment.objects.visible_to(actor).filter(case=case)
    attachments = list(rows.select_related("recorded_by").order_by("-recorded_at", "-pk"))
    files = AttachedFile.objects.visible_to(actor).filter(case=case)
    return attachments, list(files.filter(attachment__withdrawn_at__isnull=True))


def files_among(actor: Actor, ids: Collection[int]) -> list[AttachedFile]:
    """Return what the actor reads of some attachments."""
    return list(AttachedFile.objects.visible_to(actor).filter(attachment__in=ids))
