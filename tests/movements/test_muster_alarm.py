"""While somebody is missing: one notice for a head count, Today, the movement, the case, API."""

import pytest
from django.urls import reverse

from cases.core import present
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.movements.musters.telling import tell_of_missing
from cases.notices.models import Notice
from tests.api.calls import caller
from tests.factories import head
from tests.movements.counted import a_muster, marked, sent
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def alarm(chief, muster, expected):
    """A head count at which one of three is absent, of which the head was told."""
    with eyes(chief):
        marked(chief, muster, sent(expected[0], "present"), sent(expected[1], "absent"))
    tell()
    return chief, muster, expected


def tell():
    with eyes(SYSTEM):
        tell_of_missing(SYSTEM, present.now())


def notices(actor):
    with eyes(actor):
        return list(Notice.objects.filter(kind="people_missing"))


def test_the_head_is_told_once_and_not_for_each_tap(alarm):
    actor, muster, cases = alarm
    with eyes(actor):
        marked(actor, muster, sent(cases[2], "unknown"))
    tell()
    tell()

    (notice,) = notices(actor)
    assert notice.audience == "head"
    assert notice.params["people"] == "1"
    assert notice.reference == muster.movement.number


def test_nobody_is_told_while_nobody_is_missing():
    with eyes(head()) as actor:
        muster, cases = a_muster(actor, 1)
        marked(actor, muster, sent(cases[0], "present"))
    tell()

    assert notices(actor) == []


def test_today_says_how_many_are_missing_until_they_are_found(client, alarm):
    actor, muster, cases = alarm
    before = log_in(client, actor).get(reverse("home"))
    with eyes(actor):
        marked(actor, muster, sent(cases[1], "present"))
    after = client.get(reverse("home"))

    assert f"missing on {muster.movement.number}" in before.text
    assert f"missing on {muster.movement.number}" not in after.text


def test_the_page_of_the_movement_names_who_is_missing(client, alarm):
    actor, muster, cases = alarm
    shown = log_in(client, actor).get(reverse("movement", args=[muster.movement.number]))

    assert "1 person is missing" in shown.text
    assert cases[1].citizen.full_name in shown.text


def test_the_course_of_the_case_says_where_the_person_was_seen(client, alarm):
    actor, _muster, cases = alarm
    log_in(client, actor)

    shown = client.get(fresh_of(actor, cases[1]).get_absolute_url(), {"show": "musters"})

    assert "Head count, At the meeting place: Absent" in shown.text


def fresh_of(actor, case):
    with eyes(actor):
        return fresh(case)


def test_the_api_gives_people_counts_and_every_mark(alarm):
    actor, muster, cases = alarm
    reader = caller(actor)

    one = reader.get(f"/api/v1/musters/{muster.uuid}/").json()
    listed = reader.get("/api/v1/muster-marks/", {"muster": str(muster.uuid)}).json()

    assert one["counts"]["present"] == 1
    assert one["counts"]["missing"] == 1
    assert [row["is_missing"] for row in one["people"]] == [False, True, False]
    assert {row["case"] for row in listed["results"]} == {case.reference for case in cases[:2]}
