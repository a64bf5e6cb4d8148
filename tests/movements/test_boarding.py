"""A departure reads the head count at boarding: it proposes, and asks once where the two differ."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.core.facts import When
from cases.movements.models import SeatChange
from cases.movements.musters.boarding import boarding_count, next_leg, to_leave
from cases.movements.musters.operations import mark_people, open_muster
from tests.factories import PostingFactory
from tests.movements.counted import sent
from tests.movements.travelled import arrived, came_back, leg
from tests.refusals import refusal_of
from tests.register import fresh
from tests.web.session import log_in
from tests.world_movements import departed

pytestmark = pytest.mark.django_db


def counted(actor, movement, *marks, number=1, point="boarding", text=""):
    """Count people at a leg: pairs of a case and a mark."""
    muster = open_muster(actor, fresh(movement), point=point, leg=leg(movement, number))
    rows = [sent(case, mark, f"{text}{muster.uuid}{case.reference}") for case, mark in marks]
    mark_people(actor, muster, marks=rows)
    return muster


def asked(actor, movement, **more):
    refusal = refusal_of(departed, actor, movement, **more)
    assert (refusal.status, refusal.code) == (422, "head_count_differs")
    assert {row.field for row in refusal.problems} == {"count_overruled"}
    return [str(row.message) for row in refusal.problems]


@pytest.mark.parametrize("last", ["present", "unknown"])
def test_whom_the_count_did_not_find_is_proposed(desk, movement, cases, last):
    counted(desk, movement, *zip(cases, ("absent", "refused", last), strict=True))

    found = cases[:2] if last == "present" else cases
    assert to_leave(desk, leg(movement, 1)) == [case.reference for case in found]


def test_it_is_asked_who_departs_though_absent_and_nothing_is_written(desk, movement, cases):
    counted(desk, movement, (cases[0], "absent"), (cases[1], "present"))

    (said,) = asked(desk, movement)

    assert cases[0].reference in said
    assert "Absent" in said
    assert fresh(cases[1]).stage == "ready"
    assert leg(movement, 1).departed_at is None


def test_it_is_asked_who_is_left_behind_though_present(desk, movement, cases):
    counted(desk, movement, (cases[0], "present"))

    (said,) = asked(desk, movement, left_behind=[cases[0]])

    assert cases[0].reference in said
    assert "present" in said


def test_it_is_asked_where_two_officers_differ(desk, movement, cases):
    muster = counted(desk, movement, (cases[0], "present"))
    other = PostingFactory(mission_id=desk.mission_id, staff__username="other.officer").actor()
    with eyes(other):
        mark_people(other, muster, marks=[sent(cases[0], "absent", "another")])

    (said,) = asked(desk, movement)

    assert "two officers differ" in said


def test_said_once_it_departs_as_named(desk, movement, cases):
    counted(desk, movement, (cases[0], "absent"), (cases[1], "present"))

    departed(desk, movement, left_behind=[cases[1]], count_overruled=True)

    assert [fresh(case).stage for case in cases] == ["departed", "ready", "departed"]


def test_as_proposed_nothing_is_asked_and_it_is_written_why(desk, movement, cases):
    counted(desk, movement, (cases[0], "absent"), (cases[1], "refused"), (cases[2], "present"))

    departed(desk, movement, left_behind=cases[:2])

    acts = SeatChange.objects.filter(act="left_behind").order_by("case_id")
    assert [row.reason for row in acts] == [
        "Was not there at the departure.",
        "Refused to come along.",
    ]


def test_who_was_not_marked_and_other_points_ask_nothing(desk, movement, cases):
    counted(desk, movement, (cases[0], "absent"), point="assembly")
    counted(desk, movement)

    departed(desk, movement)

    assert {fresh(case).stage for case in cases} == {"departed"}


def test_the_last_count_of_the_leg_counts_and_of_no_other_leg(desk, movement, cases):
    counted(desk, movement, (cases[0], "absent"), text="first")
    last = counted(desk, movement, (cases[0], "present"), text="last")
    flight = counted(desk, movement, (cases[1], "absent"), number=2)

    assert boarding_count(desk, leg(movement, 1)).muster == last
    assert boarding_count(desk, leg(movement, 2)).muster == flight
    assert to_leave(desk, leg(movement, 1)) == []
    assert to_leave(desk, leg(movement, 2)) == [cases[1].reference]


def test_a_count_of_before_the_leg_came_back_says_nothing(desk, movement, cases):
    counted(desk, movement, (cases[0], "absent"))
    departed(desk, movement, left_behind=[cases[0]])
    back = When.at(leg(movement, 1).departed_at + timedelta(hours=1))
    came_back(desk, movement, 1, back)
    type(leg(movement, 1)).objects.filter(pk=leg(movement, 1).pk).update(
        turned_back_at=fresh(movement).musters.get().opened_at + timedelta(seconds=1)
    )

    assert boarding_count(desk, leg(movement, 1)) is None


def test_the_next_leg_is_proposed_once_the_first_has_departed(desk, movement):
    departed(desk, movement)
    arrived(desk, movement, 1)

    assert next_leg(desk, movement).number == 2
    assert next_leg(desk, movement, "2").number == 2


def page_of(movement):
    return reverse("movement_operation", args=[movement.number, "depart"])


def typed(page, **more):
    context = page.context
    return {
        "_version": context["version"],
        "_key": context["key"],
        "_target": context["target_token"],
        "leg": "1",
        "when_day": "2025-11-04",
        "when_time": "21:10",
    } | more


def test_the_page_shows_who_is_missing_ticked_with_why_and_asks(client, desk, movement, cases):
    counted(desk, movement, (cases[0], "present"), (cases[1], "absent"))
    page = log_in(client, desk).get(page_of(movement), {"leg": 1})

    rows = {row["reference"]: row for row in page.context["people"]}
    assert {name for name, row in rows.items() if row["is_ticked"]} == {cases[1].reference}
    assert desk.name in rows[cases[1].reference]["why"]
    assert page.context["people"][0]["reference"] == cases[1].reference
    assert "1 of 3 present" in page.text
    assert "This is right, although" not in page.text
    unticked = client.post(page_of(movement), typed(page, left_behind=[]))
    assert unticked.status_code == 422
    assert "This is right, although the head count says otherwise" in unticked.text
    assert not any(row["is_ticked"] for row in unticked.context["people"])
    sure = client.post(page_of(movement), typed(unticked, left_behind=[], count_overruled="on"))
    assert sure.status_code == 302, sure.context["form"].errors
    with eyes(desk):
        assert fresh(cases[1]).stage == "departed"


def test_outside_and_in_the_admin_the_same_people_are_proposed(client, desk, movement, cases):
    counted(desk, movement, (cases[1], "absent"))
    log_in(client, desk)

    answer = client.get(f"/api/v1/movements/{movement.number}/depart/", {"leg": 1}).json()
    admin = client.get(
        reverse("admin:cases_movement_change", args=[movement.pk]).replace("change/", "act/depart/")
    )

    assert answer["input"]["properties"]["left_behind"]["default"] == [cases[1].reference]
    assert cases[1].reference in admin.text
