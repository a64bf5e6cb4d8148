"""A report is asked for by a button, made in the background, and read when it is ready."""

import pytest

from cases.core.context import eyes
from cases.retention import reporting
from cases.retention.models import RetentionRun
from cases.retention.operations.approving import approve_retention
from cases.retention.operations.asking import ask_retention_report
from cases.retention.queries import progress_on
from tests.api.calls import caller
from tests.factories import head, headquarters
from tests.jobs import run_jobs
from tests.refusals import refusal_of
from tests.register import a_citizen, fresh
from tests.web.session import logged_in
from tests.world_retention import lead

pytestmark = pytest.mark.django_db


def asked(who):
    with eyes(who):
        return ask_retention_report(who)


def test_an_asked_report_is_made_some_people_at_a_time_and_says_how_far_it_is(monkeypatch):
    monkeypatch.setattr(reporting, "LOOKED_AT", 2)
    with eyes(head()) as actor:
        for _nth in range(3):
            a_citizen(actor)
    who = lead()
    run = asked(who)

    with eyes(who):
        before = progress_on(who, fresh(run))
    with eyes(reporting.SYSTEM):
        reporting.make_some(fresh(run), 0)
    with eyes(who):
        under_way = progress_on(who, fresh(run))
    run_jobs()

    with eyes(who):
        made = fresh(run)
        assert before == {"state": "running", "done": 0, "total": 0, "unit": "people"}
        assert (under_way["done"], under_way["total"]) == (2, 3)
        assert made.ready_at is not None
        assert made.people == 3
        assert progress_on(who, made) == before | {"state": "done", "done": 3, "total": 3}


def test_one_report_is_made_at_a_time_and_none_is_approved_before_it_is_ready():
    who = lead()
    run = asked(who)

    with eyes(who):
        assert refusal_of(ask_retention_report, who).code == "report_being_made"
        refused = refusal_of(approve_retention, who, fresh(run), people=0)
        assert refused.code == "report_being_made"


def test_the_page_has_the_button_then_how_far_it_is_then_the_result():
    client = logged_in(headquarters())
    page = client.get("/retention/").text

    client.post("/retention-runs/ask/", {"_key": "one"})
    running = client.get("/retention/").text
    run_jobs()
    ready = client.get("/retention/").text

    assert 'href="/retention-runs/ask/"' in page
    assert "<progress" in running
    assert 'href="/retention-runs/ask/"' not in running
    assert "<progress" not in ready
    assert "People due" in ready


def test_the_api_answers_with_the_address_at_which_progress_is_told():
    client = caller(headquarters())

    answer = client.post("/api/v1/retention-runs/ask/", {}, content_type="application/json")

    assert answer.status_code == 202
    run_jobs()
    with eyes(reporting.SYSTEM):
        run = RetentionRun.objects.get()
    told = client.get(f"/api/v1/retention-runs/{run.uuid}/").json()
    assert told["ready_at"] is not None
    assert told["asked_by"]
