"""The step from a report to the form of a new case."""

from django.utils.translation import gettext_lazy as _

from cases.core.fields import Number
from cases.core.forms import OperationForm
from cases.core.registry import declares
from cases.intake.operations import register_reported, register_stranger
from cases.reports.named import MOST


@declares(register_reported, at="received-reports/register")
class RegisterReported(OperationForm):
    """Of one of those it names; or of somebody whose name is found out later."""

    title = _("Register the person and open a case")
    what_happens = _(
        "A new case begins with what the report says. Nothing is registered until you send it; "
        "then the report is linked to the case."
    )
    done = _("What the report says is filled in. Look at it, add what you know, send it.")
    example = {"person": 1}
    bulk = False

    person = Number(
        label=_("Which of those it names"),
        help_text=_("Its number on the page of the report. Leave it empty for nobody of them."),
        min_value=0,
        max_value=MOST,
        required=False,
    )


@declares(register_stranger, at="muster-strangers/register")
class RegisterStranger(OperationForm):
    """Somebody who was at a head count without a case."""

    title = _("Register the person and open a case")
    what_happens = _(
        "A new case begins with what was taken down. Nothing is registered until you send it; then "
        "the head count says whose case it is."
    )
    done = _("What was taken down is filled in. Look at it, add what you know, send it.")
    bulk = False
