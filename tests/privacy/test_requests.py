"""What a person asks about her own data: taken down, confirmed, answered, refused, withdrawn.

The days are worked out by hand. 20 November 2025 is a Thursday, and
Thailand rests on Friday 5 December.
"""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, connection, transaction

from cases.casework.operations import withdraw_consent
from cases.core.context import eyes
from cases.core.models import RowVersion
from cases.missions.models import Mission
from cases.missions.operations import add_closure
from cases.privacy.models import RightsRequest
from cases.privacy.operations import (
    answer_rights_request,
    confirm_rights_request,
    extend_rights_request,
    make_report,
    refuse_rights_request,
    withdraw_rights_request,
)
from cases.retention.operations.person import anonymise_citizen, ask_anonymisation
from tests.casework.between import shared
from tests.casework.playbooks import at
from tests.factories import PostingFactory, head, headquarters
from tests.jobs import run_jobs
from tests.refusals import refused
from tests.register import a_case, a_citizen, fresh
from tests.retention.file import asked_for
from tests.world_basis import a_request, by_consent
from tests.world_retention import lead

pytestmark = pytest.mark.django_db

CAME_IN = date(2025, 11, 20)
NEXT_DAY = date(2025, 11, 21)
TOLD = {"outcome": "told", "settled_on": NEXT_DAY, "answer": "Told by telephone."}
REFUSED = {"answer": "It names others.", "refusal_ground": "Law 91", "settled_on": NEXT_DAY}


@pytest.fixture(autouse=True)
def monday():
    """It is Monday 24 November at nine in Bangkok."""
    with time_machine.travel(at("2025-11-24 09:00"), tick=False):
        yield


@pytest.fixture
def request_(bangkok):
    with eyes(bangkok):
        return a_request(bangkok)


def denied(actor, statement):
    with (
        eyes(actor),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_reply_is_due_until_the_end_of_the_second_working_day(request_):
    assert request_.due_at == at("2025-11-25 00:00")


def test_a_day_on_which_the_mission_is_closed_does_not_count(bangkok, request_):
    with eyes(head()) as chief:
        mission = Mission.objects.get(pk=chief.mission_id)
        add_closure(chief, mission, starts_on=NEXT_DAY, kind="closed", reason="Invented holiday")

        assert a_request(chief).due_at == at("2025-11-26 00:00")

    run_jobs()
    with eyes(bangkok):
        assert fresh(request_).due_at == at("2025-11-26 00:00")


def test_once_confirmed_the_term_of_its_kind_runs_from_the_day_it_came_in(bangkok, request_):
    with eyes(bangkok):
        row = confirm_rights_request(bangkok, request_, confirmed_on=NEXT_DAY)

        assert row.is_open
        # Ten days end on Sunday 30 November, so on the Monday after it.
        assert row.last_day == date(2025, 12, 1)
        assert refused(confirm_rights_request, bangkok, row, confirmed_on=NEXT_DAY) == (
            409,
            "confirmed_already",
        )


def test_the_term_is_made_longer_once_where_the_law_says_so(bangkok, request_):
    with eyes(bangkok):
        row = a_request(bangkok, kind="objection")
        why = {"reason": "Two missions hold data.", "extended_on": NEXT_DAY}
        assert refused(extend_rights_request, bangkok, row, **why) == (409, "not_confirmed")

        row = confirm_rights_request(bangkok, row, confirmed_on=NEXT_DAY)
        # Fifteen days end on Friday 5 December, a holiday.
        assert row.last_day == date(2025, 12, 8)
        row = extend_rights_request(bangkok, row, **why)
        assert row.last_day == date(2025, 12, 22)
        assert refused(extend_rights_request, bangkok, row, **why) == (409, "extended_already")

        copy = confirm_rights_request(bangkok, request_, confirmed_on=NEXT_DAY)
        assert refused(extend_rights_request, bangkok, copy, **why) == (409, "no_extension")


def test_somebody_who_acts_for_her_is_named_with_what_lets_them(bangkok):
    with eyes(bangkok):
        assert refused(a_request, bangkok, asked_by="relative") == (422, "asker_needed")
        alone = {"asked_by": "relative", "asker_name": "Invented Sister"}
        assert refused(a_request, bangkok, **alone) == (422, "asker_needed")
        assert refused(a_request, bangkok, asker_name="Sister") == (422, "asks_herself")

        row = a_request(bangkok, **alone, mandate="Written authority, number 12")

    assert row.asker_name == "Invented Sister"


def test_nothing_is_dated_ahead_or_before_it_came_in(bangkok, request_):
    before, ahead = date(2025, 11, 19), date(2025, 11, 25)
    with eyes(bangkok):
        assert refused(a_request, bangkok, received_on=ahead) == (422, "in_future")
        for act, day, more in (
            (confirm_rights_request, "confirmed_on", {}),
            (answer_rights_request, "settled_on", {"outcome": "told"}),
            (withdraw_rights_request, "settled_on", {}),
        ):
            for on, code in ((before, "before_received"), (ahead, "in_future")):
                assert refused(act, bangkok, fresh(request_), **{day: on}, **more) == (422, code)


def test_what_was_settled_is_settled(bangkok, request_):
    with eyes(bangkok):
        row = answer_rights_request(bangkok, request_, **TOLD)
        for act, more in (
            (answer_rights_request, TOLD),
            (refuse_rights_request, REFUSED),
            (withdraw_rights_request, {"settled_on": NEXT_DAY}),
            (confirm_rights_request, {"confirmed_on": NEXT_DAY}),
        ):
            assert refused(act, bangkok, row, **more) == (409, "request_settled")

    assert (row.status, row.settled_by_id) == ("answered", bangkok.staff_id)


def test_a_copy_is_answered_by_a_report_on_the_same_person(bangkok, request_):
    with eyes(bangkok):
        said = {"outcome": "report", "settled_on": NEXT_DAY}
        assert refused(answer_rights_request, bangkok, request_, **said) == (422, "report_needed")
        report = make_report(bangkok, request_.citizen, reason="person", language="vi")
        assert refused(
            answer_rights_request, bangkok, fresh(request_), **(TOLD | {"report": report})
        ) == (422, "report_not_needed")

        row = answer_rights_request(bangkok, fresh(request_), **said, report=report)

    assert row.report == report


def test_withdrawn_consent_points_to_the_consent(bangkok):
    with eyes(bangkok):
        case = by_consent(bangkok, a_case(bangkok))
        row = a_request(bangkok, case.citizen, kind="consent")
        said = {"outcome": "basis", "settled_on": NEXT_DAY}
        assert refused(answer_rights_request, bangkok, row, **said) == (422, "basis_needed")
        withdraw_consent(bangkok, fresh(case), withdrawn_on=CAME_IN)
        basis = case.bases.get(withdrawn_at__isnull=False)

        assert answer_rights_request(bangkok, fresh(row), **said, basis=basis).basis == basis


def test_forgetting_is_only_said_once_somebody_has_asked_for_it():
    with eyes(head()) as chief:
        row = a_request(chief, kind="deletion")
        said = {"outcome": "forgetting", "settled_on": NEXT_DAY}
        assert refused(answer_rights_request, chief, row, **said) == (422, "forgetting_not_asked")
        ask_anonymisation(chief, fresh(row.citizen), ground="wish")

        assert answer_rights_request(chief, fresh(row), **said).status == "answered"


def test_nobody_is_forgotten_before_what_she_asked_is_answered(bangkok, request_):
    centre = lead()
    reference = str(request_.citizen.uuid)
    with eyes(bangkok):
        wish = a_request(bangkok, request_.citizen, kind="deletion")
    asked_for(request_.citizen)
    with eyes(centre):
        person = fresh(request_.citizen)
        assert refused(anonymise_citizen, centre, person, reference=reference) == (409, "request")
        answer_rights_request(centre, fresh(request_), **TOLD)
        anonymise_citizen(centre, fresh(person), reference=reference)

        done = {"outcome": "forgetting", "settled_on": NEXT_DAY}
        said = done | {"answer": "We have forgotten Zq."}
        assert refused(refuse_rights_request, centre, fresh(wish), **REFUSED) == (409, "anonymised")
        assert refused(answer_rights_request, centre, fresh(wish), **said) == (422, "anonymised")
        row = answer_rights_request(centre, fresh(wish), **done)

    assert (row.status, row.words) == ("answered", "—")


def test_a_refusal_needs_a_ground_in_the_table_too(bangkok, request_):
    with eyes(bangkok), pytest.raises(IntegrityError), transaction.atomic():
        RightsRequest.objects.filter(pk=request_.pk).update(status="refused", answer="No.")


@pytest.mark.parametrize("role", ["field_officer", "headquarters_officer", "reception_officer"])
def test_roles_without_the_right_neither_take_down_nor_answer(role, bangkok, request_):
    mission = Mission.objects.get(pk=bangkok.mission_id)
    with eyes(PostingFactory(role=role, mission=mission).actor()) as other:
        assert refused(a_request, other, request_.citizen) == (403, "not_allowed")
        status, _code = refused(answer_rights_request, other, request_, **TOLD)

    assert status in {403, 404}


def test_who_sees_her_by_a_share_reads_it_and_answers_nothing():
    with eyes(head()) as chief:
        case = a_case(chief)
        row = a_request(chief, case.citizen)
    reader = head(code="VTE", country="LA", zone="Asia/Vientiane")
    stranger = head(code="RGN", country="MM", zone="Asia/Yangon")
    shared(chief, reader, case)
    with eyes(reader):
        assert RightsRequest.objects.visible_to(reader).get() == row
        assert not RightsRequest.objects.own_of(reader).exists()
        assert refused(answer_rights_request, reader, row, **TOLD) == (403, "not_responsible")
        assert RightsRequest.objects.filter(pk=row.pk).update(answer="x") == 0
    with eyes(stranger):
        assert not RightsRequest.objects.exists()
        assert refused(answer_rights_request, stranger, row, **TOLD) == (404, "not_found")


def test_the_head_at_headquarters_answers_for_every_mission(request_):
    with eyes(lead()) as centre:
        assert answer_rights_request(centre, request_, **TOLD).status == "answered"


def test_what_was_asked_is_written_over_by_nobody(bangkok, request_):
    for column in ("words", "received_on", "mission_id", "citizen_id", "kind"):
        denied(bangkok, f"update cases_rightsrequest set {column} = {column}")
    denied(bangkok, "delete from cases_rightsrequest")


def test_two_who_answer_at_once_do_not_overwrite_each_other(bangkok, request_):
    with eyes(bangkok):
        seen = fresh(request_)
        confirm_rights_request(bangkok, fresh(request_), confirmed_on=NEXT_DAY)

        assert refused(answer_rights_request, bangkok, seen, **TOLD) == (409, "stale_version")


def test_former_deadlines_are_kept(bangkok, request_):
    with eyes(bangkok):
        confirm_rights_request(bangkok, request_, confirmed_on=NEXT_DAY)
        kept = RowVersion.objects.filter(table_name="cases_rightsrequest")

        assert [row.old["confirmed_on"] for row in kept if "confirmed_on" in row.old] == [None]


def test_headquarters_that_is_no_lead_reads_it(request_):
    with eyes(headquarters()) as centre:
        assert RightsRequest.objects.visible_to(centre).get() == request_


def test_a_citizen_without_requests_is_not_held_back():
    with eyes(head()) as chief:
        assert ask_anonymisation(chief, a_citizen(chief), ground="wish")
