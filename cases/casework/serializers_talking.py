"""What notes, the contact log, statements and rules of safe contact look like outside."""

from cases.casework.choices import (
    FamilyGround,
    SharedWith,
    StatementAnswer,
    StatementKind,
    TalkChannel,
    TalkedWith,
    TalkOutcome,
    ToldIn,
)
from cases.core.shapes import FLAG, MOMENT, UUID, Column, Shape, as_planned, column
from cases.crossings.serializers import FACT, STANDING
from cases.procedures.choices import RestrictedGroup


def note_columns() -> tuple[Column, ...]:
    """Return what every note says."""
    return (
        column("uuid", kind=UUID),
        column("text"),
        column("author", "author__username", null=True),
        column("recorded_at", kind=MOMENT),
        column("withdrawn_at", kind=MOMENT, null=True),
        column("withdraw_reason", null=True),
    )


NOTE = Shape(
    "Note",
    (
        *note_columns(),
        column("only_for", "only_for__code", null=True, help="Code of the one mission it is for."),
    ),
)
SEALED_NOTE = Shape("SealedNote", (*note_columns(), column("restricted", kind=RestrictedGroup)))
CONTACT = Shape(
    "ContactEntry",
    (
        column("uuid", kind=UUID),
        column("talked_with", kind=TalkedWith),
        column("relative", "relative__uuid", UUID, null=True),
        column("contact_point", "contact_point__uuid", UUID, null=True),
        column(
            "is_unsafe",
            "contact_point__is_unsafe",
            FLAG,
            null=True,
            help="Whether the number is marked as unsafe now.",
        ),
        column("whom", null=True),
        column("channel", kind=TalkChannel),
        column("outcome", kind=TalkOutcome),
        column("words", null=True),
        as_planned(
            *("next_at", "recorded_for__zone"), null=True, help="When it is to be tried again."
        ),
        column("ground", kind=FamilyGround, null=True),
        column("ground_words", null=True),
        STANDING,
        *FACT,
    ),
)
STATEMENT = Shape(
    "Statement",
    (
        column("uuid", kind=UUID),
        column("kind", kind=StatementKind),
        column("answer", kind=StatementAnswer),
        column("shared_with", kind=SharedWith, null=True),
        column("authority", "authority__code", null=True),
        column("about", null=True),
        column("words"),
        column("channel", kind=TalkChannel),
        column("language", kind=ToldIn),
        column("interpreter", null=True),
        column("guardian", null=True),
        column("taken_by", null=True, help="Who took it down, if not who recorded it."),
        STANDING,
        *FACT,
    ),
)
