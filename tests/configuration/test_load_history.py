"""The history of an entry names the load of a configuration that changed it."""

from datetime import date

import pytest
from django.urls import reverse

from cases.configuration.models import ConfigurationLoad
from cases.configuration.queries import KIND_OF, wrote
from cases.core.context import eyes
from cases.core.models import RowVersion
from cases.core.row_history import history_of_row
from cases.missions.models import Mission, OfficeClosure
from cases.places.models import Place
from cases.places.operations import put_place
from cases.procedures.models import Limit
from tests.api.calls import caller
from tests.factories import PlaceFactory, officer
from tests.jobs import run_jobs
from tests.register import fresh
from tests.web.session import log_in
from tests.world_configuration import PLACE, WORDS, confirmed, leader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_store")]


def test_the_history_of_an_entry_names_the_load_that_wrote_it(client):
    one, two = leader(), leader()
    place = PlaceFactory(code="zqford", name="Former", verified=False)
    typed = {"code": "zqford", "kind": "ford", "country": "TH"}
    with eyes(two):
        put_place(two, **typed, name="Before")
    confirmed(one, two)
    run_jobs(of="configuration")
    with eyes(two):
        put_place(two, **typed, name="Later")

    with eyes(one):
        later, loaded, before = history_of_row(one, fresh(place)).changes
    mission = caller(officer()).get("/api/v1/places/zqford/history/").json()["results"]
    page = log_in(client, one).get(reverse("admin:cases_place_history", args=[place.pk])).text

    assert (before.way, later.way) == ("", "")
    assert loaded.way == f"Part of the load “configuration.zip”, brought by {one.name}: {WORDS}"
    assert (loaded.who, loaded.operation) == (two.name, "put_place")
    assert [row["way"] for row in mission] == ["", "", ""]
    assert page.count("Part of the load “configuration.zip”") == 1


def test_what_a_load_writes_of_an_entry_twice_is_told_twice():
    one, two = leader(), leader()
    place = PlaceFactory(code="zqford", name="Former", verified=False)
    pier = PLACE.replace("zqford", "zqpier").replace("TH", "MM")
    facing = PLACE + 'opposite = "zqpier"\n'
    confirmed(one, two, {"places.toml": facing + pier})
    run_jobs(of="configuration")

    with eyes(one):
        changes = history_of_row(one, fresh(place)).changes

    assert fresh(place).opposite == Place.objects.get(code="zqpier")
    assert len(changes) == 2
    assert all(row.way.startswith("Part of the load") for row in changes)


@pytest.mark.parametrize(
    ("name", "known_by"),
    [
        ("put_limit", "invented/2026-01-01"),
        ("set_office_hours", "XIN"),
        ("add_closure", "XIN/2026-01-01"),
    ],
)
def test_an_entry_is_known_in_a_load_by_the_row_it_is(name, known_by):
    mission = Mission(code="XIN")
    rows = {
        "put_limit": Limit(code="invented", valid_from=date(2026, 1, 1)),
        "set_office_hours": mission,
        "add_closure": OfficeClosure(mission=mission, starts_on=date(2026, 1, 1)),
    }
    kind = KIND_OF[name]
    lines = [{"key": known_by, "change": "changed"}, {"key": "other", "change": "new"}]
    load = ConfigurationLoad(difference={"groups": [{"kind": kind.table, "lines": lines}]})

    assert wrote(load, RowVersion(operation=name), rows[name])
    lines[0]["change"] = "new"
    assert not wrote(load, RowVersion(operation=name), rows[name])
