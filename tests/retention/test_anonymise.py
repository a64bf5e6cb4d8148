"""Forgetting takes two people, and nothing that forbids it."""

import pytest
from django.db import IntegrityError, connection, transaction

from cases.casework.operations import close_case, open_case, share_case
from cases.casework.policies import possible_operations
from cases.citizens.operations import correct_citizen, register_citizen
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.retention.operations.holds import lift_legal_hold, place_legal_hold
from cases.retention.operations.person import (
    anonymise_citizen,
    ask_anonymisation,
    decline_anonymisation,
)
from tests.api.calls import caller
from tests.factories import IncidentFactory, MissionFactory, head, headquarters
from tests.refusals import refused
from tests.register import a_case, fresh
from tests.web.session import logged_in
from tests.world_retention import lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    """A closed case."""
    with eyes(head()) as actor:
        return close_case(actor, a_case(actor), outcome="own_means")


def ask(case, actor=None):
    with eyes(actor or headquarters()) as asker:
        ask_anonymisation(asker, fresh(case.citizen), ground="wish")


def confirm(case, actor=None, reference=""):
    with eyes(actor or lead()) as who:
        return anonymise_citizen(who, fresh(case.citizen), reference=reference or case.reference)


def test_one_asks_and_another_confirms(case):
    ask(case)

    citizen = confirm(case)

    with eyes(SYSTEM):
        assert fresh(citizen).anonymised_at is not None
        assert str(fresh(citizen)) == "Anonymised person"
        assert fresh(case).reference == case.reference


def test_nobody_confirms_what_nobody_asked(case):
    assert refused(confirm, case) == (409, "not_asked")


def test_nobody_confirms_what_they_asked_themselves(case):
    who = lead()
    ask(case, who)

    assert refused(confirm, case, who) == (403, "asked_by_oneself")


def test_an_officer_of_headquarters_does_not_confirm(case):
    ask(case)

    assert refused(confirm, case, headquarters()) == (403, "not_allowed")


def test_another_number_is_refused(case):
    ask(case)

    assert refused(confirm, case, None, "BKK-2025-99999") == (422, "reference_differs")


def test_an_open_case_forbids_it(case):
    ask(case)
    with eyes(head()) as actor:
        open_case(
            actor,
            fresh(case.citizen),
            incident=IncidentFactory(code="2025-11-other"),
            report_source="relative",
        )

    assert refused(confirm, case) == (409, "open_case")


def test_a_share_that_still_lasts_forbids_it():
    with eyes(head()) as actor:
        row = a_case(actor)
        other = MissionFactory(code="VTE", country="LA", zone="Asia/Vientiane")
        share_case(actor, row, mission=other, days=30, reason="Kin.")
        row = close_case(actor, fresh(row), outcome="own_means")

    assert refused(ask, row) == (409, "live_share")


def test_a_legal_hold_forbids_it_until_it_is_lifted(case):
    with eyes(headquarters()) as who:
        place_legal_hold(who, fresh(case.citizen), reason="Proceedings.")
    assert refused(ask, case) == (409, "legal_hold")

    with eyes(who):
        lift_legal_hold(who, fresh(case.citizen), reason="Over.")

    ask(case)
    confirm(case)


def test_what_was_declined_may_be_asked_again(case):
    ask(case)
    with eyes(lead()) as who:
        decline_anonymisation(who, fresh(case.citizen))
    assert refused(confirm, case) == (409, "not_asked")

    ask(case)
    confirm(case)


def test_of_two_who_confirm_one_wins(case):
    ask(case)
    one, other = lead(), lead()
    with eyes(other):
        seen = fresh(case.citizen)
    confirm(case, one)

    with eyes(other):
        assert refused(anonymise_citizen, other, seen, reference=case.reference)[0] == 409


def test_nothing_more_is_done_on_somebody_anonymised(case):
    ask(case)
    confirm(case)
    with eyes(head()) as actor:
        citizen, row = fresh(case.citizen), fresh(case)
        assert refused(correct_citizen, actor, citizen, changes={"sex": "f"}) == (409, "anonymised")
        assert possible_operations(actor, row) == []


def test_a_new_intake_of_the_same_person_is_a_new_person(case):
    ask(case)
    confirm(case)
    with eyes(head()) as actor:
        again = register_citizen(actor, full_name="Nguyễn Thử Nghiệm")

    assert again.pk != case.citizen_id


def test_page_admin_and_api_show_when_and_offer_nothing(case):
    ask(case)
    confirm(case)
    who = headquarters()
    client = logged_in(who)

    page = client.get(f"/cases/{case.reference}/").text
    row = caller(who).get(f"/api/v1/citizens/{case.citizen.uuid}/").json()
    admin = client.get(f"/admin/cases/citizen/{case.citizen_id}/change/").text

    assert "Anonymised on" in page
    assert "/correct/" not in page
    assert row["anonymised_at"] is not None
    assert row["actions"] == []
    assert f"/admin/cases/citizen/{case.citizen_id}/act/" not in admin


def refused_by_database(actor, statement, given):
    with (
        eyes(actor),
        pytest.raises(IntegrityError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, given)


def test_the_function_of_the_database_refuses_a_caller_without_the_right(case):
    ask(case)
    call = "select anonymise_citizen(%s)"

    for actor in (head(), headquarters(), SYSTEM):
        refused_by_database(actor, call, [case.citizen_id])


def test_the_application_marks_nobody_as_anonymised_by_itself(case):
    statement = "update cases_citizen set anonymised_at = now() where id = %s"

    refused_by_database(lead(), statement, [case.citizen_id])


def test_with_the_setting_of_the_function_alone_the_application_edits_no_fact(case):
    forging = (
        "select set_config('app.forgets', '1', true); "
        "update cases_transition set reason = 'x' where case_id = %s"
    )

    refused_by_database(SYSTEM, forging, [case.pk])
