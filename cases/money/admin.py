"""Money in the admin: read-only, the acts as buttons."""

from typing import ClassVar, Final

from cases.casework.protection.admin import RestrictedAdmin
from cases.core.admin import ShownAdmin, show
from cases.core.admin_words import Says
from cases.money.amounts import dong, rate_digits, shown
from cases.money.models import (
    CostLine,
    Deposit,
    ExchangeRate,
    Repayment,
    SharedCost,
    Undertaking,
)
from cases.money.rules import category_label
from cases.procedures.choices import RestrictedGroup

MONEY = RestrictedGroup.MONEY.value
AMOUNTS: Final[Says] = {
    "amount": lambda row: shown(row.amount, row.currency),
    "amount_vnd": lambda row: dong(row.amount_vnd),
    "rate": lambda row: rate_digits(row.rate),
}
"""As on the pages: with the digits of its currency, kept together in groups."""


def currency_of_whole(row: CostLine | Repayment) -> str:
    """Return the currency of the deposit or undertaking on which something was drawn or repaid."""
    whole = row.deposit or row.undertaking
    return whole.currency if whole is not None else ""


def drawn_words(line: CostLine) -> str:
    """Return what a line takes of a deposit or an undertaking, in the currency of that."""
    return "" if line.drawn is None else shown(line.drawn, currency_of_whole(line))


def repaid_words(row: Repayment) -> str:
    """Return what was paid, in the currency of what it belongs to."""
    return shown(row.amount, currency_of_whole(row))


class CostLineAdmin(RestrictedAdmin):
    """Cost lines, with correcting, voiding, approving and refusing as buttons."""

    sees = MONEY
    resource = "cost-lines"
    disclosed = ("costline.shown", "show_costline")
    says: ClassVar[Says] = {
        **AMOUNTS,
        "category": lambda row: category_label(row.category),
        "drawn": drawn_words,
    }
    list_display = ("__str__", "case", "category", "payer", "spent_on", "counts_from", "voided_at")
    list_filter = ("payer", "currency")
    exclude = ("version",)


class DepositAdmin(RestrictedAdmin):
    """Deposits, with returning and voiding as buttons."""

    sees = MONEY
    resource = "deposits"
    disclosed = ("deposit.shown", "show_deposit")
    says = AMOUNTS
    list_display = ("__str__", "case", "received_on", "held_by", "receipt", "voided_at")
    list_filter = ("held_by", "currency")
    exclude = ("version",)


class UndertakingAdmin(RestrictedAdmin):
    """Undertakings, with repaying, releasing and voiding as buttons."""

    sees = MONEY
    resource = "undertakings"
    disclosed = ("undertaking.shown", "show_undertaking")
    says = AMOUNTS
    list_display = ("__str__", "case", "signer", "signed_on", "due_on", "released_at", "voided_at")
    list_filter = ("signer", "currency")
    exclude = ("version",)


class RepaymentAdmin(RestrictedAdmin):
    """What was returned and repaid."""

    sees = MONEY
    resource = "repayments"
    disclosed = ("repayment.shown", "show_repayment")
    says = {"amount": repaid_words}
    list_display = ("__str__", "case", "paid_on", "receipt", "voided_at")
    exclude = ("version",)


class ExchangeRateAdmin(ShownAdmin):
    """Rates, with voiding as a button."""

    sees = MONEY
    resource = "exchange-rates"
    says = {"rate": AMOUNTS["rate"]}
    list_display = ("currency", "day", "rate", "source", "mission", "voided_at")
    list_filter = ("currency",)
    list_select_related = ("mission",)
    ordering = ("-id",)
    exclude = ("version",)


class SharedCostAdmin(ShownAdmin):
    """Bills that were split; their parts are cost lines."""

    sees = MONEY
    resource = "shared-costs"
    list_display = ("__str__", "mission", "currency", "spent_on", "recorded_at")
    list_filter = ("currency",)
    list_select_related = ("mission",)
    ordering = ("-id",)


show(CostLine, CostLineAdmin)
show(Deposit, DepositAdmin)
show(Undertaking, UndertakingAdmin)
show(Repayment, RepaymentAdmin)
show(ExchangeRate, ExchangeRateAdmin)
show(SharedCost, SharedCostAdmin)
