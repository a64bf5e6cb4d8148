"""Putting an incident into the register."""

from datetime import date

import pytest

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import RowVersion
from cases.incidents.forms import PutIncident
from cases.incidents.models import Incident
from cases.incidents.operations import put_incident
from tests.factories import headquarters, officer
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db

VALUES = {"title": "A flood", "started_on": date(2025, 10, 16), "zone": "Asia/Bangkok"}
AS_JSON = VALUES | {"code": "flood", "started_on": "2025-10-16"}


def test_enters_and_closes_an_incident():
    with eyes(headquarters()) as actor:
        put_incident(actor, code="flood", **VALUES)
        put_incident(actor, code="flood", **VALUES, is_open=False)

        assert not Incident.objects.get().is_open
        assert RowVersion.objects.get(table_name="cases_incident").old == {"is_open": True}


@pytest.mark.parametrize(("said", "is_open"), [({}, True), ({"is_open": False}, False)])
def test_an_incident_is_open_unless_it_is_said_to_be_closed(said, is_open):
    form = PutIncident(headquarters(), json=AS_JSON | said)

    assert form.problems() == []
    assert form.arguments()["is_open"] is is_open


def test_the_title_of_the_form_is_not_that_of_the_incident():
    form = PutIncident(headquarters(), json=AS_JSON)

    assert str(form.title) == "Enter or correct an incident"
    assert form.problems() == []
    assert form.arguments()["title"] == "A flood"


def test_refuses_a_time_zone_that_does_not_exist():
    with eyes(headquarters()) as actor, pytest.raises(Refused) as refusal:
        put_incident(actor, code="flood", **(VALUES | {"zone": "Bangkok"}))

    assert refusal.value.code == "unknown_zone"


def test_refuses_a_case_officer():
    with eyes(officer()) as actor:
        assert refusal_of(put_incident, actor, code="flood", **VALUES).status == 403
