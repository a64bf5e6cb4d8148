"""On which pile each row and each person of ours comes to lie."""

from datetime import date
from unittest.mock import patch

import pytest

from cases.casework.operations import record_crossing
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When
from cases.intake.lists.models import ListRow
from cases.intake.lists.operations import map_list
from cases.intake.lists.queries import layouts_of
from cases.intake.reconciliation import jobs
from cases.intake.reconciliation.models import PileEntry, Reconciliation
from cases.intake.reconciliation.operations import reconcile_list
from tests.factories import officer
from tests.intake.reconciliation.piles import (
    DAY,
    a_list,
    born,
    compared,
    entries,
    ours,
    perhaps,
    piles,
    seen,
    started,
)
from tests.jobs import later, run_jobs
from tests.refusals import refusal_of
from tests.register import a_citizen, fresh

pytestmark = pytest.mark.django_db


def test_four_piles_add_up_to_the_rows_and_those_only_on_ours(actor):
    ours(actor, "Zq Văn Khuê", passport="C7000001", birth=born("1999-04-25"), sex="m")
    ours(actor, "Zq Thị Ngân", passport="C7000002", birth=born("1998-03-02"), sex="f")
    ours(actor, "Zq Quốc Vinh")
    received = a_list(
        actor,
        [
            ["ZQ VAN KHUE", "25/04/1999", "m", "C7000001"],
            ["Zq Thi Ngan", "2/3/1997", "f", "C7000002"],
            ["Zq Đình Toàn", "7/9/2000", "m", "C7000009"],
        ],
    )

    row = compared(actor, received)

    assert row.state == "done"
    assert piles(actor, row) == [
        ("ZQ VAN KHUE", "both"),
        ("Zq Thi Ngan", "conflict"),
        ("Zq Đình Toàn", "theirs"),
        ("Zq Quốc Vinh", "ours"),
    ]
    assert row.counts == {
        "both": 1,
        "conflict": 1,
        "perhaps": 0,
        "theirs": 1,
        "ours": 1,
        "new": 0,
        "gone": 0,
        "changed": 0,
    }
    assert entries(actor, row)[1].differences == ["birth"]
    assert [one.match for one in entries(actor, row)] == ["linked", "linked", "", ""]


def test_codes_alone_are_kept_no_word_of_the_person(actor):
    ours(actor, "Zq Thị Ngân", passport="C7000002", birth=born("1998-03-02"))
    received = a_list(actor, [["Zq Thi Nganh", "2/3/1997", "f", "C7000002"]])

    entry = entries(actor, compared(actor, received))[0]

    kept = [*entry.reasons, *entry.differences, *entry.changes, entry.because]
    assert entry.differences == ["spelling", "birth"]
    assert not any("Ng" in str(word) or "199" in str(word) for word in kept)


def test_a_person_who_was_elsewhere_on_that_day_is_not_expected(actor):
    ours(actor, "Zq Quốc Vinh", there=False)
    ours(actor, "Zq Văn Khuê", passport="C7000001", there=False)

    row = compared(actor, a_list(actor, [["Zq Van Khue", "", "", "C7000001"]]))

    assert piles(actor, row) == [("Zq Van Khue", "both")]
    assert not entries(actor, row)[0].is_expected


def test_where_somebody_was_is_asked_of_the_ledger_of_that_day(actor):
    person = ours(actor, "Zq Quốc Vinh")
    with eyes(actor):
        record_crossing(
            actor,
            fresh(person.cases.get()),
            from_country="TH",
            to_country="VN",
            when=When(day=date(2025, 10, 30)),
            source="mission",
        )
    received = a_list(actor, [["Zq Đình Toàn", "", "", ""]])

    assert ("Zq Quốc Vinh", "ours") in piles(actor, compared(actor, received))
    after = compared(actor, received, as_of=date(2025, 10, 31))
    assert ("Zq Quốc Vinh", "ours") not in piles(actor, after)


def test_a_former_comparison_stays_as_it_was_found(actor):
    received = a_list(actor, [["Zq Đình Toàn", "7/9/2000", "m", "C7000009"]])
    first = compared(actor, received)
    ours(actor, "Zq Đình Toàn", passport="C7000009")

    second = compared(actor, received)

    assert piles(actor, seen(actor, first)) == [("Zq Đình Toàn", "theirs")]
    assert piles(actor, second) == [("Zq Đình Toàn", "both")]


def test_two_rows_of_one_person_are_a_conflict(actor):
    ours(actor, "Zq Văn Khuê", passport="C7000001")
    received = a_list(
        actor, [["Zq Van Khue", "", "", "C7000001"], ["ZQ VAN KHUE", "", "", "C7000001"]]
    )

    row = compared(actor, received)

    assert [one.pile for one in entries(actor, row)] == ["conflict", "conflict"]
    assert [one.differences for one in entries(actor, row)] == [["two_rows"], ["two_rows"]]
    assert row.counts["conflict"] == 2


def test_a_name_alone_links_nobody(actor):
    person = ours(actor, "Zq Đình Khuê")
    received = a_list(actor, [["Zq Dinh Khue", "", "", ""]])

    with perhaps(person):
        row = compared(actor, received)

    first = entries(actor, row)[0]
    assert (first.pile, first.match, first.citizen_id) == ("perhaps", "perhaps", None)
    assert first.candidate_id == person.pk
    assert piles(actor, row) == [("Zq Dinh Khue", "perhaps")]


def test_people_of_another_mission_stay_out_of_sight(actor):
    ours(officer(yangon=True), "Zq Văn Khuê", passport="C7000001")

    row = compared(actor, a_list(actor, [["Zq Van Khue", "", "", "C7000001"]]))

    assert piles(actor, row) == [("Zq Van Khue", "theirs")]


def test_a_second_start_while_it_goes_on_is_refused(actor):
    received = a_list(actor, [["Zq Đình Toàn", "", "", ""]])
    started(actor, received)

    with eyes(officer()), pytest.raises(Refused) as refusal:
        reconcile_list(officer(), fresh(received), country="TH")

    assert refusal.value.code == "compared_already"


@pytest.mark.parametrize(
    ("said", "code"), [({"country": ""}, "needed"), ({"as_of": date(2199, 1, 1)}, "in_future")]
)
def test_refuses_a_start_that_says_too_little_or_too_much(actor, said, code):
    received = a_list(actor, [["Zq Đình Toàn", "", "", ""]])

    assert refusal_of(started, actor, received, **said).code == code


def test_a_worker_that_is_killed_loses_its_chunk_and_counts_no_row_twice(actor):
    ours(actor, "Zq Quốc Vinh")
    received = a_list(actor, [[f"Zq Nhan {at}", "", "", f"C70000{at:02}"] for at in range(7)])
    row = started(actor, received)
    found = jobs.entries_of
    calls = []

    def killed(*args):
        calls.append(1)
        if len(calls) == 2:
            raise SystemExit
        return found(*args)

    with patch.object(jobs, "AT_ONCE", 3):
        with patch.object(jobs, "entries_of", killed), pytest.raises(SystemExit):
            run_jobs()
        with eyes(actor):
            assert fresh(row).checked == 3
        run_jobs(later(minutes=5))

    row = seen(actor, row)
    assert (row.state, row.checked) == ("done", 7)
    assert [one.number for one in entries(actor, row)] == list(range(1, 9))


def test_a_list_read_anew_meanwhile_stops_the_comparison(actor):
    received = a_list(actor, [["Zq Đình Toàn", "", "", ""]])
    row = started(actor, received)
    with eyes(actor):
        map_list(actor, fresh(received), columns=layouts_of(received), nationality="ours")

    run_jobs()

    assert seen(actor, row).stopped_because == "list_changed"


def test_a_posting_that_is_over_stops_the_comparison(actor):
    row = started(actor, a_list(actor, [["Zq Đình Toàn", "", "", ""]]))

    with patch("cases.missions.queries.held_to", return_value=None):
        run_jobs()

    assert seen(actor, row).stopped_because == "posting_ended"


def test_the_next_version_says_who_is_new_who_vanished_and_what_changed(actor):
    ours(actor, "Zq Văn Khuê", passport="C7000001")
    first = a_list(
        actor,
        [
            ["Zq Van Khue", "1999", "m", "C7000001"],
            ["Zq Thi Ngan", "1998", "f", "C7000002"],
            ["Zq Dinh Toan", "1997", "m", ""],
        ],
    )
    compared(actor, first)
    second = a_list(
        actor,
        [
            ["Zq Thi Ngan", "1998", "f", "C7000003"],
            ["Zq Quoc Vinh", "2001", "m", ""],
            ["Zq Dinh Toan", "1997", "m", ""],
        ],
        replaces=first,
    )

    row = compared(actor, second)

    assert {name: row.counts[name] for name in ("new", "gone", "changed")} == {
        "new": 1,
        "gone": 1,
        "changed": 1,
    }
    assert [one.changes for one in entries(actor, row)[:3]] == [["document_number"], [], []]


def test_only_the_mission_and_headquarters_see_what_was_found(actor):
    row = compared(actor, a_list(actor, [["Zq Đình Toàn", "", "", ""]]))

    with eyes(officer(yangon=True)) as other:
        assert not Reconciliation.objects.visible_to(other).exists()
        assert not PileEntry.objects.exists()
        assert not ListRow.objects.exists()
    assert row.as_of == DAY


def test_what_was_found_is_kept_by_the_database(actor):
    row = compared(actor, a_list(actor, [["Zq Đình Toàn", "", "", ""]]))
    with eyes(actor), pytest.raises(Exception, match="evidence"):
        PileEntry.objects.filter(reconciliation=row).update(found="both")


def test_registering_is_not_comparing(actor):
    with eyes(actor):
        a_citizen(actor, full_name="Zq Nobody")
    row = compared(actor, a_list(actor, [["Zq Đình Toàn", "", "", ""]]))

    assert row.counts["ours"] == 0
