"""Attaching a file to a case: examined by the written rule, kept, then named by a row."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, Step
from cases.casework.policies import refuse_void
from cases.citizens.models import IdentityDocument
from cases.core import store
from cases.core.actor import Actor
from cases.core.audit import write_each
from cases.core.errors import Sentence, broken_rule
from cases.core.facts import ledger_moment
from cases.core.fields import Sent
from cases.core.guards import hindrance
from cases.core.operations import operation
from cases.files.choices import Purpose
from cases.files.examining.files import Examined, examined
from cases.files.models import AttachedFile, Attachment
from cases.files.quotas import refuse_over_quota

NO_DOCUMENT: Sentence = _("Say of which document this is a scan.")
NO_STEP: Sentence = _("Say of which step this is the result.")
NOT_A_SCAN: Sentence = _("A document is named only for its scan. Leave it empty.")
NOT_A_RESULT: Sentence = _("A step is named only for its result. Leave it empty.")
NOT_A_PICTURE: Sentence = _("A photo of the person is a picture: JPEG, PNG or WebP.")
GROUP_NOT_READ: Sentence = _("Your role does not read this group, so it attaches nothing to it.")
GROUP_OF_STEP: Sentence = _("The step belongs to another group. Leave the group empty.")
ONE_AFTER_THE_OTHER = (
    "select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(%s::text[]) as name"
)
SAME_FILE: Sentence = _("This file is attached to the case already.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one file is attached with others: on which case, as what, in which words, for whom."""

    case: Case
    step: Step | None = None
    description: str = ""
    restricted: str = ""


@operation(may="case.attach_file", audit="attachment.added", appends=True)
def attach_file(
    actor: Actor,
    case: Case,
    *,
    file: Sent,
    purpose: str = "",
    document: IdentityDocument | None = None,
    step: Step | None = None,
    restricted: str = "",
    description: str = "",
) -> Attachment:
    """Keep a file on a case, if it is what it says and does nothing by itself.

    The bytes are durable before the row is written. A fault in between leaves bytes that no row
    names, which the sweep removes; never a row without its bytes.
    """
    refuse_void(case)
    purpose = purpose or Purpose.OTHER
    refuse_mismatch(purpose, document, step)
    group = group_of(actor, step, restricted)
    found = examined(file)
    if purpose == Purpose.PHOTO and not found.is_picture:
        raise broken_rule(NOT_A_PICTURE, "photo_not_a_picture", "file")
    take_turns_on([case.pk])
    refuse_same(actor, case, found)
    refuse_over_quota(actor, [case], len(found.content))
    attachment = Attachment.objects.create(
        case=case,
        mission_id=actor.mission_id or case.mission_id,
        purpose=purpose,
        document=document,
        step=step,
        restricted=group,
        size=len(found.content),
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )
    keep(attachment, found, description)
    return attachment


def keep(attachment: Attachment, found: Examined, description: str) -> AttachedFile:
    """Keep the bytes and the small picture, then write which they are."""
    stored = store.keep(found.content)
    preview = store.keep(found.preview) if found.preview else None
    said = columns_of(attachment, found, description)
    return AttachedFile.objects.create(stored=stored, preview=preview, **said)


def attach_to_each(actor: Actor, steps: Sequence[Step], file: Sent, *, description: str) -> None:
    """Attach one file to many cases, as the result of a step of each: its bytes are kept once.

    Cases on which it stands already are left as they are, and those on which the actor attaches
    nothing. A fixed number of statements; 403 for a role that attaches no files.
    """
    attach_file.allow(actor)
    found = examined(file)
    may = [row for row in steps if hindrance(actor, row.case)(attach_file.name) is None]
    known = standing_on(actor, [row.case_id for row in may], found.sent_digest)
    new = [Place(row.case, row, description) for row in may if row.case_id not in known]
    if new:
        attach_once(actor, new, found)


def standing_on(actor: Actor, cases: Sequence[int], digest: str) -> set[int]:
    """Return on which cases a file stands as it was sent; their files wait now for this act."""
    take_turns_on(cases)
    same = AttachedFile.objects.visible_to(actor).filter(
        sent_digest=digest, attachment__withdrawn_at__isnull=True, case__in=cases
    )
    return set(same.values_list("case", flat=True))


def attach_once(
    actor: Actor,
    places: Sequence[Place],
    found: Examined,
    named_cases: Collection[int] | None = None,
) -> list[Attachment]:
    """Keep the bytes of a file once, and name them by a row of each case.

    Of `named_cases` it names the people: then it is shown to whoever sees all of these.
    """
    refuse_over_quota(actor, [row.case for row in places], len(found.content))
    moment = ledger_moment([])
    attachments = [
        Attachment(
            case=row.case,
            mission_id=actor.mission_id or row.case.mission_id,
            purpose=Purpose.RESULT if row.step else Purpose.OTHER,
            step=row.step,
            restricted=row.restricted,
            names_others=named_cases is not None,
            size=len(found.content),
            recorded_at=moment,
            recorded_by_id=actor.staff_id,
        )
        for row in places
    ]
    Attachment.objects.bulk_create(attachments)
    stored = store.keep(found.content)
    preview = store.keep(found.preview) if found.preview else None
    named = sorted(named_cases) if named_cases is not None else None
    AttachedFile.objects.bulk_create(
        AttachedFile(
            stored=stored,
            preview=preview,
            named_cases=named,
            **columns_of(row, found, place.description),
        )
        for row, place in zip(attachments, places, strict=True)
    )
    write_each("attachment.added", attach_file.name, attachments)
    return attachments


def columns_of(attachment: Attachment, found: Examined, description: str) -> dict[str, Any]:
    """Return what is said of the file of an attachment, whatever the names of its bytes."""
    return {
        "attachment": attachment,
        "case_id": attachment.case_id,
        "restricted": attachment.restricted,
        "name": found.name,
        "kind": found.kind,
        "description": description,
        "digest": found.digest,
        "sent_digest": found.sent_digest,
        "recorded_at": attachment.recorded_at,
        **found.known,
    }


def refuse_mismatch(purpose: str, document: IdentityDocument | None, step: Step | None) -> None:
    """422 unless exactly what the purpose needs is named."""
    if purpose == Purpose.DOCUMENT and document is None:
        raise broken_rule(NO_DOCUMENT, "attachment_scan_of_document", "document")
    if purpose != Purpose.DOCUMENT and document is not None:
        raise broken_rule(NOT_A_SCAN, "not_a_scan", "document")
    if purpose == Purpose.RESULT and step is None:
        raise broken_rule(NO_STEP, "attachment_result_of_step", "step")
    if purpose != Purpose.RESULT and step is not None:
        raise broken_rule(NOT_A_RESULT, "not_a_result", "step")


def group_of(actor: Actor, step: Step | None, restricted: str) -> str:
    """Return the group of a file: that of its step, where that has one; 422 for one not read."""
    of_step = step.procedure.restricted if step is not None else ""
    if of_step and restricted not in {"", of_step}:
        raise broken_rule(GROUP_OF_STEP, "group_of_step", "restricted")
    group = of_step or restricted
    if group and not actor.sees(group):
        raise broken_rule(GROUP_NOT_READ, "group_not_read", "restricted")
    return group


def take_turns_on(cases: Sequence[int]) -> None:
    """Let files of one case come one after the other, so that two do not pass a limit together."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AFTER_THE_OTHER, [[f"files:{case}" for case in sorted(cases)]])


def refuse_same(actor: Actor, case: Case, found: Examined) -> None:
    """422 where the same file stands on the case already: sent twice, or by two officers."""
    same = AttachedFile.objects.visible_to(actor).filter(
        case=case, sent_digest=found.sent_digest, attachment__withdrawn_at__isnull=True
    )
    if same.exists():
        raise broken_rule(SAME_FILE, "attached_already", "file")
