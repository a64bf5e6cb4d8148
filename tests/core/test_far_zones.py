"""Moments whose zone lies so far away that the database would not take them as written."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from cases.casework.operations import record_fact
from cases.core.context import eyes
from cases.core.fields.dates import parse_when
from tests.api.calls import caller
from tests.factories import head, officer
from tests.register import a_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("zone", ["+23:59", "-23:59", "+16:00"])
def test_a_moment_of_a_far_zone_is_recorded(zone):
    with eyes(officer()) as actor:
        case = a_case(actor, came_in=parse_when("2025-10-20"))

        record_fact(
            actor,
            case,
            stage="contacted",
            when=parse_when(f"2025-10-25T12:00{zone}"),
            source="press",
            reason="As the paper wrote.",
        )

        at = case.transitions.standing().get(kind="fact").occurred_at
        assert at == datetime.fromisoformat(f"2025-10-25T12:00{zone}")


def test_moments_are_kept_in_utc():
    assert parse_when("2025-10-22T14:30+07:00").latest.tzinfo is UTC


@pytest.mark.parametrize("zone", ["%2B23:59", "-23:59", "+07:00", "%2B07:00", "Z"])
def test_an_address_may_name_a_moment_of_any_zone(zone):
    """A plus sign that was not written as %2B arrives as a blank."""
    with eyes(head()) as chief:
        case = a_case(chief)
    client, moment = caller(chief), f"2025-10-25T12:00:00{zone}"

    for address in (
        f"cases/?updated_since={moment}",
        f"cases/?due_after={moment}",
        f"cases/{case.reference}/money/?known_at={moment}",
        f"citizens/{case.citizen.uuid}/accesses/?since={moment}",
    ):
        answer = client.get(f"/api/v1/{address}")
        assert answer.status_code == 200, (address, answer.content)


@pytest.mark.parametrize(
    "cursor", ["after:0001-01-01T00:00:00+23:59~X", "before:9999-12-31T23:59:59-23:59~X"]
)
def test_a_page_address_at_the_end_of_time_is_refused(cursor):
    client = log_in(Client(raise_request_exception=False), officer())

    assert client.get("/cases/", {"page": cursor}).status_code == 422
