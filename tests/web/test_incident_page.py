"""The incident page: figures as of a day, beside what others reported."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from cases.casework.operations import record_crossing
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.incidents.models import ReportedFigure
from cases.missions.queries import system_at
from tests.factories import IncidentFactory, MissionFactory, headquarters, officer
from tests.register import a_case, a_citizen, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def at(day):
    return datetime(2025, 10, day, 12, tzinfo=UTC)


@pytest.fixture
def incident():
    """Two people who crossed on the 22nd; one of them was reported on the 28th."""
    with eyes(system_at(MissionFactory())) as system:
        for day, name in ((22, "Nguyễn Thử Một"), (28, "Nguyễn Thử Hai")):
            with replay(at(day)):
                case = a_case(system, a_citizen(system, full_name=name))
                record_crossing(
                    system,
                    fresh(case),
                    from_country="MM",
                    to_country="TH",
                    when=When.at(at(22)),
                    source="mission",
                )
    row = IncidentFactory()
    ReportedFigure.objects.create(
        incident=row,
        metric="present",
        nationality="VN",
        country="TH",
        value=70,
        qualifier="about",
        as_of=at(22),
        as_of_precision="day",
        zone="Asia/Bangkok",
        source_name="A paper",
        scope="Vietnamese in Thailand",
    )
    return row


def figures(client, incident, **moments):
    return client.get(reverse("incident_detail", args=[incident.code]), moments)


def in_thailand(response):
    rows = {str(row["label"]): row["value"] for row in response.context["headline"]}
    return rows.get("In Thailand")


def test_counts_as_known_now(client, incident):
    log_in(client, headquarters())

    assert in_thailand(figures(client, incident, as_of_day="2025-10-22")) == 2


def test_counts_as_known_then_and_names_who_was_reported_late(client, incident):
    log_in(client, headquarters())

    response = figures(client, incident, as_of_day="2025-10-22", known_at_day="2025-10-22")

    assert in_thailand(response) == 1
    assert [row["name"] for row in response.context["late"]] == ["Nguyễn Thử Hai"]
    assert "Nguyễn Thử Hai" in response.text


def test_shows_the_reported_figure_with_source_and_qualifier(client, incident):
    log_in(client, headquarters())

    text = figures(client, incident, as_of_day="2025-10-22").text

    assert "A paper" in text
    assert "about" in text


def test_the_mission_that_works_on_it_sees_the_totals(client, incident):
    log_in(client, officer())

    assert in_thailand(figures(client, incident, as_of_day="2025-10-22")) == 2


def test_another_mission_sees_no_figures_and_nobody(client, incident):
    log_in(client, officer(code="PNH", country="KH", zone="Asia/Phnom_Penh"))

    response = figures(client, incident, as_of_day="2025-10-22", known_at_day="2025-10-22")

    assert response.status_code == 200
    assert "headline" not in response.context
    assert "Nguyễn Thử" not in response.text


@pytest.mark.parametrize("moments", [{"as_of_day": "22/10/2025"}, {"as_of_day": "2025-02-30"}])
def test_a_day_that_is_none_is_refused_at_its_field(client, incident, moments):
    log_in(client, headquarters())

    response = figures(client, incident, **moments)

    assert response.status_code == 422
    assert next(iter(moments.values())) in response.text


def test_an_unknown_incident_is_not_found(client):
    assert log_in(client, headquarters()).get("/incidents/nowhere/").status_code == 404


def test_the_list_of_incidents_costs_few_queries(client, incident, django_assert_max_num_queries):
    log_in(client, officer())

    with django_assert_max_num_queries(12):
        response = client.get(reverse("incident_list"))

    assert date(2025, 10, 16) == response.context["incidents"][0]["started_on"]


def test_a_moment_in_the_future_is_refused(client, incident):
    log_in(client, headquarters())

    assert figures(client, incident, as_of_day="2099-01-01").status_code == 422
    assert figures(client, incident, known_at_day="2099-01-01").status_code == 422


def test_a_mission_is_told_when_the_two_numbers_are_not_of_one_moment(client, incident):
    ReportedFigure.objects.update(as_of=at(22), as_of_precision="time")
    log_in(client, officer())

    row = figures(client, incident, as_of_day="2025-10-22").context["figures"][0]

    assert row["computed"]["moment"] is not None
    assert row["difference"] == ""


def test_sources_that_say_the_same_stand_together(client, incident):
    second = ReportedFigure.objects.get()
    second.pk, second.uuid, second.source_name = None, None, "Another paper"
    second.uuid = "00000000-0000-4000-8000-000000000001"
    second.save(force_insert=True)
    log_in(client, headquarters())

    rows = figures(client, incident, as_of_day="2025-10-22").context["figures"]

    assert [len(row["more_sources"]) for row in rows] == [1]


def test_each_total_says_what_it_counts(client, incident):
    log_in(client, headquarters())

    now = figures(client, incident, as_of_day="2025-10-23")
    then = figures(client, incident, as_of_day="2025-10-23", known_at_day="2025-10-23")

    assert lines(now) == {
        "Persons with a case, whenever opened": "2",
        "Cases opened by this moment": "1",
    }
    assert lines(then) == {
        "Persons whose case was known then, whenever opened": "1",
        "Cases known then, opened by this moment": "1",
    }
    for page in (now, then):
        assert {table["total_label"] for table in page.context["totals"]} == set(lines(page))


def lines(response):
    """The lines of the two totals."""
    return {row["label"]: row["value"] for row in response.context["headline_rest"][-2:]}


def test_whoever_is_not_known_where_stands_among_the_main_figures(client, incident):
    with eyes(officer()) as bangkok:
        a_case(bangkok)
    log_in(client, headquarters())

    shown = {row["label"]: row["value"] for row in figures(client, incident).context["headline"]}

    assert (shown["In Thailand"], shown["Not known where"]) == (2, 1)


def test_the_main_figures_come_first_and_all_else_is_folded(client, incident):
    log_in(client, headquarters())

    text = figures(client, incident, as_of_day="2025-10-22").text

    main, folded = text.split("<main", 1)[1].split('<details class="more', 1)
    assert "Where people were" in main
    assert "Cases opened by this moment" in main
    assert '<section class="band' not in folded
    bands = re.findall(r'<details class="more([^>]*)>\s*<summary>\s*<svg.*\s*<h2>', folded)
    assert len(bands) >= 5
    assert not [one for one in bands if " open" in one]


def test_a_moment_that_was_refused_and_what_was_learnt_since_stand_open(client, incident):
    log_in(client, headquarters())

    wrong = figures(client, incident, as_of_day="2025-02-30").text
    then = figures(client, incident, as_of_day="2025-10-22", known_at_day="2025-10-22").text

    assert '<details class="more no-print" open' in wrong
    assert '<details class="more" open' in then
