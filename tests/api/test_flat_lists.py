"""Lists of the ledgers and the work of everybody in sight: both walls, person by person, paged."""

import pytest

from cases.casework.models import Transition
from cases.casework.operations import correct_crossing, record_crossing, void_crossing
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.crossings.models import Crossing, Stay
from tests.api.calls import caller
from tests.api.files import CROSSED, full_case
from tests.api.published import faults
from tests.factories import head, headquarters
from tests.record.readers import auditor
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"
LISTS = {
    "crossings": "all_crossings",
    "stays": "all_stays",
    "transitions": "all_transitions",
    "steps": "all_steps",
    "inquiries": "all_inquiries",
    "clocks": "all_clocks",
}


def rows(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


def walk(client, address, step="next"):
    seen = []
    while address:
        page = client.get(address).json()
        seen.append(page["results"])
        address = page[step]
    return seen


@pytest.fixture
def both():
    """A full case at each of two missions."""
    return full_case(head()), full_case(head(yangon=True), full_name="Trần Thử Khác")


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


def many(actor, how_many):
    """People with one crossing each, and between them people with none."""
    with eyes(actor):
        for _ in range(how_many):
            a_case(actor)
            case = a_case(actor)
            way = {"from_country": "MM", "to_country": "TH", "source": "citizen"}
            record_crossing(actor, case, when=CROSSED, **way)


@pytest.mark.parametrize("reader", [head, headquarters])
@pytest.mark.parametrize("name", ["crossings", "transitions"])
def test_pages_follow_each_other_without_gap_or_repetition(reader, name):
    many(head(), 4)
    client = caller(reader())
    whole = [row["uuid"] for row in rows(client.get(f"{ROOT}{name}/"))]

    forth = walk(client, f"{ROOT}{name}/?limit=3")
    back = walk(client, f"{ROOT}{name}/?limit=3&order=-person")

    assert [row["uuid"] for page in forth for row in page] == whole
    assert [row["uuid"] for page in back for row in page] == whole[::-1]
    assert [len(page) for page in forth[:-1]] == [3] * (len(forth) - 1)


def test_pages_lead_back_to_the_first():
    many(head(), 3)
    client = caller(head())
    last = client.get(f"{ROOT}crossings/?limit=2").json()["next"]

    pages = walk(client, last, "previous")

    assert [len(page) for page in pages] == [1, 2]


def test_people_of_whom_nothing_is_listed_end_no_page_early(monkeypatch):
    monkeypatch.setattr("cases.casework.api_flat.WINDOWS", (1, 2))
    many(head(), 4)

    pages = walk(caller(head()), f"{ROOT}crossings/?limit=2")

    assert [len(page) for page in pages] == [2, 2]


def test_a_corrected_point_of_one_moment_is_not_lost_where_a_page_ends():
    actor = head()
    case = full_case(actor)
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


def test_voided_rows_stand_there_and_can_be_left_out():
    actor = head()
    case = full_case(actor)
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
