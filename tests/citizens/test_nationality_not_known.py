"""A nationality that nobody has told is not known, and nothing fills it in."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from cases.casework.conditions import identity_confirmed
from cases.citizens.models import Citizen
from cases.citizens.operations import (
    add_identity_document,
    correct_citizen,
    register_citizen,
)
from cases.core.context import eyes
from cases.intake.doubles import newcomer_of
from tests.api.calls import JSON, caller
from tests.factories import IncidentFactory, officer
from tests.letters.test_contradictions import contradicts, facts
from tests.refusals import refused
from tests.register import a_case, a_citizen, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
NEW = {"full_name": "Lê Văn Thử", "incident": "2025-10-myawaddy", "report_source": "walk_in"}


def stands(person):
    return person.nationality, person.nationality_status


def test_who_is_registered_by_a_name_alone_is_of_no_country(actor):
    assert stands(register_citizen(actor, full_name="Lê Văn Thử")) == ("", "unknown")
    assert stands(a_citizen(actor, nationality="CN")) == ("CN", "declared")


@pytest.mark.parametrize(
    ("kind", "said", "of", "issuer"),
    [
        ("passport", "", "", ""),
        ("passport", "", "TH", "TH"),
        ("passport", "VN", "TH", "VN"),
        ("personal_number", "", "", "VN"),
    ],
)
def test_a_paper_is_of_the_country_that_is_said_or_of_its_holder_or_not_known(
    actor, kind, said, of, issuer
):
    person = a_citizen(actor, nationality=of)

    paper = add_identity_document(actor, person, kind=kind, status="unknown", country=said)

    assert paper.country == issuer


@pytest.mark.parametrize(
    ("said", "papers"),
    [
        ({}, {("passport", "C1234567", "")}),
        ({"nationality": "TH"}, {("passport", "C1234567", "TH")}),
        ({"nationality": "TH", "document_country": "VN"}, {("passport", "C1234567", "VN")}),
    ],
)
def test_nor_is_a_paper_of_a_new_case_taken_for_one_of_viet_nam(said, papers):
    paper = {"document_kind": "passport", "document_number": "C1234567"}

    assert newcomer_of({"full_name": "Lê Văn Thử"} | paper | said).papers == papers


@pytest.mark.parametrize("status", ["declared", "verified"])
def test_the_database_keeps_no_decision_on_a_country_that_nobody_has_said(actor, status):
    person = register_citizen(actor, full_name="Lê Văn Thử")

    with pytest.raises(IntegrityError, match="citizen_nationality_said"):
        Citizen.objects.filter(pk=person.pk).update(nationality_status=status)


@pytest.mark.parametrize("said", [{}, {"nationality": None}])
@pytest.mark.parametrize(
    ("address", "body"), [("citizens", {"full_name": "Lê Văn Thử"}), ("cases", NEW)]
)
def test_by_the_api_what_is_left_out_is_not_known_and_is_answered_as_null(address, body, said):
    actor = officer()
    IncidentFactory()
    client = caller(actor)

    made = client.post(f"/api/v1/{address}/register/", body | said, content_type=JSON)

    assert made.status_code == 201
    with eyes(actor):
        person = Citizen.objects.get()
        assert stands(person) == ("", "unknown")
    told = client.get(f"/api/v1/citizens/{person.uuid}/").json()
    assert (told["nationality"], told["nationality_status"]) == (None, "unknown")


def test_on_the_page_somebody_chooses_and_may_choose_that_it_is_not_known(client):
    actor = officer()
    IncidentFactory()
    page = log_in(client, actor)

    left = page.post(reverse("case_new"), NEW | {"_key": "k"})
    taken = page.post(reverse("case_new"), NEW | {"_key": "k", "nationality": "unknown"})

    assert left.status_code == 422
    assert list(left.context["form"].errors) == ["nationality"]
    assert "Nationality not known" in page.get(taken["Location"]).text
    with eyes(actor):
        assert stands(Citizen.objects.get()) == ("", "unknown")


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("", {"nationality": "VN"}, ("VN", "declared")),
        ("", {"nationality_status": "verified"}, ("VN", "verified")),
        ("", {"nationality_status": "not_national"}, ("", "not_national")),
        ("VN", {"nationality": ""}, ("", "unknown")),
        ("VN", {"nationality_status": "unknown"}, ("", "unknown")),
        ("CN", {"nationality_status": "not_national"}, ("CN", "not_national")),
        ("VN", {"sex": "f"}, ("VN", "declared")),
    ],
)
def test_what_is_corrected_takes_along_what_goes_with_it(actor, before, changes, after):
    person = a_citizen(actor, nationality=before)

    correct_citizen(actor, person, changes=changes)

    assert stands(fresh(person)) == after


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"nationality_status": "declared"}, "country_unsaid"),
        ({"nationality": "", "nationality_status": "verified"}, "country_unsaid"),
        ({"nationality": "VN", "nationality_status": "unknown"}, "country_said"),
    ],
)
def test_a_country_and_a_decision_that_do_not_go_together_are_refused(actor, changes, code):
    person = register_citizen(actor, full_name="Lê Văn Thử")

    assert refused(correct_citizen, actor, person, changes=changes) == (422, code)


def test_what_asks_for_a_national_stays_shut_until_it_is_decided(actor):
    case = a_case(actor, register_citizen(actor, full_name="Lê Văn Thử"))

    assert not identity_confirmed(case, date(2025, 11, 5))


def test_no_letter_writes_of_a_national_whose_nationality_nobody_has_told():
    (found,) = contradicts(facts(nationality="", nationality_status="unknown"), "consular-access")

    assert (found.code, found.stops) == ("not_a_national", True)
    assert str(found.sentence).endswith("The record says: Not known.")
