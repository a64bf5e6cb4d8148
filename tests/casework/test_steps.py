"""Steps of a case: whose turn it is, asking, answers, results, refusals, waivers."""

from datetime import date

import pytest

from cases.casework.models import Clock, Inquiry, StepResult
from cases.casework.operations import (
    ask_step,
    complete_step,
    record_answer,
    redate_step,
    refuse_step,
    reopen_step,
    waive_step,
)
from cases.core.context import eyes
from cases.core.facts import When
from tests.casework.between import case_of
from tests.casework.playbooks import a_playbook, completed, statuses, step
from tests.factories import AuthorityFactory, head, officer
from tests.kept import once
from tests.refusals import refusal_now
from tests.register import fresh

pytestmark = pytest.mark.django_db


@once
def standing():
    a_playbook()
    return case_of(head(), reported=When(day=date(2025, 10, 22)))


def test_a_new_case_gets_the_steps_of_the_playbook_that_fits(actor, case):
    assert statuses(case) == {
        "contact": "open",
        "reply": "waiting",
        "removal": "open",
        "passport": "waiting",
        "deposit": "open",
    }


def test_a_step_opens_when_what_lies_before_it_is_done(actor, case):
    complete_step(actor, fresh(case), step=step(case, "contact"))

    assert statuses(case)["reply"] == "open"
    assert statuses(case)["passport"] == "waiting"


def test_asking_gives_the_ball_to_the_body_asked(actor, case):
    complete_step(actor, fresh(case), step=step(case, "contact"))
    department = AuthorityFactory(code="home-immigration", country="VN", kind="immigration")
    ask_step(actor, fresh(case), step=step(case, "reply"), asked_of=department, reference="VB02-1")

    inquiry = Inquiry.objects.get(case=case)
    assert statuses(case)["reply"] == "asked"
    assert (inquiry.body, inquiry.asked_of, inquiry.reference) == (
        "immigration_department",
        department,
        "VB02-1",
    )
    now = fresh(case)
    assert (now.blocker_kind, now.blocker_body, now.blocker_authority_id) == (
        "asked",
        "immigration_department",
        department.pk,
    )


def test_a_step_that_waits_cannot_be_asked_about(actor, case):
    refusal = refusal_now(ask_step, actor, case, step=step(case, "reply"))

    assert (refusal.status, refusal.code) == (409, "step_waits")


@pytest.mark.parametrize(
    ("act", "said", "code"),
    [
        (complete_step, {}, "step_waits"),
        (refuse_step, {"grounds": "None."}, "step_waits"),
        (record_answer, {"verdict": "done"}, "not_asked"),
        (reopen_step, {"reason": "Wrong."}, "unsettled"),
        (redate_step, {"settled": When(day=date(2025, 11, 3))}, "no_end"),
    ],
)
def test_nothing_but_a_waiver_is_recorded_on_a_step_that_waits(actor, case, act, said, code):
    refusal = refusal_now(act, actor, case, step=step(case, "reply"), **said)

    assert (refusal.status, refusal.code) == (409, code)


def test_nobody_is_asked_twice_before_the_answer(actor, case):
    complete_step(actor, fresh(case), step=step(case, "contact"))
    ask_step(actor, fresh(case), step=step(case, "reply"))

    refusal = refusal_now(ask_step, actor, case, step=step(case, "reply"))

    assert (refusal.status, refusal.code) == (409, "asked_already")


def test_our_own_step_needs_somebody_to_ask(actor, case):
    refusal = refusal_now(ask_step, actor, case, step=step(case, "contact"))

    assert (refusal.status, refusal.problems[0].field) == (422, "asked_of")


def test_an_answer_settles_the_step_and_opens_the_next(actor, case):
    complete_step(actor, fresh(case), step=step(case, "contact"))
    ask_step(actor, fresh(case), step=step(case, "reply"))
    record_answer(actor, fresh(case), step=step(case, "reply"), verdict="done", answer="Known.")

    assert (statuses(case)["reply"], statuses(case)["passport"]) == ("done", "open")
    assert Inquiry.objects.get(case=case).answer == "Known."


def test_an_answer_may_give_the_ball_back(actor, case):
    complete_step(actor, fresh(case), step=step(case, "contact"))
    ask_step(actor, fresh(case), step=step(case, "reply"))
    record_answer(actor, fresh(case), step=step(case, "reply"), verdict="ours")
    ask_step(actor, fresh(case), step=step(case, "reply"))

    assert statuses(case)["reply"] == "asked"
    assert Inquiry.objects.filter(case=case).count() == 2


def test_an_answer_before_its_question_is_refused(actor, case):
    complete_step(actor, fresh(case), step=step(case, "contact"))
    ask_step(actor, fresh(case), step=step(case, "reply"))

    refusal = refusal_now(
        record_answer,
        actor,
        case,
        step=step(case, "reply"),
        verdict="done",
        when=When(day=date(2025, 10, 1)),
    )

    assert (refusal.status, refusal.problems[0].field) == (422, "when")


def test_a_result_that_does_not_fit_its_schema_names_the_value(actor, case):
    completed(actor, case, "contact", "reply")

    refusal = refusal_now(
        complete_step, actor, case, step=step(case, "passport"), result={"expires_on": "soon"}
    )

    assert refusal.status == 422
    assert {problem.field for problem in refusal.problems} == {"result.serial", "result.expires_on"}
    assert StepResult.objects.filter(case=case, values__has_key="serial").count() == 0


def test_a_result_is_kept_with_its_expiry(actor, case):
    completed(actor, case, "contact", "reply")
    result = {"serial": "N0000001", "expires_on": "2026-10-01"}
    complete_step(actor, fresh(case), step=step(case, "passport"), result=result)

    assert step(case, "passport").expires_on == date(2026, 10, 1)
    assert StepResult.objects.get(step__code="passport").values == result


def test_a_reopened_step_keeps_its_former_result(actor, case):
    completed(actor, case, "contact", "reply")
    for serial in ("N0000001", "N0000002"):
        complete_step(actor, fresh(case), step=step(case, "passport"), result={"serial": serial})
        if serial == "N0000001":
            reopen_step(actor, fresh(case), step=step(case, "passport"), reason="Wrong name.")

    kept = StepResult.objects.filter(step__code="passport").order_by("pk")
    assert [row.values["serial"] for row in kept] == ["N0000001", "N0000002"]


def test_what_waits_for_a_reopened_step_waits_again(actor, case):
    completed(actor, case, "contact", "reply")
    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="Reply was for another man.")

    assert statuses(case)["passport"] == "waiting"


def test_a_refusal_blocks_the_case_with_its_grounds(actor, case):
    complete_step(actor, fresh(case), step=step(case, "contact"))
    refuse_step(actor, fresh(case), step=step(case, "reply"), grounds="Not in the data.")

    now = fresh(case)
    assert step(case, "reply").grounds == "Not in the data."
    assert (now.blocker_kind, now.blocker_procedure.code) == ("refused", "reply")


def test_a_waived_step_opens_what_waits_for_it(actor, case):
    waive_step(actor, fresh(case), step=step(case, "contact"), reason="Seen by the other mission.")

    assert statuses(case)["reply"] == "open"


def test_a_case_officer_cannot_waive(case):
    with eyes(officer()) as clerk:
        refusal = refusal_now(
            waive_step, clerk, case, step=step(case, "contact"), reason="Quicker."
        )

    assert refusal.status == 403


def test_a_settled_step_is_not_done_again(actor, case):
    complete_step(actor, fresh(case), step=step(case, "contact"))

    refusal = refusal_now(complete_step, actor, case, step=step(case, "contact"))

    assert (refusal.status, refusal.code) == (409, "step_settled")


def test_steps_without_limits_have_no_clocks(case):
    assert Clock.objects.filter(case=case).count() == 0
