"""Gates: advancing says what is missing and with whom; facts are never denied."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.casework.models import Transition
from cases.casework.operations import (
    advance_case,
    ask_step,
    close_case,
    complete_step,
    plan_journey,
    record_fact,
    waive_step,
)
from cases.casework.progress.asking import refusal_of as closed_gate
from cases.casework.progress.file import load
from cases.casework.states import next_stage
from cases.core.facts import When
from tests.casework.playbooks import a_limit, a_procedure, opened, step
from tests.factories import AuthorityFactory
from tests.refusals import refusal_now
from tests.register import fresh

pytestmark = pytest.mark.django_db


def done(actor, case, *codes, **arguments):
    for code in codes:
        complete_step(actor, fresh(case), step=step(case, code), **arguments)


def test_an_ungated_stage_is_entered_freely(actor):
    case = opened(actor)

    assert advance_case(actor, fresh(case)).stage == "contacted"


def test_a_closed_gate_says_what_is_missing_and_with_whom(actor):
    case = opened(actor)
    advance_case(actor, fresh(case))
    done(actor, case, "contact")
    department = AuthorityFactory(
        code="home", name="Home Immigration", country="VN", kind="immigration"
    )
    ask_step(
        actor,
        fresh(case),
        step=step(case, "reply"),
        asked_of=department,
        when=When(day=date(2025, 11, 3)),
    )

    refusal = refusal_now(advance_case, actor, case)

    assert (refusal.status, refusal.code) == (422, "gate_closed")
    (problem,) = refusal.problems
    assert "Procedure reply: Home Immigration was asked (" in str(problem.message)
    assert "3 Nov 2025" in str(problem.message)
    assert fresh(case).stage == "contacted"


def test_the_calendar_is_read_once_however_many_limits_are_told(actor, django_assert_num_queries):
    a_limit(a_procedure("contact"))
    case = opened(actor)
    advance_case(actor, fresh(case))
    (file,) = load([fresh(case)])
    now = timezone.now()
    missing = file.missing(next_stage(file.case.stage), now)

    with django_assert_num_queries(1):
        refusal = closed_gate(file, missing * 3, now)

    assert [str(row.message).count("Limit of contact") for row in refusal.problems] == [1] * 3


def test_a_step_that_waits_is_told_by_what_it_waits_for(actor):
    case = opened(actor)
    advance_case(actor, fresh(case))

    refusal = refusal_now(advance_case, actor, case)

    assert [row["step"] for row in refusal.extra["missing"]] == ["contact"]


def test_an_open_gate_lets_the_case_on(actor):
    case = opened(actor)
    advance_case(actor, fresh(case))
    done(actor, case, "contact", "reply")

    assert advance_case(actor, fresh(case)).stage == "verified"


def test_a_waived_step_opens_the_gate(actor):
    case = opened(actor)
    advance_case(actor, fresh(case))
    done(actor, case, "contact")
    waive_step(actor, fresh(case), step=step(case, "reply"), reason="Known since 2023.")

    assert advance_case(actor, fresh(case)).stage == "verified"


def test_a_condition_that_does_not_hold_closes_the_gate(actor):
    case = opened(actor, gates={}, conditions={"verified": ("whereabouts_known",)})
    advance_case(actor, fresh(case))

    refusal = refusal_now(advance_case, actor, case)

    assert [str(row.message) for row in refusal.problems] == [
        "Nobody has said in which country the person is."
    ]


def test_a_fact_goes_past_a_gate_and_is_listed(actor):
    case = opened(actor)
    record_fact(
        actor,
        fresh(case),
        stage="departed",
        when=When(day=date(2025, 10, 30)),
        source="host_authority",
        reason="Put on a plane by the host state.",
    )

    row = Transition.objects.get(case=case, kind="fact")
    assert fresh(case).stage == "departed"
    assert row.gate_open == ["contact"]


def test_a_fact_that_passes_no_gate_is_not_listed(actor):
    case = opened(actor)
    record_fact(
        actor,
        fresh(case),
        stage="contacted",
        when=When(day=date(2025, 10, 30)),
        source="mission",
        reason="Met at the shelter.",
    )

    assert Transition.objects.get(case=case, kind="fact").gate_open == []


def passport_until(actor, case, days):
    last = timezone.now().date() + timedelta(days=days)
    result = {"serial": "N0000001", "expires_on": last.isoformat()}
    done(actor, case, "passport", result=result)
    return last


def test_a_paper_that_runs_out_before_the_journey_blocks_again(actor):
    case = opened(actor)
    done(actor, case, "contact", "reply")
    advance_case(actor, fresh(case))
    advance_case(actor, fresh(case))
    last = passport_until(actor, case, 30)
    assert fresh(case).blocker_kind == "advance"

    plan_journey(actor, fresh(case), journey_on=last + timedelta(days=1))

    now = fresh(case)
    refusal = refusal_now(advance_case, actor, case)
    assert (now.blocker_kind, now.blocker_procedure.code) == ("expired", "passport")
    assert now.valid_until == last
    assert refusal.extra["missing"][0]["kind"] == "expired"


def test_a_paper_that_lasts_until_the_journey_does_not_block(actor):
    case = opened(actor)
    done(actor, case, "contact", "reply")
    advance_case(actor, fresh(case))
    advance_case(actor, fresh(case))
    last = passport_until(actor, case, 30)
    plan_journey(actor, fresh(case), journey_on=last)

    assert advance_case(actor, fresh(case)).stage == "ready"


def test_a_journey_is_not_planned_for_a_day_that_has_passed(actor):
    case = opened(actor)

    refusal = refusal_now(plan_journey, actor, case, journey_on=date(2025, 1, 1))

    assert (refusal.status, refusal.problems[0].field) == (422, "journey_on")


def test_handing_over_needs_its_gate_and_losing_contact_does_not(actor):
    case = opened(actor, gates={"closed": ("contact",)})

    refusal = refusal_now(close_case, actor, case, outcome="handed_over")
    closed = close_case(actor, fresh(case), outcome="lost_contact")

    assert (refusal.code, closed.stage) == ("gate_closed", "closed")
