"""Costs of legs: a bill over those seated, a ticket of one, tied, untied, following corrections."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from cases.casework.operations import share_case
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.missions.models import Mission
from cases.money.models import CostLine, SharedCost
from cases.money.operations import correct_cost, void_cost
from cases.movements.costs.models import LegCost
from cases.movements.costs.operations import tie_leg_cost, untie_leg_cost
from cases.movements.costs.queries import loose_lines
from cases.movements.costs.reading import LegMoney
from cases.movements.operations import take_off
from tests.factories import head
from tests.refusals import refused_fields
from tests.register import fresh
from tests.world_claims import a_bus, bus_bill
from tests.world_money import ABOVE, a_bill, a_cost, a_deposit, a_rate, thb, vnd
from tests.world_movements import a_ready_case, seated, with_flight

pytestmark = pytest.mark.django_db


def amounts(leg):
    rows = LegCost.objects.filter(leg=leg, voided_at=None).order_by("case__reference")
    return [row.line.amount for row in rows]


def test_a_bill_is_split_over_everybody_with_a_seat_to_the_smallest_unit(actor, movement, leg):
    a_rate(actor)

    bus_bill(actor, movement, leg, amount=thb("100.00"))

    assert amounts(leg) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert SharedCost.objects.get().lines.count() == 3
    events = AuditEntry.objects.filter(event="leg_cost.recorded", operation="leg_cost_of_person")
    assert events.count() == 3


def test_a_ticket_is_of_one_person_who_may_pay_for_himself(actor, movement, leg):
    case = movement.passengers.order_by("pk")[0].case

    bus_bill(
        actor,
        movement,
        leg,
        cases=[fresh(case)],
        payer="self",
        category="fare_home",
        amount=vnd("4000000"),
    )

    line = LegCost.objects.get(leg=leg).line
    assert (line.case_id, line.payer, line.shared_id) == (case.pk, "self", None)


def test_an_advance_draws_on_the_deposit_of_that_person_alone(actor, movement, leg):
    case = movement.passengers.order_by("pk")[0].case
    deposit = a_deposit(actor, case=case)
    said = {"payer": "fund_advance", "category": "fare_home", "backing": deposit}

    everybody = refused_fields(bus_bill, actor, movement, leg, **said)
    bus_bill(actor, movement, leg, cases=[fresh(case)], amount=vnd("4000000"), **said)

    assert everybody == (422, "one_by_one", ["cases"])
    assert LegCost.objects.get(leg=leg).line.deposit_id == deposit.pk


def test_above_the_limit_the_bill_waits_and_stands_apart(actor, movement, leg):
    bus_bill(actor, movement, leg, amount=vnd(ABOVE))

    whole = LegMoney.of(actor, fresh(movement)).sums.whole
    assert (whole.spent_vnd, whole.waiting_vnd) == (0, 60_000_000)


def test_nobody_aboard_and_nobody_of_another_leg_shares(actor):
    movement, leg = a_bus(actor, 0)
    stranger = a_ready_case(actor)

    assert refused_fields(bus_bill, actor, movement, leg) == (422, "nobody_aboard", ["cases"])
    found = refused_fields(bus_bill, actor, movement, leg, cases=[stranger])
    assert found == (422, "not_aboard", ["cases"])


def test_only_those_on_the_leg_share_it(actor):
    movement, _leg = a_bus(actor, 1)
    with_flight(actor, movement)
    late = a_ready_case(actor)
    seated(actor, movement, late, first_leg=2)
    flight = movement.legs.get(number=2)

    bus_bill(actor, movement, flight, amount=vnd("900000"))

    assert len(amounts(flight)) == 2
    bus = movement.legs.get(number=1)
    assert refused_fields(bus_bill, actor, movement, bus, cases=[fresh(late)])[1] == "not_aboard"


def test_whoever_is_taken_off_keeps_what_was_spent_marked_and_shares_nothing_new(
    actor, movement, leg
):
    bus_bill(actor, movement, leg)
    case = movement.passengers.order_by("pk")[0].case
    take_off(actor, fresh(movement), cases=[fresh(case)], reason="Is ill.")

    bus_bill(actor, movement, leg, amount=vnd("100"))

    money = LegMoney.of(actor, fresh(movement))
    assert money.sums.by_person[case.pk].spent_vnd == 300_000
    assert money.places[case.pk].state == "off"
    assert money.sums.whole.spent_vnd == 900_100


def test_costs_on_record_and_whole_bills_are_put_on_a_leg(actor, movement, leg):
    cases = [row.case for row in movement.passengers.order_by("pk")]
    line = a_cost(actor, case=cases[0])
    bill = a_bill(actor, cases=cases)

    tie_leg_cost(actor, fresh(movement), leg=leg, lines=[fresh(line)], bill=bill)

    assert LegCost.objects.filter(leg=leg).count() == 4
    assert not loose_lines(actor, movement).exists()
    again = refused_fields(tie_leg_cost, actor, fresh(movement), leg=leg, lines=[fresh(line)])
    assert again == (422, "cost_not_loose", ["lines"])
    assert refused_fields(tie_leg_cost, actor, fresh(movement), leg=leg)[1] == "nothing_named"


def test_a_cost_of_somebody_else_is_not_put_on_a_leg(actor):
    movement, leg = a_bus(actor, 1)
    line = a_cost(actor)

    answer = refused_fields(tie_leg_cost, actor, fresh(movement), leg=leg, lines=[fresh(line)])

    assert answer == (422, "cost_not_loose", ["lines"])


def test_what_was_put_on_the_wrong_leg_is_taken_from_it_and_stays_a_cost(actor, movement, leg):
    bus_bill(actor, movement, leg)
    costs = list(LegCost.objects.filter(leg=leg))

    untie_leg_cost(actor, fresh(movement), costs=costs, reason="Another bus.")

    assert amounts(leg) == []
    assert loose_lines(actor, movement).count() == 3
    assert LegCost.objects.filter(leg=leg, void_reason="Another bus.").count() == 3


def test_a_corrected_cost_stays_on_its_leg_and_a_voided_one_counts_no_longer(actor, movement, leg):
    bus_bill(actor, movement, leg)
    first, second, _third = LegCost.objects.filter(leg=leg).order_by("pk")

    new = correct_cost(actor, fresh(first.line), reason="x", changes={"amount": vnd("250000")})
    void_cost(actor, fresh(second.line), reason="Twice.")

    assert LegCost.objects.get(pk=first.pk).line_id == new.pk
    assert LegMoney.of(actor, fresh(movement)).sums.by_leg[leg.pk].spent_vnd == 550_000


def test_the_database_lets_a_cost_belong_to_one_leg_and_to_its_own_case(actor, movement, leg):
    bus_bill(actor, movement, leg)
    row = LegCost.objects.order_by("pk")[0]
    other = a_cost(actor)

    row.pk, row.uuid = None, leg.uuid
    with pytest.raises(IntegrityError, match="legcost_one_leg"), transaction.atomic():
        row.save(force_insert=True)
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        LegCost.objects.filter(case=row.case).update(line=other)


def test_a_seat_out_of_sight_is_never_paid_by_the_others_silently(actor):
    movement, leg = a_bus(actor, 1)
    with eyes(head(yangon=True)) as yangon:
        guest = a_ready_case(yangon)
        share_case(
            yangon,
            fresh(guest),
            mission=Mission.objects.get(pk=actor.mission_id),
            days=30,
            reason="Travels with yours.",
            operations=["plan_journey"],
        )
    with eyes(actor):
        seated(actor, movement, guest)
    with eyes(yangon):
        # Of the people on the bus Yangon sees its own alone.
        answer = refused_fields(bus_bill, yangon, movement, leg)

    assert answer == (422, "not_all_in_sight", ["cases"])
    assert not CostLine.objects.exists()
