"""A deposit or an undertaking completes its step in the same act, where it is to be done."""

from datetime import date

import pytest

from cases.casework.models import Step
from cases.core.context import eyes
from cases.money.forms.backing import RecordDeposit
from cases.money.models import Deposit
from cases.money.steps import step_to_settle
from tests.casework.playbooks import a_playbook, a_procedure
from tests.factories import officer
from tests.register import a_case, fresh
from tests.world_money import OPENED, a_deposit

pytestmark = pytest.mark.django_db
FIELDS = [
    {"name": "amount", "kind": "money", "label": "Amount", "required": True},
    {"name": "received_on", "kind": "day", "label": "Received on", "required": True},
    {"name": "receipt", "kind": "text", "label": "Receipt", "max_length": 60},
]


@pytest.fixture
def desk():
    a_procedure("deposit", track="funding", restricted="money", result_fields=FIELDS)
    a_playbook(steps=(("deposit", "funding", "family", ()),), gates={})
    with eyes(officer()) as actor:
        yield actor


def test_it_is_done_with_the_amount_of_the_deposit(desk):
    case = a_case(desk, reported=OPENED)

    a_deposit(desk, case=case, receipt="PT 4", settles_step=True)

    step = Step.objects.get(case=case)
    result = step.results.get()
    assert step.status == "done"
    assert result.values == {"received_on": "2025-11-18"}
    said = result.sealed.content["values"]["amount"]
    assert said == {"amount": "12000000.00", "currency": "VND"}
    assert step_to_settle(fresh(case), Deposit) is None


def test_the_tick_is_offered_only_while_the_step_is_to_be_done(desk):
    case = a_case(desk, reported=OPENED)

    before = RecordDeposit(desk, fresh(case)).fields["settles_step"].widget
    a_deposit(desk, case=case, settles_step=True)
    after = RecordDeposit(desk, fresh(case)).fields["settles_step"].widget

    assert (before.is_hidden, after.is_hidden) == (False, True)


def test_without_the_tick_the_step_stays(desk):
    case = a_case(desk, reported=OPENED)

    a_deposit(desk, case=case, received_on=date(2025, 11, 18))

    assert Step.objects.get(case=case).status == "open"
