"""Who is whom: what officers say of rows and people, and that it is remembered."""

import pytest
from django.http import QueryDict

from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.many import one_of_many
from cases.core.models import AuditEntry
from cases.core.registry import DECLARED
from cases.crossings.models import Stay
from cases.intake.reconciliation.operations import (
    join_entry,
    keep_listed_spelling,
    record_listed_stay,
    tell_entry_apart,
)
from cases.intake.reconciliation.queries import piles_of
from tests.factories import officer
from tests.intake.reconciliation.piles import (
    a_list,
    compared,
    entries,
    matched,
    ours,
    perhaps,
    piles,
)
from tests.refusals import refusal_of
from tests.register import a_citizen, fresh

pytestmark = pytest.mark.django_db


def test_whom_a_row_perhaps_means_can_be_said_to_be_the_same(actor):
    person = ours(actor, "Zq Đình Khuê")
    received = a_list(actor, [["Zq Dinh Khue", "", "", ""]])
    with perhaps(person):
        row = compared(actor, received)

    with eyes(actor):
        join_entry(actor, entries(actor, row)[0])

        assert piles_of(actor, row) == {
            "conflict": 0,
            "perhaps": 0,
            "theirs": 0,
            "ours": 0,
            "both": 1,
        }
    assert piles(actor, row) == [("Zq Dinh Khue", "both")]
    assert entries(actor, row)[0].is_expected


def test_what_an_officer_said_is_remembered_for_the_next_version(actor):
    person = ours(actor, "Zq Đình Khuê")
    first = a_list(actor, [["Zq Dinh Khue", "1999", "", ""]])
    with perhaps(person):
        row = compared(actor, first)
        with eyes(actor):
            join_entry(actor, entries(actor, row)[0])
        later = a_list(
            actor, [["Zq Dinh Khue", "1999", "", ""], ["Zq X Y", "", "", ""]], replaces=first
        )
        again = compared(actor, later)

    first, second = entries(actor, again)[:2]
    assert (first.match, first.citizen_id) == ("officer", person.pk)
    assert second.match == "perhaps"


def test_a_row_of_somebody_else_leaves_the_person_on_ours(actor):
    entry, person = matched(actor)
    with eyes(actor):
        tell_entry_apart(actor, entry, because="Another mother.")

        row = entry.reconciliation
        assert piles_of(actor, row) == {
            "conflict": 0,
            "perhaps": 0,
            "theirs": 1,
            "ours": 1,
            "both": 0,
        }
        assert fresh(entry.row).apart == [str(person.uuid)]
    assert piles(actor, row) == [("Zq Van Khue", "theirs"), ("Zq Văn Khuê", "ours")]


def test_one_told_apart_and_then_said_to_be_the_same_is_counted_once(actor):
    entry, person = matched(actor)
    with eyes(actor):
        tell_entry_apart(actor, entry, because="Another mother.")
        join_entry(actor, fresh(entry), citizen=person)
        assert piles_of(actor, entry.reconciliation) == {
            "conflict": 0,
            "perhaps": 0,
            "theirs": 0,
            "ours": 0,
            "both": 1,
        }
        tell_entry_apart(actor, fresh(entry), because="No, indeed another.")

        assert piles_of(actor, entry.reconciliation)["ours"] == 1


def test_who_was_told_apart_is_not_offered_again_in_the_next_version(actor):
    person = ours(actor, "Zq Đình Khuê")
    received = a_list(actor, [["Zq Dinh Khue", "1999", "", ""]])
    with perhaps(person):
        row = compared(actor, received)
        with eyes(actor):
            tell_entry_apart(actor, entries(actor, row)[0], because="Another mother.")
        later = a_list(actor, [["ZQ DINH KHUE", "1999", "", ""]], replaces=received)
        again = compared(actor, later)

    assert (entries(actor, again)[0].match, entries(actor, again)[0].candidate_id) == ("", None)


def test_of_two_rows_of_one_person_the_one_told_apart_frees_the_other(actor):
    ours(actor, "Zq Văn Khuê", passport="C7000001")
    received = a_list(
        actor, [["Zq Van Khue", "", "", "C7000001"], ["ZQ VAN KHUE", "", "", "C7000001"]]
    )
    row = compared(actor, received)
    with eyes(actor):
        tell_entry_apart(actor, entries(actor, row)[1], because="A slip of the clerk.")

    assert [one.pile for one in entries(actor, row)] == ["both", "theirs"]


def test_a_person_out_of_sight_cannot_be_named(actor):
    with eyes(officer(yangon=True)) as other:
        stranger = a_citizen(other, full_name="Zq Stranger")
    row = compared(actor, a_list(actor, [["Zq Dinh Khue", "", "", ""]]))

    with eyes(actor):
        assert refusal_of(join_entry, actor, entries(actor, row)[0], citizen=stranger).status == 404


def test_an_entry_of_another_mission_is_not_there(actor):
    entry, _person = matched(actor)
    with eyes(officer(yangon=True)) as other:
        assert refusal_of(record_listed_stay, other, entry).status == 404


def test_two_officers_on_one_entry_the_second_is_told_that_it_changed(actor):
    entry, _person = matched(actor, listed="Zq Van Khoe")
    with eyes(actor):
        keep_listed_spelling(actor, fresh(entry))
    with eyes(officer()) as colleague, pytest.raises(Refused) as refusal:
        tell_entry_apart(colleague, entry, because="Another.")

    assert refusal.value.code == "stale_version"


def test_a_form_sent_twice_acts_once(actor):
    entry, person = matched(actor)
    item = DECLARED["record_listed_stay"]
    with eyes(actor):
        data = QueryDict("_key=once")
        first = one_of_many(actor, item, str(entry.uuid), data, version=entry.version)
        second = one_of_many(actor, item, str(entry.uuid), data, version=entry.version)

        assert first["ok"], first
        assert second["ok"], second
        assert Stay.objects.filter(citizen=person).count() == 2


def test_what_is_decided_is_on_record_with_the_person(actor):
    entry, person = matched(actor)
    with eyes(actor):
        tell_entry_apart(actor, entry, because="Another mother.")

        found = AuditEntry.objects.filter(operation="tell_entry_apart").latest("pk")
        assert found.fields == ["because"]
        assert Citizen.objects.count() == 1
    assert person.pk
