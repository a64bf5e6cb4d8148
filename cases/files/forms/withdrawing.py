"""What withdrawing a file takes."""

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Choice
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.files.choices import WithdrawReason
from cases.files.models import Attachment
from cases.files.operations import withdraw_file

resource(
    "attachments",
    Attachment,
    key="uuid",
    pattern=r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
)


@declares(withdraw_file, at="attachments/withdraw")
class WithdrawFile(OperationForm):
    """Nothing is deleted."""

    title = _("Withdraw the file")
    what_happens = _(
        "The case then says that there was a file and why it is gone. Only who reviews accesses "
        "can still look at it. Nothing is deleted."
    )
    done = _("The file is withdrawn.")
    example = {"reason": "wrong_person"}
    bulk = False

    reason = Choice(WithdrawReason, label=_("Why"))
