"""Closed sets of exports."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ExportKind(TextChoices):
    """What stands in the file, one row each."""

    CASES = "cases", _("Cases")
    PEOPLE = "people", _("People")
    CROSSINGS = "crossings", _("Crossings")
    STAYS = "stays", _("Stays")
    STEPS = "steps", _("Steps")


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
    FORGOTTEN = "forgotten", _("Somebody who may stand in it was forgotten. Ask for it anew.")


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


UNFINISHED = frozenset({ExportState.COUNTED, ExportState.WAITING, ExportState.WRITING})
END_BY_TIME = frozenset({ExportState.COUNTED, ExportState.WAITING, ExportState.READY})
