"""The band "Files" of the case page: the present photo, then everything else, the newest first."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.casework.beside import Entry, band_of
from cases.casework.models import Case
from cases.casework.pages.folds import fold
from cases.casework.queries import CaseFile
from cases.core.actor import Actor
from cases.files.choices import Purpose
from cases.files.models import AttachedFile, Attachment
from cases.files.pages.words import facts_of, hidden_line, preview_url

SHOWN = 12
"""So many files stand on the page of a case; the rest on a page of their own."""


@band_of("files", "files/band.html", below="documents")
def files_band(
    actor: Actor, file: CaseFile, rows: Sequence[list[Any]], verbs: frozenset[str]
) -> Entry:
    """Return the files of a case; nothing where there are none and none can be attached."""
    case = file.case
    attachments, files = rows
    known: dict[int, AttachedFile] = {file.attachment_id: file for file in files}
    newest = sorted(attachments, key=lambda row: (row.recorded_at, row.pk), reverse=True)
    own = [row for row in newest if row.case_id == case.pk]
    standing = [row for row in own if not row.is_withdrawn]
    link = attach_url(case) if "attach-file" in verbs else ""
    if not own and not link:
        return {}
    all_url = reverse("case_files", args=[case.reference]) if own else ""
    return {
        **fold(_("Files"), "files", band_words(standing)),
        "photo": present_photo(newest, known),
        "files": [line_of(row, known.get(row.pk)) for row in standing[:SHOWN]],
        "more": max(0, len(standing) - SHOWN),
        "withdrawn": len(own) - len(standing),
        "all_url": all_url,
        "links": [{"label": _("Attach a file"), "url": link}] if link else [],
        "shown": [known[row.pk] for row in standing[:SHOWN] if row.pk in known],
    }


def band_words(standing: Sequence[Attachment]) -> str:
    """Return how many files there are, and as what."""
    if not standing:
        return _("No file yet.")
    kinds = dict.fromkeys(str(row.get_purpose_display()) for row in standing)
    count = ngettext("%(n)d file", "%(n)d files", len(standing)) % {"n": len(standing)}
    return " · ".join([count, *kinds])


def attach_url(case: Case) -> str:
    """Return where a file is attached to a case."""
    return reverse("attach_file", args=[case.reference])


def present_photo(
    newest: Sequence[Attachment], known: dict[int, AttachedFile]
) -> dict[str, Any] | None:
    """Return the newest photo of the person that stands and may be looked at."""
    for row in newest:
        file = known.get(row.pk)
        if row.purpose == Purpose.PHOTO and not row.is_withdrawn and file is not None:
            url = preview_url(row, file)
            if url:
                return {"preview_url": url, "url": row.get_absolute_url(), "at": row.recorded_at}
    return None


def line_of(row: Attachment, file: AttachedFile | None) -> dict[str, Any]:
    """Return one file of the list: its name where the reader may know it, else why not."""
    line = {
        "title": str(row.get_purpose_display()),
        "by": str(row.recorded_by or _("The system")),
        "at": row.recorded_at,
        "group": str(row.get_restricted_display()) if row.restricted else "",
    }
    if file is None or row.is_withdrawn:
        return line | {"hidden": hidden_line(row)}
    return line | {
        "name": file.name,
        "kind": file.kind,
        "words": file.description,
        "facts": facts_of(row, file),
        "url": row.get_absolute_url(),
        "preview_url": preview_url(row, file),
    }
