"""An attachment and its file in words."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.pages.sealed import hidden_words
from cases.files.choices import Purpose, WithdrawReason
from cases.files.models import AttachedFile, Attachment

Row = dict[str, Any]


def title_of(attachment: Attachment) -> str:
    """Return as what a file is attached, with the document or step where they are at hand."""
    if attachment.purpose == Purpose.DOCUMENT and attachment.document is not None:
        return _("Scan: %(document)s") % {"document": attachment.document}
    if attachment.purpose == Purpose.RESULT and attachment.step is not None:
        return _("Result: %(step)s") % {"step": attachment.step.procedure}
    return str(Purpose(attachment.purpose).label)


def facts_of(attachment: Attachment, file: AttachedFile) -> str:
    """Return kind, measures and size in one line."""
    parts = [str(file.get_kind_display())]
    if file.width and file.height:
        parts.append(f"{file.width} × {file.height}")
    if file.pages:
        parts.append(page_words(file.pages))
    return " · ".join([*parts, filesizeformat(attachment.size)])


def page_words(count: int) -> str:
    """Return how many pages there are."""
    return _("1 page") if count == 1 else _("%(count)s pages") % {"count": count}


def hidden_line(attachment: Attachment) -> str:
    """Return what stands instead of a file that is not shown."""
    if attachment.is_withdrawn:
        reason = WithdrawReason(attachment.withdraw_reason).label
        return _("Withdrawn: %(reason)s.") % {"reason": reason}
    if attachment.names_others:
        return _(
            "Hidden: it names people of other cases too, and is for whoever reads all of them."
        )
    return hidden_words(attachment.restricted)


def preview_url(attachment: Attachment, file: AttachedFile | None) -> str:
    """Return where the small picture of a file is, "" where it has none."""
    if file is None or file.preview is None:
        return ""
    return reverse("attachment_preview", args=[attachment.uuid])


def download_url(attachment: Attachment, file: AttachedFile | None) -> str:
    """Return where the bytes of a file are, "" where there are none to have."""
    if file is None or file.stored is None:
        return ""
    return reverse("attachment_content", args=[attachment.uuid])
