"""A correction does not slip a move past the state table: it is refused, or listed for review."""

import pytest

from cases.casework.operations import advance_case, close_case, correct_transition, reopen_case
from tests.refusals import refusal_of
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


def moved(actor):
    """A case that was advanced, closed and reopened."""
    case = a_case(actor)
    advance_case(actor, case)
    close_case(actor, fresh(case), outcome="declined")
    reopen_case(actor, fresh(case), reason="She asked again.")
    return fresh(case)


def correct(actor, case, kind, **changes):
    row = case.transitions.standing().get(kind=kind)
    correct_transition(actor, case, transition=row, reason="As the list says.", changes=changes)
    return case.transitions.standing().get(kind=kind)


def test_a_reopening_is_not_corrected_into_a_closing(desk):
    case = moved(desk)

    refusal = refusal_of(correct, desk, case, "reopen", stage="closed", outcome="died")

    assert refusal.code == "reopened_closed"


@pytest.mark.parametrize("kind", ["open", "advance", "reopen"])
def test_an_entry_that_closes_nothing_takes_no_outcome(desk, kind):
    refusal = refusal_of(correct, desk, moved(desk), kind, outcome="died")

    assert (refusal.status, refusal.code) == (422, "outcome_fits")


@pytest.mark.parametrize("stage", ["departed", "reported"])
def test_a_move_that_the_table_does_not_have_is_listed_for_review(desk, stage):
    assert correct(desk, moved(desk), "advance", stage=stage).needs_review


def test_an_ordinary_correction_is_not(desk):
    assert not correct(desk, moved(desk), "close", outcome="lost_contact").needs_review
