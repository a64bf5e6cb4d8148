"""Reading cost lines, bills, deposits, undertakings, repayments, rates, and totals."""

from typing import Any, ClassVar, Final

from django.db.models import Q, QuerySet

from cases.casework.protection.api import OF_CASE, RestrictedList
from cases.casework.unsealed import disclose_unsealed
from cases.core.actor import Actor
from cases.core.api import RowsView, RowView
from cases.core.disclosure import disclose_rows
from cases.core.listing import Filter, choice_filter, flag_filter, row_filter
from cases.core.shapes import DAY
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.money import serializers as shapes
from cases.money.choices import CostState, Payer
from cases.money.forms.filters import day_of, one_of
from cases.money.models import (
    CostLine,
    Deposit,
    ExchangeRate,
    Repayment,
    SharedCost,
    Undertaking,
)
from cases.money.queries import left_of, owed_on
from cases.money.rules import CostCategory
from cases.money.totals import Asked, conditions, lines_of
from cases.procedures.choices import Currency, RestrictedGroup

MONEY: Final = RestrictedGroup.MONEY.value
VOIDED: Final = flag_filter("voided", Q(voided_at__isnull=False), "Whether it was voided.")


def by_state(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to lines of one state."""
    if value not in CostState.values:
        raise one_of("state", CostState.values)
    return query.filter(conditions(None)[value])


def by_category(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    """Narrow to one kind of cost."""
    if value not in CostCategory.values:
        raise one_of("category", CostCategory.values)
    return query.filter(category=value)


def day_filter(name: str, path: str, help_text: str) -> Filter:
    """Narrow by a first or a last day."""

    def apply(query: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
        return query.filter(**{path: day_of(name, value)})

    return Filter(name, help_text, DAY, apply)


class OneOfMoney(RowView):
    """One row of money, with what the caller may do on it."""

    sees = MONEY
    acts: ClassVar[bool] = True

    def more(self, row: Any) -> dict[str, Any]:
        """Return every operation the caller has a right to, with why not where not."""
        if hasattr(row, "restricted"):
            disclose_unsealed(self.actor, [row])
        return super().more(row)


class CostLineList(RestrictedList):
    """Cost lines of cases in sight, voided and refused ones too; oldest first."""

    sees = MONEY
    model = CostLine
    shape = shapes.COST_ROW
    disclosed = ("costline.listed", "list_costlines")
    filters = (
        OF_CASE,
        row_filter("incident", "case__incident", Incident, "code", "Code of the incident."),
        row_filter("mission", "case__mission", Mission, "code", "The mission that has the case."),
        row_filter("shared_cost", "shared", SharedCost, "uuid", "The bill they are parts of."),
        choice_filter("payer", "payer", Payer, "Who pays."),
        choice_filter("currency", "currency", Currency, "In which currency."),
        Filter("state", "Whether it counts, waits, was refused or voided.", CostState, by_state),
        Filter("category", "Kind of cost.", CostCategory, by_category),
        day_filter("since", "spent_on__gte", "Spent on this day or later."),
        day_filter("until", "spent_on__lte", "Spent on this day or earlier."),
    )


class CostLineDetail(OneOfMoney):
    """One cost line: what for, how much, who pays, whether it counts."""

    resource = "cost-lines"
    shape = shapes.COST
    disclosed = ("costline.shown", "show_costline")


class DepositList(RestrictedList):
    """Deposits, voided ones too; oldest first."""

    sees = MONEY
    model = Deposit
    shape = shapes.DEPOSIT_ROW
    disclosed = ("deposit.listed", "list_deposits")
    filters = (OF_CASE, VOIDED, choice_filter("currency", "currency", Currency, "Currency."))


class DepositDetail(OneOfMoney):
    """One deposit, with what is left of it."""

    resource = "deposits"
    shape = shapes.DEPOSIT
    disclosed = ("deposit.shown", "show_deposit")

    def more(self, row: Any) -> dict[str, Any]:
        """Return what is left, in its currency."""
        return {"left": shapes.plain(left_of(self.actor, row)), **super().more(row)}


class UndertakingList(RestrictedList):
    """Undertakings, released and voided ones too; oldest first."""

    sees = MONEY
    model = Undertaking
    shape = shapes.UNDERTAKING_ROW
    disclosed = ("undertaking.listed", "list_undertakings")
    filters = (OF_CASE, VOIDED, choice_filter("currency", "currency", Currency, "Currency."))


class UndertakingDetail(OneOfMoney):
    """One undertaking, with what was repaid and what is still owed."""

    resource = "undertakings"
    shape = shapes.UNDERTAKING
    disclosed = ("undertaking.shown", "show_undertaking")

    def more(self, row: Any) -> dict[str, Any]:
        """Return what is still owed; nothing of one that was released or voided."""
        owed = owed_on(self.actor, row)
        repaid = row.amount - owed
        is_over = row.released_at is not None or row.voided_at is not None
        return {
            "repaid": shapes.plain(repaid),
            "owed": "0" if is_over else shapes.plain(owed),
            **super().more(row),
        }


class RepaymentList(RestrictedList):
    """What was returned of deposits and repaid towards undertakings; oldest first."""

    sees = MONEY
    model = Repayment
    shape = shapes.REPAYMENT_ROW
    disclosed = ("repayment.listed", "list_repayments")
    filters = (OF_CASE, VOIDED)


class RepaymentDetail(OneOfMoney):
    """One repayment."""

    resource = "repayments"
    shape = shapes.REPAYMENT
    disclosed = ("repayment.shown", "show_repayment")


class ExchangeRateList(RowsView):
    """Rates of the own mission and of headquarters, voided ones too; oldest first."""

    sees = MONEY
    model = ExchangeRate
    shape = shapes.RATE_ROW
    order = ("recorded_at", "uuid")
    filters = (
        VOIDED,
        choice_filter("currency", "currency", Currency, "Currency."),
        day_filter("since", "day__gte", "Of this day or later."),
        day_filter("until", "day__lte", "Of this day or earlier."),
    )


class ExchangeRateDetail(OneOfMoney):
    """One rate with its source."""

    resource = "exchange-rates"
    shape = shapes.RATE


class SharedCostList(RowsView):
    """Bills that were split, of the own mission; oldest first."""

    sees = MONEY
    model = SharedCost
    shape = shapes.BILL_ROW
    order = ("recorded_at", "uuid")
    filters = (choice_filter("currency", "currency", Currency, "Currency."),)


class SharedCostDetail(RowView):
    """One bill, with its parts that the caller sees; of others it tells nothing."""

    sees = MONEY
    resource = "shared-costs"
    shape = shapes.BILL

    def more(self, row: Any) -> dict[str, Any]:
        """Return the parts in sight; that they were shown is on record."""
        found = list(lines_of(self.actor, Asked(shared=row)).order_by("pk"))
        disclose_rows("costline.listed", "list_costlines", CostLine, [one.pk for one in found])
        return {"lines": [str(one.uuid) for one in found]}
