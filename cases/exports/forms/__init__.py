"""What the operations on exports take, declared once for web, API and admin."""

from django.utils.translation import gettext_lazy as _

from cases.citizens.forms.person import UUID
from cases.core.fields import Number, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.exports.forms.asking import AskExport
from cases.exports.models import Export
from cases.exports.operations import (
    approve_export,
    refuse_export,
    start_export,
    withdraw_export,
)

__all__ = ["ApproveExport", "AskExport", "RefuseExport", "StartExport", "WithdrawExport"]

resource("exports", Export, key="uuid", pattern=UUID)


@declares(start_export, at="exports/start")
class StartExport(OperationForm):
    """Go on with the number that was counted."""

    title = _("Go on with this number")
    what_happens = _(
        "The file is written in the background. Above the number that the rules set, a second "
        "person decides first."
    )
    done = _("It goes on. You are told when the file is ready.")
    starts_work = True
    bulk = False
    starts_work = True


@declares(approve_export, at="exports/approve")
class ApproveExport(OperationForm):
    """Somebody else answers for it too."""

    title = _("Approve the export")
    what_happens = _("The file is written, and whoever asked takes it.")
    done = _("The export is approved.")
    starts_work = True
    bulk = False
    starts_work = True
    refuses = (422,)
    example = {"rows": 1}

    rows = Number(
        label=_("Number of rows"),
        help_text=_("Type the number that was counted."),
        min_value=0,
        max_value=2_000_000_000,
    )


@declares(refuse_export, at="exports/refuse")
class RefuseExport(OperationForm):
    """Nothing is written."""

    title = _("Refuse the export")
    what_happens = _("Nothing is written. Whoever asked is told.")
    done = _("The export is refused.")
    bulk = False
    example = {"reason": "The list of last week is enough."}

    reason = Text(
        label=_("Why"),
        help_text=_("In words of your own, without the name or number of a person."),
        max_length=200,
    )


@declares(withdraw_export, at="exports/withdraw")
class WithdrawExport(OperationForm):
    """Taken back; a file that is there goes."""

    title = _("Withdraw the export")
    what_happens = _("Nothing more is written, and a file that is there already is let go.")
    done = _("The export is withdrawn.")
    bulk = False
