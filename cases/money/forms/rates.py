"""Exchange rates."""

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.moves import UUID
from cases.core.fields import Choice, Decimal, Text
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.money.forms.fields import day_field, reason_field
from cases.money.models import ExchangeRate
from cases.money.operations import record_rate, void_rate
from cases.procedures.choices import Currency

resource("exchange-rates", ExchangeRate, key="uuid", pattern=UUID)


@declares(record_rate, at="exchange-rates/record")
class RecordRate(OperationForm):
    """What one unit was in dong on a day."""

    title = _("Record a rate")
    what_happens = _(
        "Costs of that day and of the days after it are counted by it. What headquarters records "
        "holds for all missions."
    )
    done = _("The rate is recorded.")
    example = {
        "currency": "THB",
        "day": "2025-11-20",
        "rate": 812.5,
        "source": "Invented bank, table 1",
    }

    currency = Choice(Currency, label=_("Currency"))
    day = day_field(_("Day"))
    rate = Decimal(
        label=_("Dong for one unit"),
        max_digits=18,
        decimal_places=6,
        min_value=0.0001,
    )
    source = Text(label=_("Source"), help_text=_("Bank, page, number."), max_length=300)
    url = Text(label=_("Address on the internet"), max_length=500, required=False)


@declares(void_rate, at="exchange-rates/void")
class VoidRate(OperationForm):
    """For one that is wrong."""

    title = _("Void a rate")
    what_happens = _(
        "Nothing is counted by it any more. Costs that were counted by it keep it until they are "
        "corrected."
    )
    done = _("The rate is voided.")
    example = {"reason": "Typed wrongly."}
    bulk = False

    reason = reason_field()
