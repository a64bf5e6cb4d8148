"""Whoever has worked on a step does not waive it: another head, or a lead at headquarters."""

import pytest
from django.db import IntegrityError, transaction

from cases.casework.operations import (
    ask_step,
    complete_step,
    record_answer,
    refuse_step,
    reopen_step,
    waive_step,
)
from cases.core.context import eyes
from cases.missions.models import Authority
from tests.casework.between import case_of
from tests.casework.playbooks import a_playbook, step
from tests.factories import AuthorityFactory, MissionFactory, PostingFactory, head, officer
from tests.kept import once
from tests.refusals import refusal_of
from tests.register import fresh
from tests.statements import executed

pytestmark = pytest.mark.django_db


@once
def standing():
    a_playbook(
        steps=(
            ("contact", "identity", "mission", ()),
            ("reply", "identity", "immigration_department", ()),
        ),
        gates={},
    )
    AuthorityFactory(code="vn-mps-immigration", name="Immigration Department", country="VN")
    return case_of(head())


def asked(actor, case):
    whom = Authority.objects.get(code="vn-mps-immigration")
    ask_step(actor, fresh(case), step=step(case, "reply"), asked_of=whom)


def answered(actor, case):
    asked(actor, case)
    record_answer(actor, fresh(case), step=step(case, "reply"), verdict="ours", answer="More.")


def refused(actor, case):
    refuse_step(actor, fresh(case), step=step(case, "reply"), grounds="No.")


def done_and_reopened(actor, case):
    complete_step(actor, fresh(case), step=step(case, "reply"))
    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="Wrong name.")


WORK = (asked, answered, refused, done_and_reopened)


def waive(actor, case):
    return waive_step(actor, fresh(case), step=step(case, "reply"), reason="The court decided.")


def by_statement(case):
    executed(
        "update cases_step set status = 'waived', grounds = 'x', opened_at = now() "
        "where case_id = %s and code = 'reply'",
        [case.pk],
    )


@pytest.mark.parametrize("work", WORK)
def test_who_has_worked_on_a_step_does_not_waive_it_and_is_told_who_can(chief, case, work):
    with eyes(chief):
        work(chief, case)
        refusal = refusal_of(waive, chief, case)

    assert (refusal.status, refusal.code) == (403, "step_waived_by_another")
    assert "lead at headquarters" in str(refusal)


@pytest.mark.parametrize("work", WORK)
def test_the_database_holds_the_same(chief, case, work):
    with eyes(chief):
        work(chief, case)
        with pytest.raises(IntegrityError, match="who worked on it"), transaction.atomic():
            by_statement(case)


@pytest.mark.parametrize("work", WORK)
def test_the_head_waives_what_an_officer_has_worked_on(chief, case, work):
    with eyes(officer()) as colleague:
        work(colleague, case)
    with eyes(chief):
        waive(chief, case)

        assert step(case, "reply").status == "waived"


def test_a_lead_at_headquarters_waives_where_the_only_head_did_the_work(chief, case):
    place = MissionFactory(headquarters=True)
    lead = PostingFactory(role="headquarters_lead", mission=place).actor()
    with eyes(chief):
        asked(chief, case)
    with eyes(lead):
        waive(lead, case)

        assert (step(case, "reply").status, step(case, "reply").status_by_id) == (
            "waived",
            lead.staff_id,
        )


def test_work_on_another_step_hinders_nothing(chief, case):
    with eyes(chief):
        complete_step(chief, fresh(case), step=step(case, "contact"))
        waive(chief, case)
        by = step(case, "reply").status_by_id

    assert by == chief.staff_id
