"""The page of one file: what it is, whose, what can be done, and who looked at it."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.models import Case
from cases.core import present
from cases.core.actor import Actor
from cases.core.delivery import Answer
from cases.core.possible import possible_on
from cases.core.web import Page
from cases.files.models import AttachedFile, Attachment
from cases.files.pages.band import attach_url, line_of
from cases.files.pages.words import download_url, facts_of, hidden_line, preview_url, title_of
from cases.files.queries import looks_at
from cases.templatetags.moments import moment

Row = dict[str, Any]


def detail_context(actor: Actor, attachment: Attachment, file: AttachedFile | None) -> Row:
    """Return the page of one file."""
    case = attachment.case
    return {
        "title": file.name if file else title_of(attachment),
        "case_name": str(case.citizen),
        "case_url": case.get_absolute_url(),
        "reference": case.reference,
        "hidden": "" if file else hidden_line(attachment),
        "withdrawn": hidden_line(attachment) if attachment.is_withdrawn else "",
        "rows": list(rows_of(actor, attachment, file)),
        "preview_url": preview_url(attachment, file),
        "preview_words": (file.description or title_of(attachment)) if file else "",
        "download_url": download_url(attachment, file),
        "acts": acts_of(actor, attachment),
        "looks": look_rows(actor, attachment),
        "reviews": actor.may("access.review"),
        "key": str(uuid4()),
    }


def rows_of(actor: Actor, attachment: Attachment, file: AttachedFile | None) -> Sequence[Row]:
    """Return what is known of a file, label beside value."""
    rows: list[Row] = [{"label": _("What it is"), "value": title_of(attachment)}]
    if file is not None:
        rows += [
            {"label": _("In words"), "value": file.description},
            {"label": _("Kind and size"), "value": facts_of(attachment, file)},
            {
                "label": _("SHA-256 of what is kept"),
                "value": file.digest,
                "note": came_otherwise(file),
            },
        ]
    if attachment.restricted:
        rows.append({"label": _("Only for roles that read"), "value": group_words(attachment)})
    if attachment.names_others:
        rows.append({"label": _("Only for"), "value": _("whoever reads all cases that it names")})
    by = attachment.recorded_by or _("The system")
    rows.append(
        {
            "label": _("Attached"),
            "value": moment(attachment.recorded_at, actor.zone),
            "note": f"{by}, {attachment.mission.label}",
        }
    )
    return [row for row in rows if row["value"]]


def group_words(attachment: Attachment) -> str:
    """Return the name of the restricted group of a file."""
    return str(attachment.get_restricted_display())


def came_otherwise(file: AttachedFile) -> str:
    """Return the digest of what came, where a picture was drawn anew."""
    if file.digest == file.sent_digest:
        return ""
    return _("A picture is drawn anew. SHA-256 of what came: %(digest)s") % {
        "digest": file.sent_digest
    }


def acts_of(actor: Actor, attachment: Attachment) -> list[Row]:
    """Return what may be done with a file now."""
    return [
        {
            "label": row.declared.form.title,
            "url": reverse("attachment_operation", args=[attachment.uuid, row.declared.verb]),
        }
        for row in possible_on(actor, "attachments", attachment)
        if row.is_possible
    ]


def look_rows(actor: Actor, attachment: Attachment) -> list[Row]:
    """Return who looked at a file or took it, for who reviews accesses; nothing for others."""
    if not actor.may("access.review"):
        return []
    words = {
        "show_attachment": _("Looked at"),
        "download_attachment": _("Downloaded"),
        "attach_file": _("Attached"),
        "withdraw_file": _("Withdrawn"),
    }
    return [
        {
            "at": present.shown(entry.at),
            "who": str(entry.staff or _("The system")),
            "what": words[entry.operation],
        }
        for entry in looks_at(attachment)
        if entry.operation in words and entry.outcome == "done"
    ]


def list_context(
    actor: Actor, case: Case, attachments: Sequence[Attachment], files: Sequence[AttachedFile]
) -> Row:
    """Return the page of all files of a case, withdrawn ones as lines."""
    known = {file.attachment_id: file for file in files}
    may_attach = actor.may("case.attach_file")
    return {
        "case_name": str(case.citizen),
        "case_url": case.get_absolute_url(),
        "reference": case.reference,
        "files": [line_of(row, known.get(row.pk)) for row in attachments],
        "attach_url": attach_url(case) if may_attach else "",
    }


def file_operation() -> Page:
    """Return how the page of an act on a file looks, and where it leads."""

    def describe(actor: Actor, target: Any) -> Row:
        return {
            "reference": target.case.reference,
            "name": title_of(target),
            "url": target.get_absolute_url(),
            "rows": [{"label": _("What it is"), "value": title_of(target)}],
        }

    def done(answer: Answer) -> str:
        return reverse("attachment_detail", args=[answer.reference])

    return Page(describe=describe, done=done)
