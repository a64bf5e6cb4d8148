"""Taking up again a step whose answer came by a list takes back all that the one act wrote."""

import pytest

from cases.casework.operations import advance_case, record_answer, reopen_step
from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.intake.lists.operations import accept_answers
from tests.casework.linking import ledgers_hold
from tests.casework.playbooks import step
from tests.factories import officer
from tests.intake.lists.replies import a_question_playbook, asked, reply
from tests.register import fresh

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]


def make_world():
    with eyes(officer()) as actor:
        a_question_playbook()
        an = asked(actor, "Zqan Văn An")
        advance_case(actor, fresh(an))
        return actor, an


@pytest.fixture
def actor(world):
    with eyes(world[0]) as actor:
        yield actor


def stage_after(actor, case):
    """Take the step up again; return the stage before, and stage and nationality after."""
    before = fresh(case).stage
    reopen_step(actor, fresh(case), step=step(case, "reply"), reason="They meant another person.")
    person = Citizen.objects.get(pk=case.citizen_id)
    assert ledgers_hold()
    return before, fresh(case).stage, person.nationality_status


def test_the_stage_to_which_the_same_act_moved_the_case_goes_back(actor, world):
    received = reply(actor, [world[1].reference, "", "", "", "yes"])
    accept_answers(actor, fresh(received))

    assert stage_after(actor, world[1]) == ("verified", "contacted", "declared")
    voided = fresh(world[1]).transitions.get(voided_at__isnull=False)
    assert (voided.to_stage, voided.void_reason) == ("verified", "They meant another person.")


def test_a_stage_that_was_reached_by_an_act_of_its_own_stays(actor, world):
    said = {"outcome": "confirmed", "replied_on": "2025-11-11"}
    case = world[1]
    record_answer(actor, fresh(case), step=step(case, "reply"), verdict="done", result=said)
    advance_case(actor, fresh(case))

    assert stage_after(actor, case) == ("verified", "verified", "declared")
