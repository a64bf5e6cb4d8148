"""What recounts look like outside."""

from cases.casework.choices import InTime
from cases.casework.recounts.choices import RecountState
from cases.casework.serializers_steps import OF_CASE, due
from cases.core.addresses import address_of
from cases.core.offered import OFFERED
from cases.core.progress import PROGRESS_OF_RECORD
from cases.core.shapes import ADDRESS, DAY, FLAG, MOMENT, UUID, WHOLE, Column, Shape, column

RECOUNT_ROW = Shape(
    "RecountRow",
    (
        column("uuid", kind=UUID),
        column("limit", "limit__reference", null=True, help="The limit that was corrected."),
        column("calendar", null=True, help="Whose days were entered: a country, `mission`."),
        column("mission", "mission__code", null=True),
        column("starts_on", kind=DAY, null=True),
        column("ends_on", kind=DAY, null=True),
        column("state", kind=RecountState),
        column("corrected_because", null=True, help="Why the limit was corrected."),
        column("corrected_by", "corrected_by__username", null=True, help="Null: nobody, a file."),
        column("moved", kind=WHOLE, help="So many running clocks moved with the correction."),
        column("found", kind=WHOLE, help="So many stopped clocks are on the list."),
        column(
            "rejudged", kind=WHOLE, help="Of these: another verdict; of the others, another day."
        ),
        column("acquitted", kind=WHOLE, help="Of these: late, and would not be."),
        column("accused", kind=WHOLE, help="Of these: would be late, and are not."),
        column("written", kind=WHOLE, help="So many were written after it was accepted."),
        column("reason", null=True),
        column("recorded_at", kind=MOMENT),
        column("decided_at", kind=MOMENT, null=True),
        column("decided_by", "decided_by__username", null=True, help="Null: nobody, or a file."),
        column("version", kind=WHOLE),
        Column("url", ("uuid",), ADDRESS, make=lambda uuid: address_of("recounts", str(uuid))),
        Column(
            "clocks_url",
            ("uuid",),
            ADDRESS,
            make=lambda uuid: address_of("recounts", str(uuid), "clocks"),
        ),
    ),
)
RECOUNT = RECOUNT_ROW.with_more("Recount", also=(OFFERED, PROGRESS_OF_RECORD))

RECOUNTED_CLOCK = Shape(
    "RecountedClock",
    (
        column("uuid", kind=UUID),
        column("case", "case__reference"),
        column("clock", "clock__uuid", UUID),
        column("step", "clock__step__code"),
        column("limit", "clock__limit__code"),
        column("before.verdict", "verdict_before", InTime, null=True),
        due("before.due_at", "due_before", "clock__", f"clock__{OF_CASE}", null=True),
        column("before.is_counted", "is_counted_before", FLAG),
        column("after.verdict", "verdict_after", InTime, null=True),
        due("after.due_at", "due_after", "clock__", f"clock__{OF_CASE}", null=True),
        column("after.is_counted", "is_counted_after", FLAG),
        column("is_moved", kind=FLAG, help="It was running and moved with the correction."),
    ),
)
