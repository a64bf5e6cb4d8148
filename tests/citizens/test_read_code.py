"""The code of a passport over the API, and on the form of an identity document."""

import json
from dataclasses import replace

import pytest
from django.urls import reverse

from cases.citizens.api_codes import EXAMPLE
from cases.citizens.forms import AddIdentityDocument
from cases.citizens.models import IdentityDocument
from cases.core.context import eyes
from cases.core.models import AuditEntry
from tests.api.calls import JSON, call, caller
from tests.api.published import faults
from tests.citizens.codes import (
    CARD,
    DAMAGED,
    FOREIGN,
    HOSTILE,
    LONG,
    MISREAD,
    PASSPORT,
    PRINTED,
    SHORT,
    VISA,
)
from tests.factories import PostingFactory, administrator, officer
from tests.register import a_citizen as registered
from tests.web.session import log_in
from tests.world import DECLARED, references

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/documents/read-code/"


def a_citizen(actor):
    with eyes(actor):
        return registered(actor)


@pytest.fixture
def actor():
    references()
    return officer()


def read(actor, code):
    body = code if isinstance(code, dict) else {"code": code}
    return caller(actor).post(ADDRESS, json.dumps(body), content_type=JSON)


def test_a_passport_is_read_and_nothing_is_stored(actor):
    answer = read(actor, PASSPORT.text)

    assert answer.status_code == 200
    assert faults("read_code", answer) == []
    said = answer.json()
    assert said["is_sound"]
    assert said["faults"] == said["repairs"] == []
    assert (said["holder_name"], said["family_name"]) == (PRINTED, "TRAN")
    assert "Trần Thu Dung" in said["suggested_names"]
    assert (said["birth"], said["sex"], said["nationality"]) == ("1999-04-12", "f", "VN")
    assert (said["kind"], said["number"], said["country"]) == ("passport", "C0000001", "VN")
    assert (said["expires_on"], said["personal_number"]) == ("2034-04-10", "001199000001")
    with eyes(actor):
        assert not IdentityDocument.objects.exists()


def test_a_card_of_viet_nam_is_a_personal_number(actor):
    said = read(actor, CARD.text).json()

    assert (said["kind"], said["number"]) == ("personal_number", "001199000001")
    assert said["personal_number"] is None


def test_a_visa_names_the_holder_and_no_passport(actor):
    said = read(actor, VISA.text).json()

    assert (said["is_visa"], said["holder_name"], said["birth"]) == (True, PRINTED, "1999-04-12")
    assert said["kind"] is said["number"] is said["country"] is said["expires_on"] is None


def test_other_nationals_get_no_marks_suggested(actor):
    said = read(actor, FOREIGN.text).json()

    assert (said["nationality"], said["country"], said["suggested_names"]) == ("TH", "TH", [])
    assert said["personal_number"] is None


def test_what_is_in_doubt_is_not_said_and_can_be_mended(actor):
    said = read(actor, MISREAD).json()

    assert not said["is_sound"]
    assert said["number"] is None
    assert said["birth"] == "1999-04-12"
    assert "number" in {fault["field"] for fault in said["faults"]}
    mended = next(row for row in said["repairs"] if row["value"] == "C0000001")
    assert read(actor, mended["code"]).json()["number"] == "C0000001"


def test_a_line_of_the_wrong_length_is_named_with_its_characters(actor):
    said = read(actor, SHORT).json()

    [fault] = [row for row in said["faults"] if row["code"] == "wrong_length"]
    assert fault["message"] == "Line 2 has 39 characters; it must have 44."
    assert said["number"] is said["birth"] is said["holder_name"] is None


def test_a_name_that_is_cut_off_is_told(actor):
    said = read(actor, LONG.text).json()

    assert said["is_name_cut_off"]
    assert "truncated_name" in {row["code"] for row in said["faults"]}


@pytest.mark.parametrize("code", DAMAGED)
def test_what_happens_to_codes_on_the_way_does_no_harm(actor, code):
    said = read(actor, code).json()

    assert (said["holder_name"], said["number"]) == (PRINTED, "C0000001"), said["faults"]


@pytest.mark.parametrize("code", HOSTILE)
def test_hostile_codes_are_answered_with_a_sentence(actor, code):
    answer = read(actor, code)

    assert faults("read_code", answer) == []
    if answer.status_code == 200:
        assert answer.json()["faults"]
        assert answer.json()["number"] is None
    else:
        assert answer.status_code == 422
        assert answer.json()["problems"][0]["field"] == "code"


@pytest.mark.parametrize("body", [{}, {"code": 7}, {"code": None}, {"code": ""}, {"mrz": "P<"}])
def test_another_body_is_refused(actor, body):
    answer = read(actor, body)

    assert (answer.status_code, faults("read_code", answer)) == (422, [])


def test_only_who_registers_or_corrects_people_may_ask():
    references()

    assert read(administrator(), PASSPORT.text).status_code == 403
    assert read(PostingFactory(role="auditor").actor(), PASSPORT.text).status_code == 403
    assert read(None, PASSPORT.text).status_code == 401


def add(actor, citizen, **body):
    return call(caller(actor), DECLARED["add_identity_document"], citizen, body)


def document(actor):
    with eyes(actor):
        return IdentityDocument.objects.get()


def test_a_document_is_added_from_its_code_alone(actor):
    citizen = a_citizen(actor)

    answer = add(actor, citizen, mrz=PASSPORT.text, status="with_holder")

    assert answer.status_code == 200, answer.text
    made = document(actor)
    assert (made.kind, made.number, made.country) == ("passport", "C0000001", "VN")
    assert (made.holder_name, made.expires_on.isoformat()) == (PRINTED, "2034-04-10")
    with eyes(actor):
        entry = AuditEntry.objects.get(operation="add_identity_document")
    assert "mrz" in entry.fields
    assert PASSPORT.number not in str(entry.fields)


def test_a_name_with_marks_is_kept_where_it_fits_the_code(actor):
    citizen = a_citizen(actor)

    add(actor, citizen, mrz=PASSPORT.text, status="lost", holder_name="Trần Thu Dung")

    assert document(actor).holder_name == "Trần Thu Dung"


def test_what_contradicts_the_code_is_refused_at_its_field(actor):
    citizen = a_citizen(actor)
    said = {"number": "C9999999", "expires_on": "2030-01-01", "holder_name": "Lê Văn Thử"}

    answer = add(actor, citizen, mrz=PASSPORT.text, status="lost", **said)

    found = {row["field"]: row["code"] for row in answer.json()["problems"]}
    assert found == dict.fromkeys(said, "differs_from_code")


def test_a_code_in_doubt_or_of_a_visa_adds_nothing(actor):
    citizen = a_citizen(actor)
    said = {"status": "lost", "kind": "passport"}

    doubted = add(actor, citizen, mrz=MISREAD, **said).json()["problems"]
    visa = add(actor, citizen, mrz=VISA.text, **said).json()["problems"]

    assert {(row["field"], row["code"]) for row in doubted} >= {
        ("mrz", "bad_check_digit"),
        ("mrz", "repair"),
    }
    assert [(row["field"], row["code"]) for row in visa] == [("mrz", "is_visa")]
    with eyes(actor):
        assert not IdentityDocument.objects.exists()


def test_a_number_that_is_odd_is_refused_with_its_repair_or_kept_as_doubted(actor):
    citizen = a_citizen(actor)
    misread = PASSPORT.text.replace("C0000001", "C000000L")
    odd = replace(PASSPORT, number="CC000023")

    refused = add(actor, citizen, mrz=misread, status="lost").json()["problems"]
    kept = add(actor, citizen, mrz=odd.text, status="lost")

    assert {(row["field"], row["code"]) for row in refused if row["field"] == "mrz"} == {
        ("mrz", "form_misread"),
        ("mrz", "repair"),
    }
    assert kept.status_code == 200, kept.text
    assert document(actor).number == "CC000023"
    assert "odd_number" in {row["code"] for row in read(actor, odd.text).json()["faults"]}


def test_the_page_of_a_document_takes_the_code_too(client, actor):
    citizen = a_citizen(actor)
    log_in(client, actor)
    address = f"/citizens/{citizen.uuid}/add-identity-document/"
    assert 'name="mrz"' in client.get(address).text
    sent = {"mrz": "\r\n".join(PASSPORT.lines), "status": "lost", "_key": "k", "_version": "1"}

    refused = client.post(address, {**sent, "mrz": SHORT})
    taken = client.post(address, sent)

    assert refused.status_code == 422
    assert "Line 2 has 39 characters; it must have 44." in refused.text
    assert taken.status_code == 302
    assert document(actor).number == "C0000001"


def test_the_example_of_the_code_can_be_read(actor):
    assert read(actor, EXAMPLE).json()["is_sound"]
    assert reverse("api_read_code") == ADDRESS
    assert "mrz" in AddIdentityDocument.base_fields
