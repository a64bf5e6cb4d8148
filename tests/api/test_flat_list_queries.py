"""Lists of the ledgers take as many queries for fifty people as for one."""

from datetime import date

import pytest

from cases.casework.operations import record_crossing
from cases.core.context import eyes
from cases.core.facts import When
from tests.api.calls import token_of, with_token
from tests.api.files import full_case
from tests.database import made_for_the_file
from tests.factories import head, headquarters, officer
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


@pytest.fixture(scope="module")
def fifty(django_db_setup, django_db_blocker):
    with made_for_the_file(django_db_blocker, fifty_people):
        yield


@pytest.mark.parametrize("name", ["crossings", "transitions"])
@pytest.mark.parametrize("reader", [head, headquarters])
@pytest.mark.parametrize("limit", [1, 50])
def test_a_list_takes_twelve_queries(fifty, django_assert_max_num_queries, name, reader, limit):
    client = with_token(token_of(reader()))

    with django_assert_max_num_queries(12):
        answer = client.get(f"/api/v1/{name}/?limit={limit}")

    assert len(answer.json()["results"]) == limit
