"""How many queries a call may take, however many rows there are."""

import pytest

from cases.core.context import eyes
from tests.api.calls import token_of, with_token
from tests.api.files import full_case
from tests.factories import head, headquarters
from tests.register import a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def fifty():
    actor = head()
    full_case(actor)
    with eyes(actor):
        for _ in range(54):
            a_case(actor)
    return actor


def in_use(actor):
    """A client whose token was used within the minute, which is noted once in each."""
    client = with_token(token_of(actor))
    client.get("/api/v1/")
    return client


@pytest.mark.parametrize("address", ["cases/", "citizens/"])
@pytest.mark.parametrize("eyes_of", ["mission", "headquarters"])
def test_a_list_of_fifty_takes_twelve(fifty, django_assert_max_num_queries, address, eyes_of):
    client = with_token(token_of(fifty if eyes_of == "mission" else headquarters()))

    with django_assert_max_num_queries(12):
        answer = client.get(f"/api/v1/{address}")

    assert len(answer.json()["results"]) == 50


def test_a_deep_page_takes_no_more(fifty, django_assert_max_num_queries):
    client = with_token(token_of(fifty))
    following = client.get("/api/v1/cases/?limit=50").json()["next"]

    with django_assert_max_num_queries(12):
        answer = client.get(following)

    assert len(answer.json()["results"]) == 5


def test_a_case_takes_fifteen(django_assert_max_num_queries):
    actor = head()
    case = full_case(actor)
    client = in_use(actor)

    with django_assert_max_num_queries(15):
        assert client.get(f"/api/v1/cases/{case.reference}/").status_code == 200


def test_a_citizen_takes_fifteen(django_assert_max_num_queries):
    actor = head()
    case = full_case(actor)
    client = in_use(actor)

    with django_assert_max_num_queries(15):
        assert client.get(f"/api/v1/citizens/{case.citizen.uuid}/").status_code == 200
