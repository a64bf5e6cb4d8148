"""The admin's lists in words, and what is not there: not found."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import override

from cases.casework.choices import HoldReason
from cases.casework.models import Case
from cases.casework.operations import hold_case
from cases.citizens.models import Citizen
from cases.core.admin_site import words_key
from cases.core.context import eyes
from cases.incidents.models import Incident
from tests.factories import IncidentFactory, PlaceFactory, officer
from tests.register import a_case, a_citizen
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model.__name__)
SEARCHED = [model for model in MODELS if admin.site._registry[model].search_fields]
UNKNOWN = "987654321"


def name(model):
    return model.__name__


def page(model, view, *args):
    return reverse(f"admin:cases_{model._meta.model_name}_{view}", args=args)


@pytest.fixture
def mine():
    """A case and its officer."""
    actor = officer()
    with eyes(actor):
        return actor, a_case(actor)


def test_true_and_false_are_said_in_words(client, mine):
    log_in(client, mine[0])
    IncidentFactory(code="closed", is_open=False)
    PlaceFactory(verified=True)

    incidents = client.get(page(Incident, "changelist")).text
    places = client.get(reverse("admin:cases_place_changelist")).text

    assert '<td class="field-is_open">Yes</td>' in incidents
    assert '<td class="field-is_open">No</td>' in incidents
    assert '<td class="field-verified">Yes</td>' in places


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
@pytest.mark.parametrize("model", MODELS, ids=name)
def test_a_list_is_called_what_it_lists(client, mine, model, language):
    log_in(client, mine[0])

    answer = client.get(page(model, "changelist"), headers={"Accept-Language": language})

    with override(language):
        called = capfirst(str(model._meta.verbose_name_plural))
    assert answer.status_code == 403 or f"<h1>{escape(called)}</h1>" in answer.text


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_a_record_is_called_what_it_is(client, mine, language):
    log_in(client, mine[0])

    address = page(Case, "change", mine[1].pk)
    text = client.get(address, headers={"Accept-Language": language}).text

    with override(language):
        called = capfirst(str(Case._meta.verbose_name))
    assert f"<h1>{escape(called)}</h1>" in text
    assert f"{escape(called)} · " in text.split("</title>")[0]


@pytest.mark.parametrize("model", MODELS, ids=name)
def test_no_list_shows_a_picture_for_true_or_false(client, mine, model):
    log_in(client, mine[0])

    assert "icon-no" not in client.get(page(model, "changelist")).text


def test_the_page_of_a_record_says_it_in_words_too(client, mine):
    actor, case = mine
    log_in(client, actor)

    shown = client.get(page(Case, "change", case.pk)).text

    assert "icon-no" not in shown
    assert '<div class="readonly">No</div>' in shown


def test_a_list_still_sorts_by_what_it_says_in_words(client, mine):
    log_in(client, mine[0])
    IncidentFactory(code="closed", is_open=False)

    text = client.get(page(Incident, "changelist") + "?o=4").text

    assert text.index("closed") < text.index("2025-10-myawaddy")


def test_a_case_on_hold_says_why(client, mine):
    actor, case = mine
    with eyes(actor):
        a_case(actor, a_citizen(actor))
        hold_case(actor, case, reason="awaiting_document")
    log_in(client, actor)

    text = client.get(page(Case, "changelist")).text

    assert f'<td class="field-on_hold">{HoldReason.AWAITING_DOCUMENT.label}</td>' in text
    assert '<td class="field-on_hold">No</td>' in text


@pytest.mark.parametrize("model", SEARCHED, ids=name)
def test_a_search_box_says_what_it_searches(client, mine, model):
    log_in(client, mine[0])

    assert 'id="searchbar_helptext">Finds ' in client.get(page(model, "changelist")).text


@pytest.mark.parametrize("view", ["change", "history", "delete"])
@pytest.mark.parametrize("model", MODELS, ids=name)
def test_an_unknown_record_is_not_found(client, mine, model, view):
    log_in(client, mine[0])

    assert client.get(page(model, view, UNKNOWN)).status_code == 404
    assert client.get(page(model, view, "no-number")).status_code == 404


@pytest.mark.parametrize("view", ["change", "history", "delete"])
def test_a_record_of_another_mission_is_not_found(client, mine, view):
    _actor, case = mine
    log_in(client, officer(yangon=True))

    assert client.get(page(Case, view, case.pk)).status_code == 404
    assert client.get(page(Citizen, view, case.citizen_id)).status_code == 404


def test_the_history_of_a_case_is_ours_and_others_have_none_here(client, mine):
    actor, case = mine
    log_in(client, actor)

    led = client.get(page(Case, "history", case.pk))

    assert led["Location"] == reverse("case_history", args=[case.reference])
    assert client.get(page(Citizen, "history", case.citizen_id)).status_code == 404


def test_labels_are_sorted_in_the_alphabet_of_the_reader():
    labels = ["Địa điểm", "Tỉnh", "Dữ liệu", "Cơ quan", "Giấy tờ", "Ảnh", "Áo", "Cases", "An"]

    assert sorted(labels, key=words_key) == [
        "An",
        "Ảnh",
        "Áo",
        "Cases",
        "Cơ quan",
        "Dữ liệu",
        "Địa điểm",
        "Giấy tờ",
        "Tỉnh",
    ]


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_the_index_lists_the_tables_by_their_label(client, mine, language):
    log_in(client, mine[0])
    client.cookies["django_language"] = language

    apps = client.get(reverse("admin:index")).context["app_list"]

    with override(language):
        labels = [str(row["name"]) for app in apps for row in app["models"]]
    assert labels == sorted(labels, key=words_key)
