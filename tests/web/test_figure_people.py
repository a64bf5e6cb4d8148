"""From a number of the incident page to the people behind it."""

import pytest

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from tests.factories import MissionFactory, PostingFactory, headquarters, officer
from tests.kept import once
from tests.publishing.course import a_report
from tests.web.incident_pages import DAY, an_incident, page, people
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


incident = once(an_incident)


def test_leads_from_the_computed_figure_to_the_people_behind_it(client, incident):
    a_report()
    log_in(client, headquarters())

    (figure,) = page(client, incident, **DAY).context["figures"]
    listed = client.get(figure["computed"]["url"])

    assert figure["computed"]["value"] == listed.context["found"] == 3
    assert len(listed.context["rows"]) == 3


def test_every_number_of_the_page_leads_to_as_many_people(client, incident):
    log_in(client, headquarters())

    context = page(client, incident, **DAY).context

    numbers = [(row["count"], row["url"]) for row in context["place_rows"]]
    numbers += [(step.count, step.url) for step in context["flow"].steps if step.count]
    numbers += [(row["count"], row["url"]) for table in context["totals"] for row in table["rows"]]
    assert len(numbers) > 6
    for count, url in numbers:
        assert client.get(url).context["found"] == count, url


def test_the_list_behind_a_figure_holds_nobody_of_another_mission(client, incident):
    log_in(client, officer(yangon=True))

    response = people(client, incident, by="present", key="TH", **DAY)

    assert response.context["rows"] == []
    assert "Nguyễn Thử" not in response.text
    assert "Nobody in your sight." in response.text


def test_the_list_behind_a_figure_is_on_record(client, incident):
    log_in(client, headquarters())

    shown = people(client, incident, by="present", key="TH", **DAY).context["rows"]

    with eyes(SYSTEM):
        (entry,) = AuditEntry.objects.filter(operation="list_figure")
    assert entry.fields == ["present"]
    assert entry.subjects[0]["rows"] == len(shown) == 3


def test_who_was_learnt_of_later_is_on_record_too(client, incident):
    log_in(client, headquarters())

    page(client, incident, **DAY, known_at_day="2025-10-19")

    with eyes(SYSTEM):
        (entry,) = AuditEntry.objects.filter(operation="list_figure")
    assert entry.subjects[0]["rows"] == 4


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"by": "holder", "key": "x"},
        {"by": "present", "key": "x" * 61},
        {"by": "present", "key": "TH", "after": "x" * 21},
        {"by": "present", "key": "TH", "as_of_day": "2099-01-01"},
        {"by": "present", "key": "\x00"},
    ],
)
def test_an_address_that_names_no_figure_is_refused(client, incident, asked):
    log_in(client, headquarters())

    assert people(client, incident, **asked).status_code == 422


def test_who_sees_what_was_published_gets_no_list_and_no_incident(client, incident):
    mission = MissionFactory(headquarters=True)
    log_in(client, PostingFactory(mission=mission, role="spokesperson").actor())

    assert people(client, incident, by="present", key="TH").status_code == 403
    assert page(client, incident, **DAY).status_code == 403


def test_pages_lead_on_by_reference_and_hold_no_serial_number(client, incident, monkeypatch):
    monkeypatch.setattr("cases.publishing.figures.behind.PAGE", 2)
    log_in(client, headquarters())

    first = people(client, incident, by="present", key="TH", **DAY)
    second = client.get(first.context["next_url"])

    assert first.context["next_url"].endswith(f"after={first.context['rows'][-1]['reference']}")
    assert [len(first.context["rows"]), len(second.context["rows"])] == [2, 1]
    assert second.context["next_url"] == ""
    assert second.context["prev_url"] in first.context["next_url"]
