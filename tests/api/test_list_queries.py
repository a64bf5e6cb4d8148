"""Lists take as many queries for fifty people as for one."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.casework.operations import record_crossing
from cases.core.context import eyes
from cases.core.facts import When
from tests.api.calls import token_of, with_token
from tests.api.files import full_case
from tests.factories import head, headquarters, officer
from tests.kept import once
from tests.register import a_case, a_citizen

pytestmark = pytest.mark.django_db


def fifty_people():
    actor = officer()
    full_case(head())
    with eyes(actor):
        for number in range(52):
            case = a_case(actor, a_citizen(actor, full_name=f"Lê Thử {number}"))
            when = When(day=date(2025, 10, 22))
            way = {"from_country": "MM", "to_country": "TH", "source": "citizen"}
            record_crossing(actor, case, when=when, **way)


fifty = once(fifty_people)


@pytest.mark.parametrize("name", ["cases", "citizens", "crossings", "transitions"])
@pytest.mark.parametrize("reader", [head, headquarters])
@pytest.mark.parametrize("limit", [1, 50])
def test_a_list_takes_twelve_queries(fifty, django_assert_max_num_queries, name, reader, limit):
    client = with_token(token_of(reader()))

    with django_assert_max_num_queries(12):
        answer = client.get(f"/api/v1/{name}/?limit={limit}")

    assert len(answer.json()["results"]) == limit


def test_a_deep_page_takes_no_more(fifty, django_assert_max_num_queries):
    client = with_token(token_of(head()))
    first = client.get("/api/v1/cases/").json()

    with django_assert_max_num_queries(12):
        answer = client.get(first["next"])

    assert [len(page["results"]) for page in (first, answer.json())] == [50, 3]


def outermost(sql):
    """A statement without what stands in brackets."""
    while sql != (sql := re.sub(r"\([^()]*\)", "", sql)):
        pass
    return sql


def test_the_list_of_people_begins_with_those_in_sight(fifty):
    """The planner orders four tables (`core.context.JOINED_AS_WRITTEN`): the people, who sees them,
    and two names. With a fifth it walked through all people of the register for a small mission.
    """
    client = with_token(token_of(head()))

    with CaptureQueriesContext(connection) as sent:
        client.get("/api/v1/citizens/")

    found = [outermost(query["sql"]) for query in sent if "citizensight" in query["sql"]]
    lists = [sql for sql in found if 'FROM "cases_citizen"' in sql and " LIMIT " in sql]
    assert [sql.count(" JOIN ") for sql in lists] == [2]
