"""Two records of one person: linked, and two people again when that is undone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cases.casework.operations import (
    advance_case,
    close_case,
    correct_transition,
    hold_case,
    open_case,
    record_crossing,
    record_stay,
    reopen_case,
    unlink_same_person,
    void_case,
)
from cases.core.context import eyes
from cases.core.facts import Interval, When
from tests.casework.linking import (
    OPENED,
    a_file,
    ledgers_hold,
    link,
    put_by,
    standing,
    with_passport,
)
from tests.factories import IncidentFactory, PlaceFactory, headquarters
from tests.refusals import refusal_of
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


def test_the_case_of_the_double_closes_as_a_duplicate_from_its_opening(desk, two):
    one, other = two
    advance_case(desk, fresh(one))
    advance_case(desk, fresh(other))

    made = link(desk, one.citizen, other.citizen)

    assert made.status == "standing"
    assert standing(one) == [("open", "reported", ""), ("close", "closed", "duplicate")]
    assert fresh(one).position_at == fresh(one).opened_at
    assert fresh(other).stage == "contacted"
    double, stands = fresh(one.citizen), fresh(other.citizen)
    assert double.head_id == stands.head_id == stands.pk
    assert double.is_double
    assert not stands.is_double
    assert ledgers_hold()


def test_dated_at_the_decision_the_case_stood_until_now(desk, two):
    one, other = two
    advance_case(desk, fresh(one))
    advance_case(desk, fresh(other))

    link(desk, one.citizen, other.citizen, dated="decision")

    assert [stage for _kind, stage, _outcome in standing(one)] == [
        "reported", "contacted", "closed",
    ]  # fmt: skip
    assert fresh(one).position_at > timezone.now() - timedelta(minutes=1)
    assert ledgers_hold()


def test_undoing_puts_the_case_back_where_it_stood_with_what_was_recorded_since(desk, two):
    one, other = two
    advance_case(desk, fresh(one))
    advance_case(desk, fresh(other))
    before = standing(one)
    made = link(desk, one.citizen, other.citizen)
    at = timezone.now() - timedelta(seconds=1)
    put_by(desk, one, Interval(at, at), stage="departed")
    assert fresh(one).outcome == "duplicate"

    unlink_same_person(desk, fresh(made), reason="Two photographs.")

    assert standing(one)[: len(before)] == before or standing(one)[0] == before[0]
    assert ("fact", "departed", "") in standing(one)
    assert fresh(one).outcome == ""
    assert fresh(one.citizen).head_id is None
    assert fresh(other.citizen).head_id is None
    assert ledgers_hold()


def test_a_death_told_of_a_double_closes_its_case_when_the_link_is_undone(desk, two):
    one, other = two
    advance_case(desk, fresh(one))
    advance_case(desk, fresh(other))
    made = link(desk, one.citizen, other.citizen)
    opened = Interval(fresh(one).opened_from, fresh(one).opened_at)
    put_by(desk, one, opened, stage="closed", outcome="died")

    unlink_same_person(desk, fresh(made), reason="Two photographs.")

    assert [stage for _kind, stage, _outcome in standing(one)] == [
        "reported", "contacted", "closed",
    ]  # fmt: skip
    assert fresh(one).outcome == "died"
    assert ledgers_hold()


def test_a_second_link_after_undoing_brings_nothing_twice(desk, two):
    one, other = two
    hold_case(desk, fresh(one), reason="health")
    hold_case(desk, fresh(other), reason="health")
    before = standing(one)
    for _time in range(3):
        made = link(desk, one.citizen, other.citizen)
        unlink_same_person(desk, fresh(made), reason="Two men.")

    assert standing(one) == before
    assert fresh(one).held
    assert ledgers_hold()


def test_the_course_of_the_closed_case_rests_meanwhile(desk, two):
    one, other = two
    link(desk, one.citizen, other.citizen)
    row = fresh(one).transitions.standing().get(kind="close")

    again = refusal_of(reopen_case, desk, fresh(one), reason="-")
    corrected = refusal_of(
        correct_transition, desk, fresh(one), transition=row, reason="-", changes={}
    )

    assert (again.code, again.status) == ("duplicate_rests", 409)
    assert other.reference in str(again.message)
    assert corrected.code == "duplicate_rests"


def test_the_case_that_goes_on_cannot_be_void_while_another_is_its_duplicate(desk, two):
    one, other = two
    link(desk, one.citizen, other.citizen)

    with eyes(headquarters()) as centre:
        found = refusal_of(void_case, centre, fresh(other), reason="-")

    assert found.code == "goes_on"


def test_cases_of_other_incidents_stay(desk, two):
    one, other = two
    elsewhere = a_case(desk, fresh(one.citizen), incident=IncidentFactory(code="2026-01-flood"))

    link(desk, one.citizen, other.citizen)

    assert fresh(elsewhere).stage == "reported"
    assert ledgers_hold()


def test_no_second_case_is_opened_on_another_record_of_the_person(desk, two):
    one, other = two
    third = with_passport(desk)
    close_case(desk, fresh(one), outcome="declined")
    link(desk, third, other.citizen)

    found = refusal_of(
        open_case, desk, fresh(third), incident=IncidentFactory(), report_source="relative"
    )

    assert found.code == "case_once_per_incident"


def test_she_is_where_the_last_point_of_any_record_says(desk, two):
    one, other = two
    record_stay(desk, fresh(one), kind="at", place=PlaceFactory(), when=OPENED, source="mission")
    link(desk, one.citizen, other.citizen)
    assert fresh(other.citizen).now_country == "TH"

    record_crossing(
        desk,
        fresh(other),
        from_country="TH",
        to_country="VN",
        when=When.at(timezone.now()),
        source="citizen",
    )

    for record in (one.citizen, other.citizen):
        assert (fresh(record).now_country, fresh(record).now_place) == ("VN", None)
    assert ledgers_hold()


def test_undone_each_record_is_where_its_own_points_say(desk, two):
    one, other = two
    record_stay(desk, fresh(other), kind="at", place=PlaceFactory(), when=OPENED, source="mission")
    made = link(desk, one.citizen, other.citizen)

    unlink_same_person(desk, fresh(made), reason="Two men.")

    assert fresh(one.citizen).now_country == ""
    assert fresh(other.citizen).now_country == "TH"
    assert ledgers_hold()


def test_in_a_chain_the_last_one_stands_for_all(desk):
    files = [a_file(desk) for _one in range(3)]
    a, b, c = (file.citizen for file in files)
    first = link(desk, a, b)
    second = link(desk, b, c)

    assert {fresh(row).head_id for row in (a, b, c)} == {c.pk}
    assert [fresh(file).outcome for file in files] == ["duplicate", "duplicate", ""]

    unlink_same_person(desk, fresh(first), reason="Two men.")
    assert fresh(a).head_id is None
    assert fresh(b).head_id == c.pk
    assert [fresh(file).outcome for file in files] == ["", "duplicate", ""]

    unlink_same_person(desk, fresh(second), reason="Two men.")
    assert [fresh(file).outcome for file in files] == ["", "", ""]
    assert ledgers_hold()


def test_when_the_middle_link_is_undone_the_rest_stays_one_person(desk):
    files = [a_file(desk) for _one in range(3)]
    a, b, c = (file.citizen for file in files)
    link(desk, a, b)
    second = link(desk, b, c)

    unlink_same_person(desk, fresh(second), reason="Two men.")

    assert [fresh(row).head_id for row in (a, b, c)] == [b.pk, b.pk, None]
    assert [fresh(file).outcome for file in files] == ["duplicate", "", ""]
    assert ledgers_hold()


def test_a_case_that_lost_the_one_it_was_a_duplicate_of_goes_on_for_the_others(desk):
    """Three doubles of one who has no case: the first goes on; undone, the second does."""
    head = with_passport(desk)
    files = [a_file(desk) for _one in range(3)]
    links = [link(desk, file.citizen, head) for file in files]
    assert [fresh(file).outcome for file in files] == ["", "duplicate", "duplicate"]

    unlink_same_person(desk, fresh(links[0]), reason="Two men.")

    assert [fresh(file).outcome for file in files] == ["", "", "duplicate"]
    closing = fresh(files[2]).transitions.standing().get(kind="close")
    assert closing.changes["duplicate_of"] == files[1].reference
    assert ledgers_hold()
