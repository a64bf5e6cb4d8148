"""Rates, cost lines, bills for several people, deposits, undertakings, and what was paid back."""

from cases.money.models.cost import CostLine, CostLineQuerySet
from cases.money.models.deposit import Deposit
from cases.money.models.rate import ExchangeRate
from cases.money.models.repayment import Repayment
from cases.money.models.shared import SharedCost
from cases.money.models.undertaking import Undertaking

__all__ = [
    "CostLine",
    "CostLineQuerySet",
    "Deposit",
    "ExchangeRate",
    "Repayment",
    "SharedCost",
    "Undertaking",
]
