"""On which legal ground the data of a case are processed, and what is left when consent goes."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases.casework.models import CaseBasis
from cases.casework.operations import set_legal_basis, void_case, withdraw_consent
from cases.core.context import eyes
from cases.core.models import AuditEntry, RowVersion
from tests.api.calls import caller
from tests.casework.between import case_of, shared
from tests.factories import LegalBasisFactory, MissionFactory, PostingFactory, head, officer
from tests.refusals import refusal_of
from tests.register import a_case, fresh
from tests.web.session import log_in
from tests.world_basis import by_consent
from tests.world_reception import at_gate, come_to

pytestmark = pytest.mark.django_db

MARKER = "Zebra-mark"


@pytest.fixture
def usual():
    return LegalBasisFactory(usual=True)


@pytest.fixture
def case(usual, bangkok):
    return case_of(bangkok)


def standing(case):
    return CaseBasis.objects.standing().get(case=case)


def refused(actor, operation, case, **said):
    with eyes(actor):
        return refusal_of(operation, actor, fresh(case), **said)


def test_a_new_case_begins_with_the_usual_basis(bangkok, case, usual):
    with eyes(bangkok):
        assert standing(case).legal_basis == usual


def test_a_case_opens_without_one_where_the_catalogue_has_no_usual_basis(client, bangkok):
    case = case_of(bangkok)

    page = log_in(client, bangkok).get(case.get_absolute_url()).text

    assert "No legal basis is recorded" in page


def test_another_basis_ends_the_former_one(bangkok, case, usual):
    other = LegalBasisFactory(needs_statement=True)
    with eyes(bangkok):
        set_legal_basis(
            bangkok,
            fresh(case),
            legal_basis=other,
            source="relative",
            statement="Unconscious in hospital.",
        )

        assert standing(case).legal_basis == other
        assert standing(case).recorded_by_id == bangkok.staff_id
        former = CaseBasis.objects.get(case=case, legal_basis=usual)
        assert former.ended_at == standing(case).recorded_at


def test_the_end_of_a_basis_stands_in_the_former_values(bangkok, case):
    with eyes(bangkok):
        by_consent(bangkok, case)

        kept = RowVersion.objects.filter(table_name="cases_casebasis", case_id=case.pk)
        assert [row.old for row in kept] == [{"ended_at": None}]


@pytest.mark.parametrize(
    ("basis", "said", "fault"),
    [
        ({"needs_statement": True}, {}, ("statement_needed", "statement")),
        ({"consent_given": True}, {"statement": "Yes."}, ("consent_form_needed", "consent_form")),
        ({}, {"consent_form": "oral"}, ("not_a_consent", "consent_form")),
        ({}, {"told_in": "vi"}, ("casebasis_told_complete", "told_on")),
    ],
)
def test_what_a_basis_asks_for_is_asked(bangkok, case, basis, said, fault):
    said = {"legal_basis": LegalBasisFactory(**basis), "source": "citizen", **said}

    refusal = refused(bangkok, set_legal_basis, case, **said)

    assert refusal.status == 422
    assert (refusal.code, refusal.problems[0].field) == fault


def test_nobody_was_told_tomorrow(bangkok, case, usual):
    refusal = refused(
        bangkok,
        set_legal_basis,
        case,
        legal_basis=usual,
        source="citizen",
        told_on=date(2999, 1, 1),
        told_in="vi",
    )

    assert refusal.code == "in_future"


def test_a_void_case_gets_no_basis(bangkok, case, usual):
    with eyes(head()) as chief:
        void_case(chief, fresh(case), reason="Twice.")

    assert refused(chief, set_legal_basis, case, legal_basis=usual, source="mission").status == 409


def withdraw(actor, case, **more):
    with eyes(actor):
        by_consent(actor, case)
        return withdraw_consent(actor, fresh(case), withdrawn_on=date(2025, 11, 20), **more)


def test_withdrawing_consent_for_another_basis_leaves_no_gap(bangkok, case, usual):
    withdraw(bangkok, case, legal_basis=usual)

    with eyes(bangkok):
        assert standing(case).legal_basis == usual
        gone = CaseBasis.objects.get(case=case, withdrawn_at__isnull=False)
        assert gone.ended_at == standing(case).recorded_at


def test_withdrawing_consent_alone_puts_the_case_on_the_line_of_those_that_need_one(
    client, bangkok, case
):
    withdraw(bangkok, case)

    page = log_in(client, bangkok).get(case.get_absolute_url()).text
    answer = caller(bangkok).get(f"/api/v1/cases/{case.reference}/").json()
    listed = caller(bangkok).get("/api/v1/cases/", {"needs_legal_basis": "true"}).json()

    line = client.get(reverse("cases_without_basis")).text
    assert case.reference in line
    assert "This case needs another legal basis." in page
    assert (answer["legal_basis"], answer["needs_legal_basis"]) == (None, True)
    assert [row["reference"] for row in listed["results"]] == [case.reference]


def test_setting_a_basis_takes_the_case_off_that_line(bangkok, case, usual):
    withdraw(bangkok, case)
    with eyes(bangkok):
        set_legal_basis(bangkok, fresh(case), legal_basis=usual, source="mission")

    listed = caller(bangkok).get("/api/v1/cases/", {"needs_legal_basis": "true"}).json()

    assert listed["results"] == []


def test_what_is_no_consent_cannot_be_withdrawn(bangkok, case):
    refusal = refused(bangkok, withdraw_consent, case, withdrawn_on=date(2025, 11, 20))

    assert (refusal.status, refusal.code) == (409, "no_consent")


def test_consent_is_not_followed_by_consent(bangkok, case):
    with eyes(bangkok):
        by_consent(bangkok, case)

    refusal = refused(
        bangkok,
        withdraw_consent,
        case,
        withdrawn_on=date(2025, 11, 20),
        legal_basis=LegalBasisFactory(consent_given=True),
    )

    assert (refusal.status, refusal.code) == (422, "consent_after_consent")


def test_cases_are_listed_by_the_basis_that_carries_them(bangkok, case, usual):
    with eyes(bangkok):
        other = by_consent(bangkok, a_case(bangkok))

    listed = caller(bangkok).get("/api/v1/cases/", {"legal_basis": "consent"}).json()

    assert [row["reference"] for row in listed["results"]] == [other.reference]


def test_the_bases_of_a_case_are_read_by_the_api(bangkok, case):
    with eyes(bangkok):
        by_consent(bangkok, case)

    rows = caller(bangkok).get(f"/api/v1/cases/{case.reference}/bases/").json()["results"]

    assert [row["legal_basis"] for row in rows] == ["consular-task", "consent"]
    assert rows[1]["statement"] == "She agrees that her sister is told."


def test_another_mission_finds_neither_case_nor_basis(case):
    stranger = head(yangon=True)

    address = f"/api/v1/cases/{case.reference}/bases/"

    assert caller(stranger).get(address).status_code == 404
    with eyes(stranger):
        assert not CaseBasis.objects.visible_to(stranger).exists()
        assert not CaseBasis.objects.exists()


def test_whoever_receives_the_person_at_home_reads_no_basis(usual):
    gate = at_gate()
    come_to("departed", gate)

    with eyes(gate):
        assert not CaseBasis.objects.visible_to(gate).exists()
        assert not CaseBasis.objects.exists()


def test_a_share_never_lets_another_mission_change_the_ground(bangkok, case, usual):
    reader = officer(yangon=True)
    shared(bangkok, reader, case, "add_note")

    assert refused(reader, set_legal_basis, case, legal_basis=usual, source="mission").status == 403


def test_the_wall_lets_nobody_rewrite_what_carried_a_case(bangkok, case):
    with eyes(bangkok), connection.cursor() as cursor:
        for change in ("statement = 'x'", "legal_basis_id = 1", "recorded_at = now()"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute(f"update cases_casebasis set {change}")


def test_what_was_said_stands_in_no_entry_of_the_record(bangkok, case):
    with eyes(bangkok):
        set_legal_basis(
            bangkok,
            fresh(case),
            legal_basis=LegalBasisFactory(needs_statement=True),
            source="citizen",
            statement=MARKER,
        )
        entry = AuditEntry.objects.filter(operation="set_legal_basis").get()

    assert "statement" in entry.fields
    assert MARKER not in str([entry.fields, entry.subjects])


def test_the_catalogue_has_one_usual_basis(client):
    LegalBasisFactory(usual=True)
    mission = MissionFactory(headquarters=True)
    lead = PostingFactory(mission=mission, role="headquarters_lead").actor()
    second = {
        "code": "second",
        "name": "Second",
        "purpose": "Trying.",
        "law": "Invented Act, art. 1",
        "in_force_on": "2020-01-01",
        "is_default": True,
    }

    answer = caller(lead).post("/api/v1/legal-bases/put/", second, content_type="application/json")

    assert answer.status_code == 422
    assert answer.json()["problems"][0]["field"] == "is_default"


def test_the_page_of_the_catalogue_says_what_is_not_confirmed(client, bangkok):
    LegalBasisFactory(usual=True)

    page = log_in(client, bangkok).get(reverse("legal_basis_list")).text

    assert "Unconfirmed" in page
    assert "Usual for a new case" in page


def test_the_case_page_says_what_the_person_consented_to(client, bangkok, case):
    with eyes(bangkok):
        by_consent(bangkok, case)

    page = log_in(client, bangkok).get(case.get_absolute_url()).text

    assert "She agrees that her sister is told." in page
    assert f"noted by {bangkok.name}" in page
