"""Closing and reopening."""

import pytest
from django.utils import timezone

from cases.casework.ledger import standing_rows
from cases.casework.operations import (
    advance_case,
    close_case,
    correct_transition,
    hold_case,
    record_fact,
    reopen_case,
)
from cases.core.context import eyes
from cases.core.facts import When
from tests.casework.linking import ledgers_hold
from tests.factories import officer
from tests.refusals import refusal_of, refused
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


def test_closing_stores_the_outcome():
    with eyes(officer()) as actor:
        case = a_case(actor)

        close_case(actor, case, outcome="not_national")

        after = fresh(case)
        assert (after.stage, after.outcome) == ("closed", "not_national")


def test_refuses_to_close_a_case_on_hold():
    with eyes(officer()) as actor:
        case = a_case(actor)
        hold_case(actor, case, reason="health")

        assert refused(close_case, actor, fresh(case), outcome="declined") == (409, "on_hold")


def test_refuses_to_close_twice():
    with eyes(officer()) as actor:
        case = a_case(actor)
        close_case(actor, case, outcome="declined")

        assert refusal_of(close_case, actor, fresh(case), outcome="declined").status == 409


def test_reopening_goes_back_to_the_stage_before_closing():
    with eyes(officer()) as actor:
        case = a_case(actor)
        advance_case(actor, fresh(case))
        close_case(actor, fresh(case), outcome="lost_contact")

        reopen_case(actor, fresh(case), reason="She called.")

        after = fresh(case)
        assert (after.stage, after.outcome) == ("contacted", "")


def test_a_death_learnt_after_closing_does_not_change_where_reopening_leads():
    with eyes(officer()) as actor:
        case = a_case(actor)
        advance_case(actor, fresh(case))
        close_case(actor, fresh(case), outcome="lost_contact")
        said = {
            "when": When.at(timezone.now()),
            "source": "relative",
            "reason": "Her sister wrote.",
        }
        record_fact(actor, fresh(case), stage="closed", outcome="died", **said)

        reopen_case(actor, fresh(case), reason="Somebody else died.", whereabouts="wrong")

        assert fresh(case).stage == "contacted"


def test_reopens_at_a_named_stage():
    with eyes(officer()) as actor:
        case = a_case(actor)
        close_case(actor, fresh(case), outcome="lost_contact")

        reopen_case(actor, fresh(case), reason="Found, papers in order.", stage="verified")

        assert fresh(case).stage == "verified"


@pytest.mark.parametrize(("named", "leads_to"), [("", "verified"), ("contacted", "contacted")])
def test_a_stage_of_before_the_closing_that_is_told_late_says_where_reopening_led(named, leads_to):
    with eyes(officer()) as actor:
        case = a_case(actor)
        advance_case(actor, fresh(case))
        before_closing = timezone.now()
        close_case(actor, fresh(case), outcome="declined")
        reopen_case(actor, fresh(case), reason="She called.", stage=named)
        said = {"source": "host_authority", "reason": "Their letter."}

        record_fact(actor, fresh(case), stage="verified", when=When.at(before_closing), **said)

        assert fresh(case).stage == leads_to
        assert ledgers_hold()


def test_a_corrected_reopening_names_its_stage():
    with eyes(officer()) as actor:
        case = a_case(actor)
        close_case(actor, case, outcome="declined")
        reopen_case(actor, fresh(case), reason="She called.")
        row = standing_rows(fresh(case))[-1]

        changes = {"stage": "verified"}
        correct_transition(actor, fresh(case), transition=row, reason="-", changes=changes)

        assert fresh(case).stage == "verified"


def test_a_stage_within_a_time_when_the_case_was_closed_is_refused_though_it_was_reopened():
    with eyes(officer()) as actor:
        case = a_case(actor)
        close_case(actor, case, outcome="declined")
        meanwhile = When.at(timezone.now())
        reopen_case(actor, fresh(case), reason="She called.")
        said = {"source": "mission", "reason": "-", "stage": "contacted"}

        refusal = refusal_of(record_fact, actor, fresh(case), when=meanwhile, **said)
        record_fact(actor, fresh(case), when=When.at(timezone.now()), **said)

        assert (refusal.status, refusal.code) == (422, "closed_by_then")


def test_refuses_to_reopen_an_open_case():
    with eyes(officer()) as actor:
        case = a_case(actor)

        assert refusal_of(reopen_case, actor, case, reason="x").status == 409
