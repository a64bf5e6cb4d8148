"""The pages of following up, and its addresses of the API."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.citizens.operations import set_safe_contact
from cases.core.context import eyes
from tests.factories import headquarters, officer
from tests.register import a_case, fresh
from tests.web.session import logged_in
from tests.world_follow_up import OPENED, came_home, left_again

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date()


def test_the_list_costs_the_same_for_one_check_and_for_many(worker, check):
    client = logged_in(worker)
    client.get("/follow-up/")
    with CaptureQueriesContext(connection) as one:
        client.get("/follow-up/")
    with eyes(worker):
        for _number in range(3):
            came_home(worker)

    with CaptureQueriesContext(connection) as many:
        page = client.get("/follow-up/")

    assert len(page.context["lines"]) == 8
    assert len(many) == len(one) <= 12


def test_what_is_due_is_shown_and_what_comes_later_by_a_filter(worker):
    home = came_home(worker, a_case(worker, reported=OPENED), on=TODAY - timedelta(days=40))
    client = logged_in(worker)

    due = client.get("/follow-up/").context["lines"]
    planned = client.get("/follow-up/?state=planned").context["lines"]

    found = [[line["case"] for line in lines].count(home.reference) for lines in (due, planned)]
    assert found == [1, 2]


def test_another_mission_sees_none_and_headquarters_all(worker, check):
    name = check.case.reference

    foreign = logged_in(officer(yangon=True)).get("/follow-up/")
    central = logged_in(headquarters()).get("/follow-up/")

    assert foreign.context["lines"] == []
    assert name in {line["case"] for line in central.context["lines"]}


def test_the_rules_of_safe_contact_stand_before_the_call(worker, check):
    set_safe_contact(worker, fresh(check.case.citizen), pretext="A cousin", never="No men call.")

    text = logged_in(worker).get(check.act_url("record")).content.decode()

    assert text.index("A cousin") < text.index("How the person is")


def test_a_check_is_recorded_on_its_page_and_told_on_that_of_the_case(worker, check):
    case = check.case.get_absolute_url()
    client = logged_in(worker)

    answer = client.post(
        check.act_url("record"),
        {
            "done_on": "2025-11-20",
            "channel": "phone",
            "condition": "in_need",
            "wants_support": "yes",
            "words": "Debts at home.",
            "_version": check.version,
        },
    )
    page = client.get(case).content.decode()

    assert answer.status_code == 302
    assert "The last check found: Needs support." in page
    assert "Open a new case of this person" in page
    assert "Debts at home." in page


def test_the_api_narrows_cases_to_people_who_came_home_before(worker):
    pair = left_again(worker)
    later = pair.case.reference
    client = logged_in(worker)

    before = client.get("/api/v1/cases/?came_home_before=true").json()["results"]
    others = client.get("/api/v1/cases/?came_home_before=false").json()["results"]

    assert [row["reference"] for row in before] == [later]
    assert later not in {row["reference"] for row in others}


def test_headquarters_counts_them_on_the_page_of_the_incident(worker):
    pair = left_again(worker)
    incident = pair.case.incident.code

    page = logged_in(headquarters()).get(f"/incidents/{incident}/").content.decode()

    assert "Came home before: 1" in page
