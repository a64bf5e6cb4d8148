"""Pages of playbooks, as headquarters and as an officer see them."""

import pytest
from django.urls import reverse

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.procedures.models import Playbook
from cases.procedures.operations import copy_playbook
from tests.factories import ProcedureFactory, headquarters, officer
from tests.procedures.playbooks import (
    CHAIN,
    a_limit,
    draft,
    published,
    references,
    register_condition,
)
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

LIST = "/playbooks/"


def test_the_list_parts_versions_in_force_from_drafts_and_former_ones(client):
    with eyes(SYSTEM):
        first = published(CHAIN)
        published(CHAIN.replace("A chain", "A longer chain"))
        copy_playbook(SYSTEM, first)
    shown = log_in(client, officer()).get(LIST)

    def references_in(key):
        return [row["reference"] for row in shown.context[key]]

    assert references_in("in_force") == ["chain.2"]
    assert references_in("drafts") == ["chain.3"]
    assert references_in("former") == ["chain.1"]
    assert "A longer chain" in shown.text


def test_only_headquarters_is_offered_to_draft(client):
    log_in(client, officer())
    assert reverse("playbook_draft") not in client.get(LIST).text

    client.logout()
    log_in(client, headquarters())
    assert reverse("playbook_draft") in client.get(LIST).text


def test_a_version_shows_tracks_turns_predecessors_limits_and_gates(client, monkeypatch):
    register_condition(monkeypatch, "documents_dry")
    with eyes(SYSTEM):
        references()
        a_limit(verified=False)
        text = CHAIN.replace(
            'steps = ["issue"]', 'steps = ["issue"]\nconditions = ["documents_dry"]'
        )
        playbook = published(text)
    shown = log_in(client, officer()).get(playbook.get_absolute_url()).text

    assert "2 working days" in shown
    assert "from when the body is asked, until the answer comes" in shown
    assert "Unconfirmed" in shown
    assert "After: Procedure identity-request" in shown
    assert "Authority at home" in shown
    assert "Before “Ready to travel”" in shown
    assert "Something is missing." in shown


def test_a_version_shows_no_limit_that_nothing_in_it_starts(client):
    with eyes(SYSTEM):
        references()
        elsewhere = ProcedureFactory(code="elsewhere")
        a_limit(starts="done", start_procedure=elsewhere, name="Never started")
        playbook = published(CHAIN)
    log_in(client, officer())

    assert "Never started" not in client.get(playbook.get_absolute_url()).text
    assert "Never started" in client.get("/procedures/").text


def test_a_draft_is_shown_from_its_text(client):
    with eyes(SYSTEM):
        playbook = draft(CHAIN)
    shown = log_in(client, officer()).get(playbook.get_absolute_url())

    assert "Procedure passport" in shown.text
    assert "/publish/" not in shown.text


def test_a_draft_that_no_longer_fits_says_so_with_the_line(client):
    with eyes(SYSTEM):
        playbook = draft(CHAIN)
        Playbook.objects.update(content=CHAIN.replace('"identity-request"', '"gone"'))
    shown = log_in(client, headquarters()).get(playbook.get_absolute_url()).text

    assert "Line 9: There is no procedure “gone”." in shown


@pytest.mark.parametrize(
    ("status", "verbs"),
    [
        ("draft", {"revise", "publish", "retire"}),
        ("published", {"retire", "copy"}),
        ("retired", {"copy"}),
    ],
)
def test_headquarters_is_offered_what_the_state_allows(client, status, verbs):
    with eyes(SYSTEM):
        playbook = draft(CHAIN) if status == "draft" else published(CHAIN, status=status)
    actions = log_in(client, headquarters()).get(playbook.get_absolute_url()).context["actions"]

    assert {row["url"].split("/")[-2] for row in actions} == verbs


def test_a_faulty_text_comes_back_with_its_faults_by_line_and_what_was_typed(client):
    with eyes(SYSTEM):
        references()
    log_in(client, headquarters())
    text = CHAIN.replace('after = ["ask"]', 'after = ["asks"]')

    answer = client.post(reverse("playbook_draft"), {"content": text, "_key": "1"})

    assert answer.status_code == 422
    assert "Line 14: There is no step “asks” to wait for." in answer.text
    assert "after = [&quot;asks&quot;]" in answer.text
    assert 'spellcheck="false"' in answer.text


def test_lines_are_counted_as_typed_in_a_browser(client):
    with eyes(SYSTEM):
        references()
    log_in(client, headquarters())
    text = ("\n\n" + CHAIN.replace('after = ["ask"]', 'after = ["asks"]')).replace("\n", "\r\n")

    answer = client.post(reverse("playbook_draft"), {"content": text, "_key": "1"})

    assert "Line 16: There is no step “asks” to wait for." in answer.text


def test_a_draft_made_on_the_page_leads_to_its_own_page(client):
    with eyes(SYSTEM):
        references()
    log_in(client, headquarters())

    answer = client.post(reverse("playbook_draft"), {"content": CHAIN, "_key": "1"})

    assert answer["Location"] == "/playbooks/chain.1/"


def test_a_copy_made_on_the_page_leads_to_the_copy(client):
    with eyes(SYSTEM):
        playbook = published(CHAIN)
    log_in(client, headquarters())

    address = reverse("playbook_operation", args=[playbook.public_reference, "copy"])
    answer = client.post(address, {"_key": "1"})

    assert answer["Location"] == "/playbooks/chain.2/"


def test_an_officer_may_not_publish(client):
    with eyes(SYSTEM):
        playbook = draft(CHAIN)
    log_in(client, officer())

    address = reverse("playbook_operation", args=[playbook.public_reference, "publish"])

    assert client.post(address, {"_version": "1", "_key": "1"}).status_code == 403
    assert client.get("/playbooks/none.1/").status_code == 404
    assert client.get("/playbooks/chain.1/burn/").status_code == 404


def test_two_versions_are_compared_in_words(client):
    with eyes(SYSTEM):
        published(CHAIN)
        text = CHAIN.replace("A chain", "A longer chain").replace(
            'after = ["ask"]\nbody = "home_authority"', ""
        )
        text = text.replace('steps = ["reply"]', 'steps = ["reply", "ask"]')
        text += '\n[[step]]\ncode = "photos"\nprocedure = "passport"\n'
        published(text.replace('[[gate]]\nstage = "ready"\nsteps = ["issue"]\n', ""))
    shown = log_in(client, officer()).get("/playbooks/chain.1/compare/chain.2/").context

    assert [row["after"] for row in shown["head"]] == ["A longer chain"]
    assert [(row["kind"], row["code"], row["before"], row["after"]) for row in shown["steps"]] == [
        (
            "Changed",
            "reply",
            "Whose turn: Authority at home · After: Procedure identity-request",
            "Whose turn: Our mission",
        ),
        ("Added", "photos", "–", "Whose turn: Our mission"),
    ]
    assert [(row["kind"], row["code"], row["before"], row["after"]) for row in shown["gates"]] == [
        ("Changed", "verified", "–", "Procedure identity-request"),
        ("Removed", "ready", "Procedure passport", "–"),
    ]


def test_a_version_compared_with_itself_has_no_difference(client):
    with eyes(SYSTEM):
        published(CHAIN)
    shown = log_in(client, officer()).get("/playbooks/chain.1/compare/chain.1/")

    assert shown.text.count("No difference.") == 3


def test_that_a_source_is_a_secondary_one_is_told_in_the_readers_language(client):
    ProcedureFactory(source="A paper: https://paper.example/1 (secondary source)")
    reader = log_in(client, headquarters())

    shown = reader.get(reverse("procedure_list"), headers={"Accept-Language": "vi"}).text

    assert "(nguồn thứ cấp)" in shown
    assert "secondary source" not in shown
