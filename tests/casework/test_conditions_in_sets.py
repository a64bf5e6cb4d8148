"""What conditions look at beside case and person is read once for all cases, and stays theirs."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.casework.models import Step
from cases.casework.progress import load, refresh
from cases.citizens.models import ContactPoint, Relative
from cases.core.conditions import CONDITIONS
from cases.core.facts import ledger_moment
from tests.casework.playbooks import a_playbook
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

TODAY = date(2026, 1, 10)


def met(name, cases):
    """Return for each case whether a condition holds, all asked together."""
    files = load([fresh(case) for case in cases])
    return [file.known.is_met(CONDITIONS[name], file.case, TODAY) for file in files]


def add_number(case, **more):
    ContactPoint.objects.create(
        citizen=case.citizen, kind="phone", value="+66 2", recorded_at=ledger_moment([]), **more
    )


def test_a_number_of_her_own_or_of_a_relative_is_a_way_to_reach_her(desk):
    own, gone, kin, silent, nobody = (a_case(desk) for _number in range(5))
    moment = ledger_moment([])
    add_number(own)
    add_number(gone, withdrawn_at=moment)
    said = {"relation": "mother", "recorded_at": moment}
    Relative.objects.create(citizen=kin.citizen, full_name="A", phone="+84 1", **said)
    Relative.objects.create(citizen=silent.citizen, full_name="B", **said)

    found = met("has_contact_way", [own, gone, kin, silent, nobody])

    assert found == [True, False, True, False, False]


def test_what_was_got_lasts_until_the_day_of_the_journey(desk):
    a_playbook()
    lasting, short, undone = (a_case(desk) for _number in range(3))
    steps = Step.objects.filter(code="passport")
    for case, status, days in ((lasting, "done", 0), (short, "done", -1), (undone, "waiting", -9)):
        opened = dict.fromkeys(("opened_from", "opened_at"), ledger_moment([]))
        day = TODAY + timedelta(days=days)
        steps.filter(case=case).update(status=status, expires_on=day, **opened)

    assert met("documents_last", [lasting, short, undone]) == [True, False, True]


def test_a_playbook_fits_where_the_person_is(desk):
    a_playbook(countries=["", "TH"])
    here, there, free = (a_case(desk) for _number in range(3))
    type(here.citizen).objects.filter(pk=there.citizen_id).update(now_country="LA")
    type(here).objects.filter(pk=free.pk).update(playbook=None)

    assert met("playbook_fits_place", [here, there, free]) == [True, False, True]


def test_many_are_asked_by_one_query_and_anew_when_something_was_written(desk):
    a_playbook(gates={}, conditions={"verified": ("has_contact_way",)})
    cases = [a_case(desk) for _number in range(4)]
    files = load([fresh(case) for case in cases])
    asked = CONDITIONS["has_contact_way"]

    with CaptureQueriesContext(connection) as seen:
        before = [file.known.is_met(asked, file.case, TODAY) for file in files]
    add_number(cases[0])
    refresh([file.case for file in files], ledger_moment([]), files)

    assert (before, len(seen)) == ([False] * 4, 1)
    assert [fresh(case).blocker_condition for case in cases] == ["", *["has_contact_way"] * 3]
