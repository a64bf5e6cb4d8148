"""Pages and addresses of snapshots, of what figures count, and of pictures."""

import pytest
from django.urls import reverse

from cases.casework.operations import advance_case
from cases.core.context import eyes
from cases.core.facts import replay
from cases.core.models import AuditEntry
from tests.api.calls import caller
from tests.factories import IncidentFactory, headquarters, officer
from tests.publishing.course import at, course, crossed, day, opened
from tests.register import fresh
from tests.web.session import logged_in
from tests.world_figures import DAY, a_snapshot

pytestmark = pytest.mark.django_db


def two_at_two_missions():
    """A woman of Bangkok in Thailand, and somebody of Yangon."""
    with course() as actor:
        case = opened(actor, at(20), sex="f")
        crossed(actor, case, at(21), at(21))
    with course(code="RGN", country="MM", zone="Asia/Yangon") as actor:
        other = opened(actor, at(20))
    return case, other


def page(client, name, *args, **asks):
    return client.get(reverse(name, args=args), asks)


def test_headquarters_reads_every_number_with_the_way_to_who_is_behind_it():
    case, other = two_at_two_missions()
    snapshot = a_snapshot(known_at=DAY)
    client = logged_in(headquarters())

    shown = page(client, "snapshot_detail", snapshot.uuid)
    behind = page(client, "snapshot_cases", snapshot.uuid, cell="in-thailand/sex/f")

    assert ": 1 citizen was in Thailand." in shown.text
    assert "2 citizens had a case, whenever opened." in shown.text
    assert snapshot.digest in shown.text
    assert case.reference in behind.text
    assert other.reference not in behind.text
    with eyes(headquarters()):
        assert AuditEntry.objects.filter(operation="list_snapshot_cases").count() == 1


def test_a_mission_reads_open_totals_and_its_own_people():
    case, other = two_at_two_missions()
    snapshot = a_snapshot(known_at=DAY)
    client = logged_in(officer())

    shown = page(client, "snapshot_detail", snapshot.uuid)
    behind = page(client, "snapshot_cases", snapshot.uuid, cell="counted")

    assert "2 citizens had a case, whenever opened." in shown.text
    assert "Returned home" not in shown.text
    assert case.reference in behind.text
    assert other.reference not in behind.text


def test_a_mission_that_has_no_case_finds_no_snapshot():
    two_at_two_missions()
    snapshot = a_snapshot(known_at=DAY)
    client = logged_in(officer(code="VTE", country="LA"))

    assert page(client, "snapshot_detail", snapshot.uuid).status_code == 404
    assert page(client, "snapshot_list", IncidentFactory().code).status_code == 200


def test_a_number_that_is_none_of_the_snapshot_is_not_found():
    two_at_two_missions()
    snapshot = a_snapshot()

    assert (
        page(logged_in(headquarters()), "snapshot_cases", snapshot.uuid, cell="x").status_code
        == 404
    )


def test_is_taken_on_the_page_and_listed():
    two_at_two_missions()
    client = logged_in(headquarters())
    code = IncidentFactory().code

    form = page(client, "snapshot_take", incident=code)
    answer = client.post(
        reverse("snapshot_take"),
        {
            "incident": code,
            "title": "Invented briefing",
            "as_of_day": "2025-10-22",
            "as_of_time": "",
            "known_at_day": "2025-10-22",
            "known_at_time": "",
            "purpose": "",
            "_key": "one",
        },
    )
    listed = page(client, "snapshot_list", code)

    assert form.status_code == 200
    assert answer.status_code == 302, answer.text[-2000:]
    assert "Invented briefing" in listed.text


def test_two_snapshots_side_by_side_name_who_counts_otherwise_and_why():
    with course() as actor:
        case = opened(actor, at(20))
    earlier = a_snapshot(known_at=DAY)
    with course() as actor:
        crossed(actor, case, at(24), at(23))
    later = a_snapshot(as_of=day(24), known_at=day(24))

    shown = page(logged_in(headquarters()), "snapshot_difference", earlier.uuid, later.uuid)

    assert case.reference in shown.text
    assert "Happened between the two moments." in shown.text

    client = caller(headquarters())
    address = f"/api/v1/snapshots/{earlier.uuid}/difference/"
    answer = client.get(address, {"later": later.uuid}).json()
    came = next(row for row in answer["cases"] if row["cell"] == "in-thailand")
    assert (came["case"], came["how"], came["why"]) == (case.reference, "came", "happened")
    assert client.get(address, {"later": "x"}).status_code == 422


def test_what_figures_count_is_told_in_words():
    shown = page(logged_in(officer()), "figure_definitions")

    assert "in-thailand, version 1" in shown.text
    assert "Persons whose last known point is in the country; those who died" in shown.text


def test_pictures_show_the_numbers_of_their_tables_of_own_cases_alone():
    with course() as actor:
        case = opened(actor, at(20))
        for stage in range(4):
            with replay(at(21 + stage)):
                advance_case(actor, fresh(case))
    with course(code="RGN", country="MM", zone="Asia/Yangon") as actor:
        opened(actor, at(20))
    code = IncidentFactory().code

    own = page(logged_in(officer()), "incident_pictures", code)
    everybody = page(logged_in(headquarters()), "incident_pictures", code)

    assert "Departures and arrivals by day" in own.text
    assert "Age of open cases" in own.text
    assert own.context["pictures"][-1]["rows"][-1]["numbers"] == ["1"]
    assert everybody.context["pictures"][-1]["rows"][-1]["numbers"] == ["2"]


def test_the_api_gives_values_cases_and_definitions():
    case, _other = two_at_two_missions()
    snapshot = a_snapshot(known_at=DAY)
    client = caller(headquarters())

    one = client.get(f"/api/v1/snapshots/{snapshot.uuid}/").json()
    cases = client.get(f"/api/v1/snapshots/{snapshot.uuid}/cases/").json()["results"]
    listed = client.get(f"/api/v1/incidents/{IncidentFactory().code}/snapshots/").json()
    defined = client.get("/api/v1/figure-definitions/").json()["results"]

    values = {(row["figure"], row["dimension"], row["key"]): row["count"] for row in one["values"]}
    assert values["in-thailand", "sex", "f"] == 1
    assert {row["case"] for row in cases} >= {case.reference}
    assert [row["uuid"] for row in listed["results"]] == [str(snapshot.uuid)]
    assert "in-thailand" in {row["code"] for row in defined}
    assert [row["name"] for row in one["actions"]] == ["withdraw_snapshot"]


def test_a_mission_without_a_case_sees_no_picture_of_others():
    two_at_two_missions()

    shown = page(
        logged_in(officer(code="VTE", country="LA")), "incident_pictures", IncidentFactory().code
    )

    assert [one["code"] for one in shown.context["pictures"]] == []
    assert shown.context["lines"] is None
