"""Holding and resuming."""

import pytest

from cases.casework.operations import close_case, hold_case, resume_case
from cases.core.context import eyes
from cases.core.errors import Refused
from tests.factories import officer
from tests.refusals import refusal_of, refused
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


def test_holding_keeps_the_stage():
    with eyes(officer()) as actor:
        case = a_case(actor)

        hold_case(actor, case, reason="awaiting_host", note="Court date not known.")

        after = fresh(case)
        assert (after.stage, after.held, after.hold_reason) == ("reported", True, "awaiting_host")


def test_resuming_clears_the_hold():
    with eyes(officer()) as actor:
        case = a_case(actor)
        hold_case(actor, case, reason="health")

        resume_case(actor, fresh(case))

        after = fresh(case)
        assert (after.held, after.hold_reason) == (False, "")


def test_refuses_to_hold_twice_and_to_resume_what_runs():
    with eyes(officer()) as actor:
        case = a_case(actor)
        with pytest.raises(Refused, match="not on hold"):
            resume_case(actor, case)
        hold_case(actor, case, reason="health")

        assert refusal_of(hold_case, actor, fresh(case), reason="health").status == 409


def test_refuses_to_hold_a_closed_case():
    with eyes(officer()) as actor:
        case = a_case(actor)
        close_case(actor, case, outcome="died")

        assert refused(hold_case, actor, fresh(case), reason="health") == (409, "closed")
