"""The spokesperson's desk sees what was published, in its final words, and nothing else."""

import re

import pytest
from django.http import HttpResponse

from cases.briefings.models import Briefing, BriefingSheet
from cases.briefings.operations import withdraw_briefing
from cases.core import problems
from cases.core.context import eyes
from tests.api.calls import caller
from tests.briefings.drafts import a_few, approved, at_headquarters, published
from tests.factories import officer
from tests.hardening.routes import every_route
from tests.register import fresh
from tests.statements import selected, selected_value
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

OWN = re.compile(
    r"^/(alive|start|language|login|logout|posting|settings|profile|help|styleguide|admin/"
    r"(login|logout|jsi18n|password_change|$)|api/(docs|schema)|(api/v1/)?(tokens/|sessions/|bulk/|problems/)?$|"
    r"api/v1/staff/(change-password|put-profile)/$)"
)
"""What everybody logged in has: the own account, and the description of the API."""
PUBLISHED = re.compile(
    r"^/(api/v1/published-briefings|published|admin/cases/briefingsheet|"
    r"exports|api/v1/exports|admin/cases/export)/"
)


def make_world():
    """The desk, a briefing that went out, and one that is approved."""
    a_few(12)
    return at_headquarters("spokesperson"), published(), approved()


@pytest.fixture
def desk(world):
    return world[0]


@pytest.fixture
def briefing(world):
    return world[1]


@pytest.fixture
def waiting(world):
    return world[2]


def test_every_route_but_what_was_published_is_closed(client, desk, briefing, monkeypatch):
    monkeypatch.setattr(problems, "problem_page", without_words)
    with eyes(desk):
        sheet = BriefingSheet.objects.get(number=briefing.number, language="en")
    incident = briefing.incident
    keys = {"number": briefing.number, "uuid": str(sheet.uuid), "code": incident.code}
    keys["object_id"] = str(incident.pk)
    client = log_in(client, desk)

    open_ones = set()
    for route in every_route():
        address = route.address(lambda _area, name: keys.get(name, "0"))
        if not OWN.match(address) and client.get(address).status_code == 200:
            open_ones.add(address)

    assert open_ones
    assert sorted(one for one in open_ones if not PUBLISHED.match(one)) == []


def without_words(request, refusal):
    """A page that refuses; its words cost more than everything else."""
    return HttpResponse(status=refusal.status)


def test_what_is_approved_but_not_published_is_not_there(client, desk, waiting):
    client = log_in(client, desk)

    assert client.get(f"/published/{waiting.number}/").status_code == 404
    assert client.get(f"/briefings/{waiting.number}/").status_code == 403
    assert waiting.number not in client.get("/published/").text


@pytest.mark.parametrize("table", ["cases_briefing", "cases_snapshot", "cases_case"])
def test_the_database_shows_the_desk_no_exact_number(desk, table):
    with eyes(desk):
        assert selected_value(f"select count(*) from {table}") == 0


def test_the_database_shows_the_desk_published_sheets_alone(desk, briefing):
    with eyes(desk):
        assert selected("select distinct number from cases_briefingsheet") == [(briefing.number,)]


def test_the_first_wall_shows_the_same(desk, briefing):
    with eyes(at_headquarters("headquarters_lead")):
        # The eyes are of headquarters: only `visible_to` stands between.
        assert not Briefing.objects.visible_to(desk).exists()
        rows = BriefingSheet.objects.visible_to(desk)
        assert {row.number for row in rows} == {briefing.number}


def test_a_mission_reads_what_was_published_and_no_draft(client, briefing, waiting):
    client = log_in(client, officer())

    assert client.get(f"/published/{briefing.number}/").status_code == 200
    assert client.get("/briefings/").status_code == 403
    assert client.get(f"/briefings/{waiting.number}/").status_code == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "BRIEFING NOTE"), ("vi", "BẢN TIN NGẮN"), ("fr", "NOTE D’INFORMATION")],
)
def test_the_desk_reads_text_and_file_in_three_languages(client, desk, briefing, language, words):
    client = log_in(client, desk)

    page = client.get(f"/published/{briefing.number}/?language={language}")
    file = client.get(f"/published/{briefing.number}/file/?language={language}")

    assert words in page.context["text"]
    assert page.context["text"].splitlines()[4] in page.text
    assert (file["Content-Type"], file.content[:4]) == ("application/pdf", b"%PDF")


def test_the_api_gives_the_same(desk, briefing):
    client = caller(desk)

    rows = client.get("/api/v1/published-briefings/?language=fr").json()["results"]
    one = client.get(rows[0]["url"]).json()

    assert [row["number"] for row in rows] == [briefing.number]
    assert one["text"].startswith("NOTE D’INFORMATION")
    assert set(one) >= {"content", "digest", "pages"}
    assert client.get("/api/v1/briefings/").status_code == 403


def test_a_withdrawn_one_says_so_to_the_desk(client, desk, briefing):
    lead = at_headquarters("headquarters_lead")
    with eyes(lead):
        withdraw_briefing(lead, fresh(briefing), reason="A count was corrected.")

    page = log_in(client, desk).get(f"/published/{briefing.number}/").text

    assert "A count was corrected." in page
