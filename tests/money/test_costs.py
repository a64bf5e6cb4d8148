"""Recording, correcting and voiding costs: who may pay, at which rate, what backs it."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from cases.core.context import eyes
from cases.money.operations import (
    correct_cost,
    record_cost,
    release_undertaking,
    return_deposit,
    void_cost,
    void_deposit,
)
from cases.procedures.fields import Sum
from tests.factories import PostingFactory, head, headquarters
from tests.refusals import refused_fields
from tests.register import a_case, fresh
from tests.world_money import OPENED, SPENT, a_cost, a_deposit, a_rate, an_undertaking, thb, vnd

pytestmark = pytest.mark.django_db


def test_a_cost_counts_at_once_in_dong_at_the_rate_of_its_day(desk):
    a_rate(desk, rate=Decimal("812.5"))

    line = a_cost(desk, amount=thb("70.50"))

    assert (line.amount_vnd, line.rate, line.rate_on) == (57281, Decimal("812.5"), SPENT)
    assert line.rate_source == "Invented bank, table 1"
    assert line.counts_from == line.recorded_at
    assert line.state == "spent"


def test_an_amount_in_dong_needs_no_rate(desk):
    line = a_cost(desk, amount=vnd("450000"))

    assert (line.rate, line.amount_vnd) == (1, 450000)


def test_a_rate_of_at_most_seven_days_before_is_taken_and_the_newest_of_them(desk):
    a_rate(desk, day=date(2025, 11, 13), rate=Decimal(800))
    a_rate(desk, day=date(2025, 11, 15), rate=Decimal(805))

    assert a_cost(desk, amount=thb("10")).rate == 805


def test_of_one_day_the_rate_of_the_own_mission_is_taken_before_that_of_headquarters(desk):
    with eyes(headquarters()) as centre:
        a_rate(centre, rate=Decimal(790))
    a_rate(desk, rate=Decimal(812))

    assert a_cost(desk, amount=thb("10")).rate == 812


def test_without_a_rate_nothing_is_counted(desk):
    a_rate(desk, day=date(2025, 11, 12))

    assert refused_fields(a_cost, desk, amount=thb("10")) == (422, "no_rate", ["currency"])


def test_a_rate_that_is_said_needs_its_source(desk):
    said = {"amount": thb("10")}

    assert refused_fields(a_cost, desk, rate=Decimal(800), **said)[1:] == (
        "rate_alone",
        ["rate_source"],
    )
    assert refused_fields(a_cost, desk, rate_source="A bank", **said)[1:] == (
        "rate_alone",
        ["rate"],
    )
    assert a_cost(desk, rate=Decimal(800), rate_source="A bank", **said).rate == 800


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"amount": vnd("0")}, "amount_not_positive", "amount"),
        ({"amount": vnd("10.50")}, "amount_too_fine", "amount"),
        ({"spent_on": date(2999, 1, 1)}, "in_future", "spent_on"),
        ({"spent_on": date(2006, 12, 31)}, "too_early", "spent_on"),
        ({"category": "officer_travel", "payer": "fund_advance"}, "payer_not_allowed", "payer"),
        ({"category": "fare_home", "payer": "fund_grant"}, "payer_not_allowed", "payer"),
        ({"category": "communications", "payer": "self"}, "payer_not_allowed", "payer"),
        ({"category": "fare_home", "payer": "fund_advance"}, "costline_backed", "backing"),
        ({"category": "fare_home", "payer": "relative_deposit"}, "costline_backed", "backing"),
    ],
)
def test_a_cost_is_refused_with_field_and_rule(desk, more, code, field):
    assert refused_fields(a_cost, desk, **more) == (422, code, [field])


def test_an_advance_draws_on_a_deposit_and_never_more_than_is_left(desk):
    case = a_case(desk, reported=OPENED)
    deposit = a_deposit(desk, case=case, amount=vnd("5000000"))
    fare = {"case": case, "category": "fare_home", "payer": "fund_advance", "backing": deposit}

    first = a_cost(desk, amount=vnd("3000000"), **fare)

    assert (first.drawn, first.repaid_by_rule) == (3000000, True)
    answer = refused_fields(a_cost, desk, amount=vnd("2000001"), **fare)
    assert answer == (422, "deposit_not_overdrawn", ["backing"])


def test_what_is_drawn_in_another_currency_is_counted_by_way_of_dong(desk):
    case = a_case(desk, reported=OPENED)
    deposit = a_deposit(desk, case=case, amount=vnd("5000000"))
    a_rate(desk, rate=Decimal(800))

    line = a_cost(
        desk,
        case=case,
        category="fare_home",
        payer="relative_deposit",
        backing=deposit,
        amount=thb("1000.50"),
    )

    assert line.drawn == 800400


def test_in_an_emergency_an_advance_stands_on_a_signed_undertaking_up_to_its_amount(desk):
    case = a_case(desk, reported=OPENED)
    row = an_undertaking(desk, case=case, amount=vnd("9000000"))
    fare = {"case": case, "category": "hospital", "payer": "fund_advance", "backing": row}

    a_cost(desk, amount=vnd("9000000"), **fare)

    answer = refused_fields(a_cost, desk, amount=vnd("1"), **fare)
    assert answer == (422, "undertaking_not_overdrawn", ["backing"])


def test_relatives_pay_by_a_deposit_not_by_an_undertaking(desk):
    case = a_case(desk, reported=OPENED)
    row = an_undertaking(desk, case=case)

    answer = refused_fields(
        a_cost, desk, case=case, category="fare_home", payer="relative_deposit", backing=row
    )

    assert answer == (422, "costline_backed", ["backing"])


def test_who_pays_from_elsewhere_names_no_deposit(desk):
    case = a_case(desk, reported=OPENED)

    answer = refused_fields(a_cost, desk, case=case, backing=a_deposit(desk, case=case))

    assert answer == (422, "no_backing_needed", ["backing"])


def test_a_deposit_of_another_case_does_not_back_it(desk):
    other = a_deposit(desk)

    answer = refused_fields(a_cost, desk, category="fare_home", payer="fund_advance", backing=other)

    assert answer == (422, "backing_gone", ["backing"])


def test_nothing_is_advanced_on_a_released_undertaking(desk):
    case = a_case(desk, reported=OPENED)
    row = an_undertaking(desk, case=case)
    with eyes(head()) as chief:
        release_undertaking(chief, fresh(row), ground="hardship")

    answer = refused_fields(
        a_cost, desk, case=case, category="fare_home", payer="fund_advance", backing=row
    )

    assert answer == (422, "backing_gone", ["backing"])


def test_a_correction_voids_the_line_and_names_it_in_the_new_one(desk):
    line = a_cost(desk, amount=vnd("450000"))

    new = correct_cost(desk, line, reason="Typed wrongly.", changes={"amount": vnd("540000")})

    old = fresh(line)
    assert (old.state, old.void_reason, old.voided_at) == (
        "voided",
        "Typed wrongly.",
        new.recorded_at,
    )
    assert (new.amount, new.purpose, new.replaces_id) == (540000, line.purpose, line.pk)


def test_a_correction_of_words_keeps_the_rate(desk):
    wrong = a_rate(desk, rate=Decimal(812))
    line = a_cost(desk, amount=thb("10"))
    a_rate(desk, day=date(2025, 11, 19), rate=Decimal(700))

    new = correct_cost(desk, line, reason="Words.", changes={"purpose": "Calls home."})

    assert (new.rate, new.rate_on, wrong.rate) == (812, SPENT, 812)


def test_a_correction_gives_back_what_the_line_took(desk):
    case = a_case(desk, reported=OPENED)
    deposit = a_deposit(desk, case=case, amount=vnd("5000000"))
    line = a_cost(
        desk,
        case=case,
        category="fare_home",
        payer="fund_advance",
        backing=deposit,
        amount=vnd("4000000"),
    )

    new = correct_cost(desk, line, reason="Dearer.", changes={"amount": vnd("5000000")})

    assert new.drawn == 5000000


def test_a_corrected_payer_that_draws_on_nothing_lets_the_deposit_go(desk):
    case = a_case(desk, reported=OPENED)
    deposit = a_deposit(desk, case=case)
    line = a_cost(desk, case=case, category="fare_home", payer="fund_advance", backing=deposit)

    new = correct_cost(desk, line, reason="The state pays.", changes={"payer": "state"})

    assert (new.deposit_id, new.drawn, new.repaid_by_rule) == (None, None, False)
    assert void_deposit(desk, fresh(deposit), reason="Given back.").voided_at is not None


def test_a_voided_line_is_not_voided_again(desk):
    line = void_cost(desk, a_cost(desk), reason="Wrong case.")

    assert refused_fields(void_cost, desk, fresh(line), reason="x")[:2] == (409, "voided_already")


def test_a_deposit_on_which_something_is_drawn_is_not_voided(desk):
    case = a_case(desk, reported=OPENED)
    deposit = a_deposit(desk, case=case)
    a_cost(desk, case=case, category="fare_home", payer="fund_advance", backing=deposit)

    assert refused_fields(void_deposit, desk, fresh(deposit), reason="x")[:2] == (
        409,
        "deposit_drawn",
    )


def test_a_deposit_is_returned_in_its_own_currency_and_never_beyond_what_is_left(desk):
    deposit = a_deposit(desk, amount=vnd("5000000"))
    said = {"paid_on": SPENT, "words": "Invented uncle"}

    return_deposit(desk, fresh(deposit), amount=vnd("4000000"), **said)

    more = refused_fields(return_deposit, desk, fresh(deposit), amount=vnd("1000001"), **said)
    other = refused_fields(return_deposit, desk, fresh(deposit), amount=thb("10"), **said)
    assert more == (422, "deposit_not_overdrawn", ["amount"])
    assert other == (422, "other_currency", ["amount"])


def test_whoever_reads_no_money_records_none(desk):
    case = a_case(desk, reported=OPENED)
    with eyes(PostingFactory(role="field_officer").actor()) as border:
        answer = refused_fields(
            record_cost,
            border,
            fresh(case),
            category="communications",
            payer="state",
            amount=Sum(Decimal(1), "VND"),
            spent_on=SPENT,
            purpose="x",
        )

    assert answer[:2] == (403, "not_allowed")


def test_the_day_is_that_of_the_mission(desk):
    # 20 November 17:30 UTC is the 21st in Bangkok already.
    with time_machine.travel("2025-11-20T17:30:00+00:00", tick=False):
        case = a_case(desk)
        assert a_cost(desk, case=case, spent_on=date(2025, 11, 21)).spent_on == date(2025, 11, 21)
