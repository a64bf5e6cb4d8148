"""Moving a case one stage on."""

import pytest

from cases.casework.operations import advance_case, hold_case
from cases.core.context import eyes
from cases.core.errors import Refused
from tests.factories import officer
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


def test_moves_one_stage_on():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)

        advance_case(actor, case)

        assert fresh(case).stage == "contacted"


def test_writes_a_row_from_one_account_to_the_next():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)

        advance_case(actor, case, note="Met at the shelter.")

        row = case.transitions.get(kind="advance")
        assert (row.from_stage, row.to_stage, row.reason) == (
            "reported",
            "contacted",
            "Met at the shelter.",
        )


def test_refuses_on_hold():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)
        hold_case(actor, case, reason="health")

        with pytest.raises(Refused) as refusal:
            advance_case(actor, fresh(case))

        assert (refusal.value.status, refusal.value.code) == (409, "on_hold")


def test_refuses_a_stale_version():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)
        advance_case(actor, fresh(case))

        with pytest.raises(Refused) as refusal:
            advance_case(actor, case)

        assert refusal.value.extra == {"expected_version": 1, "current_version": 2}
