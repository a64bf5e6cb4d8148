"""The code of a passport on the page of a new case: filled in, never over what was typed."""

from dataclasses import replace

import pytest
from django.urls import reverse

from cases.casework.models import Case
from cases.citizens.forms.person import AddIdentityDocument
from cases.citizens.models import Citizen, IdentityDocument
from cases.core.context import eyes
from cases.core.models import AuditEntry, Receipt
from cases.intake.forms.register import RegisterAndOpen
from cases.intake.models import Draft
from tests.api.calls import call, caller
from tests.api.published import faults_of, operation
from tests.citizens.codes import CARD, HOSTILE, LONG, MISREAD, PASSPORT, PRINTED, SHORT, VISA
from tests.factories import administrator, officer
from tests.web.session import log_in
from tests.world import DECLARED, references

pytestmark = pytest.mark.django_db

BASIS = {"incident": "2025-10-myawaddy", "report_source": "walk_in"}
LIKELY, WITH_MARKS = "Trần Thu Dung", "Trần Thu Dũng"


@pytest.fixture
def actor(client):
    references()
    actor = officer()
    log_in(client, actor)
    return actor


def post(client, **sent):
    return client.post(
        reverse("case_new"), {**BASIS, "nationality": "VN", "_key": "k", "draft": "", **sent}
    )


def read(client, code=PASSPORT.text, wish="", **typed):
    response = post(client, **{"mrz": code, "_read": wish, "nationality": ""} | typed)
    assert response.status_code == 200, response.text
    return response


def shown(response):
    """What stands in the inputs, as a browser would send it."""
    form = response.context["form"]
    found = {}
    for field in form:
        value = field.value()
        if isinstance(value, list):
            value = "-".join(part for part in reversed(value) if part)
        found[field.name] = str(value or "")
    return found


def differing(response):
    return {row.name: (row.typed, row.told) for row in response.context["scan"].differing}


def test_a_code_fills_in_the_person_and_the_document(client, actor):
    response = read(client)

    said = shown(response)
    assert (said["full_name"], said["document_holder_name"]) == (LIKELY, PRINTED)
    assert (said["birth"], said["sex"], said["nationality"]) == ("1999-04-12", "f", "VN")
    assert (said["document_kind"], said["document_number"]) == ("passport", "C0000001")
    assert (said["document_country"], said["document_expires_on"]) == ("VN", "2034-04-10")
    assert said["personal_number"] == "001199000001"
    assert {"person", "document"} <= set(response.context["open_parts"])
    assert response.context["form"].errors == {}
    with eyes(actor):
        assert not Citizen.objects.exists()
        assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("source", "status"), [("walk_in", "with_holder"), ("relative", "unknown")]
)
def test_only_who_came_to_us_has_the_document_at_hand(client, actor, source, status):
    assert shown(read(client, report_source=source))["document_status"] == status
    kept = read(client, report_source=source, document_status="lost")
    assert shown(kept)["document_status"] == "lost"


def test_what_was_typed_stays_and_stands_beside_the_code(client, actor):
    typed = {"full_name": "Lê Văn Thử", "birth_year": "1998", "sex": "m", "nationality": "VN"}

    response = read(client, **typed)

    said = shown(response)
    assert (said["full_name"], said["birth"], said["sex"]) == ("Lê Văn Thử", "1998", "m")
    assert differing(response) == {
        "full_name": ("Lê Văn Thử", PRINTED),
        "birth": ("1998", "12 04 1999"),
        "sex": ("Male", "Female"),
    }
    taken = read(client, wish="take:birth", **typed)
    assert shown(taken)["birth"] == "1999-04-12"
    assert shown(taken)["full_name"] == "Lê Văn Thử"
    assert set(differing(taken)) == {"full_name", "sex"}


def test_the_same_birth_typed_without_zeros_is_no_difference(client, actor):
    typed = {"birth_day": "12", "birth_month": "4", "birth_year": "1999"}

    assert differing(read(client, **typed)) == {}


def test_a_name_with_marks_is_kept_and_one_without_gets_suggestions(client, actor):
    hers = read(client, full_name="Trần Thu Dũng")
    printed = read(client)

    assert shown(hers)["full_name"] == "Trần Thu Dũng"
    assert differing(hers) == {}
    assert hers.context["scan"].names == ()
    assert {WITH_MARKS, PRINTED} <= {*printed.context["scan"].names}
    assert LIKELY not in printed.context["scan"].names
    chosen = read(client, wish=f"name:{WITH_MARKS}", full_name=PRINTED)
    assert shown(chosen)["full_name"] == WITH_MARKS
    assert shown(chosen)["document_holder_name"] == PRINTED
    foreign = read(client, wish="name:<b>Another</b>", full_name=PRINTED)
    assert shown(foreign)["full_name"] == PRINTED


def test_two_documents_are_never_mixed(client, actor):
    lost = {"document_kind": "old_id_card", "document_number": "012345678"}

    response = read(client, document_status="lost", **lost)

    said = shown(response)
    assert said["document_number"] == "012345678"
    assert said["document_expires_on"] == said["document_country"] == ""
    assert said["document_holder_name"] == ""
    assert list(differing(response)) == ["document"]
    taken = shown(read(client, wish="take:document", document_status="lost", **lost))
    assert (taken["document_kind"], taken["document_number"]) == ("passport", "C0000001")
    assert (taken["document_expires_on"], taken["document_status"]) == ("2034-04-10", "lost")


def test_a_misread_character_is_mended_by_a_button(client, actor):
    doubted = read(client, code=MISREAD)

    assert shown(doubted)["document_number"] == ""
    assert shown(doubted)["birth"] == "1999-04-12"
    scan = doubted.context["scan"]
    assert scan.faults
    at = next(n for n, repair in enumerate(scan.repairs) if repair.value == "C0000001")
    assert f'value="repair:{at}"' in doubted.text
    mended = read(client, code=MISREAD, wish=f"repair:{at}", full_name=PRINTED)
    assert shown(mended)["document_number"] == "C0000001"
    assert mended.context["scan"].faults == []
    assert shown(mended)["mrz"] == PASSPORT.text


@pytest.mark.parametrize("wish", ["repair:99", "repair:-1", "repair:x", "take:draft", "²", "name:"])
def test_a_wish_that_was_not_offered_changes_nothing(client, actor, wish):
    assert shown(read(client, wish=wish)) == shown(read(client))


def test_a_short_line_is_named_with_its_characters_and_fills_nothing(client, actor):
    response = read(client, code=SHORT)

    assert "Line 2 has 39 characters; it must have 44." in response.text
    said = shown(response)
    assert said["full_name"] == said["document_kind"] == said["birth"] == ""


def test_what_only_a_hand_gets_wrong_is_not_remarked_of_a_scanner(client, actor):
    code = replace(PASSPORT, number="C0000016").text

    typed, scanned = read(client, code=code), read(client, code=code, _by_machine="1")

    assert "the other way round" in typed.text
    assert "the other way round" not in scanned.text
    assert 'name="_by_machine" value="1"' in scanned.text
    assert shown(typed)["document_number"] == shown(scanned)["document_number"] == "C0000016"


def test_a_broken_line_fills_in_nothing_and_is_offered_whole(client, actor):
    first, second = PASSPORT.lines
    code = "\n".join((first[:2], first[2:], second))

    broken = read(client, code=code)

    assert shown(broken)["birth"] == shown(broken)["full_name"] == ""
    at = [repair.lines for repair in broken.context["scan"].repairs].index(PASSPORT.lines)
    assert shown(read(client, code=code, wish=f"repair:{at}"))["document_number"] == "C0000001"


def test_a_number_of_another_form_is_not_filled_in_and_its_repair_is(client, actor):
    first, second = PASSPORT.lines
    code = "\n".join((first, second.replace("C0000001", "C000000L")))

    doubted = read(client, code=code)

    assert shown(doubted)["document_number"] == ""
    assert "is not built as it is on such papers" in doubted.text
    assert PASSPORT.lines in [repair.lines for repair in doubted.context["scan"].repairs]


def test_a_visa_fills_in_the_person_and_no_document(client, actor):
    response = read(client, code=VISA.text)

    said = shown(response)
    assert said["full_name"] == LIKELY
    assert said["document_kind"] == said["document_number"] == said["document_status"] == ""
    assert "This is the code of a visa." in response.text


def test_a_card_is_a_document_of_kind_personal_number(client, actor):
    said = shown(read(client, code=CARD.text))

    assert (said["document_kind"], said["document_number"]) == ("personal_number", "001199000001")
    assert said["personal_number"] == ""


def test_a_name_cut_off_gets_no_suggestions_and_fits_what_goes_on(client, actor):
    whole = f"{LONG.family} {LONG.given}"

    response = read(client, code=LONG.text, full_name=whole)

    assert differing(response) == {}
    assert read(client, code=LONG.text).context["scan"].names == ()


@pytest.mark.parametrize("code", HOSTILE)
def test_hostile_codes_fill_in_nothing(client, actor, code):
    response = read(client, code=code)

    said = shown(response)
    assert said["document_number"] == said["birth"] == ""
    assert response.context["scan"].faults
    assert "<script>alert" not in response.text


def test_a_code_nobody_looked_at_is_shown_before_anything_is_sent(client, actor):
    first = post(client, full_name=WITH_MARKS, mrz=PASSPORT.text)

    assert first.status_code == 200
    assert shown(first)["document_number"] == "C0000001"
    with eyes(actor):
        assert not Case.objects.exists()
    seen = first.context["scan"].seen
    assert f'name="_seen" value="{seen.replace("<", "&lt;")}"' in first.text
    sent = post(client, full_name=WITH_MARKS, mrz=PASSPORT.text, _seen=seen)
    assert sent.status_code == 302


def test_the_case_holds_what_the_code_said_and_nothing_holds_the_code(client, actor):
    read_page = read(client, full_name=WITH_MARKS)
    form = read_page.context["form"]
    typed = {
        name: value
        for name, value in shown(read_page).items()
        if value and name not in {"birth", "draft"} and name in form.fields
    }
    birth = {"birth_day": "12", "birth_month": "04", "birth_year": "1999"}

    sent = post(client, **typed, **birth, _seen=read_page.context["scan"].seen)

    assert sent.status_code == 302
    assert "VNM" not in sent["Location"]
    with eyes(actor):
        person = Citizen.objects.get()
        assert (person.full_name, person.sex) == (WITH_MARKS, "f")
        passport, number = IdentityDocument.objects.order_by("pk")
        assert (passport.number, passport.holder_name) == ("C0000001", PRINTED)
        assert (passport.status, passport.expires_on.isoformat()) == ("with_holder", "2034-04-10")
        assert (number.kind, number.number) == ("personal_number", "001199000001")
        assert (number.status, number.holder_name) == ("unknown", "")
        entry = AuditEntry.objects.get(operation="register_and_open")
        assert "mrz" in entry.fields
        stored = [str(row) for row in Receipt.objects.values()]
        stored += [str(row) for row in AuditEntry.objects.values()]
        stored += [str(row) for row in IdentityDocument.objects.values()]
    assert not any("P<VNM" in row or PASSPORT.lines[1][:20] in row for row in stored)


def test_a_case_without_a_code_does_not_claim_one(client, actor):
    sent = post(client, full_name=WITH_MARKS)

    assert sent.status_code == 302
    with eyes(actor):
        assert "mrz" not in AuditEntry.objects.get(operation="register_and_open").fields


def test_a_code_in_doubt_hinders_no_case_and_is_not_claimed(client, actor):
    seen = read(client, code=MISREAD).context["scan"].seen

    sent = post(client, full_name=WITH_MARKS, mrz=MISREAD, _seen=seen)

    assert sent.status_code == 302
    with eyes(actor):
        assert "mrz" not in AuditEntry.objects.get(operation="register_and_open").fields


def test_a_draft_holds_what_was_read_and_not_the_code(client, actor):
    key = "0c9f7a52-6f0e-4f54-9d3b-6a5f3f0f4a11"
    sent = {"mrz": PASSPORT.text, "full_name": PRINTED, "draft": key}

    client.post(reverse("draft_save"), sent)

    with eyes(actor):
        assert Draft.objects.get().content == {"full_name": PRINTED}


def test_the_api_opens_a_case_from_a_code_alone_and_chooses_no_marks(actor):
    answer = call(
        caller(actor), DECLARED["register_and_open"], None, {**BASIS, "mrz": PASSPORT.text}
    )
    other = {**BASIS, "mrz": PASSPORT.text, "full_name": "Lê Văn Thử", "document_number": "C9"}
    refused = call(caller(actor), DECLARED["register_and_open"], None, other)
    doubted = call(caller(actor), DECLARED["register_and_open"], None, {**BASIS, "mrz": MISREAD})

    assert answer.status_code == 201, answer.text
    with eyes(actor):
        assert Citizen.objects.get().full_name == PRINTED
    assert answer.json()["suggested_names"][0] == LIKELY
    assert WITH_MARKS in answer.json()["suggested_names"]
    assert {row["field"]: row["code"] for row in refused.json()["problems"]} == {
        "full_name": "differs_from_code",
        "document_number": "differs_from_code",
    }
    assert doubted.status_code == 422
    assert {row["field"] for row in doubted.json()["problems"]} >= {"mrz"}


@pytest.mark.parametrize(
    ("form", "told", "needed"),
    [
        (RegisterAndOpen, "full_name", ["incident", "report_source"]),
        (AddIdentityDocument, "kind", ["status"]),
    ],
)
def test_what_the_code_tells_is_described_as_not_needed(form, told, needed):
    schema = form.json_schema()

    assert schema["required"] == needed
    assert schema["properties"][told]["description"].endswith(
        "It may be left out where the code tells it."
    )


def test_a_code_alone_fits_the_description_and_without_one_the_name_is_needed(actor):
    body = operation("register_and_open")["requestBody"]["content"]["application/json"]

    answer = call(caller(actor), DECLARED["register_and_open"], None, BASIS)

    assert faults_of(body["schema"], {**BASIS, "mrz": PASSPORT.text}) == []
    assert {row["field"]: row["code"] for row in answer.json()["problems"]} == {
        "full_name": "required"
    }


def test_who_may_not_register_reads_no_code(client):
    references()
    log_in(client, administrator())

    assert post(client, mrz=PASSPORT.text, _read="").status_code == 403
    client.logout()
    asked = post(client, mrz=PASSPORT.text, _read="")
    assert asked.status_code == 401
    assert PASSPORT.lines[1] not in asked.text
