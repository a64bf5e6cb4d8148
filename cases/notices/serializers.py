"""What notices look like outside."""

from cases.core.addresses import address_of
from cases.core.shapes import ADDRESS, FLAG, MOMENT, UUID, Column, Shape, column
from cases.notices.choices import Audience
from cases.notices.words import address_of_notice, sentence_of

NOTICE = Shape(
    "Notice",
    (
        column("uuid", kind=UUID),
        column("kind"),
        column("mission", "mission__code"),
        column("audience", kind=Audience),
        column("officer", "staff__username", null=True),
        column("reference", null=True, help="Of the case or record it is about."),
        Column(
            "sentence",
            ("kind", "reference", "params"),
            make=sentence_of,
            help="In your language; missions and bodies by their codes.",
        ),
        Column(
            "page",
            ("kind", "reference", "params"),
            ADDRESS,
            null=True,
            make=address_of_notice,
            help="The page of the staff web app that it leads to.",
        ),
        column("created_at", kind=MOMENT),
        Column("is_read", ("read_at",), FLAG, make=lambda read_at: read_at is not None),
        column("read_at", kind=MOMENT, null=True),
        column("read_by", "read_by__username", null=True),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("notices", str(uuid))),
    ),
)
