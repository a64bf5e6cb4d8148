"""The list of accounts: filters, pages of a hundred, and a number of queries that does not grow."""

import re
from html import unescape

import pytest
from axes.models import AccessAttempt
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.accounts.filters import StaffFilters
from cases.core.context import eyes
from tests.factories import MissionFactory, PostingFactory, StaffFactory, head

pytestmark = pytest.mark.django_db
NAME = re.compile(r'<span class="under">([a-z0-9.]+)</span>')


def staff(username, full_name="Nguyễn Mai", **more):
    made = StaffFactory(username=username, full_name=full_name, **more)
    made.set_password("a-long-password-1")
    made.save()
    return made


def shown(desk, **asks):
    """The user names on the page, in its order."""
    return NAME.findall(desk.get("/staff/", asks).text)


def test_a_name_is_found_without_marks_and_in_any_order(desk):
    staff("quan.ta", "Tạ Minh Quân")
    staff("hoa.le", "Lê Thị Hòa")

    assert shown(desk, q="quan ta") == ["quan.ta"]
    assert shown(desk, q="MINH") == ["quan.ta"]
    assert shown(desk, q="hoa.le") == ["hoa.le"]


def test_accounts_are_narrowed_by_mission_and_role(desk):
    yangon = MissionFactory(yangon=True)
    PostingFactory(staff=staff("a.one"), mission=yangon, role="case_officer")
    PostingFactory(staff=staff("b.two"), mission=yangon, role="field_officer")
    PostingFactory(
        staff=staff("c.three"), mission=yangon, starts_on="2024-01-01", ends_on="2024-12-31"
    )
    PostingFactory(staff=staff("d.four"), role="case_officer")

    assert shown(desk, mission=yangon.code) == ["a.one", "b.two"]
    assert shown(desk, mission=yangon.code, role="field_officer") == ["b.two"]


def test_accounts_are_narrowed_by_how_they_stand(desk):
    PostingFactory(staff=staff("a.open"))
    staff("b.closed", is_active=False)
    StaffFactory(username="c.invited", full_name="Nguyễn Mai", password="!")
    staff("d.locked")
    AccessAttempt.objects.create(
        username="d.locked",
        ip_address="10.0.0.1",
        user_agent="",
        failures_since_start=5,
        attempt_time=timezone.now(),
    )

    found = {
        state: shown(desk, q="nguyen mai", state=state)
        for state in ("open", "closed", "waiting", "locked", "no_role")
    }

    assert found == {
        "open": ["a.open", "d.locked"],
        "closed": ["b.closed"],
        "waiting": ["c.invited"],
        "locked": ["d.locked"],
        "no_role": ["c.invited", "d.locked"],
    }


def test_a_page_holds_a_hundred_and_the_filters_go_along(desk):
    for number in range(130):
        StaffFactory(username=f"many.{number:03}", full_name="Phan Đông")

    first = desk.get("/staff/", {"q": "phan dong"})
    links = [
        unescape(link) for link in re.findall(r'href="(/staff/\?[^"]+)" rel="next"', first.text)
    ]
    second = desk.get(links[0])

    assert len(NAME.findall(first.text)) == 100
    assert "1 to 100 of 130 accounts" in first.text
    assert links == ["/staff/?q=phan+dong&page=2"]
    assert NAME.findall(second.text) == [f"many.{number:03}" for number in range(100, 130)]
    assert 'rel="next"' not in second.text


def test_more_accounts_take_no_more_queries(desk):
    def queries():
        with CaptureQueriesContext(connection) as made:
            desk.get("/staff/")
        return len(made)

    PostingFactory(staff=staff("a.one"))
    desk.get("/staff/")
    few = queries()
    for number in range(120):
        PostingFactory(staff=StaffFactory(username=f"many.{number:03}"))

    assert queries() == few
    assert few <= 14


@pytest.mark.parametrize(
    "odd",
    [
        {"page": "x"},
        {"page": "999999999"},
        {"page": "0"},
        {"state": "gone"},
        {"role": "king"},
        {"mission": "ZZZ"},
        {"q": "\x00"},
    ],
)
def test_an_odd_address_breaks_nothing(desk, odd):
    assert desk.get("/staff/", odd).status_code == 200


def test_no_account_that_fits_is_said_with_the_way_back(desk):
    page = desk.get("/staff/", {"q": "nobody of that name"}).text

    assert "No account fits." in page
    assert 'href="/staff/">Show all accounts' in page


def test_whoever_sees_one_mission_is_offered_no_other():
    with eyes(head()) as actor:
        form = StaffFilters(actor, {})

    assert "mission" not in form.fields
