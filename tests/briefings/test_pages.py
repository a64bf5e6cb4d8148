"""Pages of briefings: two clicks from the incident, the sheet, its file, the acts."""

import re

import pytest

from cases.briefings.models import Briefing
from cases.core.context import eyes
from tests.briefings.drafts import a_few, approved, at_headquarters, drafted
from tests.factories import IncidentFactory, officer
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def draft_button(text, words):
    found = re.search(rf'href="([^"]+)">{words}<', text)
    return found and found[1].replace("&amp;", "&")


def test_two_clicks_from_the_incident_to_a_draft_in_three_languages(client):
    a_few(12)
    client = log_in(client, at_headquarters("headquarters_officer"))
    incident = client.get(f"/incidents/{IncidentFactory().code}/").text

    form = client.get(draft_button(incident, "Briefing note"))
    filled = {
        name: form.context["form"][name].value() or ""
        for name in ("incident", "kind", "as_of", "replaces")
    }
    hidden = dict(re.findall(r'name="(_key|_version)" value="([^"]*)"', form.text))
    made = client.post("/briefings/draft/", {**filled, **hidden, "as_of": ""}, follow=True)

    assert made.status_code == 200
    number = made.context["briefing"].number
    for language, words in (("en", "12 citizens"), ("vi", "có 12"), ("fr", "12 ressort")):
        page = client.get(f"/briefings/{number}/?language={language}")
        assert words in page.text


def test_the_button_is_for_who_may_draft(client):
    a_few(1)
    page = log_in(client, officer()).get(f"/incidents/{IncidentFactory().code}/").text

    assert "/briefings/draft/" not in page


def test_the_page_leads_to_the_people_behind_each_number(client):
    a_few(12)
    briefing = drafted()

    page = log_in(client, at_headquarters("headquarters_officer")).get(
        f"/briefings/{briefing.number}/"
    )

    (url,) = {row["url"] for row in page.context["figures"] if row["label"] == "Thailand"}
    assert "/people/?by=present&key=TH" in url
    assert client.get(url).status_code == 200


def test_says_when_and_by_whom_without_a_word_of_its_code(client):
    briefing = drafted()
    client = log_in(client, at_headquarters("headquarters_officer"))

    page, listed = (client.get(url) for url in (f"/briefings/{briefing.number}/", "/briefings/"))

    assert "&lt;" not in page.text
    assert "· Officer" in page.text
    assert "As of 22 October 2025, by what is known on " in listed.text


def test_the_file_of_a_draft_says_that_it_is_one(client):
    briefing = drafted()
    client = log_in(client, at_headquarters("headquarters_officer"))

    answer = client.get(f"/briefings/{briefing.number}/file/?language=fr")

    assert answer["Content-Disposition"].endswith(f'draft-{briefing.number}-fr.pdf"')


def test_free_sentences_stand_in_the_form_again(client):
    writer = at_headquarters("headquarters_officer")
    briefing = drafted()
    with eyes(writer):
        Briefing.objects.filter(pk=briefing.pk).update(words={"en": {"advice": "Ask first."}})

    page = log_in(client, writer).get(f"/briefings/{briefing.number}/write/")

    assert "Ask first." in page.text


def test_a_fault_names_the_field(client):
    writer, briefing = at_headquarters("headquarters_officer"), drafted()

    page = log_in(client, writer).post(
        f"/briefings/{briefing.number}/write/",
        {"_version": briefing.version, "_key": "k" * 20, "context_en": "See BKK-2025-00042."},
    )

    assert page.status_code == 422
    assert "BKK-2025-00042" in page.context["form"].errors["context_en"][0]


def test_what_cannot_be_done_now_says_why(client):
    briefing = approved()

    page = log_in(client, at_headquarters("headquarters_lead")).get(
        f"/briefings/{briefing.number}/"
    )

    acts = {str(row["label"]): row for row in page.context["action_groups"][0]["actions"]}
    assert acts["Publish the briefing"]["url"]
    assert "Take the approval back first" in str(acts["Write free sentences"]["why_not"])
