"""Lists: filters of an allow-list, and pages that begin behind a row."""

from urllib.parse import urlsplit

import pytest

from cases.casework.operations import assign_case, hold_case
from cases.core.context import eyes
from cases.missions.models import Staff
from tests.api.calls import caller
from tests.api.files import full_case, some_cases
from tests.api.pages import CASES, fault, numbers, rows, walk
from tests.factories import PlaceFactory, head, headquarters, officer
from tests.register import a_case

pytestmark = pytest.mark.django_db


def listed(answer):
    return [row["reference"] for row in rows(answer)]


def test_pages_follow_each_other_without_gap_or_repetition():
    actor = officer()
    made = some_cases(actor, 5)

    pages = numbers(walk(caller(actor), f"{CASES}?limit=2"))

    assert pages == [made[:2], made[2:4], made[4:]]


def test_pages_lead_back_to_the_first():
    actor = officer()
    made = some_cases(actor, 5)
    client = caller(actor)
    second = client.get(f"{CASES}?limit=2").json()["next"]
    third = client.get(second).json()["next"]

    pages = numbers(walk(client, third, "previous"))

    assert pages == [made[4:], made[2:4], made[:2]]


def test_a_page_keeps_its_filters_on_the_way():
    actor = officer()
    some_cases(actor, 3)

    following = caller(actor).get(CASES, {"limit": 1, "stage": "reported"}).json()["next"]

    assert "stage=reported" in urlsplit(following).query


@pytest.mark.parametrize("limit", ["0", "201", "-1", "x", "1.5", "９", "9" * 5000])
def test_refuses_a_limit_that_is_none(limit):
    assert fault(caller(officer()).get(CASES, {"limit": limit}))["code"] == "bad_limit"


@pytest.mark.parametrize("cursor", ["x", "W10:abc", "\x00", "é", "a" * 5000])
def test_refuses_a_cursor_that_is_not_ours(cursor):
    assert fault(caller(officer()).get(CASES, {"cursor": cursor}))["code"] == "bad_cursor"


def test_refuses_the_cursor_of_another_list():
    actor = officer()
    PlaceFactory()
    PlaceFactory(code="z-ford")
    client = caller(actor)
    following = client.get("/api/v1/places/?limit=1").json()["next"]

    answer = client.get(f"{CASES}?{urlsplit(following).query}")

    assert fault(answer)["code"] == "bad_cursor"


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"stage": "contacted"}, True),
        ({"stage": "ready"}, False),
        ({"held": "true"}, True),
        ({"held": "false"}, False),
        ({"assigned": "me"}, True),
        ({"assigned": "nobody"}, False),
        ({"incident": "2025-10-myawaddy"}, True),
        ({"country": "TH"}, True),
        ({"country": "MM"}, False),
    ],
)
def test_narrows_by_what_is_documented(narrowed, found):
    actor = head()
    case = full_case(actor)

    assert listed(caller(actor).get(CASES, narrowed)) == ([case.reference] if found else [])


def test_narrows_by_officer_and_person():
    actor = head()
    case = full_case(actor)
    with eyes(actor):
        a_case(actor)
    client = caller(actor)
    officer_name = Staff.objects.get(pk=actor.staff_id).username

    assert listed(client.get(CASES, {"assigned": officer_name})) == [case.reference]
    assert listed(client.get(CASES, {"citizen": str(case.citizen.uuid)})) == [case.reference]


def test_headquarters_narrows_by_mission():
    bangkok, yangon = officer(), officer(yangon=True)
    some_cases(bangkok, 1)
    (second,) = some_cases(yangon, 1)

    assert listed(caller(headquarters()).get(CASES, {"mission": "RGN"})) == [second]


def test_names_the_allowed_filters_when_one_is_not():
    found = fault(caller(officer()).get(CASES, {"name": "Nguyễn"}))

    assert (found["field"], found["code"]) == ("name", "unknown_filter")
    assert (
        "stage, held, incident, assigned, country, age, citizen, open, outcome_in_doubt, blocker"
        in found["message"]
    )
    assert "needs_legal_basis, came_home_before, order, fields, limit" in found["message"]


@pytest.mark.parametrize(
    "address", ["cases", "board", "plans", "welfare-checks", "directive-missions"]
)
def test_the_mission_filter_is_said_to_be_for_headquarters_only(address):
    found = fault(caller(officer()).get(f"/api/v1/{address}/", {"mission": "BKK"}))

    assert (found["field"], found["code"]) == ("mission", "headquarters_only")
    assert found["message"].startswith("This is for headquarters only. Allowed for you are: ")
    assert "incident" in found["message"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"stage": "lost"}, "invalid_choice"),
        ({"held": "1"}, "invalid_choice"),
        ({"incident": "nowhere"}, "unknown"),
        ({"incident": "\x00"}, "unknown"),
        ({"assigned": "nobody.such"}, "unknown"),
        ({"citizen": "not-an-id"}, "unknown"),
        ({"country": "ZZ"}, "invalid_choice"),
        ({"stage": ["ready", "arrived"]}, "given_twice"),
    ],
)
def test_refuses_a_value_a_filter_does_not_have(given, code):
    assert fault(caller(officer()).get(CASES, given))["code"] == code


def test_a_person_of_another_mission_is_no_filter():
    bangkok = officer()
    with eyes(bangkok):
        case = a_case(bangkok)
        assign_case(bangkok, case)

    answer = caller(officer(yangon=True)).get(CASES, {"citizen": str(case.citizen.uuid)})

    assert fault(answer)["code"] == "unknown"


def test_held_cases_are_found_among_others():
    actor = officer()
    some_cases(actor, 2)
    with eyes(actor):
        case = a_case(actor)
        hold_case(actor, case, reason="health")

    assert listed(caller(actor).get(CASES, {"held": "true"})) == [case.reference]
