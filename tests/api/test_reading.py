"""Reading over the API: who sees what, what a record says, and whether it is as published."""

import pytest

from cases.core.context import eyes
from cases.core.models import AuditEntry
from tests.api.calls import caller
from tests.api.files import full_case
from tests.api.published import faults
from tests.factories import head, headquarters, officer
from tests.register import a_case, a_citizen
from tests.world import references

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"


def numbers(answer):
    assert answer.status_code == 200, answer.text
    return [row["reference"] for row in answer.json()["results"]]


def test_a_mission_lists_its_own_cases_and_headquarters_all():
    bangkok, yangon = officer(), officer(yangon=True)
    with eyes(bangkok):
        first = a_case(bangkok)
    with eyes(yangon):
        second = a_case(yangon)

    assert numbers(caller(bangkok).get(f"{ROOT}cases/")) == [first.reference]
    assert numbers(caller(yangon).get(f"{ROOT}cases/")) == [second.reference]
    assert numbers(caller(headquarters()).get(f"{ROOT}cases/")) == [
        first.reference,
        second.reference,
    ]


@pytest.mark.parametrize("below", ["", "transitions/", "notes/"])
def test_a_case_of_another_mission_does_not_exist(below):
    bangkok = officer()
    with eyes(bangkok):
        case = a_case(bangkok)

    answer = caller(officer(yangon=True)).get(f"{ROOT}cases/{case.reference}/{below}")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("below", ["", "crossings/", "stays/"])
def test_a_citizen_of_another_mission_does_not_exist(below):
    bangkok = officer()
    with eyes(bangkok):
        citizen = a_citizen(bangkok)

    answer = caller(officer(yangon=True)).get(f"{ROOT}citizens/{citizen.uuid}/{below}")

    assert answer.status_code == 404


def test_a_case_tells_person_position_and_whereabouts():
    actor = head()
    case = full_case(actor)

    found = caller(actor).get(f"{ROOT}cases/{case.reference}/").json()

    assert found["person"]["full_name"] == "Nguyễn Thử Nghiệm"
    assert found["person"]["birth"] == "1998-04"
    assert (found["stage"], found["held"], found["hold_reason"]) == ("contacted", True, "health")
    assert found["whereabouts"]["place"] == {
        "code": "mae-ku-ford",
        "name": "Mae Ku ford",
        "url": f"{ROOT}places/mae-ku-ford/",
    }
    assert found["whereabouts"]["holder"]["code"] == "tak-immigration"
    assert found["version"] == case.version


def test_a_case_tells_what_is_possible_now_and_why_not():
    actor = head()
    case = full_case(actor)

    found = caller(actor).get(f"{ROOT}cases/{case.reference}/").json()

    actions = {row["name"]: row for row in found["actions"]}
    assert actions["resume_case"]["is_possible"]
    assert actions["resume_case"]["url"] == f"{ROOT}cases/{case.reference}/resume/"
    assert actions["advance_case"]["why_not"]["code"] == "on_hold"
    assert actions["advance_case"]["why_not"]["message"].startswith("This case is on hold")


def test_actions_leave_out_what_the_role_may_not_do():
    actor = officer()
    with eyes(actor):
        case = a_case(actor)

    found = caller(actor).get(f"{ROOT}cases/{case.reference}/").json()

    assert "void_case" not in {row["name"] for row in found["actions"]}


def test_the_ledger_keeps_voided_rows_and_can_leave_them_out():
    actor = head()
    case = full_case(actor)
    address = f"{ROOT}cases/{case.reference}/transitions/"
    client = caller(actor)

    everything = client.get(address).json()["results"]
    standing = client.get(address, {"standing": "true"}).json()["results"]

    assert everything[0]["from"] is None
    assert len(everything) > len(standing)
    assert {row["is_standing"] for row in standing} == {True}


def test_opening_a_record_is_on_record():
    actor = head()
    case = full_case(actor)

    caller(actor).get(f"{ROOT}cases/{case.reference}/")
    caller(actor).get(f"{ROOT}citizens/{case.citizen.uuid}/")

    with eyes(actor):
        shown = AuditEntry.objects.filter(operation__startswith="show_").order_by("id")
        assert [row.event for row in shown] == ["case.shown", "citizen.shown"]


def test_the_root_tells_who_asks_and_where_to_go():
    actor = head()

    found = caller(actor).get(ROOT)

    assert found.json()["me"]["mission"] == "BKK"
    assert found.json()["resources"]["cases"] == f"{ROOT}cases/"
    assert "register_citizen" in {row["name"] for row in found.json()["actions"]}
    assert faults("root", found) == []


def test_answers_keep_to_what_is_published():
    actor = head()
    case = full_case(actor)
    person = case.citizen.uuid
    client = caller(actor)
    read = {
        "case_list": "cases/",
        "case_detail": f"cases/{case.reference}/",
        "transition_list": f"cases/{case.reference}/transitions/",
        "note_list": f"cases/{case.reference}/notes/",
        "citizen_list": "citizens/",
        "citizen_detail": f"citizens/{person}/",
        "crossing_list": f"citizens/{person}/crossings/",
        "stay_list": f"citizens/{person}/stays/",
    }

    found = {name: client.get(f"{ROOT}{address}") for name, address in read.items()}

    assert [fault for name, answer in found.items() for fault in faults(name, answer)] == []
    assert all(len(answer.json().get("results", [1])) for answer in found.values())


def test_reference_data_keeps_to_what_is_published():
    references()
    client = caller(head())
    read = {
        "incident": ("incidents", "2025-10-myawaddy"),
        "place": ("places", "mae-ku-ford"),
        "province": ("provinces", "N40"),
        "mission": ("missions", "BKK"),
        "authority": ("authorities", "tak-immigration"),
    }

    for name, (resource, code) in read.items():
        listed = client.get(f"{ROOT}{resource}/")
        single = client.get(f"{ROOT}{resource}/{code}/")

        assert faults(f"{name}_list", listed) == []
        assert faults(f"{name}_detail", single) == []
        assert code in {row["code"] for row in listed.json()["results"]}
