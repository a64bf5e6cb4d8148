"""Lists of the ledgers and the work of everybody in sight: both walls, person by person."""

import pytest

from cases.casework.models import Transition
from cases.casework.operations import correct_crossing, void_crossing
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.crossings.models import Crossing, Stay
from tests.api.calls import caller
from tests.api.files import full_case
from tests.api.pages import ROOT, rows, walk
from tests.api.published import faults
from tests.factories import head, headquarters
from tests.kept import copied, once
from tests.record.readers import auditor
from tests.register import fresh

pytestmark = pytest.mark.django_db
LISTS = {
    "crossings": "all_crossings",
    "stays": "all_stays",
    "transitions": "all_transitions",
    "steps": "all_steps",
    "inquiries": "all_inquiries",
    "clocks": "all_clocks",
}


def full_cases():
    return full_case(head()), full_case(head(yangon=True), full_name="Trần Thử Khác")


made = once(full_cases)
both = copied("made")
"""A full case at each of two missions."""


def ids(query):
    return [str(uuid) for uuid in query.values_list("uuid", flat=True)]


@pytest.mark.parametrize("name", ["crossings", "stays", "transitions", "steps", "clocks"])
def test_a_mission_reads_its_own_and_headquarters_all(both, name):
    mine = {row["uuid"] for row in rows(caller(head()).get(f"{ROOT}{name}/"))}
    theirs = {row["uuid"] for row in rows(caller(head(yangon=True)).get(f"{ROOT}{name}/"))}
    every = {row["uuid"] for row in rows(caller(headquarters()).get(f"{ROOT}{name}/"))}

    assert mine.isdisjoint(theirs)
    assert mine | theirs == every


@pytest.mark.parametrize("model", [Crossing, Stay, Transition])
def test_what_is_listed_is_what_stands_below_each_person_or_case(both, model):
    case = both[0]
    kind = f"{model._meta.model_name}s"
    below = f"cases/{case.reference}" if kind == "transitions" else f"citizens/{case.citizen.uuid}"
    client = caller(head())

    alone = rows(client.get(f"{ROOT}{below}/{kind}/"))
    flat = rows(client.get(f"{ROOT}{kind}/"))

    assert len(alone) > 0
    assert [row["uuid"] for row in flat] == [row["uuid"] for row in alone]


@pytest.mark.parametrize("name", LISTS)
def test_answers_keep_to_what_is_published(both, name):
    answer = caller(headquarters()).get(f"{ROOT}{name}/")

    assert faults(LISTS[name], answer) == []


@pytest.mark.parametrize("name", LISTS)
def test_roles_that_see_no_people_are_refused(both, name):
    assert caller(auditor()).get(f"{ROOT}{name}/").status_code == 403


def test_a_corrected_point_of_one_moment_is_not_lost_where_a_page_ends(both):
    actor, case = head(), both[0]
    with eyes(actor):
        crossing = Crossing.objects.get(citizen=case.citizen)
        correct_crossing(
            actor, fresh(case), crossing=crossing, changes={"manner": "bridge"}, reason="Misheard."
        )
        every = {str(uuid) for uuid in Crossing.objects.values_list("uuid", flat=True)}
    client = caller(actor)

    for there in (f"{ROOT}crossings/", f"{ROOT}citizens/{case.citizen.uuid}/crossings/"):
        pages = walk(client, f"{there}?limit=1")
        assert {row["uuid"] for page in pages for row in page} == every
    assert len(every) == 2


def test_voided_rows_stand_there_and_can_be_left_out(both):
    actor, case = head(), both[0]
    with eyes(actor):
        crossing = Crossing.objects.get(citizen=case.citizen)
        void_crossing(actor, fresh(case), crossing=crossing, reason="Another person.")
    client = caller(actor)

    (row,) = rows(client.get(f"{ROOT}crossings/"))

    assert row["is_standing"] is False
    assert rows(client.get(f"{ROOT}crossings/", {"standing": "true"})) == []
    assert len(rows(client.get(f"{ROOT}crossings/", {"standing": "false"}))) == 1


@pytest.mark.parametrize("name", ["crossings", "stays", "transitions"])
def test_narrows_to_an_incident_a_case_and_a_person(both, name):
    mine, other = both
    client, there = caller(headquarters()), f"{ROOT}{name}/"
    whole = rows(client.get(there))

    of_case = rows(client.get(there, {"case": mine.reference}))
    of_person = rows(client.get(there, {"citizen": str(other.citizen.uuid)}))
    of_incident = rows(client.get(there, {"incident": mine.incident.code}))

    assert of_case + of_person == whole
    assert of_incident == whole
    assert len(of_case) > 0


def test_a_person_and_a_case_of_another_mission_are_no_filter(both):
    client = caller(head())

    for name, value in (("case", both[1].reference), ("citizen", str(both[1].citizen.uuid))):
        answer = client.get(f"{ROOT}crossings/", {name: value})
        assert (answer.status_code, answer.json()["problems"][0]["code"]) == (422, "unknown")


def test_rows_lead_to_their_case_person_and_place(both):
    client = caller(head())
    case = both[0]

    (crossing,) = rows(client.get(f"{ROOT}crossings/"))
    transition = rows(client.get(f"{ROOT}transitions/"))[0]

    assert crossing["record_url"] == f"{ROOT}citizens/{case.citizen.uuid}/"
    assert crossing["entered_at_url"] == f"{ROOT}places/mae-ku-ford/"
    assert crossing["left_from_url"] is None
    assert transition["case_url"] == f"{ROOT}cases/{case.reference}/"
    assert client.get(transition["case_url"]).status_code == 200


@pytest.mark.parametrize(
    ("name", "table"),
    [("crossings", "cases_crossing"), ("transitions", "cases_transition"), ("steps", "cases_step")],
)
def test_what_was_shown_is_on_record(both, name, table):
    shown = rows(caller(head()).get(f"{ROOT}{name}/"))

    with eyes(head()):
        entry = AuditEntry.objects.filter(operation=f"list_{name}").latest("id")
    assert (entry.subjects[0]["table"], entry.subjects[0]["rows"]) == (table, len(shown))


def test_the_root_names_them_for_whoever_reads_them(both):
    found = caller(head()).get(ROOT).json()["resources"]
    blind = caller(auditor()).get(ROOT).json()["resources"]

    assert {name: found.get(name) for name in LISTS} == {name: f"{ROOT}{name}/" for name in LISTS}
    assert LISTS.keys().isdisjoint(blind)
