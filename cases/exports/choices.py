"""Closed sets of exports."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cases.core.roles import FIGURES, FILE, PUBLISHED


class ExportKind(TextChoices):
    """What stands in the file, one row each."""

    CASES = "cases", _("Cases")
    PEOPLE = "people", _("People")
    CROSSINGS = "crossings", _("Crossings")
    STAYS = "stays", _("Stays")
    STEPS = "steps", _("Steps")
    FIGURES = "figures", _("Figures that others reported")
    TOTALS = "totals", _("Our figures of an incident")
    SNAPSHOTS = "snapshots", _("Figures kept in snapshots")
    PUBLISHED = "published", _("Figures told in public")


class ExportFormat(TextChoices):
    """How the file is written."""

    CSV = "csv", _("Table for a spreadsheet (CSV)")
    XLSX = "xlsx", _("Workbook (XLSX)")
    NDJSON = "ndjson", _("Data for another system (NDJSON)")


class TakingPurpose(TextChoices):
    """What the file is for."""

    COORDINATION = "coordination", _("Work with another body on these people")
    REPORTING = "reporting", _("A report to our own authorities")
    CHECKING = "checking", _("Checking our own records")
    SYSTEM = "system", _("Another system of ours")
    INQUIRY = "inquiry", _("A request of a court, an inquiry or an audit")
    PUBLIC = "public", _("An answer to the press or the public")


class ExportState(TextChoices):
    """How far an export has come."""

    COUNTED = "counted", _("Counted, not started")
    WAITING = "waiting", _("Waits for a second person")
    WRITING = "writing", _("Being written")
    READY = "ready", _("Ready")
    STOPPED = "stopped", _("Stopped")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class ExportStop(TextChoices):
    """Why an export was stopped, or its file let go before its time."""

    GREW = "grew", _("There are clearly more rows by now than were counted. Ask for it anew.")
    POSTING_ENDED = "posting_ended", _("The posting of whoever asked has ended.")
    OUT_OF_SIGHT = (
        "out_of_sight",
        _("What was asked for is no longer in sight of whoever asked."),
    )
    RIGHT_ENDED = (
        "right_ended",
        _("Whoever asked for it may not do it any more, or the API token is not valid any more."),
    )
    FORGOTTEN = "forgotten", _("Somebody who may stand in it was forgotten. Ask for it anew.")


class Counts(TextChoices):
    """What a number counts."""

    PERSONS = "persons", _("Persons")
    CASES = "cases", _("Cases")
    ENTRIES = "entries", _("Crossings and stays")


class Officer(TextChoices):
    """Whose cases."""

    ME = "me", _("Mine")
    NOBODY = "nobody", _("Nobody’s")


class Age(TextChoices):
    """People of which age."""

    MINOR = "minor", _("Under 18, or perhaps")


class Held(TextChoices):
    """Whether a case is on hold."""

    YES = "true", _("On hold")
    NO = "false", _("Not on hold")


FIELD_OF: Final = {"open": "only_open", "body": "must_act", "standing": "voided"}
"""Filter of the list -> the field by which it is asked for, where that has another name."""
UNFINISHED = frozenset({ExportState.COUNTED, ExportState.WAITING, ExportState.WRITING})
END_BY_TIME = frozenset({ExportState.COUNTED, ExportState.WAITING, ExportState.READY})
ABOUT_PEOPLE: Final = frozenset(
    {
        *(ExportKind.CASES, ExportKind.PEOPLE, ExportKind.CROSSINGS),
        *(ExportKind.STAYS, ExportKind.STEPS),
    }
)
"""Kinds in whose files people stand."""
SEEN_BY: Final[dict[str, str]] = {
    **{kind.value: FILE for kind in ExportKind},
    **{
        kind.value: FIGURES
        for kind in (ExportKind.FIGURES, ExportKind.TOTALS, ExportKind.SNAPSHOTS)
    },
    ExportKind.PUBLISHED.value: PUBLISHED,
}
"""Kind -> what a role has to look at to take it along."""
