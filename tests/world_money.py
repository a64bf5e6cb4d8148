"""Costs, deposits and undertakings, for the tests that try every operation."""

from datetime import date
from decimal import Decimal
from typing import Any

from cases.casework.models import Case
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.facts import When
from cases.money.models import CostLine, Deposit, ExchangeRate, Repayment, SharedCost, Undertaking
from cases.money.operations import (
    record_cost,
    record_deposit,
    record_rate,
    record_repayment,
    record_undertaking,
    split_cost,
)
from cases.procedures.fields import Sum
from tests.factories import PostingFactory
from tests.files.kept import attached
from tests.register import a_case, fresh

Prepared = tuple[Any, dict[str, Any]]
SPENT = date(2025, 11, 20)
OPENED = When(day=date(2025, 10, 20))
ABOVE = "60000000"
"""More than one officer may record alone."""


def vnd(amount: str) -> Sum:
    """Return an amount in dong."""
    return Sum(Decimal(amount), "VND")


def thb(amount: str) -> Sum:
    """Return an amount in baht."""
    return Sum(Decimal(amount), "THB")


def the_case(actor: Actor, more: dict[str, Any]) -> Case:
    """Return the case that is named, else a new one."""
    case = more.pop("case", None)
    return fresh(case) if case else a_case(actor, reported=OPENED)


def a_cost(actor: Actor, **more: Any) -> CostLine:
    """Return a cost that counts, on a case of the actor's mission."""
    case = the_case(actor, more)
    said = {
        "category": "communications",
        "payer": "state",
        "amount": vnd("450000"),
        "spent_on": SPENT,
        "purpose": "Calls to the shelter.",
    }
    return record_cost(actor, case, **(said | more))


def a_deposit(actor: Actor, **more: Any) -> Deposit:
    """Return a deposit of twelve million dong."""
    case = the_case(actor, more)
    said = {
        "amount": vnd("12000000"),
        "received_on": date(2025, 11, 18),
        "held_by": "fund",
        "payer_words": "Invented uncle",
    }
    return record_deposit(actor, case, **(said | more))


def an_undertaking(actor: Actor, **more: Any) -> Undertaking:
    """Return an undertaking to repay nine million dong, with its signed paper."""
    case = the_case(actor, more)
    said = {"signer": "person", "amount": vnd("9000000"), "signed_on": date(2025, 11, 19)}
    if "paper" not in more:
        said["paper"] = attached(actor, case)
    return record_undertaking(actor, fresh(case), **(said | more))


def a_rate(actor: Actor, **more: Any) -> ExchangeRate:
    """Return a rate of the baht."""
    said = {
        "currency": "THB",
        "day": SPENT,
        "rate": Decimal("812.5"),
        "source": "Invented bank, table 1",
    }
    return record_rate(actor, **(said | more))


def a_repayment(actor: Actor, **more: Any) -> Repayment:
    """Return what was repaid towards an undertaking."""
    undertaking = more.pop("undertaking", None) or an_undertaking(actor)
    said = {"amount": vnd("3000000"), "paid_on": date(2025, 11, 25)}
    record_repayment(actor, fresh(undertaking), **(said | more))
    found = Repayment.objects.filter(undertaking=undertaking).order_by("-pk").first()
    assert found is not None
    return found


def a_bill(actor: Actor, how_many: int = 2, **more: Any) -> SharedCost:
    """Return a bill that was split over so many cases."""
    cases = more.pop("cases", None) or [
        a_case(actor, reported=OPENED) for _number in range(how_many)
    ]
    said = {
        "category": "way_home",
        "payer": "state",
        "amount": vnd("1000000"),
        "spent_on": SPENT,
        "purpose": "Bus to Bangkok.",
    }
    return split_cost(actor, cases=[fresh(case) for case in cases], **(said | more))


def desk_of(actor: Actor) -> Actor:
    """Return a case officer at the mission of `actor`: somebody else than who decides."""
    mission = PostingFactory._meta.model.mission.field.related_model.objects.get(
        pk=actor.mission_id
    )
    made: Actor = PostingFactory(mission=mission, role="case_officer").actor()
    return made


def cost(actor: Actor) -> Prepared:
    """A cost that counts."""
    return a_cost(actor), {}


def waiting(actor: Actor) -> Prepared:
    """A cost that somebody else recorded and that waits."""
    with eyes(desk_of(actor)) as desk:
        line = a_cost(desk, amount=vnd(ABOVE))
    return line, {}


def of_another(actor: Actor) -> Prepared:
    """An undertaking that somebody else recorded."""
    with eyes(desk_of(actor)) as desk:
        row = an_undertaking(desk)
    return row, {}


def deposit(actor: Actor) -> Prepared:
    """A deposit of which nothing is gone."""
    return a_deposit(actor), {}


def undertaking(actor: Actor) -> Prepared:
    """An undertaking of which nothing is repaid."""
    return an_undertaking(actor), {}


def repayment(actor: Actor) -> Prepared:
    """A part of an undertaking that was repaid."""
    return a_repayment(actor), {}


def rate(actor: Actor) -> Prepared:
    """A rate that stands."""
    return a_rate(actor, day=date(2025, 11, 17)), {}


def case_with_paper(actor: Actor) -> Prepared:
    """A case with a file on it that was signed."""
    case = a_case(actor, reported=OPENED)
    return case, {"paper": str(attached(actor, case).uuid)}


def two_cases(actor: Actor) -> dict[str, Any]:
    """Two cases to split a bill over."""
    return {"cases": [a_case(actor, reported=OPENED).reference for _number in range(2)]}


MONEY = {
    "cost-lines": cost,
    "deposits": deposit,
    "exchange-rates": rate,
    "repayments": repayment,
    "undertakings": undertaking,
}
OF_MONEY = {
    "approve_cost": waiting,
    "record_undertaking": case_with_paper,
    "refuse_cost": waiting,
    "release_undertaking": of_another,
}
MONEY_MADE_OF = {"split_cost": two_cases}
