"""Two officers record the answers of one reply at the same time: each answer counts once."""

import pytest

from cases.casework.models import StepResult
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.intake.lists.operations import accept_answers
from cases.missions.models import Mission
from tests.core.test_parallel import at_once
from tests.factories import PostingFactory, officer
from tests.intake.lists.replies import a_question_playbook, asked, reply
from tests.register import fresh


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_once_one_records_the_answers():
    bangkok = officer()
    colleague = PostingFactory(mission=Mission.objects.get(pk=bangkok.mission_id)).actor()
    with eyes(bangkok):
        a_question_playbook()
        cases = [asked(bangkok, f"Zqtwo Thử {number}") for number in range(2)]
        received = fresh(reply(bangkok, *([case.reference, "", "", "", "yes"] for case in cases)))

    def accept(number):
        with eyes((bangkok, colleague)[number]) as actor:
            try:
                return accept_answers(actor, received) and "done"
            except Refused as refusal:
                return refusal.code

    assert sorted(at_once(2, accept)) == ["done", "stale_version"]
    with eyes(bangkok):
        assert StepResult.objects.filter(case__in=cases, step__code="reply").count() == 2
