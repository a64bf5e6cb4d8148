"""The head of the case page, the papers, and the case on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.casework.operations import advance_case, complete_step, plan_journey, record_stay
from cases.citizens.operations import add_identity_document
from cases.core import present
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.models import AuditEntry
from cases.core.partial import PartialDate
from tests.casework.playbooks import a_playbook, a_procedure
from tests.factories import PostingFactory, head, officer
from tests.register import a_case, a_citizen, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_playbook(client):
    """A case that waits for the reply to a question before it comes to the next stage."""
    with eyes(head()) as actor:
        a_procedure("reply", body="immigration_department")
        a_playbook()
        case = a_case(actor)
        complete_step(actor, case, step=case.steps.get(code="contact"))
        advance_case(actor, fresh(case))
    log_in(client, actor)
    return actor, case


def shown(client, case):
    return client.get(case.get_absolute_url())


def test_the_one_next_act_is_the_step_that_bars_the_way(client, on_playbook):
    _actor, case = on_playbook

    response = shown(client, case)

    assert "ask-step/?step=reply" in response.context["next_action"]["url"]
    assert response.text.count('data-key="a"') == 1
    assert "Before “Identity verified” this is missing: Procedure reply" in response.text


@pytest.fixture
def reported():
    """A case on a playbook, of somebody nobody has spoken with."""
    with eyes(officer()) as actor:
        a_playbook()
        return actor, a_case(actor)


@pytest.mark.parametrize("role", ["case_officer", "field_officer", "head_of_mission"])
def test_before_anybody_has_spoken_with_the_person_the_next_act_is_that(client, reported, role):
    _actor, case = reported
    log_in(client, PostingFactory(role=role).actor())

    response = shown(client, case)

    action = response.context["next_action"]
    assert action["url"].endswith("/complete-step/?step=contact")
    assert action["label"] == "Mark as done: Procedure contact"
    assert "Nobody has spoken with the person yet" in response.text


def test_once_they_have_spoken_the_case_moves_on(client, reported):
    actor, case = reported
    with eyes(actor):
        complete_step(actor, fresh(case), step=case.steps.get(code="contact"))
    log_in(client, actor)

    action = shown(client, case).context["next_action"]

    assert action["url"].endswith("/advance/")
    assert action["hint"] == "From “Reported” to “Contacted”."


def test_another_step_of_ours_that_others_wait_for_is_not_the_contact(client):
    with eyes(officer()) as actor:
        a_playbook(
            steps=(
                ("contact", "identity", "mission", ()),
                ("funding", "funding", "mission", ()),
                ("ticket", "travel", "mission", ("contact", "funding")),
            ),
            gates={},
        )
        case = a_case(actor)
        complete_step(actor, case, step=case.steps.get(code="contact"))
    log_in(client, actor)

    action = shown(client, case).context["next_action"]

    assert action["url"].endswith("/advance/")


def test_a_step_that_no_other_waits_for_is_not_the_contact(client):
    with eyes(officer()) as actor:
        a_playbook(steps=(("letter", "identity", "mission", ()),), gates={})
        case = a_case(actor)
    log_in(client, actor)

    assert shown(client, case).context["next_action"]["url"].endswith("/advance/")


def test_the_step_that_bars_the_way_is_in_sight_with_its_act_and_a_link_opens_it(
    client, on_playbook
):
    _actor, case = on_playbook

    response = shown(client, case)

    (missing,) = response.context["next_action"]["missing"]
    in_sight = [step["code"] for track in response.context["tracks"] for step in track["steps"]]
    line = response.text.split('id="step-reply"')[1].split("</li>")[0]
    assert "reply" in in_sight
    assert missing["url"] == "#in-step-reply"
    assert 'id="in-step-reply"' in line.split("</summary>")[1].split("</details>")[0]
    assert "ask-step/" in line.split("</details>")[1]


def test_what_waits_for_other_steps_is_folded_beside_what_is_settled(client, on_playbook):
    _actor, case = on_playbook

    tracks = shown(client, case).context["tracks"]

    for track in tracks:
        assert not track["locked"] or "still wait" in track["rest_words"]
        assert track["waits_for"] or all(
            not step["is_waiting"] or step["bars"] for step in track["steps"]
        )


def test_settled_steps_are_folded(client, on_playbook):
    _actor, case = on_playbook

    tracks = shown(client, case).context["tracks"]

    assert [step["code"] for track in tracks for step in track["settled"]] == ["contact"]


@pytest.mark.parametrize(
    ("years_ago", "words"), [(15, "Under 18"), (28, ""), (18, "Perhaps under 18")]
)
def test_the_head_flags_who_is_or_may_be_under_age(client, years_ago, words):
    actor = officer()
    birth = PartialDate.parse(str(present.today(actor.zone).year - years_ago))
    with eyes(actor):
        case = a_case(actor, a_citizen(actor, birth=birth))
    log_in(client, actor)

    assert shown(client, case).context["case"]["youth"] == words


@pytest.mark.parametrize(
    ("status", "days", "mark"),
    [
        ("with_holder", 400, ""),
        ("with_holder", 10, "Expires before the journey"),
        ("with_holder", -10, "Expired"),
        ("lost", 400, "Lost"),
        ("seized_by_employer", 400, "Seized by the employer"),
    ],
)
def test_a_paper_that_will_not_serve_is_marked(client, on_playbook, status, days, mark):
    actor, case = on_playbook
    today = present.today(actor.zone)
    with eyes(actor):
        plan_journey(actor, fresh(case), journey_on=today + timedelta(days=20))
        add_identity_document(
            actor,
            case.citizen,
            kind="passport",
            number="N0000001",
            status=status,
            expires_on=today + timedelta(days=days),
        )

    (row,) = shown(client, case).context["documents"]

    assert (f">{mark}</span>" in row["value"]) is bool(mark)
    assert "N0000001" in row["value"]


def test_printing_is_on_record_and_the_sheet_has_nothing_to_press(client, on_playbook):
    actor, case = on_playbook

    response = client.get(reverse("case_print", args=[case.reference]))

    sheet = response.text.split('id="content"')[1].split("</main>")[0]
    assert "<form" not in sheet
    assert f"/cases/{case.reference}/ask-step/" not in sheet
    assert "Procedure reply" in sheet
    with eyes(actor):
        assert AuditEntry.objects.filter(operation="print_case", case_id=case.pk).count() == 1


def test_the_sheet_is_not_for_another_mission(client, on_playbook):
    _actor, case = on_playbook
    log_in(client, officer(yangon=True))

    assert client.get(reverse("case_print", args=[case.reference])).status_code == 404


def test_what_is_missing_leads_to_the_act_that_brings_it(client):
    with eyes(head()) as actor:
        a_playbook(gates={}, conditions={"contacted": ("journey_planned",)})
        case = a_case(actor)
    log_in(client, actor)

    action = shown(client, case).context["next_action"]

    assert action["url"].endswith("/plan-journey/")
    assert [row["url"] for row in action["missing"]] == [action["url"]]


def test_a_case_whose_person_was_found_is_led_to_the_playbook_of_that_place(client):
    with eyes(head()) as actor:
        a_playbook("nowhere", gates={}, conditions={"contacted": ("playbook_fits_place",)})
        a_playbook("there", countries=["TH"])
        case = a_case(actor)
    log_in(client, actor)
    before = shown(client, case).context["playbook"]
    with eyes(actor):
        now = When.at(present.now())
        record_stay(actor, fresh(case), kind="at", country="TH", when=now, source="mission")

    response = shown(client, case)

    assert before["unfit"] is None
    there = response.context["playbook"]["unfit"]["url"]
    assert there.endswith("?playbook=there.1")
    assert response.context["next_action"]["url"].endswith("/move-to-playbook/")
    assert 'value="there.1" selected' in client.get(there).text
