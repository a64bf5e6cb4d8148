"""Moving a case one stage on."""

import pytest

from cases.casework.operations import advance_case, hold_case
from cases.core.context import eyes
from tests.factories import officer
from tests.refusals import refusal_of, refused
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


def test_moves_one_stage_on():
    with eyes(officer()) as actor:
        case = a_case(actor)

        advance_case(actor, case)

        assert fresh(case).stage == "contacted"


def test_writes_a_row_from_one_account_to_the_next():
    with eyes(officer()) as actor:
        case = a_case(actor)

        advance_case(actor, case, note="Met at the shelter.")

        row = case.transitions.get(kind="advance")
        assert (row.from_stage, row.to_stage, row.reason) == (
            "reported",
            "contacted",
            "Met at the shelter.",
        )


def test_refuses_on_hold():
    with eyes(officer()) as actor:
        case = a_case(actor)
        hold_case(actor, case, reason="health")

        assert refused(advance_case, actor, fresh(case)) == (409, "on_hold")


def test_refuses_a_stale_version():
    with eyes(officer()) as actor:
        case = a_case(actor)
        advance_case(actor, fresh(case))

        refusal = refusal_of(advance_case, actor, case)

        assert refusal.extra == {"expected_version": 1, "current_version": 2}
