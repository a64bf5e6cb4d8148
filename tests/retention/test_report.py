"""The report says who is due, and only an approved one is carried out."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.casework.operations import close_case
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.partial import PartialDate
from cases.retention import carrying
from cases.retention.models import RetentionItem, RetentionRun
from cases.retention.operations.approving import approve_retention
from cases.retention.operations.holds import place_legal_hold
from cases.retention.reporting import make_report
from tests.api.calls import caller
from tests.factories import head, headquarters
from tests.jobs import run_jobs
from tests.refusals import refusal_of
from tests.register import a_case, a_citizen, fresh
from tests.web.session import logged_in
from tests.world_retention import lead

pytestmark = pytest.mark.django_db

TODAY = datetime.now(UTC).date()
MUCH_LATER = TODAY + timedelta(days=366 * 30)


def closed(**values):
    with eyes(head()) as actor:
        person = a_citizen(actor, **values)
        return close_case(actor, a_case(actor, person), outcome="own_means")


def lines(run):
    with eyes(SYSTEM):
        rows = RetentionItem.objects.filter(run=run)
        return {row.reference: (row.rule, row.state, row.held_by) for row in rows}


def approved(run, who=None):
    """Approve a report; one that looks ahead is made one of today first."""
    with eyes(SYSTEM):
        RetentionRun.objects.filter(pk=run.pk).update(as_of=TODAY - timedelta(days=1))
    who = who or lead()
    with eyes(who):
        return approve_retention(who, fresh(run), people=fresh(run).total)


def told(*arguments):
    out = StringIO()
    call_command("retention", *arguments, stdout=out)
    return out.getvalue()


def test_nobody_is_due_before_the_term_is_over():
    closed()

    assert lines(make_report()) == {}


def test_who_is_due_is_named_by_rule_and_who_is_held_back_with_the_reason():
    due, held = closed(), closed()
    child = closed(birth=PartialDate(date(2015, 4, 12), "day"))
    with eyes(head()) as actor:
        opened = a_case(actor)
        waiting = a_citizen(actor)
        place_legal_hold(actor, fresh(held.citizen), reason="Proceedings.")

    found = lines(make_report(MUCH_LATER))

    assert found == {
        due.reference: ("otherwise", "due", ""),
        held.reference: ("otherwise", "held", "legal_hold"),
        child.reference: ("child", "held", "review"),
        str(waiting.uuid): ("never-matched", "due", ""),
    }
    assert opened.reference not in found


def test_what_will_be_due_within_ninety_days_is_told():
    case = closed()

    run = make_report(date(TODAY.year + 5, TODAY.month, 1) - timedelta(days=20))

    assert lines(run) == {case.reference: ("otherwise", "soon", "")}


def test_a_report_changes_nothing_and_prints_what_would_be():
    case = closed()

    text = told("--as-of", MUCH_LATER.isoformat())

    assert "1 people are due" in text
    assert case.reference in text
    with eyes(SYSTEM):
        assert fresh(case.citizen).anonymised_at is None


def test_nothing_is_carried_out_before_it_was_approved():
    closed()
    make_report(MUCH_LATER)

    with pytest.raises(CommandError, match="approved"):
        told("--apply")


def test_a_report_that_looks_ahead_is_not_approved():
    closed()
    run = make_report(MUCH_LATER)
    with eyes(lead()) as who:
        assert refusal_of(approve_retention, who, fresh(run), people=1).code == "report_ahead"


def test_approving_asks_for_the_number_of_people():
    closed()
    run = make_report()
    with eyes(lead()) as who:
        assert refusal_of(approve_retention, who, fresh(run), people=7).code == "number_differs"


def test_an_approved_report_is_carried_out_by_the_machine():
    case = closed()
    run = make_report(MUCH_LATER)
    client, there = caller(lead()), f"/api/v1/retention-runs/{run.uuid}/"
    ready = client.get(there).json()["progress"]
    approved(run)
    begun = client.get(there).json()["progress"]

    run_jobs()

    assert ready == {"state": "done", "done": 1, "total": 1, "unit": "people"}
    assert begun == ready | {"state": "running", "done": 0}
    assert client.get(there).json()["progress"] == ready
    with eyes(SYSTEM):
        assert fresh(case.citizen).anonymised_at is not None
        assert fresh(run).finished_at is not None
    assert lines(run) == {case.reference: ("otherwise", "done", "")}


def test_a_person_at_whom_the_system_fails_is_held_back_and_the_others_are_anonymised(monkeypatch):
    broken, others = closed(), [closed(), closed()]
    real = carrying.anonymise_citizen

    def fails(by, citizen, **said):
        if citizen.pk == broken.citizen_id:
            raise ZeroDivisionError
        return real(by, citizen, **said)

    monkeypatch.setattr(carrying, "anonymise_citizen", fails)
    run = make_report(MUCH_LATER)
    approved(run)

    assert set(run_jobs()) == {"done"}

    found = {reference: line[1:] for reference, line in lines(run).items()}
    assert found.pop(broken.reference) == ("held", "review")
    assert found == {case.reference: ("done", "") for case in others}
    with eyes(SYSTEM):
        assert fresh(run).finished_at


def test_whoever_came_under_a_hold_meanwhile_is_left_out():
    case, other = closed(), closed()
    run = make_report(MUCH_LATER)
    approved(run)
    with eyes(head()) as actor:
        place_legal_hold(actor, fresh(case.citizen), reason="Proceedings.")

    assert "1 anonymised, 1 held back, 0 left out." in told("--apply")
    assert lines(run)[other.reference][1] == "done"
    with eyes(SYSTEM):
        assert fresh(case.citizen).anonymised_at is None


def test_the_page_shows_rules_and_report_to_headquarters_alone():
    case = closed()
    make_report(MUCH_LATER)

    page = logged_in(headquarters()).get("/retention/")
    refused = logged_in(head()).get("/retention/")

    assert page.status_code == 200
    assert case.reference in page.text
    assert "Not confirmed" in page.text
    assert refused.status_code == 403
