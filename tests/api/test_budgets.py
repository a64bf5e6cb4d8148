"""How many queries a call may take, however many rows there are."""

import logging
import re

import pytest

from cases.core.api import RowsView
from cases.core.registry import DECLARED
from tests.api.budgets import FORMS, READS, kept, measured, over
from tests.api.calls import token_of, with_token
from tests.api.files import full_case
from tests.api.published import description
from tests.api.reads import addresses, readers, reading_views
from tests.factories import head

pytestmark = pytest.mark.django_db
END_OF_DAY = b"59.999999"
"""How a bare day is kept; outside it is a day."""


def in_use(actor):
    """A client whose token was used within the minute, which is noted once in each."""
    client = with_token(token_of(actor))
    client.get("/api/v1/")
    return client


def test_a_case_takes_fifteen(django_assert_max_num_queries):
    actor = head()
    case = full_case(actor)
    client = in_use(actor)

    with django_assert_max_num_queries(15):
        assert client.get(f"/api/v1/cases/{case.reference}/").status_code == 200


def test_a_citizen_takes_twenty_where_she_may_be_held_and_forgotten(
    django_assert_max_num_queries,
):
    actor = head()
    case = full_case(actor)
    client = in_use(actor)

    with django_assert_max_num_queries(20):
        assert client.get(f"/api/v1/citizens/{case.citizen.uuid}/").status_code == 200


def name_of(address):
    """Return what the call is named in the description."""
    for path, methods in description()["paths"].items():
        pattern = re.sub(r"{\w+}", "[^/]+", path)
        if "get" in methods and re.fullmatch(pattern, address.partition("?")[0]):
            return methods["get"]["operationId"]
    raise KeyError(address)


def queries_of(client, address, view):
    """Return how many queries a read takes; as many for one row as for all of a list."""
    few = {"limit": 1} if issubclass(view, RowsView) else {}
    with measured() as first:
        answer = client.get(address, few)
    if answer.status_code != 200:
        return None
    with measured() as second:
        whole = client.get(address)
    assert END_OF_DAY not in whole.content, address
    if few and len(whole.json()["results"]) > 1:
        assert len(second) <= len(first), (address, len(first), len(second))
    return len(second)


@pytest.mark.slow
def test_every_read_keeps_to_its_budget():
    logging.disable(logging.CRITICAL)
    ground, clients = readers()
    found, missed = {}, set()
    for route, view in reading_views():
        asked = (
            (address, queries_of(client, address, view))
            for address in addresses(route, ground, clients)
            for client in clients
        )
        answered = next(((address, count) for address, count in asked if count), None)
        if answered is None:
            missed.add(route)
        else:
            found[name_of(answered[0])] = answered[1]
    logging.disable(logging.NOTSET)

    assert missed == set()
    assert over(READS, found) == {}
    assert set(found) == set(kept()[READS])


def test_every_form_of_an_act_has_a_budget():
    assert set(kept()[FORMS]) == set(DECLARED)
