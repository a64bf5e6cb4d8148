"""A reported figure is entered and corrected on pages and in the admin as by the API."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.core.models import RowVersion
from cases.core.registry import DECLARED
from cases.incidents.forms.figure import ReportFigure
from cases.incidents.models import ReportedFigure
from tests.api.calls import call, caller
from tests.factories import IncidentFactory, headquarters, officer
from tests.web.posting import as_posted, as_shown
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

SPOKE = datetime(2025, 10, 22, 16, 59, tzinfo=UTC)
REPORT = DECLARED["report_figure"]


@pytest.fixture
def figure():
    return ReportedFigure.objects.create(
        incident=IncidentFactory(),
        metric="present",
        nationality="VN",
        country="TH",
        value=700,
        qualifier="about",
        as_of=SPOKE,
        as_of_precision="day",
        zone="Asia/Bangkok",
        source_name="A ministry",
        scope="Vietnamese in Thailand",
    )


def of_incident(client, figure):
    return client.get(reverse("incident_detail", args=[figure.incident.code]))


def opened(client, address):
    """What the page of a figure sends when nothing is typed."""
    shown = client.get(address)
    typed = {name: value for name, value in as_shown(shown.context["form"]).items() if value}
    typed = {name: value for name, value in typed.items() if value != "False"}
    hidden = {"_version": str(shown.context["version"]), "_was": shown.context["was"]}
    return typed | hidden | {"_key": "one"}


def test_a_figure_is_entered_from_the_page_of_its_incident(client):
    log_in(client, headquarters())
    incident = IncidentFactory()
    address = client.get(reverse("incident_detail", args=[incident.code])).context["report_url"]
    typed = opened(client, address)

    body = ReportFigure.example | {"incident": incident.code}
    done = client.post(address, typed | as_posted(REPORT, body))

    figure = ReportedFigure.objects.get()
    assert (typed["incident"], done.status_code) == (incident.code, 302)
    assert done.url == reverse("figure_detail", args=[figure.uuid])
    assert "as_of_day=2025-10-22" in client.get(done.url).url


@pytest.mark.parametrize("surface", ["page", "admin"])
def test_a_wrong_number_is_corrected_and_its_moment_stays(client, figure, surface):
    log_in(client, headquarters())
    if surface == "page":
        shown = of_incident(client, figure).context["other_days"]
        address = shown[0]["correct_url"]
    else:
        page = reverse("admin:cases_reportedfigure_change", args=[figure.pk])
        address = client.get(page).context["operations"][0]["url"]

    first = client.post(address, opened(client, address) | {"value": "70"})
    late = client.post(address, opened(client, address) | {"_version": "1", "_key": "two"})

    figure.refresh_from_db()
    assert (first.status_code, late.status_code) == (302, 409)
    assert (figure.value, figure.as_of, figure.version) == (70, SPOKE, 2)
    with eyes(headquarters()):
        former = RowVersion.objects.get(table_name="cases_reportedfigure").old
    assert former == {"value": 700}


def test_another_system_corrects_the_figure_it_names(figure):
    body = ReportFigure.example | {"incident": figure.incident.code, "uuid": str(figure.uuid)}
    client = caller(headquarters())
    described = client.get("/api/v1/incidents/report-figure/")
    assert "enum" in str(described.json()["input"]["properties"]["incident"])
    assert str(figure.uuid) not in described.text

    unsaid = call(client, REPORT, None, body)
    done = call(client, REPORT, None, body | {"version": 1, "as_of": "2025-10-21"})

    figure.refresh_from_db()
    assert (unsaid.status_code, done.status_code) == (428, 200), done.text
    assert (figure.value, figure.as_of.day, figure.version) == (70, 21, 2)


def test_the_same_figure_typed_twice_is_not_overwritten_unseen(client, figure):
    log_in(client, headquarters())
    address = reverse("figure_report")
    typed = opened(client, f"{address}?uuid={figure.uuid}")
    again = typed | {"uuid": "", "_version": "0", "as_of_time": "23:59", "note": "Another."}

    answer = client.post(address, again)

    figure.refresh_from_db()
    assert (answer.status_code, figure.note) == (409, "")


def test_the_table_in_the_admin_leads_to_a_new_one(client):
    log_in(client, headquarters())

    shown = client.get(reverse("admin:cases_reportedfigure_changelist"))

    address = reverse("admin:cases_reportedfigure_create", args=["report-figure"])
    assert [row["url"] for row in shown.context["operations"]] == [address]
    assert client.get(address).status_code == 200
    assert client.get(f"{address}?uuid=nothing").status_code == 200


def test_whoever_has_no_right_is_offered_no_page(client, figure):
    log_in(client, officer())

    page = of_incident(client, figure)

    assert page.context["report_url"] == page.context["other_days"][0]["correct_url"] == ""
    assert client.get(f"{reverse('figure_report')}?uuid={figure.uuid}").status_code == 403


ENTERING = {
    "page": "/reported-figures/report/",
    "admin": "/admin/cases/reportedfigure/act/report-figure/",
    "incident": "/admin/cases/incident/act/report-figure/",
}


@pytest.mark.parametrize("shown", [{"_version": "0"}, {}])
@pytest.mark.parametrize("address", ENTERING.values(), ids=ENTERING)
def test_a_figure_that_stands_is_corrected_only_where_it_was_opened(client, address, shown):
    log_in(client, headquarters())
    body = as_posted(REPORT, ReportFigure.example | {"incident": IncidentFactory().code})
    client.post(address, body | shown | {"_key": "one"})
    figure = ReportedFigure.objects.get()

    refused = client.post(address, body | shown | {"men": "11", "_key": "two"})
    same = client.post(address, body | shown | {"_key": "three"}, follow=True)

    figure.refresh_from_db()
    assert (refused.status_code, figure.men, figure.version) == (409, None, 1)
    assert "Open it to correct it." in refused.text
    assert f'href="{address}?uuid={figure.uuid}">Correct this entry</a>' in refused.text
    assert "This stands already; nothing was changed." in same.text
    assert client.get(f"{address}?uuid={figure.uuid}").context["version"] == 1
