"""What may be done with a row of money now, and why not."""

from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, wrong_state
from cases.core.guards import Hindrance, guard, hindrance, nothing_hinders, ruled_out
from cases.money.choices import CostState
from cases.money.models import CostLine, Deposit, ExchangeRate, Repayment, Undertaking

VOIDED: Final[Sentence] = _("This was voided.")
DECIDED: Final[Sentence] = _("This cost does not wait for anybody.")
REFUSED: Final[Sentence] = _("This cost was refused. Record it anew if it was spent after all.")
RELEASED: Final[Sentence] = _("This undertaking was released.")
NO_STEP: Final[Sentence] = _("The case has no step of this kind to be done now.")
BY_ANOTHER: Final[Sentence] = _(
    "You have recorded this cost yourself, so somebody else decides on it."
)
RELEASED_BY_ANOTHER: Final[Sentence] = _(
    "You have recorded this undertaking yourself, so somebody else releases it."
)
OTHERS_RATE: Final[Sentence] = _("Only whoever has recorded a rate, or headquarters, voids it.")
DECIDING: Final = frozenset({"approve_cost", "refuse_cost"})


@guard(CostLine)
def guard_cost(actor: Actor, line: CostLine) -> Hindrance:
    """Whoever may act on the case acts on its costs; nobody decides on an own one.

    A cost that somebody else has corrected since is still the own one.
    """
    on_case = hindrance(actor, line.case)

    def hinders(name: str) -> Refused | None:
        if name in DECIDING and actor.staff_id in recorders(line):
            return Refused(BY_ANOTHER, "cost_by_another", 403)
        return on_case(name)

    return hinders


def recorders(line: CostLine) -> Iterator[int | None]:
    """Yield who has recorded a line, and those that it corrects."""
    yield line.recorded_by_id
    former = line.replaces_id
    while former is not None:
        found = CostLine.objects.filter(pk=former).values_list("recorded_by_id", "replaces_id")
        recorder, former = found.first() or (None, None)
        yield recorder


@guard(Undertaking)
def guard_undertaking(actor: Actor, row: Undertaking) -> Hindrance:
    """As above; nobody releases an undertaking of the own recording."""
    on_case = hindrance(actor, row.case)

    def hinders(name: str) -> Refused | None:
        if name == "release_undertaking" and row.recorded_by_id == actor.staff_id:
            return Refused(RELEASED_BY_ANOTHER, "undertaking_by_another", 403)
        return on_case(name)

    return hinders


@guard(Deposit)
def guard_deposit(actor: Actor, row: Deposit) -> Hindrance:
    """Whoever may act on the case acts on its deposits."""
    return hindrance(actor, row.case)


@guard(Repayment)
def guard_repayment(actor: Actor, row: Repayment) -> Hindrance:
    """Whoever may act on the case acts on what was repaid there."""
    return hindrance(actor, row.case)


@guard(ExchangeRate)
def guard_rate(actor: Actor, row: ExchangeRate) -> Hindrance:
    """A rate of headquarters is for headquarters to void."""
    if actor.sees_all or row.mission_id == actor.mission_id:
        return nothing_hinders
    return lambda name: Refused(OTHERS_RATE, "rate_of_others", 403)


def state_of_money(actor: Actor, row: Any) -> Hindrance:
    """What was voided, decided or released."""
    return lambda name: refusal_of(row, name)


for model in (CostLine, Deposit, Undertaking, Repayment, ExchangeRate):
    ruled_out(model)(state_of_money)


def refusal_of(row: Any, operation: str) -> Refused | None:
    """Return the 409 that the state of a row gives an act; None where it allows it."""
    if row.voided_at is not None:
        return wrong_state(VOIDED, "voided_already")
    if isinstance(row, CostLine):
        if operation in DECIDING and row.state != CostState.WAITING:
            return wrong_state(DECIDED, "cost_decided")
        if operation == "correct_cost" and row.state == CostState.REFUSED:
            return wrong_state(REFUSED, "cost_refused")
    is_over = isinstance(row, Undertaking) and row.released_at is not None
    if is_over and operation in {"release_undertaking", "record_repayment"}:
        return wrong_state(RELEASED, "undertaking_released")
    return None


def allow_state(row: Any, operation: str) -> None:
    """Raise 409 unless the state of a row lets an act happen."""
    refusal = refusal_of(row, operation)
    if refusal is not None:
        raise refusal
