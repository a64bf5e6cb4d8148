"""The board through the API, and what blocks a case on its row."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from cases.casework.models import Case
from cases.core.context import eyes
from tests.api.calls import caller
from tests.api.published import faults
from tests.database import kept_for_the_file
from tests.factories import AuthorityFactory, officer
from tests.overview.scattered import (
    NOW,
    is_due_today,
    is_overdue,
    limit_on,
    make_cases,
    missions,
    open_rows,
    scatter,
    what,
    who,
)

pytestmark = pytest.mark.django_db
BOARD = "/api/v1/board/"
CASES = "/api/v1/cases/"


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The same cases for all tests here; each finds them as they were made."""
    with kept_for_the_file(django_db_blocker):
        with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False):
            actors = missions()
            make_cases(actors)
            scatter(1, actors[2])
            connection.check_constraints()
        yield dict(zip(("bangkok", "yangon", "headquarters"), actors, strict=True))


@pytest.fixture
def world(made):
    with time_machine.travel(NOW, tick=False):
        yield made


@pytest.mark.parametrize(("name", "code"), [("bangkok", "BKK"), ("headquarters", "")])
def test_answers_the_totals_as_published(world, name, code):
    rows = open_rows(world["headquarters"], code)

    answer = caller(world[name]).get(BOARD)

    assert faults("board", answer) == []
    totals = answer.json()["totals"]
    assert (totals["open"], totals["overdue"], totals["due_today"]) == (
        len(rows),
        sum(map(is_overdue, rows)),
        sum(map(is_due_today, rows)),
    )


@pytest.mark.parametrize("name", ["bangkok", "headquarters"])
@pytest.mark.parametrize("table", ["by_blocker", "by_body"])
def test_each_line_leads_to_exactly_its_cases(world, name, table):
    client = caller(world[name])

    lines = client.get(BOARD).json()[table]

    found = [len(client.get(f"{line['cases_url']}&limit=200").json()["results"]) for line in lines]
    assert found == [line["cases"] for line in lines]
    assert len(lines) >= 5


def test_headquarters_chooses_a_mission_and_the_lists_keep_to_it(world):
    answer = caller(world["headquarters"]).get(BOARD, {"mission": "RGN"}).json()

    assert answer["mission"] == "RGN"
    assert answer["totals"]["open"] == 10
    assert all("mission=RGN" in line["cases_url"] for line in answer["by_body"])


def test_another_mission_counts_nothing(world):
    answer = caller(officer(code="PNH", country="KH")).get(BOARD).json()

    assert (answer["totals"]["open"], answer["by_blocker"]) == (0, [])


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"mission": "RGN"}, "headquarters_only"),
        ({"incident": "nowhere"}, "unknown"),
        ({"x": "1"}, "unknown_filter"),
        ({"incident": ["2025-11-fire", "2025-11-fire"]}, "given_twice"),
    ],
)
def test_refuses_a_choice_there_is_not(world, given, code):
    answer = caller(world["bangkok"]).get(BOARD, given)

    assert answer.status_code == 422
    assert [row["code"] for row in answer.json()["problems"]] == [code]


def test_a_row_says_what_blocks_as_it_is_now(world):
    rows = {row.reference: row for row in open_rows(world["headquarters"])}

    answer = caller(world["headquarters"]).get(CASES, {"limit": 200})

    assert faults("case_list", answer) == []
    said = {row["reference"]: row["blocker"] for row in answer.json()["results"]}
    for reference, row in rows.items():
        blocker = said[reference]
        if not row.blocker_kind and what(row)[0] == "":
            assert blocker is None
        else:
            names = ("kind", "procedure", "condition")
            assert tuple(blocker[name] or "" for name in names) == what(row)
            assert (blocker["body"] or "", blocker["authority"] or "") == who(row)


def one(world, **columns):
    with eyes(world["bangkok"]):
        case = open_rows(world["bangkok"])[0]
        Case.objects.filter(pk=case.pk).update(**columns)
    return case.reference


def test_a_detail_says_the_deadline_and_how_long_papers_hold(world):
    due = NOW + timedelta(days=2)
    reference = one(world, next_due_at=due, valid_until=NOW.date(), blocker_kind="advance")

    answer = caller(world["bangkok"]).get(f"{CASES}{reference}/")

    assert faults("case_detail", answer) == []
    said = answer.json()
    assert said["deadline"]["at"] == "2025-11-27T00:20:00+07:00"
    assert (said["valid_until"], said["blocker"]["kind"]) == ("2025-11-24", "expired")
    assert said["blocker"]["since"] == "2025-11-25"


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"due_before": "2025-11-26T17:21Z"}, True),
        ({"due_before": "2025-11-26T17:20Z"}, False),
        ({"due_after": "2025-11-26T17:20Z"}, True),
        ({"due_after": "2025-11-27T00:21+07:00"}, False),
        ({"due": "week"}, True),
        ({"due": "overdue"}, False),
    ],
)
def test_narrows_by_the_deadline(world, given, found):
    with eyes(world["headquarters"]):
        Case.objects.update(next_due_at=None)
    reference = one(world, next_due_at=NOW + timedelta(days=2))

    rows = caller(world["bangkok"]).get(CASES, given).json()["results"]

    assert [row["reference"] for row in rows] == ([reference] if found else [])


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"blocker": "x"}, "invalid_choice"),
        ({"body": "x"}, "invalid_choice"),
        ({"condition": "x"}, "invalid_choice"),
        ({"due": "x"}, "invalid_choice"),
        ({"procedure": "x"}, "unknown"),
        ({"authority": "\x00"}, "unknown"),
        ({"playbook": "x.1"}, "unknown"),
        ({"due_before": "2025-11-26"}, "bad_moment"),
        ({"due_after": "x"}, "bad_moment"),
        ({"due_after": "0001-01-01T00:00+14:00"}, "bad_moment"),
    ],
)
def test_refuses_a_value_a_filter_does_not_have(world, given, code):
    answer = caller(world["bangkok"]).get(CASES, given)

    assert answer.status_code == 422
    assert [row["code"] for row in answer.json()["problems"]] == [code]


def test_the_list_of_cases_asks_who_has_to_keep_the_next_deadline(world):
    with eyes(world["bangkok"]) as actor:
        rows = open_rows(actor)
        Case.objects.filter(pk=rows[0].pk).update(
            next_due_at=NOW.replace(day=20), next_due_limit_id=limit_on("mission")
        )
        rows = open_rows(actor)
    late = [row for row in rows if is_overdue(row) and row.next_due_limit.on_whom == "mission"]
    api = caller(world["bangkok"])

    asked = {"due": "overdue", "due_of": "mission", "limit": 200}
    answer = api.get(CASES, asked).json()
    lines = [one for one in api.get(BOARD).json()["by_body"] if one["body"] == "mission"]
    refused = api.get(CASES, {"due_of": "nobody"})

    assert {one["reference"] for one in answer["results"]} == {row.reference for row in late}
    assert sum(one["overdue"] for one in lines) == len(late) > 0
    assert refused.status_code == 422


def test_the_list_of_whose_deadline_names_nobody_as_the_page_does(world):
    with eyes(world["bangkok"]) as actor:
        row = open_rows(actor)[0]
        body = AuthorityFactory()
        Case.objects.filter(pk=row.pk).update(
            next_due_limit_id=limit_on("mission"),
            blocker_body="host_authority",
            blocker_authority=body,
            valid_until=None,
        )
    api = caller(world["bangkok"])

    asked = {"due_of": "mission", "authority": "none", "limit": 200}
    found = [
        row.reference in {one["reference"] for one in api.get(CASES, told).json()["results"]}
        for told in (asked, asked | {"body": "host_authority"}, {"authority": "none"})
    ]

    assert found == [True, False, False]
