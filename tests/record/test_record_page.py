"""The page of the record: who reads it, what a row says, how it is narrowed and paged."""

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from cases.casework.operations import advance_case
from cases.core.actor import SYSTEM
from cases.core.audit import write_audit
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.core.roles import role_rows
from cases.record.pages.words import label_words, operation_choices, operation_names
from tests.core.record import act
from tests.factories import MissionFactory, PostingFactory, head, officer
from tests.record.readers import auditor, entry_of, lead, numbers, operations, reader, something
from tests.register import fresh

pytestmark = pytest.mark.django_db
make_world = something
READERS = {"auditor", "headquarters_lead"}


@pytest.mark.parametrize("role", sorted(role_rows()))
def test_only_roles_that_read_the_record_find_it(world, role):
    paths = ("", "state/", "sheet/", f"{entry_of('open_case').pk}/")
    client = reader(PostingFactory(role=role, mission=MissionFactory(headquarters=True)).actor())

    found = {client.get(f"/record/{path}").status_code for path in paths}

    assert found == ({200} if role in READERS else {403})


def test_a_stranger_is_asked_to_log_in():
    assert Client().get("/record/").url == "/login/?next=/record/"


def test_a_row_says_who_in_which_role_did_what_and_how_it_ended(world):
    actor, _case = world

    shown = reader(auditor()).get("/record/").text

    for words in (actor.name, "Case officer", "Open a case", "Page opened", "Refused"):
        assert words in shown
    assert "wrong_state" in shown
    assert "incident" in shown  # a field that was filled in
    assert "Waits" in shown


def test_the_newest_stands_first(world):
    client = reader(auditor())
    client.get("/record/")

    assert operations(client.get("/record/"))[0] == "list_record"


def test_an_auditor_reads_no_number_of_a_case_and_no_name(world):
    _actor, case = world

    shown = reader(auditor()).get("/record/").text

    assert "Open a case" in shown
    assert case.reference not in shown
    assert str(case.citizen.uuid) not in shown
    assert case.citizen.full_name not in shown


def test_a_lead_who_sees_the_cases_reads_their_numbers(world):
    _actor, case = world

    shown = reader(lead()).get("/record/").text

    assert case.reference in shown
    assert case.citizen.full_name not in shown


def test_an_auditor_of_a_mission_reads_what_that_mission_did(world):
    actor, _case = world
    other, _other_case = something(yangon=True)
    with eyes(other):
        foreign = AuditEntry.objects.filter(mission_id=other.mission_id).latest("at")

    client = reader(auditor(code="BKK"))
    answer = client.get("/record/")

    assert actor.name in answer.text
    assert {line.entry.mission_id for line in answer.context["lines"]} == {actor.mission_id}
    assert client.get(f"/record/{foreign.pk}/").status_code == 404


def test_reading_is_on_record_with_what_was_shown_and_by_which_filters(world):
    answer = reader(auditor()).get("/record/", {"kind": "look"})
    entry = entry_of("list_record")

    assert entry.event == "record.listed"
    assert entry.subjects[0]["ids"] == numbers(answer)
    assert entry.fields == ["kind"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "look"}, {"show_case"}),
        ({"kind": "refusal"}, {"resume_case"}),
        ({"outcome": "refused"}, {"resume_case"}),
        ({"operation": "open_case"}, {"open_case"}),
        ({"kind": "refusal", "operation": "open_case"}, set()),
        ({"mission": "RGN"}, set()),
        ({"until": "2025-01-01"}, set()),
        ({"number": "1000000000000"}, set()),
    ],
)
def test_it_is_narrowed(world, asked, found):
    MissionFactory(yangon=True)

    answer = reader(auditor()).get("/record/", asked)

    assert answer.status_code == 200
    assert set(operations(answer)) == found


def test_it_is_narrowed_to_one_person_one_mission_and_the_system(world):
    actor, _case = world
    act(SYSTEM)
    client = reader(auditor())

    mine = client.get("/record/", {"who": actor_name(actor), "mission": actor.mission_code})
    systems = client.get("/record/", {"who": "-", "since": "2025-01-01"})

    assert {line.entry.staff_id for line in mine.context["lines"]} == {actor.staff_id}
    assert {line.entry.kind for line in systems.context["lines"]} == {"system"}


def actor_name(actor):
    """Return the user name of whoever acts."""
    return PostingFactory._meta.model.objects.get(pk=actor.posting_id).staff.username


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("since", "yesterday"),
        ("who", "nobody.atall"),
        ("mission", "XXX"),
        ("kind", "all"),
        ("operation", "drop_table"),
        ("outcome", "maybe"),
        ("number", "-4"),
    ],
)
def test_what_is_no_filter_is_refused_at_its_field(name, value):
    answer = reader(auditor()).get("/record/", {name: value})

    assert answer.status_code == 422
    assert name in answer.context["filters"].errors


def test_pages_follow_each_other_without_loss_also_within_one_instant(monkeypatch):
    monkeypatch.setattr("cases.record.views.entry_page.__defaults__", (3,))
    with eyes(officer()), connection.cursor() as cursor:
        for _n in range(8):
            write_audit("case.noted", "add_note", [])
        cursor.execute("select clock_timestamp()")
    client = reader(auditor())
    answer = client.get("/record/", {"operation": "add_note"})
    found = numbers(answer)

    while answer.context["next_url"]:
        answer = client.get(answer.context["next_url"])
        found += numbers(answer)

    assert len(found) == 8
    assert found == sorted(found, reverse=True)
    assert "operation=add_note" in answer.context["prev_url"]


@pytest.mark.parametrize("behind", ["7", "2025-10-22T09:00:00+00:00~7", "x:y", "2025~8:abc"])
def test_a_place_that_is_not_ours_is_refused(behind):
    assert reader(auditor()).get("/record/", {"behind": behind}).status_code == 422


def test_the_page_takes_as_many_queries_for_fifty_rows_as_for_few(
    world, django_assert_max_num_queries
):
    actor, case = world
    with eyes(head()) as chief:
        advance_case(chief, fresh(case))
    with eyes(actor):
        for number in range(60):
            write_audit("case.shown", ("show_case", "add_note", "list_steps")[number % 3], [case])
    client = reader(auditor())
    client.get("/record/")

    with django_assert_max_num_queries(18):
        shown = client.get("/record/")

    assert len(shown.context["lines"]) == 50


def test_no_address_of_it_holds_a_name(world):
    actor, _case = world

    shown = reader(auditor()).get("/record/", {"who": actor_name(actor), "kind": "look"})

    assert shown.context["sheet_url"] == f"/record/sheet/?kind=look&who={actor_name(actor)}"
    assert actor.name.split()[0] not in shown.context["sheet_url"]


def test_an_auditor_begins_there_and_a_lead_finds_it_in_the_menu():
    begun = reader(auditor()).get("/", follow=True)
    leads = reader(lead()).get("/help/").text
    others = reader(head()).get("/help/").text

    assert begun.redirect_chain == [("/record/", 302)]
    assert 'href="/record/"' in leads
    assert 'href="/record/"' not in others


def test_the_help_of_both_tells_of_it():
    assert "Open The record" in reader(auditor()).get("/help/").text
    assert "Open The record" in reader(lead()).get("/help/").text


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
def test_every_operation_has_a_name_and_the_choices_are_in_order(language):
    with translation.override(language):
        names = operation_names()
        offered = operation_choices()

    assert {name for name, _words in offered} == set(names)
    assert len({words for _name, words in offered}) == len(offered), "each can be told apart"
    assert all(words and "_" not in words for words in names.values())


def test_every_operation_on_record_in_the_code_has_a_name(world):
    named = operation_names()
    actor, _case = world
    client = reader(lead())
    for path in ("cases/", "board/check/", "transfers/", "admin/cases/case/"):
        client.get(f"/{path}")

    with eyes(SYSTEM):
        written = set(AuditEntry.objects.values_list("operation", flat=True))

    assert actor.name
    assert written <= set(named)


def test_fields_are_called_as_on_the_form(world):
    entry = entry_of("open_case")

    listed = reader(auditor()).get("/record/").text
    opened = reader(auditor()).get(f"/record/{entry.pk}/").text

    assert "How we came to know" in listed
    assert "How we came to know" in opened
    assert "report_source" in opened
    assert label_words("no_such_act", "report_source") == "report_source"
