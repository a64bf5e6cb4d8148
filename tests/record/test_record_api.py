"""The record over the API, in the admin, and behind the second wall alone."""

import pytest
from django.db import connection

from cases.core.actor import SYSTEM
from cases.core.audit import write_audit
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.core.roles import role_rows, sights_of
from tests.api.calls import caller, token_of, with_token
from tests.core.record import act
from tests.factories import MissionFactory, PostingFactory, head, headquarters, officer
from tests.record.readers import auditor, entry_of, lead, reader, something

pytestmark = pytest.mark.django_db
make_world = something
LIST = "/api/v1/record/"
AT_THE_AIRPORT = {
    "code": "NBA",
    "country": "VN",
    "zone": "Asia/Ho_Chi_Minh",
    "kind": "reception_point",
}


def results(actor, **asked):
    """Return the entries of the first page."""
    return caller(actor).get(LIST, asked).json()["results"]


@pytest.mark.parametrize("role", sorted(role_rows()))
def test_only_roles_that_read_the_record_are_answered(world, role):
    actor = PostingFactory(role=role, mission=MissionFactory(headquarters=True)).actor()
    entry = entry_of("open_case").pk
    client = caller(actor)

    answers = [client.get(LIST), client.get(f"{LIST}{entry}/")]

    if "audit" in sights_of(role):
        assert [answer.status_code for answer in answers] == [200, 200]
    else:
        assert {answer.status_code for answer in answers} == {403}
        assert {answer.json()["code"] for answer in answers} == {"not_for_role"}


def test_the_list_goes_from_the_oldest_on(world):
    actor, case = world

    rows = results(auditor(), mission="BKK")

    assert [row["operation"] for row in rows][-2:] == ["show_case", "resume_case"]
    assert rows == sorted(rows, key=lambda row: row["at"])
    assert rows[-1]["role"] == "case_officer"
    assert rows[-1]["mission"] == actor.mission_code
    assert rows[-1]["code"] == "wrong_state"
    assert {row["case"] for row in rows} == {None}
    assert case.reference in {row["case"] for row in results(lead(), mission="BKK")}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "refusal"}, {"resume_case"}),
        ({"outcome": "refused"}, {"resume_case"}),
        ({"operation": "open_case"}, {"open_case"}),
        ({"kind": "look", "since": "2025-01-01T00:00:00Z"}, {"show_case"}),
        ({"until": "2025-01-01T00:00:00Z"}, set()),
    ],
)
def test_it_is_narrowed(world, asked, found):
    assert {row["operation"] for row in results(auditor(), **asked)} == found


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "all"},
        {"operation": "drop_table"},
        {"staff": "nobody.atall"},
        {"mission": "XXX"},
        {"since": "2025-01-01"},
        {"outcome": "maybe"},
        {"case": "BKK-2025-00001"},
    ],
)
def test_what_is_no_filter_is_refused(asked):
    assert caller(auditor()).get(LIST, asked).status_code == 422


def test_pages_follow_each_other_without_loss():
    with eyes(SYSTEM):
        for _n in range(7):
            write_audit("case.noted", "add_note", [])
    client = caller(auditor())
    answer = client.get(LIST, {"limit": 3, "operation": "add_note"}).json()
    found = [row["id"] for row in answer["results"]]

    while answer["next"]:
        answer = client.get(answer["next"]).json()
        found += [row["id"] for row in answer["results"]]

    assert len(found) == len(set(found)) == 7


def test_one_entry_says_where_it_stands():
    act(officer())
    number = entry_of("show_case").pk

    answer = caller(auditor()).get(f"{LIST}{number}/")

    body = answer.json()
    assert answer.status_code == 200
    assert body["what"] == "Page opened"
    assert body["chain"] is None
    assert body["url"] == f"{LIST}{number}/"
    assert entry_of("show_entry").subjects[0]["id"] == number


def test_a_list_over_the_api_is_on_record_too(world):
    rows = results(auditor(), kind="look")

    assert entry_of("list_record").subjects[0]["ids"] == [row["id"] for row in rows]
    assert entry_of("list_record").fields == ["kind"]


def test_the_list_takes_as_many_queries_for_many(django_assert_max_num_queries):
    with eyes(SYSTEM):
        for _n in range(60):
            write_audit("case.shown", "show_case", [])
    client = caller(auditor())
    client.get(LIST)

    with django_assert_max_num_queries(10):
        client.get(LIST)


def test_the_root_names_it():
    assert caller(auditor()).get("/api/v1/").json()["resources"]["record"] == LIST


def test_a_token_reads_it_as_its_holder_does(world):
    chief = lead()

    assert with_token(token_of(chief)).get(LIST).status_code == 200


def test_the_admin_shows_it_read_only(world):
    _actor, case = world
    number = entry_of("open_case").pk
    client = reader(auditor())

    listed = client.get("/admin/cases/auditentry/")
    shown = client.get(f"/admin/cases/auditentry/{number}/change/")

    assert "Open a case" in listed.text
    assert "Open a case" in shown.text
    assert case.reference not in listed.text + shown.text
    assert 'name="_save"' not in shown.text
    assert client.get("/admin/cases/auditentry/add/").status_code == 403
    assert client.post(f"/admin/cases/auditentry/{number}/delete/").status_code == 403


@pytest.mark.parametrize("asked", [{"kind": "refusal"}, {"outcome": "refused"}])
def test_the_list_of_the_admin_is_narrowed(world, asked):
    shown = reader(auditor()).get("/admin/cases/auditentry/", asked)

    assert [row.operation for row in shown.context["cl"].result_list] == ["resume_case"]
    assert entry_of("list_record").fields == list(asked)


def test_the_list_of_the_admin_is_narrowed_to_one_operation(world):
    shown = reader(auditor()).get("/admin/cases/auditentry/", {"operation": "open_case"})

    assert {row.operation for row in shown.context["cl"].result_list} == {"open_case"}


def test_opening_an_entry_in_the_admin_is_on_record(world):
    number = entry_of("open_case").pk

    reader(auditor()).get(f"/admin/cases/auditentry/{number}/change/")

    assert entry_of("show_entry").subjects[0]["id"] == number


@pytest.mark.parametrize("actor", [officer, head, headquarters])
def test_the_admin_hides_it_from_others(world, actor):
    client = reader(actor())

    assert client.get("/admin/cases/auditentry/").status_code == 403
    assert "/admin/cases/auditentry/" not in client.get("/admin/").text


def test_the_list_of_the_admin_takes_as_many_queries_for_many(django_assert_max_num_queries):
    with eyes(SYSTEM):
        for _n in range(60):
            write_audit("case.shown", "show_case", [])
    client = reader(auditor())
    client.get("/admin/cases/auditentry/")

    with django_assert_max_num_queries(20):
        client.get("/admin/cases/auditentry/")


@pytest.mark.parametrize("role", sorted(role_rows()))
def test_the_first_wall_alone_lets_no_other_role_read_the_record(world, role):
    actor = PostingFactory(role=role, mission=MissionFactory(headquarters=True)).actor()

    with eyes(SYSTEM):
        found = AuditEntry.objects.visible_to(actor).exists()

    assert found is ("audit" in sights_of(role))


@pytest.mark.parametrize("role", ["spokesperson", "administrator", "reception_officer"])
def test_the_second_wall_alone_lets_them_read_nothing(world, role):
    place = AT_THE_AIRPORT if role == "reception_officer" else {"headquarters": True}
    actor = PostingFactory(role=role, mission=MissionFactory(**place)).actor()

    with eyes(actor), connection.cursor() as cursor:
        cursor.execute("select count(*) from cases_auditentry")
        entries = cursor.fetchone()[0]
        cursor.execute("select count(*) from cases_auditlink")
        links = cursor.fetchone()[0]

    assert (entries, links) == (0, 0)
