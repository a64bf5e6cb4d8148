"""Transfers and shares over the API: who reads what, filters, and what may be done."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from cases.casework.operations import accept_transfer, end_share, reject_transfer
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.missions.queries import system_at
from tests.api.calls import caller
from tests.api.published import faults
from tests.casework.between import SUMMARY, case_of, mission_of, offered, shared
from tests.factories import MissionFactory, head, headquarters
from tests.record.readers import lead
from tests.register import fresh

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"


@pytest.fixture
def bangkok():
    return head()


@pytest.fixture
def yangon():
    return head(yangon=True)


def listed(actor, address):
    answer = caller(actor).get(f"{ROOT}{address}")
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


def actions(body):
    return {row["name"]: (row["why_not"] or {}).get("code", "") for row in body["actions"]}


def test_an_offer_tells_the_summary_and_nothing_of_the_person(bangkok, yangon):
    transfer = offered(yangon, bangkok)

    answer = caller(bangkok).get(f"{ROOT}transfers/{transfer.uuid}/")

    assert faults("transfer_detail", answer) == []
    body = answer.json()
    assert (body["case"], body["summary"], body["status"]) == (
        transfer.reference,
        SUMMARY,
        "offered",
    )
    assert "Nguyễn" not in answer.text
    assert caller(bangkok).get(f"{ROOT}cases/{transfer.reference}/").status_code == 404


def test_each_side_is_told_what_it_may_do(bangkok, yangon):
    transfer = offered(yangon, bangkok)
    address = f"{ROOT}transfers/{transfer.uuid}/"

    assert actions(caller(bangkok).get(address).json()) == {
        "withdraw_transfer": "only_sender",
        "accept_transfer": "",
        "reject_transfer": "",
    }
    assert actions(caller(yangon).get(address).json()) == {
        "withdraw_transfer": "",
        "accept_transfer": "only_receiver",
        "reject_transfer": "only_receiver",
    }


def test_an_answered_offer_says_so(bangkok, yangon):
    transfer = offered(yangon, bangkok)
    with eyes(bangkok):
        reject_transfer(bangkok, transfer, reason="Not here.")

    body = caller(bangkok).get(f"{ROOT}transfers/{transfer.uuid}/").json()

    assert (body["status"], body["answer"]) == ("rejected", "Not here.")
    assert actions(body)["accept_transfer"] == "transfer_answered"


def test_a_takeover_that_was_entered_late_tells_the_day_that_was_said():
    yangon, bangkok = system_at(MissionFactory(yangon=True)), system_at(MissionFactory())
    offer, entry = (datetime(2025, 11, day, 3, tzinfo=UTC) for day in (26, 27))
    with time_machine.travel(offer), replay(offer):
        transfer = offered(yangon, bangkok)
    with time_machine.travel(entry), replay(entry), eyes(bangkok):
        accept_transfer(bangkok, fresh(transfer), when=When(day=date(2025, 11, 26)))

    client = caller(head())
    body = client.get(f"{ROOT}transfers/{transfer.uuid}/").json()
    (row,) = listed(head(), "transfers/?status=accepted")
    assert (body["taken_over_at"], row["taken_over_at"]) == ("2025-11-26", "2025-11-26")
    assert "Taken over" in client.get(f"/transfers/{transfer.uuid}/").text
    (sent,) = listed(head(yangon=True), "transfers/?status=accepted")
    assert sent["taken_over_at"] == "2025-11-26"


def test_transfers_are_narrowed(bangkok, yangon):
    first, second = offered(yangon, bangkok), offered(bangkok, yangon)
    with eyes(bangkok):
        reject_transfer(bangkok, first, reason="Not here.")

    def uuids(query):
        return [row["uuid"] for row in listed(bangkok, f"transfers/?{query}")]

    assert uuids("") == [str(first.uuid), str(second.uuid)]
    assert uuids("direction=in") == [str(first.uuid)]
    assert uuids("direction=out&status=offered") == [str(second.uuid)]
    assert uuids(f"case={second.reference}") == [str(second.uuid)]
    assert len(listed(headquarters(), "transfers/")) == 2
    assert listed(head(code="VTE", country="LA"), "transfers/") == []


def test_a_bad_filter_is_refused_by_name(bangkok):
    answer = caller(bangkok).get(f"{ROOT}transfers/?direction=up")

    assert (answer.status_code, answer.json()["problems"][0]["field"]) == (422, "direction")


def test_shares_are_told_on_both_sides_and_stay_on_record(bangkok, yangon):
    share = shared(yangon, bangkok, case_of(yangon), "add_note")

    answer = caller(bangkok).get(f"{ROOT}shares/{share.uuid}/")

    assert faults("share_detail", answer) == []
    assert answer.json()["operations"] == ["add_note"]
    assert actions(answer.json()) == {"extend_share": "only_owner", "end_share": "only_owner"}
    assert [row["uuid"] for row in listed(yangon, "shares/?live=true&direction=out")] == [
        str(share.uuid)
    ]
    with eyes(yangon):
        end_share(yangon, share)
    assert listed(bangkok, "shares/?live=true") == []
    assert len(listed(bangkok, "shares/?live=false")) == 1
    assert caller(bangkok).get(f"{ROOT}shares/{share.uuid}/").status_code == 200


def test_a_shared_case_is_read_but_not_among_the_own(bangkok, yangon):
    case = case_of(yangon)
    shared(yangon, bangkok, case)

    answer = caller(bangkok).get(f"{ROOT}cases/{case.reference}/")

    assert answer.status_code == 200
    assert actions(answer.json())["advance_case"] == "shared_read_only"
    assert listed(bangkok, f"cases/{case.reference}/transitions/") != []
    assert listed(bangkok, "cases/") == []


def test_the_person_says_what_may_not_be_done_by_a_share(bangkok, yangon):
    case = case_of(yangon)
    shared(yangon, bangkok, case, "add_name")

    body = caller(bangkok).get(f"{ROOT}citizens/{case.citizen.uuid}/").json()

    assert actions(body)["add_name"] == ""
    assert actions(body)["correct_citizen"] == "shared_read_only"
    assert actions(body)["open_case"] == "shared_read_only"


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"mission": "BKK", "summary": "x"}, "mission", "transfer_to_another"),
        ({"mission": "XXX", "summary": "x"}, "mission", "unknown"),
        ({"mission": "RGN", "summary": ""}, "summary", "required"),
    ],
)
def test_a_faulty_offer_is_refused_by_field_and_rule(bangkok, yangon, body, field, code):
    case = case_of(bangkok)

    answer = caller(bangkok).post(
        f"{ROOT}cases/{case.reference}/offer-transfer/",
        body,
        content_type="application/json",
        headers={"If-Match": '"1"'},
    )

    assert answer.status_code == 422
    assert (field, code) in [(row["field"], row["code"]) for row in answer.json()["problems"]]


def test_a_second_offer_is_refused_by_field_and_rule(bangkok, yangon):
    case = case_of(bangkok)
    offered(bangkok, yangon, case)
    with eyes(bangkok):
        version = fresh(case).version

    answer = caller(bangkok).post(
        f"{ROOT}cases/{case.reference}/offer-transfer/",
        {"mission": mission_of(yangon).code, "summary": "x"},
        content_type="application/json",
        headers={"If-Match": f'"{version}"'},
    )

    assert answer.status_code == 422
    assert answer.json()["problems"][0]["field"] == "mission"
    assert answer.json()["code"] == "transfer_one_on_offer"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"days": 91}, "days"),
        ({"days": 0}, "days"),
        ({"days": "9"}, "days"),
        ({"operations": ["fly"]}, "operations.0"),
        ({"operations": ["void_case"]}, "operations.0"),
        ({"operations": "add_note"}, "operations"),
        ({"operations": ["add_note", "add_note"]}, "operations.1"),
    ],
)
def test_a_faulty_share_is_refused_by_field(bangkok, yangon, body, field):
    case = case_of(bangkok)
    whole = {"mission": "RGN", "days": 9, "reason": "Kin."} | body

    answer = caller(bangkok).post(
        f"{ROOT}cases/{case.reference}/share/",
        whole,
        content_type="application/json",
        headers={"If-Match": '"1"'},
    )

    assert answer.status_code == 422, answer.text
    assert [row["field"] for row in answer.json()["problems"]] == [field]


@pytest.mark.parametrize("number", ["BKK%00", "zzz", "BKK-1999-00001"])
@pytest.mark.parametrize("kind", ["transfers", "shares", "unsealings"])
def test_a_number_that_no_case_has_is_refused(kind, number):
    answer = caller(lead()).get(f"{ROOT}{kind}/?case={number}")

    assert answer.status_code == 422, answer.text
    assert [(row["field"], row["code"]) for row in answer.json()["problems"]] == [
        ("case", "unknown")
    ]


def test_a_case_that_was_never_offered_or_shared_has_nothing_in_the_lists(bangkok):
    case = case_of(bangkok)

    assert listed(bangkok, f"transfers/?case={case.reference}") == []
    assert listed(bangkok, f"shares/?case={case.reference}") == []


def test_an_offer_is_found_by_the_number_of_a_case_that_is_not_seen(bangkok, yangon):
    transfer = offered(yangon, bangkok)

    (found,) = listed(bangkok, f"transfers/?case={transfer.reference}")

    assert found["case"] == transfer.reference
