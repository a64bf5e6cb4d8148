"""How long an answer takes does not tell what another mission has from what nobody has."""

import random
import statistics
import time
from uuid import uuid4

import pytest

from tests.api.calls import JSON, caller
from tests.matrix.ground import SEARCHED, build
from tests.silence.ground import manila
from tests.sweeps import IS_AUDIT

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not IS_AUDIT, reason="times are measured by `make audit` alone"),
]

ASKED = 200
MOST_MILLISECONDS = 3.0


def addresses(ground):
    """Yield kinds of addresses with the key of Bangkok's record and one of no record."""
    case, person = ground.case.reference, str(ground.case.citizen.uuid)
    offer, nobody = ground.keys["transfers", "uuid"], str(uuid4())
    far = "BKK-2025-99999"
    yield "case of the api", f"/api/v1/cases/{case}/", f"/api/v1/cases/{far}/"
    yield "notes of a case", f"/api/v1/cases/{case}/notes/", f"/api/v1/cases/{far}/notes/"
    yield "person of the api", f"/api/v1/citizens/{person}/", f"/api/v1/citizens/{nobody}/"
    yield "offer of the api", f"/api/v1/transfers/{offer}/", f"/api/v1/transfers/{nobody}/"
    yield "page of a case", f"/cases/{case}/", f"/cases/{far}/"
    yield "history of a case", f"/cases/{case}/history/", f"/cases/{far}/history/"
    pk = ground.pks["case"]
    yield (
        "case of the admin",
        f"/admin/cases/case/{pk}/change/",
        "/admin/cases/case/99999999/change/",
    )
    yield (
        "filter by a person",
        f"/api/v1/cases/?citizen={person}",
        f"/api/v1/cases/?citizen={nobody}",
    )


SEARCHES = {"by a name": (SEARCHED, "Kosnzil"), "by a number": ("Zqpaper", "Zqpapex")}
"""Words for somebody of Bangkok, and words of the same kind for nobody."""


def test_a_foreign_person_is_searched_for_as_long_as_nobody():
    build()
    actor, _case = manila()
    client, measured = caller(actor), {}

    for name, pair in SEARCHES.items():
        taken = ([], [])
        for _round in range(ASKED):
            for which in random.sample((0, 1), 2):
                started = time.perf_counter()
                body = {"words": pair[which]}
                answer = client.post("/api/v1/citizens/search/", body, content_type=JSON)
                taken[which].append((time.perf_counter() - started) * 1000)
                assert answer.json() == {"results": [], "is_more": False}
        there, nowhere = (statistics.median(times) for times in taken)
        measured[name] = round(there - nowhere, 2)

    print(measured)  # noqa: T201 - the figures of `make audit -s`
    assert max(abs(row) for row in measured.values()) < MOST_MILLISECONDS, measured


def test_a_foreign_record_takes_as_long_as_none():
    ground = build()
    actor, _case = manila()
    client, measured = caller(actor), {}

    for name, *pair in addresses(ground):
        taken = ([], [])
        for _round in range(ASKED):
            for which in random.sample((0, 1), 2):
                started = time.perf_counter()
                status = client.get(pair[which]).status_code
                taken[which].append((time.perf_counter() - started) * 1000)
                assert status in {404, 422}
        there, nowhere = (statistics.median(times) for times in taken)
        measured[name] = round(there - nowhere, 2)

    print(measured)  # noqa: T201 - the figures of `make audit -s`
    assert max(abs(row) for row in measured.values()) < MOST_MILLISECONDS, measured
