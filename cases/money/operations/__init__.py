"""All that is done with money."""

from cases.money.operations.approving import approve_cost, refuse_cost
from cases.money.operations.costs import correct_cost, record_cost, void_cost
from cases.money.operations.deposits import (
    record_deposit,
    return_deposit,
    void_deposit,
    void_repayment,
)
from cases.money.operations.rates import record_rate, void_rate
from cases.money.operations.splitting import split_cost
from cases.money.operations.undertakings import (
    record_repayment,
    record_undertaking,
    release_undertaking,
    void_undertaking,
)

__all__ = [
    "approve_cost",
    "correct_cost",
    "record_cost",
    "record_deposit",
    "record_rate",
    "record_repayment",
    "record_undertaking",
    "refuse_cost",
    "release_undertaking",
    "return_deposit",
    "split_cost",
    "void_cost",
    "void_deposit",
    "void_rate",
    "void_repayment",
    "void_undertaking",
]
