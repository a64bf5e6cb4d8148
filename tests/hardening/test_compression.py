"""Pages are compressed for whoever takes it; answers of the API keep their version."""

import gzip

import pytest

from cases.core.context import eyes
from tests.api.calls import caller
from tests.factories import officer
from tests.register import a_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
TAKES = {"Accept-Encoding": "gzip, deflate, br"}


def test_a_page_is_compressed_for_a_browser_that_takes_it(client):
    log_in(client, officer())

    plain = client.get("/cases/")
    small = client.get("/cases/", headers=TAKES)

    assert "Content-Encoding" not in plain
    assert small["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small["Vary"]
    assert len(small.content) < len(plain.content) / 2
    assert b"<h1>" in gzip.decompress(small.content)
    assert small["Cache-Control"] == plain["Cache-Control"]


def test_a_page_is_never_of_the_same_length_twice_for_long(client):
    log_in(client, officer())

    lengths = {len(client.get("/cases/", headers=TAKES).content) for _ in range(12)}

    assert len(lengths) > 1


def test_an_answer_of_the_api_keeps_its_version():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)

    answer = caller(actor).get(f"/api/v1/cases/{case.reference}/", headers=TAKES)

    assert "Content-Encoding" not in answer
    assert answer["ETag"].startswith('"')
