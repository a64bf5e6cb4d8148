"""What files on cases look like in the API."""

from typing import Any

from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import ADDRESS, FLAG, MOMENT, TEXT, UUID, WHOLE, Column, Shape, column
from cases.files.choices import FileKind, Purpose, WithdrawReason
from cases.procedures.choices import RestrictedGroup


def of_file(name: str, kind: Any = None, help_text: str = "") -> Column:
    """Return a value of the file: null where it was withdrawn, or is of a group not read."""
    return Column(
        name,
        (f"file__{name}", "withdrawn_at"),
        kind or TEXT,
        null=True,
        make=lambda value, withdrawn_at: value if withdrawn_at is None else None,
        help=help_text,
    )


ATTACHMENT_ROW = Shape(
    "AttachmentRow",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        column("purpose", kind=Purpose),
        column("restricted", kind=RestrictedGroup, null=True, help="Which roles read it."),
        column("names_others", kind=FLAG, help="Whether one file of several cases names them all."),
        Column(
            "is_hidden",
            ("file__kind",),
            FLAG,
            make=lambda kind: kind is None,
            help="Whether it is of a restricted group that your role does not read, or names "
            "people of cases that you do not see.",
        ),
        of_file("name"),
        of_file("kind", FileKind),
        of_file("description"),
        column("size", kind=WHOLE, help="Bytes that are kept."),
        of_file("digest", help_text="SHA-256 of what is kept."),
        of_file("sent_digest", help_text="SHA-256 of what came; a picture is drawn anew."),
        column("document", "document__uuid", UUID, null=True, help="Of which it is a scan."),
        column("step", "step__code", null=True, help="Of which it is the result."),
        column("recorded_at", kind=MOMENT),
        column("recorded_by", "recorded_by__username", null=True),
        column("mission", "mission__code", help="Whose officer attached it."),
        column("withdrawn_at", kind=MOMENT, null=True),
        column("withdraw_reason", kind=WithdrawReason, null=True),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("attachments", str(uuid))),
    ),
)
ATTACHMENT = ATTACHMENT_ROW.with_more(
    "Attachment",
    (
        of_file("width", WHOLE),
        of_file("height", WHOLE),
        of_file("pages", WHOLE),
        Column(
            "content_url",
            ("uuid",),
            ADDRESS,
            make=lambda uuid: address_of("attachments", str(uuid), "content"),
            help="Where the bytes are.",
        ),
    ),
    also=(OFFERED,),
)
CONTENT = Shape(
    "AttachmentContent",
    (
        column("uuid", kind=UUID),
        column("name", "file__name"),
        column("kind", "file__kind", FileKind),
        column("digest", "file__digest", help="SHA-256 of the bytes."),
    ),
    also=(
        ("media_type", TEXT),
        ("content", {"type": "string", "contentEncoding": "base64"}),
    ),
)
