"""A new case is looked after by whoever opens it, where her role assigns cases."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cases.casework.models import Case
from cases.casework.operations import open_case
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.intake.operations import save_draft
from cases.missions.models import Staff
from tests.factories import IncidentFactory, PostingFactory, headquarters, officer
from tests.register import a_citizen, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

ENOUGH = {"full_name": "Lê Văn Thử", "incident": "2025-10-myawaddy", "report_source": "walk_in"}
ENOUGH |= {"nationality": "VN"}


@pytest.fixture(autouse=True)
def incident():
    return IncidentFactory()


def who(role):
    return PostingFactory(role=role).actor()


def own_name(actor):
    return Staff.objects.get(pk=actor.staff_id).username


def chosen(client, actor, address):
    """Return what stands in the field, and whether it is shown."""
    field = log_in(client, actor).get(address).context["form"]["officer"]
    return field.value(), not field.is_hidden


def send(client, actor, **typed):
    return log_in(client, actor).post(reverse("case_new"), {**ENOUGH, "_key": "k", **typed})


def looked_after_by(actor):
    with eyes(actor):
        return Case.objects.get().assigned_to


@pytest.mark.parametrize("role", ["case_officer", "head_of_mission"])
def test_who_assigns_cases_stands_there_at_first(client, role):
    with eyes(who(role)) as actor:
        again = reverse("citizen_operation", args=[a_citizen(actor).uuid, "open-case"])

    for address in (reverse("case_new"), again):
        assert chosen(client, actor, address) == (own_name(actor), True)


def test_what_stands_there_is_sent_and_the_case_says_so(client):
    actor = officer()

    response = send(client, actor, officer=own_name(actor))

    page = client.get(response.headers["Location"])
    assert looked_after_by(actor).pk == actor.staff_id
    assert f"looked after by {actor.name}" in page.text


def test_a_colleague_may_be_named_instead(client):
    actor, colleague = officer(), officer()

    send(client, actor, officer=own_name(colleague))

    assert looked_after_by(actor).pk == colleague.staff_id


def test_left_to_nobody_it_stands_among_those_that_nobody_looks_after(client):
    actor = officer()

    send(client, actor, officer="")

    assert looked_after_by(actor) is None
    listed = client.get(reverse("worklist"), {"officer": "nobody"})
    with eyes(actor):
        assert Case.objects.get().reference in listed.text


def test_somebody_of_another_mission_cannot_be_named(client):
    actor, other = officer(), officer(yangon=True)

    response = send(client, actor, officer=own_name(other))

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"officer"}


@pytest.mark.parametrize("role", ["field_officer", "headquarters_officer"])
def test_who_assigns_none_leaves_it_to_the_desk_and_is_not_asked(client, role):
    actor = headquarters() if role == "headquarters_officer" else who(role)

    assert chosen(client, actor, reverse("case_new")) == (None, False)
    assert send(client, actor, officer=own_name(actor)).status_code == 422
    assert send(client, actor).status_code == 302
    assert looked_after_by(actor) is None


def test_the_rule_holds_without_a_form(incident):
    actor, other = who("field_officer"), officer(yangon=True)
    with eyes(actor):
        person = a_citizen(actor)
        with pytest.raises(Refused) as refusal:
            open_case(
                actor,
                fresh(person),
                incident=incident,
                report_source="walk_in",
                officer=Staff.objects.get(pk=actor.staff_id),
            )
    assert refusal.value.status == 403
    with eyes(other), pytest.raises(Refused) as refusal:
        open_case(
            other,
            a_citizen(other),
            incident=incident,
            report_source="walk_in",
            officer=Staff.objects.get(pk=actor.staff_id),
        )
    assert refusal.value.code == "officer_of_mission"


@pytest.mark.parametrize("said", ["", "colleague"])
def test_reading_a_code_leaves_who_was_chosen(client, said):
    actor, colleague = officer(), officer()
    name = said and own_name(colleague)

    page = send(client, actor, officer=name, mrz="P<VNM", _read="")

    assert page.status_code == 200
    assert (page.context["form"]["officer"].value() or "") == name


def test_whom_a_draft_names_stands_there_again(client):
    actor, colleague = officer(), officer()
    with eyes(actor):
        draft = save_draft(actor, content={"full_name": "Lê", "officer": own_name(colleague)})

    address = f"{reverse('case_new')}?draft={draft.uuid}"

    assert chosen(client, actor, address) == (own_name(colleague), True)


def test_a_draft_that_was_left_to_nobody_proposes_nobody_again(client):
    actor = officer()
    log_in(client, actor)
    typed = {"full_name": "Lê", "officer": "", "draft": str(uuid4()), "_key": "k"}
    kept = client.post(reverse("draft_save"), typed)

    assert chosen(client, actor, kept.headers["Location"]) == ("", True)


def test_a_draft_that_was_begun_for_the_family_still_proposes_its_author(client):
    with eyes(officer()) as actor:
        draft = save_draft(actor, content={"full_name": "Lê"})

    address = f"{reverse('case_new')}?draft={draft.uuid}"

    assert chosen(client, actor, address) == (own_name(actor), True)
