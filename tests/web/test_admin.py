"""The admin shows, scoped to the actor, and acts by operations only."""

from copy import deepcopy

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cases.casework.models import Case
from cases.core.context import eyes
from tests.database import kept_for_the_file
from tests.factories import IncidentFactory, headquarters, officer
from tests.register import a_case, a_citizen
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model.__name__)
PERSONAL = {
    "Case",
    "Citizen",
    "ContactPoint",
    "Crossing",
    "IdentityDocument",
    "Name",
    "Note",
    "Relative",
    "Stay",
    "Transition",
}


def name(model):
    return model.__name__


def page(model, view, *args):
    return reverse(f"admin:cases_{model._meta.model_name}_{view}", args=args)


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """A case and its officer, for all tests of this file."""
    with kept_for_the_file(django_db_blocker):
        with django_db_blocker.unblock(), override("en"), eyes(officer()) as actor:
            case = a_case(actor)
        yield actor, case


@pytest.fixture
def mine(kept):
    """The case and its officer, as objects of one test."""
    actor, case = kept
    return actor, deepcopy(case)


def test_asks_for_the_one_login():
    response = Client().get("/admin/")

    assert response.status_code == 302
    assert "/login/" in response["Location"]


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_nothing_is_added_or_deleted_behind_the_operations(client, mine, model):
    log_in(client, mine[0])
    row = model._default_manager.first() if model.__name__ not in PERSONAL else None

    assert client.get(page(model, "add")).status_code == 403
    if row is not None:
        assert client.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
        assert client.post(page(model, "change", row.pk), {"name": "x"}).status_code == 403


def test_shows_a_case_with_its_operations_as_buttons(client, mine):
    actor, case = mine
    text = log_in(client, actor).get(page(Case, "change", case.pk)).text

    assert page(Case, "act", case.pk, "advance") in text
    assert "This case is not on hold." in text


def test_acts_by_the_operation(client, mine):
    actor, case = mine
    log_in(client, actor)

    response = client.post(
        page(Case, "act", case.pk, "advance"), {"_version": "1", "_key": "a", "note": "x"}
    )

    assert response.status_code == 302
    with eyes(actor):
        assert Case.objects.get(pk=case.pk).stage == "contacted"


def test_a_case_of_another_mission_is_not_found(client, mine):
    _actor, case = mine
    shown = log_in(client, officer(yangon=True)).get(page(Case, "change", case.pk))
    acted = client.post(page(Case, "act", case.pk, "advance"), {"_key": "a"})

    assert shown.status_code == 404
    assert acted.status_code == 404


def test_another_mission_finds_nobody_by_search(client, mine):
    log_in(client, officer(yangon=True))

    here = page(Case, "changelist")
    for words in ("Nguyễn", mine[1].reference):
        shown = client.post(here, {"_search": "1", "q": words}, follow=True)
        assert shown.status_code == 200
        assert page(Case, "change", mine[1].pk) not in shown.text
    for query in ("?stage__exact=reported", f"?q={mine[1].reference}"):
        assert page(Case, "change", mine[1].pk) not in client.get(here + query).text


def test_headquarters_sees_all(client, mine):
    log_in(client, headquarters())

    assert mine[1].reference in client.get(page(Case, "changelist")).text


def bulk(client, cases, **typed):
    return client.post(
        page(Case, "changelist"),
        {"action": "hold_case", "_selected_action": [case.pk for case in cases], **typed},
    )


def test_a_bulk_action_asks_first_and_then_tells_the_result_of_each(client, mine):
    actor, first = mine
    with eyes(actor):
        second = a_case(actor, a_citizen(actor))
    log_in(client, actor)

    asked = bulk(client, [first, second])
    done = bulk(client, [first, second], _do="1", _key="k", reason="health")
    again = bulk(client, [first, second], _do="1", _key="other", reason="health")

    assert 'name="reason"' in asked.text
    assert done.text.count("Done") >= 2
    assert again.text.count("Refused") == 2
    with eyes(actor):
        assert set(Case.objects.values_list("held", flat=True)) == {True}


def test_a_bulk_action_with_a_fault_shows_the_form_again(client, mine):
    actor, case = mine
    log_in(client, actor)

    response = bulk(client, [case], _do="1", _key="k", reason="")

    assert response.status_code == 422


def test_a_bulk_action_reaches_no_foreign_case(client, mine):
    actor, case = mine
    stranger = officer(yangon=True)
    log_in(client, stranger)

    bulk(client, [case], _do="1", _key="k", reason="health")

    with eyes(actor):
        assert not Case.objects.get(pk=case.pk).held


def test_makes_a_record_by_the_operation(client, mine):
    actor, _case = mine
    IncidentFactory()
    log_in(client, actor)
    address = page(Case, "create", "register")

    typed = {
        "_key": "n",
        "full_name": "Lê Văn Thử",
        "nationality": "VN",
        "incident": "2025-10-myawaddy",
        "report_source": "walk_in",
    }

    assert client.get(address).status_code == 200
    assert client.post(address, typed).status_code == 302
    with eyes(actor):
        assert Case.objects.filter(citizen__full_name="Lê Văn Thử").count() == 1


def test_the_password_of_staff_is_nowhere_shown(client, mine):
    actor, _case = mine
    log_in(client, actor)

    text = client.get(reverse("admin:cases_staff_change", args=[actor.staff_id])).text

    assert "md5$" not in text


def test_passwords_are_not_changed_here(client, mine):
    assert log_in(client, mine[0]).get("/admin/password_change/").status_code == 404


def test_the_list_of_cases_costs_few_queries(client, mine, django_assert_max_num_queries):
    actor, _case = mine
    with eyes(actor):
        for _again in range(20):
            a_case(actor, a_citizen(actor))
    log_in(client, actor).get(page(Case, "changelist"))

    with django_assert_max_num_queries(14):
        client.get(page(Case, "changelist"))
