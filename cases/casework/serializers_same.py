"""What links of the same person look like outside."""

from cases.citizens.choices import LinkDated, LinkGoesOn, LinkNeeds, LinkStatus
from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.shapes import ADDRESS, MOMENT, TEXT, UUID, WHOLE, Column, Shape, column

LINK_ROW = Shape(
    "SamePersonLinkRow",
    (
        column("uuid", kind=UUID),
        column("citizen", "citizen__uuid", UUID, help="The double."),
        column("into", "into__uuid", UUID, help="The record that stands for the person."),
        column("status", kind=LinkStatus),
        column("needs", kind=LinkNeeds, null=True, help="Who has to confirm it."),
        column("dated", kind=LinkDated, help="From when on a case of the double is a duplicate."),
        column(
            "goes_on",
            kind=LinkGoesOn,
            null=True,
            help="Which case goes on, where one was open and the other closed.",
        ),
        column("because"),
        column("reasons", kind={"type": "array", "items": TEXT}, help="What was weighed."),
        column("mission", "mission__code", help="Where it was proposed."),
        column("proposed_at", kind=MOMENT),
        column("proposed_by", "proposed_by__username", null=True),
        column("recorded_at", kind=MOMENT, null=True, help="Since when it stands."),
        column("recorded_by", "recorded_by__username", null=True),
        column(
            "undone_at", kind=MOMENT, null=True, help="When it, or what was proposed, was undone."
        ),
        column("rejected_at", kind=MOMENT, null=True),
        column("ended_by", "ended_by__username", null=True),
        column("ended_reason", null=True),
        column("version", kind=WHOLE),
        Column(
            "url",
            ("uuid",),
            ADDRESS,
            make=lambda uuid: address_of("same-person-links", str(uuid)),
        ),
    ),
)
LINK = LINK_ROW.with_more(
    "SamePersonLink",
    also=(OFFERED,),
)
