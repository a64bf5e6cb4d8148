"""Undertakings: in writing, signed, repaid, released."""

from datetime import date
from decimal import Decimal

import pytest

from cases.money.models import Repayment
from cases.money.operations import (
    record_deposit,
    record_repayment,
    record_undertaking,
    void_repayment,
    void_undertaking,
)
from cases.money.queries import owed_on
from tests.files.kept import attached
from tests.letters.written import a_letter, a_ready_case, with_estimate
from tests.refusals import refused, refused_fields
from tests.register import a_case, fresh
from tests.world_money import OPENED, a_deposit, an_undertaking, thb, vnd

pytestmark = pytest.mark.django_db


def said(desk, **more):
    case = a_case(desk, reported=OPENED)
    paper = attached(desk, case)
    words = {"signer": "person", "amount": vnd("9000000"), "signed_on": date(2025, 11, 19)}
    return fresh(case), words | {"paper": paper} | more


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"signed_on": None}, "undertaking_not_signed", "signed_on"),
        ({"signed_on": date(2999, 1, 1)}, "in_future", "signed_on"),
        ({"paper": None}, "undertaking_has_paper", "paper"),
        ({"due_on": date(2025, 11, 18)}, "undertaking_due_after_signed", "due_on"),
        ({"signer": "relative"}, "signer_needed", "relative"),
        ({"signer_words": "Invented uncle"}, "signer_is_person", "signer_words"),
        ({"amount": vnd("0")}, "amount_not_positive", "amount"),
        ({"amount": thb("10")}, "no_rate", "currency"),
    ],
)
def test_an_undertaking_is_refused_with_field_and_rule(desk, more, code, field):
    case, words = said(desk, **more)

    assert refused_fields(record_undertaking, desk, case, **words) == (422, code, [field])


def test_a_letter_counts_with_the_number_of_the_signed_original(desk):
    case = with_estimate(desk, a_ready_case(desk))
    letter = a_letter(desk, case, "undertaking")
    words = {
        "signer": "person",
        "amount": vnd("9000000"),
        "signed_on": date(2025, 11, 19),
        "paper": letter,
    }

    without = refused_fields(record_undertaking, desk, fresh(case), **words)
    row = record_undertaking(desk, fresh(case), paper_number="LT 7/2025", **words)

    assert without == (422, "paper_number_needed", ["paper_number"])
    assert (row.letter_id, row.attachment_id) == (letter.pk, None)


def test_it_is_open_partly_repaid_overdue_and_repaid(desk):
    row = an_undertaking(desk, due_on=date(2025, 12, 1))

    def state(today=date(2025, 11, 30)):
        now = fresh(row)
        return now.state(now.amount - owed_on(desk, now), today)

    assert state() == "open"
    record_repayment(desk, fresh(row), amount=vnd("4000000"), paid_on=date(2025, 11, 25))
    assert state() == "partly"
    assert state(date(2025, 12, 2)) == "overdue"
    record_repayment(desk, fresh(row), amount=vnd("5000000"), paid_on=date(2025, 11, 26))
    assert state(date(2025, 12, 2)) == "repaid"


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"amount": vnd("9000001")}, "undertaking_not_overpaid", "amount"),
        ({"amount": thb("10")}, "other_currency", "amount"),
        ({"paid_on": date(2025, 11, 18)}, "before_signature", "paid_on"),
    ],
)
def test_a_repayment_is_refused_with_field_and_rule(desk, more, code, field):
    words = {"amount": vnd("1000"), "paid_on": date(2025, 11, 25)} | more

    answer = refused_fields(record_repayment, desk, fresh(an_undertaking(desk)), **words)

    assert answer == (422, code, [field])


def test_a_repayment_written_down_by_mistake_is_owed_again(desk):
    row = an_undertaking(desk)
    record_repayment(desk, fresh(row), amount=vnd("4000000"), paid_on=date(2025, 11, 25))

    void_repayment(desk, fresh(Repayment.objects.get()), reason="Twice.")

    assert owed_on(desk, fresh(row)) == Decimal(9000000)


def test_an_undertaking_on_which_something_stands_is_not_voided(desk):
    row = an_undertaking(desk)
    record_repayment(desk, fresh(row), amount=vnd("4000000"), paid_on=date(2025, 11, 25))

    assert refused(void_undertaking, desk, fresh(row), reason="x") == (409, "undertaking_drawn")


def test_a_deposit_says_who_paid_it_and_has_its_receipt_once(desk):
    case = a_case(desk, reported=OPENED)
    a_deposit(desk, receipt="PT 4/2025")
    words = {"amount": vnd("1000"), "received_on": date(2025, 11, 18), "held_by": "fund"}

    nobody = refused_fields(record_deposit, desk, case, **words)
    twice = refused_fields(
        record_deposit, desk, case, payer_words="Invented aunt", receipt="PT 4/2025", **words
    )

    assert nobody == (422, "payer_needed", ["payer_words"])
    assert twice[:2] == (422, "deposit_receipt_once")


def test_the_step_that_the_case_does_not_have_is_not_settled(desk):
    assert refused(a_deposit, desk, settles_step=True) == (409, "no_step_to_settle")
