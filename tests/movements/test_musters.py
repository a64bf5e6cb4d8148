"""Head counts: every mark exactly once, two words kept and asked about, nobody lost in silence."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.casework.operations import close_case
from cases.core import present
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When
from cases.movements.models import Movement
from cases.movements.musters.models import MusterMark
from cases.movements.musters.operations import open_muster, settle_mark
from tests.factories import head
from tests.movements.counted import a_movement, a_muster, key, marked, people, sent
from tests.movements.counting import colleague, count, results
from tests.refusals import refusal_of
from tests.register import a_case, fresh
from tests.web.session import log_in
from tests.world_reception import at_gate

pytestmark = pytest.mark.django_db


def test_everybody_in_the_frozen_list_is_expected(actor, muster, expected):
    found = count(actor, muster)

    assert [row.reference for row in found.expected] == [row.reference for row in expected]
    assert len(found.unmarked) == 3
    assert found.missing == []
    assert muster.place.code == "mae-sot"


def test_a_mark_sent_twice_is_one(actor, muster, expected):
    first = marked(actor, muster, sent(expected[0], "present"))
    again = marked(actor, muster, sent(expected[0], "present"), sent(expected[1], "absent"))

    assert (results(first), results(again)) == (["taken"], ["had", "taken"])
    assert MusterMark.objects.count() == 2


def test_seventy_marks_take_as_many_queries_as_one(actor, django_assert_max_num_queries):
    muster, cases = a_muster(actor, 6)
    with django_assert_max_num_queries(25):
        answers = marked(actor, muster, *(sent(case, "present") for case in cases))

    assert results(answers) == ["taken"] * 6


def test_a_key_used_for_something_else_is_refused_alone(actor, muster, expected):
    marked(actor, muster, sent(expected[0], "present", "one"))

    answers = marked(
        actor, muster, sent(expected[1], "absent", "one"), sent(expected[2], "present", "two")
    )

    assert results(answers) == ["refused", "taken"]
    assert answers[0].code == "mark_key_used"


def test_another_tap_undoes_the_first(actor, muster, expected):
    marked(actor, muster, sent(expected[0], "absent"))

    answers = marked(actor, muster, sent(expected[0], "present"))

    found = count(actor, muster)
    assert results(answers) == ["taken"]
    assert [row.reference for row in found.marked("present")] == [expected[0].reference]
    assert found.questions == []


def test_two_officers_who_disagree_are_both_kept_and_asked(actor, muster, expected):
    marked(actor, muster, sent(expected[0], "present"))
    other = colleague(actor)
    with eyes(other):
        answers = marked(other, muster, sent(expected[0], "absent", "by the other"))

    found = count(actor, muster)
    assert results(answers) == ["conflict"]
    (asked,) = found.questions
    assert {row.mark for row in asked.question} == {"present", "absent"}
    assert found.marked("present") == []


def test_what_is_settled_names_both_words_and_keeps_them(actor, muster, expected):
    marked(actor, muster, sent(expected[0], "present"))
    other = colleague(actor)
    with eyes(other):
        marked(other, muster, sent(expected[0], "absent", "by the other"))
    row = settle_mark(actor, muster, case=expected[0], mark="present", words="Both saw her now.")

    found = count(actor, muster)
    assert {row.settles.mark, row.settles_other.mark} == {"present", "absent"}
    assert MusterMark.objects.filter(case=expected[0]).count() == 3
    assert (len(found.questions), len(found.marked("present"))) == (0, 1)
    with pytest.raises(Refused) as refusal:
        settle_mark(actor, muster, case=expected[0], mark="absent", words="Again.")
    assert refusal.value.code == "nothing_to_settle"


def test_two_head_counts_of_the_same_people_are_heard_together(actor, muster, expected):
    marked(actor, muster, sent(expected[0], "present"))
    other = colleague(actor)
    with eyes(other):
        second = open_muster(other, muster.movement, point="assembly", leg=muster.leg)
        answers = marked(other, second, sent(expected[0], "refused", "there"))

        assert results(answers) == ["conflict"]
        assert len(count(other, second).questions) == 1
    assert len(count(actor, muster).questions) == 1


def test_a_clock_that_is_ahead_is_said(actor, muster, expected):
    ahead = present.now() + timedelta(hours=2)
    before = muster.opened_at - timedelta(days=1)

    marked(actor, muster, sent(expected[0], "present", seen_at=ahead))
    marked(actor, muster, sent(expected[1], "present", seen_at=before))

    rows = {row.case_id: row for row in MusterMark.objects.all()}
    first, second = rows[expected[0].pk], rows[expected[1].pk]
    assert (first.clock_doubt, first.said_at, first.seen_at) == (
        "ahead",
        ahead,
        first.received_at,
    )
    assert (second.clock_doubt, second.seen_at) == ("before", muster.opened_at)


def test_after_the_departure_whoever_is_not_marked_is_missing(actor):
    departs = present.now() - timedelta(minutes=1)
    muster, cases = a_muster(actor, 2, departs_at=departs)
    marked(actor, muster, sent(cases[0], "present"))

    missing = count(actor, muster).missing

    assert [row.reference for row in missing] == [cases[1].reference]


def test_somebody_found_in_addition_is_added_to_no_list(actor):
    muster, _cases = a_muster(actor, 2)
    somebody = a_case(actor)

    marked(actor, muster, sent(somebody, "present"))

    found = count(actor, muster)
    assert [row.reference for row in found.extra] == [somebody.reference]
    assert len(found.expected) == 2
    assert MusterMark.objects.get().is_extra


def test_nobody_is_counted_before_the_list_is_frozen(actor):
    movement = a_movement(actor, [], is_frozen=False)

    assert refusal_of(open_muster, actor, movement, point="bridge").code == "list_not_frozen"


def test_reception_counts_who_arrives_and_nobody_else(actor):
    cases = people(actor, 1)
    gate = at_gate()
    movement = a_movement(actor, cases, reception_point_id=gate.mission_id)
    with eyes(gate):
        seen = Movement.objects.visible_to(gate).get(pk=movement.pk)
        assert refusal_of(open_muster, gate, seen, point="boarding").code == "only_arrivals"
        assert open_muster(gate, seen, point="arrival").place.code == "bkk"


def test_a_case_out_of_sight_is_refused_alone(actor):
    with eyes(head(yangon=True)) as yangon:
        foreign = a_case(yangon)
    muster, cases = a_muster(actor, 1)

    answers = marked(actor, muster, sent(foreign, "present"), sent(cases[0], "present"))

    assert results(answers) == ["refused", "taken"]
    assert answers[0].code == "unknown_case"


def test_the_database_takes_no_mark_in_the_name_of_somebody_else(actor):
    muster, cases = a_muster(actor, 1)
    other = colleague(actor)
    now = present.now()
    row = MusterMark(
        muster=muster,
        case=cases[0],
        mark="present",
        seen_at=now,
        received_at=now,
        key=key("forged"),
        seen_by_id=other.staff_id,
    )

    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        MusterMark.objects.update(mark="absent")


def test_nobody_is_present_after_their_death(actor, muster, expected):
    close_case(actor, fresh(expected[0]), outcome="died", died_at=When(day=date(2025, 11, 20)))

    with CaptureQueriesContext(connection) as queries:
        answers = marked(actor, muster, *(sent(one, "present") for one in expected[:2]))
    said = [query["sql"] for query in queries]
    asked = next(nth for nth, sql in enumerate(said) if "'died'" in sql)
    absent = marked(actor, muster, sent(expected[0], "absent", "later"))

    assert (results(answers), answers[0].code) == (["refused", "taken"], "after_death")
    assert results(absent) == ["taken"]
    assert any("NO KEY UPDATE" in sql and "cases_citizen" in sql for sql in said[:asked])


def test_a_head_count_after_a_death_is_an_entry_to_check(client, actor, muster, expected):
    for case in expected[:3]:
        marked(actor, muster, sent(case, "present"))
        close_case(actor, fresh(case), outcome="died", died_at=When(day=date(2025, 11, 20)))
    marked(actor, muster, sent(expected[1], "absent", "again"))
    words = sent(expected[2], "absent", "other")
    with eyes(colleague(actor)) as other:
        marked(other, muster, words)
    settle_mark(actor, muster, case=expected[2], mark="absent", words="Both say so now.")

    listed = log_in(client, actor).get(reverse("entries_to_review")).text

    assert "Head count, At the meeting place: Present" in listed
    assert [one.reference in listed for one in expected[:3]] == [True, False, False]
