"""Taking the file of an export along."""

from django.http import StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from cases.core import store
from cases.core.actor import Actor
from cases.core.disclosure import disclose
from cases.core.errors import Refused
from cases.exports.models import Export
from cases.exports.policies import allow_file
from cases.exports.writing import MEDIA_TYPES

LOST = _("The bytes of this file cannot be read. Ask for the export anew.")


def file_of(actor: Actor, export: Export) -> StreamingHttpResponse:
    """Return the file, part by part, on record; 403, 409, and 503 where its bytes are lost."""
    allow_file(actor, export)
    assert export.stored is not None
    try:
        parts = store.read_long(export.stored)
    except store.LostFileError:
        raise Refused(LOST, "file_lost", 503) from None
    disclose("export.downloaded", "download_export", export)
    answer = StreamingHttpResponse(parts, content_type=MEDIA_TYPES[export.format])
    answer.headers["Content-Disposition"] = f'attachment; filename="{export.name}"'
    answer.headers["Content-Length"] = str(export.size)
    answer.headers["Cache-Control"] = "no-store"
    return answer
