"""Recording, correcting, splitting, approving and voiding costs."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.moves import UUID
from cases.casework.models import Case
from cases.core.fields import Choice, Field, Named, Text
from cases.core.forms import OperationForm
from cases.core.many import BULK_LIMIT
from cases.core.registry import declares, resource
from cases.money.choices import Payer
from cases.money.forms.fields import (
    amount_field,
    backing_field,
    day_field,
    rate_field,
    rate_source_field,
    reason_field,
    stored_of,
)
from cases.money.models import CostLine, SharedCost
from cases.money.operations import (
    approve_cost,
    correct_cost,
    record_cost,
    refuse_cost,
    split_cost,
    void_cost,
)
from cases.money.rules import CostCategory

resource("cost-lines", CostLine, key="uuid", pattern=UUID)
resource("shared-costs", SharedCost, key="uuid", pattern=UUID)
EXAMPLE: dict[str, Any] = {
    "category": "communications",
    "payer": "state",
    "amount": {"amount": "450000", "currency": "VND"},
    "spent_on": "2025-11-20",
    "purpose": "Calls to the shelter and to the family.",
    "voucher": "PC 17/2025",
}


def category_field() -> Choice:
    """What it was spent on."""
    return Choice(CostCategory, label=_("Kind of cost"))


def payer_field() -> Choice:
    """Who pays."""
    return Choice(Payer, label=_("Who pays"))


def purpose_field() -> Text:
    """What for, in words."""
    return Text(label=_("What for"), max_length=300)


def voucher_field() -> Text:
    """The number of the voucher."""
    return Text(label=_("Number of the voucher"), max_length=60, required=False)


@declares(record_cost, at="cases/record-cost")
class RecordCost(OperationForm):
    """One expense for the person."""

    title = _("Record a cost")
    what_happens = _(
        "It counts at once, in dong at the rate of its day. Above the limit it waits until a "
        "second officer approves it."
    )
    done = _("The cost is recorded.")
    example = EXAMPLE
    bulk = False
    refuses = (422,)

    category = category_field()
    payer = payer_field()
    amount = amount_field()
    spent_on = day_field(_("Day of the expense"))
    purpose = purpose_field()
    voucher = voucher_field()
    backing = backing_field()
    rate = rate_field()
    rate_source = rate_source_field()


@declares(correct_cost, at="cost-lines/correct")
class CorrectCost(OperationForm):
    """The line is voided and recorded again."""

    title = _("Correct a cost")
    what_happens = _(
        "The line is voided and recorded again as corrected; what was known before stays visible."
    )
    done = _("The cost is corrected.")
    example = {"purpose": "Calls to the shelter.", "reason": "The family was not called."}
    sparse = True
    fixed = ("reason",)
    bulk = False
    makes_another = True
    refuses = (422,)

    category = category_field()
    payer = payer_field()
    amount = amount_field()
    spent_on = day_field(_("Day of the expense"))
    purpose = purpose_field()
    voucher = voucher_field()
    backing = backing_field()
    rate = rate_field()
    rate_source = rate_source_field()
    reason = reason_field()

    def stored(self, picked: Any) -> dict[str, Any]:
        """Return what stands on the line."""
        return stored_of(self.target) if isinstance(self.target, CostLine) else {}

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments; what was cleared is said as nothing."""
        said = super().arguments()
        fields = self.fields
        changes = {
            name: empty_of(fields[name]) if value is None else value
            for name, value in said["changes"].items()
        }
        return said | {"changes": changes}


def empty_of(field: Any) -> Any:
    """Return what a field says where nothing is said."""
    assert isinstance(field, Field)
    return field.empty


@declares(void_cost, at="cost-lines/void")
class VoidCost(OperationForm):
    """For a line that was recorded by mistake."""

    title = _("Void a cost")
    what_happens = _("It stays on record, marked as voided, and counts no longer.")
    done = _("The cost is voided.")
    example = {"reason": "Recorded on the wrong case."}
    bulk = False

    reason = reason_field()


@declares(approve_cost, at="cost-lines/approve")
class ApproveCost(OperationForm):
    """The second officer agrees."""

    title = _("Approve a cost")
    what_happens = _("It counts from now on. Whoever recorded it is told.")
    done = _("The cost is approved.")
    example: ClassVar[dict[str, Any]] = {}
    bulk = False


@declares(refuse_cost, at="cost-lines/refuse")
class RefuseCost(OperationForm):
    """The second officer does not agree."""

    title = _("Refuse a cost")
    what_happens = _("It stays with the reason and counts nowhere. Whoever recorded it is told.")
    done = _("The cost is refused.")
    example = {"reason": "The voucher is missing."}
    bulk = False

    reason = reason_field()


@declares(split_cost, at="shared-costs/split")
class SplitCost(OperationForm):
    """A bus for twenty is one bill and twenty lines."""

    title = _("Split a bill")
    what_happens = _(
        "Each case gets its part as a cost of its own. The parts add up to the bill: the first "
        "cases by their number get the smallest unit more."
    )
    done = _("The bill is split.")
    template = "money/split_cost.html"
    refuses = (422,)
    example = {**EXAMPLE, "cases": [], "purpose": "Bus from Mae Sot to Bangkok."}

    cases = Named(
        by="reference",
        among=lambda actor, target: Case.objects.visible_to(actor),
        most=BULK_LIMIT,
        label=_("Cases"),
    )
    category = category_field()
    payer = payer_field()
    amount = amount_field()
    spent_on = day_field(_("Day of the expense"))
    purpose = purpose_field()
    voucher = voucher_field()
    rate = rate_field()
    rate_source = rate_source_field()
