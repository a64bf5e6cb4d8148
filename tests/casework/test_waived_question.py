"""A waiver is no answer: the question that is out is taken back, and nobody is judged by it."""

import pytest

from cases.casework.models import Clock, Inquiry
from cases.casework.operations import ask_step, waive_step
from cases.core.context import eyes
from cases.missions.queries import system_at
from tests.casework.clocks_world import DEPARTMENT, on, the
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, step
from tests.factories import AuthorityFactory, MissionFactory
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", ["04", "12"])
def test_a_waiver_is_no_answer_and_judges_nobody(day):
    reply = a_procedure("reply", body=DEPARTMENT)
    a_limit(reply, "answer", calendar="VN", starts="asked", stops="answered", on_whom=DEPARTMENT)
    a_limit(reply, "whole", calendar="VN", on_whom=DEPARTMENT)
    a_limit(reply, "own")
    a_playbook(gates={}, steps=(("reply", "identity", DEPARTMENT, ()),))
    whom = AuthorityFactory(kind="immigration", country="VN")
    with eyes(system_at(MissionFactory())) as mission:
        with on("03 09:00"):
            case = a_case(mission, reported=the(3))
            ask_step(mission, fresh(case), step=step(case, "reply"), asked_of=whom)
        with on(f"{day} 10:00"):
            waive_step(mission, fresh(case), step=step(case, "reply"), reason="Known.")

        assert Inquiry.objects.get(case=case).verdict == "taken"
        verdicts = Clock.objects.filter(case=case).values_list("verdict", "is_counted", "state")
        assert sorted(verdicts) == [("", False, "stopped")] * 2 + [("", False, "waiting")]
