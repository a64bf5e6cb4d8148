"""Decisions that stand in results of steps, as the API lists them: read-only, behind the walls."""

import pytest

from cases.casework.models import Step
from cases.casework.operations import complete_step, reopen_step
from cases.casework.protection.queries import decided_in_steps
from cases.core.context import eyes
from tests.casework.playbooks import a_playbook, a_procedure
from tests.factories import PostingFactory, officer
from tests.register import a_case, fresh
from tests.web.session import logged_in
from tests.world_protection import a_decision

pytestmark = pytest.mark.django_db

OUTCOME = [
    {"name": "outcome", "kind": "text", "label": "Decision", "required": True, "max_length": 40}
]
STEPS = tuple(
    (code, "protection", "host_authority", ()) for code in ("host-screening", "own-screening")
)


@pytest.fixture
def case(actor):
    """A case with a screening by the host state, which decides, and one of ours, which does not."""
    for code in ("host-screening", "own-screening"):
        a_procedure(code, track="protection", restricted="protection", result_fields=OUTCOME)
    a_playbook(steps=STEPS, gates={})
    return a_case(actor)


def step(case, code="host-screening"):
    return Step.objects.get(case=case, code=code)


def done(actor, case, said, code="host-screening"):
    complete_step(actor, fresh(case), step=step(case, code), result={"outcome": said})


def asked(actor, case, method="get"):
    client = logged_in(actor)
    return getattr(client, method)(f"/api/v1/cases/{case.reference}/step-decisions/")


def test_a_result_that_decides_is_listed_with_its_side_and_its_source(actor, case):
    done(actor, case, "under_way")
    done(actor, case, "some signs", "own-screening")

    (row,) = asked(actor, case).json()["results"]

    assert (row["source"], row["side"], row["step"]) == ("step", "host", "host-screening")
    assert row["values"] == {"outcome": "under_way"}
    assert row["case"] == case.reference


def test_of_a_step_that_was_done_again_the_newest_result_counts(actor, case):
    done(actor, case, "under_way")
    reopen_step(actor, fresh(case), step=step(case), reason="A new hearing.")
    nothing = list(decided_in_steps(actor).filter(case=case))
    done(actor, case, "not_victim")

    (row,) = asked(actor, case).json()["results"]

    assert nothing == []
    assert row["values"] == {"outcome": "not_victim"}


def test_who_does_not_read_the_group_learns_of_no_decision(actor, case):
    done(actor, case, "under_way")
    with eyes(PostingFactory(role="api_client").actor()) as client:
        read = list(decided_in_steps(client).filter(case=case))
    theirs = asked(officer(yangon=True), case)

    assert read == []
    assert theirs.status_code == 404


def test_it_is_only_read(actor, case):
    assert asked(actor, case, "post").status_code == 405


def test_the_list_of_decisions_says_that_its_own_stand_by_themselves(actor, case):
    a_decision(actor, case=fresh(case))
    (row,) = logged_in(actor).get("/api/v1/protection-decisions/").json()["results"]

    assert row["source"] == "record"
