"""The admin's lists in words, and what is not there: not found."""

import re
from copy import deepcopy
from itertools import cycle

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import override

from cases.casework.choices import HoldReason
from cases.casework.models import Case
from cases.casework.operations import hold_case
from cases.citizens.models import Citizen
from cases.core.admin_site import words_key
from cases.core.columns import COLUMNS
from cases.core.context import eyes
from cases.incidents.models import Incident
from cases.missions.models import Staff
from tests.database import kept_for_the_file
from tests.factories import (
    IncidentFactory,
    PlaceFactory,
    administrator,
    headquarters,
    officer,
)
from tests.logins import force_login
from tests.register import a_case, a_citizen
from tests.web.session import log_in
from tests.world_retention import lead

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model.__name__)
SEARCHED = [model for model in MODELS if admin.site._registry[model].search_fields]
UNKNOWN = "987654321"
READERS = {
    **dict.fromkeys(["OutboxMail", "QueuedJob"], headquarters),
    **dict.fromkeys(["ApiToken", "AuditEntry", "ConfigurationLoad", "Unsealing"], lead),
    **dict.fromkeys(["StaffSession", "AdministratorChange"], administrator),
}
"""Whose role sees a table that a case officer does not."""


def name(model):
    return model.__name__


def by_turns(*values):
    """Return each table with one of the values, the next one for the next table."""
    pairs = zip(MODELS, cycle(values), strict=False)
    return [pytest.param(model, value, id=f"{name(model)}-{value}") for model, value in pairs]


def cells(text, column):
    """What stands in a column of a list."""
    return set(re.findall(rf'<td class="field-{column}"[^>]*>([^<]*)</td>', text))


def page(model, view, *args):
    return reverse(f"admin:cases_{model._meta.model_name}_{view}", args=args)


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """A case, its officer and what her browser keeps of a login, for all tests of this file."""
    with kept_for_the_file(django_db_blocker):
        with django_db_blocker.unblock(), override("en"):
            actor, browser = officer(), Client()
            with eyes(actor):
                case = a_case(actor)
            force_login(browser, Staff.objects.get(pk=actor.staff_id))
        yield actor, case, browser.cookies


@pytest.fixture
def mine(kept):
    """The case and its officer."""
    actor, case, _cookies = kept
    return actor, deepcopy(case)


@pytest.fixture
def desk(kept):
    """The browser of the officer."""
    browser = Client()
    browser.cookies = deepcopy(kept[2])
    return browser


def test_true_and_false_are_said_in_words(desk):
    IncidentFactory(code="closed", is_open=False)
    PlaceFactory(verified=True)

    incidents = desk.get(page(Incident, "changelist")).text
    places = desk.get(reverse("admin:cases_place_changelist")).text

    assert cells(incidents, "is_open") >= {"Yes", "No"}
    assert "Yes" in cells(places, "verified")


@pytest.mark.parametrize(("model", "language"), by_turns("en", "vi", "fr"))
def test_a_list_opens_called_what_it_lists_and_shows_no_picture_for_true(desk, model, language):
    if reader := READERS.get(name(model)):
        log_in(desk, reader())
    answer = desk.get(page(model, "changelist"), headers={"Accept-Language": language})

    with override(language):
        called = capfirst(str(model._meta.verbose_name_plural))
    assert answer.status_code == 200
    assert f"<h1>{escape(called)}</h1>" in answer.text
    assert "icon-no" not in answer.text


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_a_record_is_called_what_it_is(desk, mine, language):
    address = page(Case, "change", mine[1].pk)
    text = desk.get(address, headers={"Accept-Language": language}).text

    with override(language):
        called = capfirst(str(Case._meta.verbose_name))
    assert f'<p class="kind-of-record">{escape(called)}</p>' in text
    assert f"<h1>{mine[1].reference} · {escape(mine[1].citizen.full_name)}</h1>" in text
    assert f"{escape(called)} · " in text.split("</title>")[0]


def test_the_page_of_a_record_says_it_in_words_too(desk, mine):
    _actor, case = mine

    shown = desk.get(page(Case, "change", case.pk)).text

    assert "icon-no" not in shown
    assert '<div class="readonly">No</div>' in shown


def test_a_list_still_sorts_by_what_it_says_in_words(desk):
    IncidentFactory(code="closed", is_open=False)

    text = desk.get(page(Incident, "changelist") + "?o=4").text

    assert text.index("closed") < text.index("2025-10-myawaddy")


def test_a_case_on_hold_says_why(desk, mine):
    actor, case = mine
    with eyes(actor):
        a_case(actor, a_citizen(actor))
        hold_case(actor, case, reason="awaiting_document")

    text = desk.get(page(Case, "changelist")).text

    assert cells(text, "on_hold") == {HoldReason.AWAITING_DOCUMENT.label, "No"}


@pytest.mark.parametrize("model", SEARCHED, ids=name)
def test_a_search_box_says_what_it_searches(desk, model):
    assert 'id="searchbar_helptext">Finds ' in desk.get(page(model, "changelist")).text


@pytest.mark.parametrize(("model", "view"), by_turns("change", "history", "delete"))
def test_an_unknown_record_is_not_found(desk, model, view):
    assert desk.get(page(model, view, UNKNOWN)).status_code == 404
    assert desk.get(page(model, view, "no-number")).status_code == 404


@pytest.mark.parametrize("view", ["change", "history", "delete"])
def test_a_record_of_another_mission_is_not_found(client, mine, view):
    _actor, case = mine
    assert log_in(client, officer(yangon=True)).get(page(Case, view, case.pk)).status_code == 404
    assert client.get(page(Citizen, view, case.citizen_id)).status_code == 404


def test_the_history_of_a_case_and_of_a_person_are_pages_of_ours(desk, mine):
    _actor, case = mine

    led = desk.get(page(Case, "history", case.pk))

    assert led["Location"] == reverse("case_history", args=[case.reference])
    hers = desk.get(page(Citizen, "history", case.citizen_id))
    assert hers["Location"] == reverse("citizen_history", args=[case.citizen.uuid])


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
def test_the_index_lists_the_tables_by_their_label(desk, language):
    desk.cookies["django_language"] = language

    apps = desk.get(reverse("admin:index")).context["app_list"]

    with override(language):
        labels = [str(row["name"]) for app in apps for row in app["models"]]
    assert labels == sorted(labels, key=words_key)


def test_lists_call_rows_in_the_language_of_the_reader_and_sort_them_by_it(client):
    log_in(client, headquarters())
    first = PlaceFactory(code="a", name="Alpha", name_vi="Yên", name_fr="")
    PlaceFactory(code="b", name="Beta", name_vi="An", name_fr="Bêta")

    def shown(language, model="place", **asked):
        address = reverse(f"admin:cases_{model}_changelist")
        return client.get(address, asked, headers={"Accept-Language": language})

    vietnamese = shown("vi", o="1").text

    assert vietnamese.index(">An</a>") < vietnamese.index(">Yên</a>")
    assert "Tên gọi" in vietnamese
    assert "Alpha" not in vietnamese
    assert ">Bêta</a>" in shown("fr").text
    assert ">Alpha</a>" in shown("fr").text
    assert "Yên" not in shown("en").text
    assert shown("vi", q=first.name_vi).status_code == 200


@pytest.mark.parametrize(
    "model", [model for model in MODELS if {"name_vi", "title_vi"} & set(vars(model))]
)
def test_no_list_shows_a_name_in_one_language_alone(model, rf):
    request = rf.get("/")
    columns = admin.site._registry[model].get_list_display(request)

    assert not {"name", "title"} & {column for column in columns if isinstance(column, str)}


def test_where_a_leg_leads_is_not_called_whom_a_mail_is_for():
    with override("vi"):
        assert str(COLUMNS["leg.to_place"]) != str(COLUMNS["to_staff"])


def test_every_page_lets_choose_the_language_and_stays_where_it_is(desk, mine):
    for address in (
        reverse("admin:index"),
        page(Case, "changelist"),
        page(Case, "change", mine[1].pk),
    ):
        text = desk.get(address).text

        assert f'name="next" value="{address}"' in text
        assert [f'value="{code}" lang="{code}"' in text for code in ("en", "vi", "fr")] == [
            True
        ] * 3


def test_a_stage_without_cases_leads_nowhere_as_a_nought_of_a_mission(desk, mine):
    text = desk.get(reverse("admin:index")).text

    assert '<span class="stage"><strong>0</strong> Departed</span>' in text
    assert re.search(r'<a class="stage" href="[^"]+"><strong>1</strong> <span>Reported', text)
