"""Receiving a list, saying what its columns hold, confirming it, taking it back or along."""

import base64
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.citizens.forms.person import UUID
from cases.core import present
from cases.core.fields import Choice, Day, Ref, Text, Upload
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.incidents.models import Incident
from cases.intake.lists.choices import (
    DayOrder,
    Delimiter,
    ExportPurpose,
    NationalityOfList,
    SenderKind,
    ShortYears,
)
from cases.intake.lists.layout import SheetLayout, as_text, parsed
from cases.intake.lists.models import ReceivedList
from cases.intake.lists.operations import (
    confirm_list,
    export_list,
    map_list,
    receive_list,
    withdraw_list,
)
from cases.intake.lists.queries import layouts_of
from cases.intake.lists.reading.tables import MOST_BYTES
from cases.intake.queries import usual_incident
from cases.places.choices import Country

resource("lists", ReceivedList, key="uuid", pattern=UUID)

ACCEPTED = ".xlsx,.xls,.ods,.csv,.tsv,.txt"
EXAMPLE = "Họ và tên,Ngày sinh,Giới tính\nTrần Văn Thử,1999,nam\n".encode()


def file_field() -> Upload:
    """The file of a list, where it is not pasted."""
    return Upload(
        label=_("File"),
        help_text=_("A workbook (XLSX, ODS) or a text file (CSV), at most 8 MB and 20,000 rows."),
        most_bytes=MOST_BYTES,
        accept=ACCEPTED,
        required=False,
    )


def pasted_field() -> Text:
    """The table of a list, where no file is sent."""
    return Text(
        label=_("Or the table, pasted"),
        help_text=_("Copied from a spreadsheet, a mail or a chat, headings too."),
        max_length=1_000_000,
        multiline=True,
        required=False,
    )


def delimiter_field() -> Choice:
    """What parts the columns of a text, where it cannot be told."""
    return Choice(
        Delimiter,
        label=_("What parts the columns"),
        help_text=_("Of a text file or a pasted table; told by itself where you say nothing."),
        required=False,
    )


def incident_field() -> Ref:
    """Of which incident the list is."""
    return Ref(
        by="code",
        among=lambda actor, target: Incident.objects.visible_to(actor).filter(is_open=True),
        label=_("Incident"),
    )


class ListForm(OperationForm):
    """What is received as a list: a file or a pasted table, one of them."""

    def get_initial_for_field(self, field: Any, field_name: str) -> Any:
        """Return what stands there at first: today, and the incident of the newest case."""
        given = super().get_initial_for_field(field, field_name)
        if given is not None or self.is_bound:
            return given
        if field_name == "received_on":
            return present.now().astimezone(self.actor.clock).date().isoformat()
        if field_name == "incident":
            rows = list(field.rows[:2])
            usual = rows[0] if len(rows) == 1 else usual_incident(self.actor)
            return field.shown(usual) if usual else None
        return None

    def clean(self) -> dict[str, Any]:
        """Ask for the file or the pasted table: one of them, and not both."""
        super().clean()
        said = self.cleaned_data
        if "file" in self.errors or "pasted" in self.errors:
            return said
        if bool(said.get("file")) == bool(said.get("pasted")):
            message = (
                _("Send the file or paste the table, not both.")
                if said.get("file")
                else _("Choose the file, or paste the table.")
            )
            self.add_error("file", ValidationError(message, code="file_or_pasted"))
        return said


@declares(receive_list, at="lists/receive")
class ReceiveList(ListForm):
    """A file, or a table that is pasted; nobody is registered before it is confirmed."""

    title = _("Take in a list")
    bulk = False
    what_happens = _(
        "The list is kept as it came. You then say what its columns hold and see every row before "
        "anybody is registered."
    )
    done = _("The list was read. Say what its columns hold.")
    refuses = (409,)
    template = "intake/lists/receive.html"
    example = {
        "file": {"name": "danh-sach.csv", "content": base64.b64encode(EXAMPLE).decode()},
        "incident": "2025-10-myawaddy",
        "sender": "Mae Sot immigration police",
        "sender_kind": "immigration",
        "received_on": "2025-10-24",
        "as_of": "2025-10-23",
    }

    file = file_field()
    pasted = pasted_field()
    delimiter = delimiter_field()
    sender = Text(label=_("Who made the list"), max_length=160)
    sender_kind = Choice(SenderKind, label=_("Kind of sender"))
    incident = incident_field()
    received_on = Day(label=_("Received on"))
    as_of = Day(
        label=_("As of which day"),
        help_text=_("The day for which the list says who is there."),
        required=False,
    )
    replaces = Ref(
        by="uuid",
        among=lambda actor, target: ReceivedList.objects.visible_to(actor).filter(
            withdrawn_at__isnull=True
        ),
        label=_("A newer version of"),
        required=False,
    )
    crossing_from = Choice(
        Country,
        label=_("Everybody on it left"),
        help_text=_("Both countries, if the list gives the day on which the border was crossed."),
        required=False,
    )
    crossing_to = Choice(Country, label=_("and entered"), required=False)

    def clean(self) -> dict[str, Any]:
        """Name both countries, or none."""
        said = super().clean()
        if bool(said.get("crossing_from")) != bool(said.get("crossing_to")):
            at = "crossing_to" if said.get("crossing_from") else "crossing_from"
            if at not in self.errors:
                self.add_error(at, ValidationError(_("Name both countries."), code="needed"))
        return said


@declares(map_list, at="lists/map")
class MapList(OperationForm):
    """Guessed from the headings; confirmed by an officer, remembered for the sender."""

    title = _("Say what the columns hold")
    what_happens = _(
        "Every row is then read and compared with those registered. Nobody is registered yet."
    )
    done = _("The rows are being looked at.")
    template = "intake/lists/columns.html"
    refuses = (422,)
    example = {
        "columns": "1!2: A=full_name B=birth C=sex",
        "day_order": "day_first",
        "nationality": "ours",
    }
    bulk = False
    starts_work = True

    columns = Text(
        label=_("Columns"),
        help_text=_(
            "A line for each sheet: “1!4: A=number B=full_name” says that in the first sheet "
            "people begin in row 4. A further table on a sheet has a line of its own, one without "
            "columns is left out. A sheet that is not named is left out."
        ),
        max_length=20_000,
        multiline=True,
    )
    day_order = Choice(DayOrder, label=_("What stands first in the dates"), required=False)
    short_years = Choice(ShortYears, label=_("Years of two digits"), required=False)
    nationality = Choice(
        NationalityOfList,
        label=_("Nationality of those of whom the list says none"),
        help_text=_("Needed where no column, title or name of a sheet says it."),
        required=False,
    )

    def stored(self, picked: Any) -> dict[str, Any]:
        if self.target is None:
            return {}
        return {
            "columns": as_text(layouts_of(self.target)),
            "day_order": self.target.day_order,
            "short_years": self.target.short_years,
            "nationality": self.target.nationality,
        }

    def clean_columns(self) -> list[SheetLayout]:
        """Take the columns as the page and the API say them."""
        try:
            return parsed(self.cleaned_data["columns"])
        except ValueError:
            raise ValidationError(
                _("This does not say what columns hold: look at the example."), code="no_columns"
            ) from None


@declares(confirm_list, at="lists/confirm")
class ConfirmList(OperationForm):
    """The rows that are ready; the others wait for a decision."""

    title = _("Register those who are ready")
    what_happens = _(
        "For each row that is ready the person is registered and the case opened, in the "
        "background. The other rows wait until you have decided."
    )
    done = _("The rows are being written.")
    example = {}
    bulk = False
    starts_work = True


@declares(withdraw_list, at="lists/withdraw")
class WithdrawList(OperationForm):
    """For a list that should not have come in."""

    title = _("Withdraw the list")
    what_happens = _("Its rows are emptied for good. That there was a list stays on record.")
    done = _("The list is withdrawn and emptied.")
    example = {"reason": "Sent to us by mistake."}
    bulk = False

    reason = Text(label=_("Why"), max_length=300)


@declares(export_list, at="lists/export")
class ExportList(OperationForm):
    """The same table, with what is wrong in each row."""

    title = _("Workbook with the problems")
    what_happens = _(
        "The table as it came, with a column that says what is wrong in each row. That you took "
        "it along is on record, and what for."
    )
    done = _("It is on record that the list was taken along.")
    example = {"purpose": "mending"}
    bulk = False

    purpose = Choice(ExportPurpose, label=_("What it is for"))
