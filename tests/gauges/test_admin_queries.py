"""Pages of the admin ask who may see what once, not once for each of their hundred tables."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import PostingFactory, administrator
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
LIMITS = {"/admin/": 14, "/admin/cases/posting/": 10, "/admin/cases/staff/": 10}


@pytest.mark.parametrize("address", LIMITS)
def test_the_pages_of_an_administrator_take_few_queries(address):
    client = log_in(Client(), administrator())
    for _number in range(5):
        PostingFactory()
    client.get(address)

    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200

    assert len(made) <= LIMITS[address]
