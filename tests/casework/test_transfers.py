"""A case goes to another mission when that mission accepts, and not before."""

import pytest

from cases.casework.ledger import standing_rows
from cases.casework.models import Case, Transfer
from cases.casework.operations import (
    accept_transfer,
    advance_case,
    assign_case,
    close_case,
    hold_case,
    offer_transfer,
    reject_transfer,
    return_transfer,
    withdraw_transfer,
)
from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.core.models import RowVersion
from cases.missions.models import Staff
from tests.casework.between import SUMMARY, accepted, case_of, mission_of, offered, shared
from tests.factories import MissionFactory, headquarters, officer
from tests.refusals import refused_to
from tests.register import fresh

pytestmark = pytest.mark.django_db


def test_an_offer_leaves_the_case_where_it_is(bangkok, yangon, told):
    transfer = offered(yangon, bangkok)

    with eyes(yangon):
        case = Case.objects.get(pk=transfer.case_id)
        assert case.mission_id == yangon.mission_id
        assert transfer.reference == case.reference
    assert told == [("transfer_offered", bangkok.mission_id)]


def test_an_offer_shows_the_receiver_its_own_row_and_nothing_else(bangkok, yangon):
    offered(yangon, bangkok)

    with eyes(bangkok):
        assert Transfer.objects.visible_to(bangkok).get().summary == SUMMARY
        assert not Case.objects.visible_to(bangkok).exists()
        assert not Citizen.objects.visible_to(bangkok).exists()


def test_accepting_moves_the_case_in_the_ledger(bangkok, yangon, told):
    transfer = offered(yangon, bangkok)

    with eyes(bangkok):
        accept_transfer(bangkok, transfer, note="We meet her at the bridge.")

        case = Case.objects.get(pk=transfer.case_id)
        opened, moved = standing_rows(case)
        now = fresh(transfer)
        assert case.mission_id == bangkok.mission_id
        assert (moved.kind, moved.from_mission_id, moved.to_mission_id) == (
            "transfer",
            yangon.mission_id,
            bangkok.mission_id,
        )
        assert (moved.from_stage, moved.to_stage) == ("reported", "reported")
        assert (moved.occurred_at, moved.recorded_at) == (now.answered_at, now.answered_at)
        assert (now.status, now.answered_by_id) == ("accepted", bangkok.staff_id)
        assert opened.to_mission_id == yangon.mission_id
        assert RowVersion.objects.filter(table_name="cases_transfer").count() == 1
    assert told[-1] == ("transfer_accepted", yangon.mission_id)


def test_after_it_the_former_mission_sees_the_person_it_registered_but_no_case(bangkok, yangon):
    accepted(yangon, bangkok)

    with eyes(yangon):
        assert not Case.objects.visible_to(yangon).exists()
        assert Citizen.objects.visible_to(yangon).count() == 1


def test_the_receiver_goes_on_with_the_case(bangkok, yangon):
    case = accepted(yangon, bangkok)

    with eyes(bangkok):
        assert advance_case(bangkok, fresh(case)).stage == "contacted"


def test_nobody_looks_after_a_case_just_taken_over(bangkok, yangon):
    case = case_of(yangon)
    with eyes(yangon):
        assign_case(yangon, fresh(case), officer=Staff.objects.get(pk=yangon.staff_id))

    case = accepted(yangon, bangkok, case)

    assert case.assigned_to_id is None


def test_a_case_on_hold_stays_on_hold(bangkok, yangon):
    case = case_of(yangon)
    with eyes(yangon):
        hold_case(yangon, fresh(case), reason="health")

    case = accepted(yangon, bangkok, case)

    assert (case.held, case.hold_reason) == (True, "health")


def test_the_number_stays_after_a_transfer(bangkok, yangon):
    case = case_of(yangon)

    assert accepted(yangon, bangkok, case).reference == case.reference


def test_a_rejected_case_stays_with_its_mission_which_is_told_why(bangkok, yangon, told):
    transfer = offered(yangon, bangkok)

    with eyes(bangkok):
        reject_transfer(bangkok, transfer, reason="She is not in our country.")

    with eyes(yangon):
        assert fresh(transfer).answer == "She is not in our country."
        assert Case.objects.get().mission_id == yangon.mission_id
    assert told[-1] == ("transfer_rejected", yangon.mission_id)


def test_a_withdrawn_offer_can_no_longer_be_accepted(bangkok, yangon):
    transfer = offered(yangon, bangkok)
    with eyes(yangon):
        withdraw_transfer(yangon, transfer, reason="She crosses tomorrow.")

    with eyes(bangkok):
        now = fresh(transfer)

    assert refused_to(accept_transfer, bangkok, now) == (409, "transfer_answered")


def test_a_withdrawn_case_can_be_offered_again(bangkok, yangon):
    transfer = offered(yangon, bangkok)
    with eyes(yangon):
        withdraw_transfer(yangon, transfer, reason="Not yet.")
        case = Case.objects.get()

    assert offered(yangon, bangkok, case).status == "offered"


def test_a_case_given_back_goes_to_whom_it_came_from(bangkok, yangon):
    case = accepted(yangon, bangkok)

    with eyes(bangkok):
        transfer = return_transfer(bangkok, fresh(case), reason="She crossed back.")

        assert (transfer.to_mission_id, transfer.returns.to_mission_id) == (
            yangon.mission_id,
            bangkok.mission_id,
        )
    with eyes(yangon):
        accept_transfer(yangon, fresh(transfer))
        assert [row.to_mission_id for row in standing_rows(Case.objects.get())] == [
            yangon.mission_id,
            bangkok.mission_id,
            yangon.mission_id,
        ]


def test_a_case_that_came_from_nobody_goes_back_to_nobody(bangkok):
    case = case_of(bangkok)

    assert refused_to(return_transfer, bangkok, case, reason="-") == (409, "not_by_transfer")


def test_what_was_given_back_is_offered_anew_instead_of_given_back_again(bangkok, yangon):
    case = accepted(yangon, bangkok)
    with eyes(bangkok):
        transfer = return_transfer(bangkok, fresh(case), reason="She crossed back.")
    with eyes(yangon):
        accept_transfer(yangon, transfer)
        case = Case.objects.get()

    assert refused_to(return_transfer, yangon, case, reason="-") == (409, "not_by_transfer")


@pytest.mark.parametrize("kind", ["headquarters", "reception_point"])
def test_only_a_mission_with_cases_of_its_own_takes_one_over(bangkok, kind):
    said = {"mission": MissionFactory(code="XXX", kind=kind), "summary": SUMMARY}

    refusal = refused_to(offer_transfer, bangkok, case_of(bangkok), **said)

    assert refusal == (422, "transfer_to_embassy")


def test_a_case_is_not_offered_to_its_own_mission(bangkok):
    said = {"mission": mission_of(bangkok), "summary": SUMMARY}

    assert refused_to(offer_transfer, bangkok, case_of(bangkok), **said) == (
        422,
        "transfer_to_another",
    )


def test_a_case_is_on_offer_to_one_mission_at_a_time(bangkok, yangon):
    transfer = offered(bangkok, yangon)
    with eyes(bangkok):
        case = Case.objects.get(pk=transfer.case_id)

    said = {"mission": mission_of(yangon), "summary": SUMMARY}
    assert refused_to(offer_transfer, bangkok, case, **said) == (422, "transfer_one_on_offer")


def test_a_closed_case_is_not_offered(bangkok, yangon):
    case = case_of(bangkok)
    with eyes(bangkok):
        close_case(bangkok, case, outcome="declined")
        case = fresh(case)

    said = {"mission": mission_of(yangon), "summary": SUMMARY}
    assert refused_to(offer_transfer, bangkok, case, **said) == (409, "closed")


def test_a_case_closed_meanwhile_is_not_taken_over(bangkok, yangon):
    transfer = offered(yangon, bangkok)
    with eyes(yangon):
        close_case(yangon, Case.objects.get(), outcome="declined")

    assert refused_to(accept_transfer, bangkok, transfer) == (409, "no_longer_on_offer")

    with eyes(yangon):
        assert fresh(transfer).status == "offered"
        assert Case.objects.get().mission_id == yangon.mission_id


def test_each_side_has_its_own_part(bangkok, yangon):
    transfer = offered(yangon, bangkok)

    assert refused_to(withdraw_transfer, bangkok, transfer, reason="-") == (403, "only_sender")
    assert refused_to(accept_transfer, yangon, transfer) == (403, "only_receiver")
    assert refused_to(reject_transfer, yangon, transfer, reason="-") == (403, "only_receiver")


def test_headquarters_sees_an_offer_and_answers_none(bangkok, yangon, monkeypatch):
    transfer = offered(yangon, bangkok)
    monkeypatch.setattr("cases.core.actor.operations_of", lambda role: {"transfer.answer"})
    with eyes(headquarters()) as ministry:
        assert Transfer.objects.visible_to(ministry).get() == transfer
    assert refused_to(accept_transfer, ministry, transfer) == (403, "only_receiver")


def test_a_third_mission_sees_nothing_of_it(bangkok, yangon):
    offered(yangon, bangkok)
    with eyes(officer(code="VTE", country="LA")) as third:
        assert not Transfer.objects.visible_to(third).exists()
        assert not Transfer.objects.exists()


def test_a_share_with_the_receiver_ends_when_it_has_the_case(bangkok, yangon):
    case = case_of(yangon)
    share = shared(yangon, bangkok, case)

    accepted(yangon, bangkok, case)

    with eyes(bangkok):
        assert fresh(share).revoked_at is not None


def test_a_share_with_a_third_mission_goes_on_under_the_new_owner(bangkok, yangon):
    case, third = case_of(yangon), officer(code="VTE", country="LA")
    share = shared(yangon, third, case)

    accepted(yangon, bangkok, case)

    with eyes(bangkok):
        assert fresh(share).owner_id == bangkok.mission_id
    with eyes(third):
        assert Case.objects.visible_to(third).get() == case
