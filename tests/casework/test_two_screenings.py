"""The screening of the host state and our own stay apart: neither changes what the other says."""

import pytest
from django.utils import timezone

from cases.casework.models import Clock, Inquiry, SealedPart, Step, StepResult
from cases.casework.operations import (
    ask_step,
    complete_step,
    record_answer,
    refuse_step,
    reopen_step,
    waive_step,
)
from cases.casework.progress.asking import check_gate
from cases.casework.progress.file import load
from tests.casework.between import case_of
from tests.casework.playbooks import a_limit, a_playbook, a_procedure, step
from tests.factories import head
from tests.kept import once
from tests.refusals import refusal_of
from tests.register import fresh

pytestmark = pytest.mark.django_db

HOST, OWN = "host-screening", "own-screening"
BOTH = ((HOST, OWN), (OWN, HOST))
SCREENINGS = (
    (HOST, "protection", "host_authority", ()),
    (OWN, "protection", "mission", ()),
    ("referral", "protection", "mission", ()),
)
# The same name in both, so that nothing but the step tells them apart.
FINDING = [
    {"name": "finding", "kind": "text", "label": "Finding", "required": True, "max_length": 40},
    {"name": "decided_on", "kind": "day", "label": "Decided on"},
]


@once
def standing():
    """Return a case with both screenings under way, our own one needed before it is ready."""
    for code in (HOST, OWN):
        a_procedure(code, track="protection", restricted="protection", result_fields=FINDING)
    a_playbook(steps=SCREENINGS, gates={"verified": (OWN,)})
    return case_of(head())


def done(actor, case, code, finding, **also):
    result = {"finding": finding, **also}
    complete_step(actor, fresh(case), step=step(case, code), result=result)


def all_of(case, code):
    """Return every column of a step, its results and its questions."""
    row = step(case, code)
    return [
        list(query.values())
        for query in (
            Step.objects.filter(pk=row.pk),
            StepResult.objects.filter(step=row).order_by("pk"),
            Inquiry.objects.filter(step=row).order_by("pk"),
        )
    ]


def completed(actor, case, code):
    done(actor, case, code, "signs")


def asked_and_answered(actor, case, code):
    ask_step(actor, fresh(case), step=step(case, code), whom="host_authority")
    result = {"finding": "signs"}
    record_answer(actor, fresh(case), step=step(case, code), verdict="done", result=result)


def refused(actor, case, code):
    refuse_step(actor, fresh(case), step=step(case, code), grounds="Not seen.")


def waived(actor, case, code):
    waive_step(actor, fresh(case), step=step(case, code), reason="Gone home.")


def reopened(actor, case, code):
    completed(actor, case, code)
    reopen_step(actor, fresh(case), step=step(case, code), reason="A new witness.")


@pytest.mark.parametrize("act", [completed, asked_and_answered, refused, waived, reopened])
@pytest.mark.parametrize(("one", "other"), BOTH)
def test_work_on_one_leaves_the_other_untouched(actor, case, act, one, other):
    done(actor, case, other, "no signs")
    before = all_of(case, other)

    act(actor, case, one)

    assert all_of(case, other) == before


@pytest.mark.parametrize(("one", "other"), BOTH)
def test_work_on_one_settles_nothing_of_the_other(actor, case, one, other):
    before = all_of(case, other)

    completed(actor, case, one)

    assert all_of(case, other) == before
    assert step(case, other).status == "open"


def test_each_keeps_what_it_found(actor, case):
    done(actor, case, HOST, "no signs")
    done(actor, case, OWN, "signs")

    (file,) = load([fresh(case)])
    found = {
        row.code: SealedPart.objects.get(pk=file.results[row.pk].sealed_id).content["values"][
            "finding"
        ]
        for row in file.steps[:2]
    }
    assert found == {HOST: "no signs", OWN: "signs"}


def test_a_gate_that_asks_for_ours_is_not_opened_by_the_other(actor, case):
    done(actor, case, HOST, "no signs")

    refusal = refusal_of(check_gate, fresh(case), "verified", timezone.now())
    assert [item["step"] for item in refusal.extra["missing"]] == [OWN]
    done(actor, case, OWN, "signs")
    assert check_gate(fresh(case), "verified", timezone.now())


@pytest.mark.parametrize("starts", ["done", "result"])
def test_a_limit_that_starts_with_ours_is_not_started_by_the_other(actor, case, starts):
    field = {"start_field": "decided_on"} if starts == "result" else {}
    a_limit(a_procedure("referral"), starts=starts, start_procedure=OWN, **field)
    done(actor, case, HOST, "signs", decided_on="2025-11-03")
    before = Clock.objects.get(case=case).state
    done(actor, case, OWN, "signs", decided_on="2025-11-04")

    assert before == "waiting"
    assert Clock.objects.get(case=case).state == "running"
