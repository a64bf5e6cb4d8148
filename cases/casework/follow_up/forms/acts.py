"""Making a welfare check, and what else becomes of one."""

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import TalkChannel
from cases.casework.follow_up.choices import Condition, DroppedBy, PutOffReason, WantsSupport
from cases.casework.follow_up.models import EarlierReturn, WelfareCheck, WelfareFinding
from cases.casework.follow_up.operations import (
    drop_welfare_check,
    plan_welfare_check,
    put_off_welfare_check,
    record_welfare_check,
    take_over_welfare_check,
)
from cases.casework.forms.moves import UUID
from cases.core.fields import Choice, Day, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource

resource("welfare-checks", WelfareCheck, key="uuid", pattern=UUID)
resource("welfare-findings", WelfareFinding, key="uuid", pattern=UUID)
resource("earlier-returns", EarlierReturn, key="uuid", pattern=UUID)


@declares(record_welfare_check, at="welfare-checks/record")
class RecordWelfareCheck(OperationForm):
    """How the person is, some time after the return."""

    title = _("Record a welfare check")
    what_happens = _(
        "What was found is restricted: protection. If the person needs support, or nobody knows "
        "where she is, the head of mission and headquarters are told that there is something."
    )
    done = _("The check is recorded.")
    example = {
        "done_on": "2025-11-20",
        "channel": "phone",
        "condition": "safe",
        "wants_support": "no",
        "words": "She works at her aunt’s shop again.",
    }
    bulk = False

    done_on = Day(label=_("On which day"))
    channel = Choice(TalkChannel, label=_("In which way"), initial=TalkChannel.PHONE)
    condition = Choice(Condition, label=_("How the person is"))
    wants_support = Choice(
        WantsSupport, label=_("Does the person want support"), initial=WantsSupport.NOT_ASKED
    )
    words = Text(label=_("What was said"), max_length=4000, multiline=True, required=False)
    again_on = Day(
        label=_("Try again on"),
        help_text=_("Only where nobody was reached."),
        required=False,
    )


@declares(put_off_welfare_check, at="welfare-checks/put-off")
class PutOffWelfareCheck(OperationForm):
    """On another day."""

    title = _("Put off a welfare check")
    what_happens = _("It is due on that day instead. The day it had at first stays on record.")
    done = _("The check is put off.")
    example = {"due_on": "2030-01-31", "reason": "person_asked"}
    bulk = False

    due_on = Day(label=_("Due on"))
    reason = Choice(PutOffReason, label=_("Why"))


@declares(drop_welfare_check, at="welfare-checks/drop")
class DropWelfareCheck(OperationForm):
    """Nobody will make it."""

    title = _("End a welfare check")
    what_happens = _("Nobody is reminded of it any more. It stays on record, with the reason.")
    done = _("The check is ended.")
    example = {"reason": "other_body"}
    bulk = False

    reason = Choice(DroppedBy, label=_("Why"))


@declares(take_over_welfare_check, at="welfare-checks/take-over")
class TakeOverWelfareCheck(OperationForm):
    """Our mission makes it."""

    title = _("Take over a welfare check")
    what_happens = _("Your mission makes the check and is reminded of it.")
    done = _("Your mission makes the check.")
    bulk = False


@declares(plan_welfare_check, at="cases/plan-welfare-check")
class PlanWelfareCheck(OperationForm):
    """One more, on a day of our own."""

    title = _("Plan a welfare check")
    what_happens = _("The person is asked how she is on that day, beside the usual checks.")
    done = _("The check is planned.")
    example = {"due_on": "2030-01-31"}
    bulk = False

    due_on = Day(label=_("Due on"))
