"""A comparison counts linked records as the one person they are."""

from datetime import date

import pytest

from cases.casework.operations import link_same_person, record_crossing, record_stay
from cases.core.context import eyes
from cases.core.facts import When
from cases.intake.reconciliation.operations import (
    join_entry,
    keep_listed_spelling,
    record_listed_stay,
    tell_entry_apart,
)
from tests.intake.reconciliation.piles import a_list, born, compared, entries, ours, piles, seen
from tests.register import fresh

pytestmark = pytest.mark.django_db
BORN = born("1999-04-25")


def linked(actor, double, head):
    """Say that one record is a double of another."""
    with eyes(actor):
        link_same_person(actor, fresh(double), into=fresh(head), because="The same photograph.")
        return fresh(double), fresh(head)


def twice_ours(actor):
    """Somebody on record twice: the second record has the passport and another spelling."""
    head = ours(actor, "Zq Văn Khuê", passport="C7000001", birth=BORN, sex="m")
    double = ours(actor, "Zq Van Quê", passport="C7000001", birth=BORN, sex="m")
    return linked(actor, double, head)


def test_who_is_on_record_twice_is_once_on_ours(actor):
    _double, head = twice_ours(actor)

    row = compared(actor, a_list(actor, [["Zq Đình Toàn", "7/9/2000", "m", "C7000009"]]))

    assert piles(actor, row) == [("Zq Đình Toàn", "theirs"), ("Zq Văn Khuê", "ours")]
    assert entries(actor, row)[1].citizen_id == head.pk


def test_a_row_with_the_paper_and_the_name_of_a_double_means_the_person(actor):
    head = ours(actor, "Zq Văn Khuê", passport="C7000001", birth=BORN, sex="m")
    double = ours(actor, "Zq Van Quê", passport="C7000002", birth=BORN, sex="m")
    linked(actor, double, head)

    row = compared(actor, a_list(actor, [["ZQ VAN QUE", "25/04/1999", "m", "C7000002"]]))

    assert [(one.citizen_id, one.pile, one.differences) for one in entries(actor, row)] == [
        (head.pk, "both", [])
    ]
    assert entries(actor, row)[0].is_expected


def test_two_rows_of_two_records_of_one_person_are_a_conflict(actor):
    head = ours(actor, "Zq Văn Khuê", passport="C7000001", birth=BORN)
    double = ours(actor, "Zq Văn Khuê", passport="C7000002", birth=BORN)
    linked(actor, double, head)

    row = compared(
        actor,
        a_list(
            actor,
            [
                ["Zq Van Khue", "25/04/1999", "m", "C7000001"],
                ["Zq Van Khue", "25/04/1999", "m", "C7000002"],
            ],
        ),
    )

    assert [(one.citizen_id, one.differences) for one in entries(actor, row)] == [
        (head.pk, ["two_rows"]),
        (head.pk, ["two_rows"]),
    ]


def test_who_left_by_a_point_on_the_other_record_is_not_expected(actor):
    double, head = twice_ours(actor)
    with eyes(actor):
        case = head.cases.get()
        record_crossing(
            actor,
            fresh(case),
            from_country="TH",
            to_country="MM",
            when=When(day=date(2025, 10, 23)),
            source="relative",
        )
        record_stay(
            actor,
            fresh(case),
            kind="at",
            country="TH",
            when=When(day=date(2025, 10, 27)),
            source="relative",
        )

    row = compared(actor, a_list(actor, [["Zq Đình Toàn", "7/9/2000", "m", "C7000009"]]))

    assert piles(actor, row) == [("Zq Đình Toàn", "theirs")]
    assert double.now_country == head.now_country


def test_an_officer_who_names_the_double_means_the_person(actor):
    double, head = twice_ours(actor)
    row = compared(actor, a_list(actor, [["Zq Toan", "", "", ""]]))

    with eyes(actor):
        entry = join_entry(actor, entries(actor, row)[0], citizen=double)

    assert (entry.citizen_id, entry.is_expected) == (head.pk, True)
    assert [name for name, pile in piles(actor, row) if pile == "ours"] == []


def test_who_is_not_the_double_is_not_the_person_at_the_next_comparison(actor):
    double, head = twice_ours(actor)
    received = a_list(actor, [["Zq Van Khue", "25/04/1999", "m", "C7000001"]])
    row = compared(actor, received)
    with eyes(actor):
        apart = tell_entry_apart(actor, entries(actor, row)[0], because="Another photograph.")
        apart.row.apart = [str(double.uuid)]
        apart.row.save(update_fields=["apart"])

    again = compared(actor, received)

    assert entries(actor, again)[0].citizen_id is None
    assert head.pk in {one.citizen_id for one in entries(actor, again)}


def test_stay_and_spelling_go_to_the_person_where_two_were_linked_since(actor):
    head = ours(actor, "Zq Văn Khuê", passport="C7000001", birth=BORN, there=False)
    double = ours(actor, "Zq Văn Quê", passport="C7000002", birth=BORN, there=False)
    row = compared(actor, a_list(actor, [["Zq Van Quy", "25/04/1999", "m", "C7000002"]]))
    linked(actor, double, head)

    with eyes(actor):
        entry = record_listed_stay(actor, entries(actor, row)[0])
        entry = keep_listed_spelling(actor, fresh(entry))

    assert seen(actor, entry).differences == []
    with eyes(actor):
        assert fresh(head).now_country == "TH"
        assert head.cases.get().citizen.stays.filter(country="TH").count() == 1
