"""Offers and shares in the browser's eyes: what each side sees, and that it opens nothing else."""

import pytest
from django.urls import reverse

from cases.casework.models import Case
from cases.casework.operations import reject_transfer, withdraw_transfer
from cases.core.context import eyes
from cases.core.models import AuditEntry
from tests.casework.between import SUMMARY, accepted, case_of, offered, shared
from tests.factories import headquarters, officer
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
NAME = "Nguyễn Thử Nghiệm"


def page(client, actor, address):
    answer = log_in(client, actor).get(address)
    assert answer.status_code == 200
    return answer.text


def test_the_inbox_shows_what_waits_for_us(client, bangkok, yangon):
    transfer = offered(yangon, bangkok)

    shown = page(client, bangkok, "/transfers/")

    assert transfer.reference in shown
    assert f'href="/transfers/{transfer.uuid}/"' in shown
    assert "Mission RGN" in shown
    assert NAME not in shown


def test_the_receiver_reads_the_summary_and_no_name(client, bangkok, yangon):
    transfer = offered(yangon, bangkok)

    shown = page(client, bangkok, f"/transfers/{transfer.uuid}/")

    assert SUMMARY in shown
    assert "Take the case over" in shown
    assert "Reject the offer" in shown
    assert "Withdraw the offer" not in shown
    assert NAME not in shown
    assert f"/cases/{transfer.reference}/" not in shown


def test_the_sender_may_withdraw_and_goes_to_the_case(client, bangkok, yangon):
    transfer = offered(yangon, bangkok)

    shown = page(client, yangon, f"/transfers/{transfer.uuid}/")

    assert "Withdraw the offer" in shown
    assert "Take the case over" not in shown
    assert f'href="/cases/{transfer.reference}/"' in shown


def test_a_third_mission_finds_no_such_offer(client, bangkok, yangon):
    transfer = offered(yangon, bangkok)
    log_in(client, officer(code="VTE", country="LA"))

    assert client.get(f"/transfers/{transfer.uuid}/").status_code == 404
    assert transfer.reference not in client.get("/transfers/").text


def test_accepting_leads_to_the_case(client, bangkok, yangon):
    transfer = offered(yangon, bangkok)
    log_in(client, bangkok)
    address = reverse("transfer_operation", args=[transfer.uuid, "accept"])

    answer = client.post(address, {"_version": "1", "_key": "a", "note": ""})

    assert answer.headers["Location"] == f"/cases/{transfer.reference}/"
    assert "Taken over by Mission BKK from Mission RGN" in client.get(answer["Location"]).text


def test_rejecting_leads_to_the_inbox_which_shows_the_answer(client, bangkok, yangon):
    transfer = offered(yangon, bangkok)
    log_in(client, bangkok)
    address = reverse("transfer_operation", args=[transfer.uuid, "reject"])

    answer = client.post(address, {"_version": "1", "_key": "a", "reason": "Not here."})

    assert answer.headers["Location"] == "/transfers/"
    assert "Not here." in page(client, yangon, f"/transfers/{transfer.uuid}/")


def test_an_answered_offer_offers_no_answer(client, bangkok, yangon):
    transfer = offered(yangon, bangkok)
    with eyes(bangkok):
        reject_transfer(bangkok, transfer, reason="Not here.")

    shown = page(client, bangkok, f"/transfers/{transfer.uuid}/")

    assert "Rejected" in shown
    assert "Take the case over" not in shown


def test_headquarters_sees_every_offer_and_answers_none(client, bangkok, yangon):
    transfer = offered(yangon, bangkok)

    assert transfer.reference in page(client, headquarters(), "/transfers/")
    assert "Take the case over" not in client.get(f"/transfers/{transfer.uuid}/").text


def test_that_an_offer_was_opened_is_on_record(client, bangkok, yangon):
    transfer = offered(yangon, bangkok)

    page(client, bangkok, f"/transfers/{transfer.uuid}/")

    with eyes(bangkok):
        entry = AuditEntry.objects.get(operation="show_transfer")
        assert (entry.event, entry.staff_id) == ("transfer.shown", bangkok.staff_id)


def test_the_case_page_says_who_has_it_and_to_whom_it_is_on_offer(client, bangkok, yangon):
    transfer = offered(yangon, bangkok)

    shown = page(client, yangon, f"/cases/{transfer.reference}/")

    assert "In charge" in shown
    assert f'href="/transfers/{transfer.uuid}/"' in shown
    assert "This case is on offer already" in shown


def test_a_case_taken_over_says_from_whom_and_can_be_given_back(client, bangkok, yangon):
    case = accepted(yangon, bangkok)

    shown = page(client, bangkok, case.get_absolute_url())

    assert "taken over from Mission RGN" in shown
    assert f"/cases/{case.reference}/return-transfer/" in shown


def test_the_page_of_a_shared_case_says_whose_it_is_and_offers_no_act(client, bangkok, yangon):
    case = case_of(yangon)
    shared(yangon, bangkok, case)

    shown = page(client, bangkok, case.get_absolute_url())

    assert "Mission RGN has this case. It is shared with you until" in shown
    assert "This case is shared with you to read. Mission RGN owns it." in shown
    for verb in ("advance", "note", "offer-transfer", "correct-transition"):
        assert f"/cases/{case.reference}/{verb}/" not in shown
    assert f"/citizens/{case.citizen.uuid}/" not in shown


def test_it_offers_the_acts_that_the_share_names(client, bangkok, yangon):
    case = case_of(yangon)
    shared(yangon, bangkok, case, "add_note", "add_name")

    shown = page(client, bangkok, case.get_absolute_url())

    assert f"/cases/{case.reference}/note/" in shown
    assert f"/citizens/{case.citizen.uuid}/add-name/" in shown
    assert f"/citizens/{case.citizen.uuid}/correct/" not in shown


def test_the_page_of_an_act_not_shared_says_why(client, bangkok, yangon):
    case = case_of(yangon)
    shared(yangon, bangkok, case)
    answer = log_in(client, bangkok).get(f"/cases/{case.reference}/advance/")

    assert answer.status_code == 403
    assert "This case is shared with you to read. Mission RGN owns it." in answer.text


def test_shared_cases_are_listed_on_both_sides(client, bangkok, yangon):
    case = case_of(yangon)
    share = shared(yangon, bangkok, case)

    ours = page(client, bangkok, "/shared/")
    theirs = page(client, yangon, "/shared/")

    assert case.reference in ours
    assert "Mission RGN" in ours
    assert f"/shares/{share.uuid}/end/" not in ours
    assert f"/shares/{share.uuid}/end/" in theirs
    assert case.reference in page(client, headquarters(), "/shared/")


def test_the_work_list_and_its_counts_hold_the_own_cases_only(client, bangkok, yangon):
    shared(yangon, bangkok, case_of(yangon))

    assert "No open case" in page(client, bangkok, "/cases/")


def test_sharing_goes_by_ticks(client, bangkok, yangon):
    case = case_of(yangon)
    log_in(client, yangon)
    said = {"_version": "1", "_key": "k", "mission": "BKK", "days": "9", "reason": "Kin."}

    answer = client.post(
        f"/cases/{case.reference}/share/", said | {"operations": ["add_note", "record_stay"]}
    )

    assert answer.headers["Location"] == case.get_absolute_url()
    with eyes(yangon):
        share = Case.objects.get().shares.get()
        assert share.operations == ["add_note", "record_stay"]


def test_the_lists_cost_few_queries(client, bangkok, yangon, django_assert_max_num_queries):
    for _again in range(3):
        case = case_of(yangon)
        offered(yangon, bangkok, case)
        shared(yangon, bangkok, case)
    log_in(client, yangon)
    for address in ("/transfers/", "/shared/"):
        client.get(address)

        with django_assert_max_num_queries(12):
            client.get(address)


def test_the_head_of_a_case_on_offer_says_to_whom_until_it_is_answered(client, bangkok, yangon):
    transfer = offered(yangon, bangkok)
    home = reverse("case_detail", args=[transfer.reference])
    before = log_in(client, yangon).get(home).text

    assert "On offer to Mission BKK since" in before.split('class="case-body"')[0]
    with eyes(yangon):
        withdraw_transfer(yangon, fresh(transfer), reason="Found at home.")
    assert "On offer to" not in client.get(home).text
