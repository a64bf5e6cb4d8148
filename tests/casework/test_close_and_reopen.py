"""Closing and reopening."""

import pytest

from cases.casework.operations import advance_case, close_case, hold_case, reopen_case
from cases.core.context import eyes
from cases.core.errors import Refused
from tests.factories import officer
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


def test_closing_stores_the_outcome():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)

        close_case(actor, case, outcome="not_national")

        after = fresh(case)
        assert (after.stage, after.outcome) == ("closed", "not_national")


def test_refuses_to_close_a_case_on_hold():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)
        hold_case(actor, case, reason="health")

        with pytest.raises(Refused) as refusal:
            close_case(actor, fresh(case), outcome="declined")

        assert (refusal.value.status, refusal.value.code) == (409, "on_hold")


def test_refuses_to_close_twice():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)
        close_case(actor, case, outcome="declined")

        with pytest.raises(Refused) as refusal:
            close_case(actor, fresh(case), outcome="declined")

        assert refusal.value.status == 409


def test_reopening_goes_back_to_the_stage_before_closing():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)
        advance_case(actor, fresh(case))
        close_case(actor, fresh(case), outcome="lost_contact")

        reopen_case(actor, fresh(case), reason="She called.")

        after = fresh(case)
        assert (after.stage, after.outcome) == ("contacted", "")


def test_reopens_at_a_named_stage():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)
        close_case(actor, fresh(case), outcome="lost_contact")

        reopen_case(actor, fresh(case), reason="Found, papers in order.", stage="verified")

        assert fresh(case).stage == "verified"


def test_refuses_to_reopen_an_open_case():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)

        with pytest.raises(Refused) as refusal:
            reopen_case(actor, case, reason="x")

        assert refusal.value.status == 409
