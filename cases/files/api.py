"""Reading files on cases, and sending them."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import Q

from cases.casework.api import OfCase
from cases.casework.unsealed import disclose_unsealed, reads_beyond
from cases.core.api import RowView
from cases.core.api_acts import OperationView
from cases.core.listing import choice_filter, flag_filter
from cases.core.roles import FILE
from cases.files.choices import Purpose
from cases.files.examining.kinds import KINDS, MOST_BYTES
from cases.files.models import Attachment
from cases.files.queries import bytes_of, disclose_named, file_of, files_among, readable_file
from cases.files.serializers import ATTACHMENT, ATTACHMENT_ROW, CONTENT


class AttachFileView(OperationView):
    """Sending a file: its bytes in base64 are more than other calls carry."""

    most_bytes: ClassVar[int] = MOST_BYTES


class AttachmentList(OfCase):
    """The files of a case, withdrawn ones too, oldest first."""

    model = Attachment
    disclosed = ("attachment.listed", "list_attachments")
    shape = ATTACHMENT_ROW
    order = ("recorded_at", "uuid")
    filters = (
        choice_filter("purpose", "purpose", Purpose, "What the file is on the case."),
        flag_filter("standing", Q(withdrawn_at__isnull=True), "Whether it was not withdrawn."),
    )

    def disclose(self, ids: list[int], given: Mapping[str, str]) -> None:
        super().disclose(ids, given)
        if reads_beyond(self.actor):
            disclose_unsealed(self.actor, files_among(self.actor, ids))


class AttachmentDetail(RowView):
    """One file: what it is, whose, and what may be done with it."""

    sees = FILE
    resource = "attachments"
    shape = ATTACHMENT
    disclosed = ("attachment.shown", "show_attachment")

    def more(self, row: Any) -> dict[str, Any]:
        """Return what may be done; that it is read by an opening is on record with it."""
        file = file_of(self.actor, row)
        disclose_unsealed(self.actor, [file] if file else [])
        return super().more(row)


class AttachmentContent(RowView):
    """The bytes of a file, in base64; who took them is on record."""

    sees = FILE
    resource = "attachments"
    shape = CONTENT
    disclosed = ("attachment.downloaded", "download_attachment")

    def more(self, row: Any) -> dict[str, Any]:
        """Return the bytes; 404 where they are not for this caller."""
        file = readable_file(self.actor, row)
        assert file.stored is not None
        disclose_named(*self.disclosed, file)
        disclose_unsealed(self.actor, [file])
        return {
            "media_type": KINDS[file.kind].media_type,
            "content": b64encode(bytes_of(file.stored)).decode("ascii"),
        }
