"""Ending a head count: nobody missing goes without a word, what is asked is settled first."""

import pytest

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.movements.musters.operations import close_muster, reopen_muster
from cases.movements.musters.operations.holding import Search
from tests.movements.counted import a_muster, marked, sent
from tests.movements.counting import colleague, count, results
from tests.refusals import refusal_of
from tests.register import fresh

pytestmark = pytest.mark.django_db


def test_nobody_missing_is_closed_away_without_words(actor, muster, expected):
    marked(actor, muster, sent(expected[0], "present"), sent(expected[1], "absent"))

    with pytest.raises(Refused) as refusal:
        close_muster(
            actor, fresh(muster), missing=[Search(expected[1].reference, "At the shelter.")]
        )

    assert refusal.value.status == 422
    assert [row.field for row in refusal.value.problems] == ["missing"]
    assert expected[2].reference in str(refusal.value.problems[0].message)


def test_closing_keeps_who_looks_for_whom(actor, muster, expected):
    marked(actor, muster, sent(expected[0], "present"), sent(expected[1], "absent"))
    words = [Search(row.reference, "Perhaps at the shelter; Lan asks.") for row in expected[1:]]

    close_muster(actor, fresh(muster), missing=words)

    found = count(actor, fresh(muster))
    assert not found.muster.is_open
    assert [row.mark for row in found.missing] == ["absent", "unknown"]
    assert {row.words for row in found.missing} == {"Perhaps at the shelter; Lan asks."}


def test_whoever_is_there_or_refuses_is_not_missing(actor):
    muster, cases = a_muster(actor, 2)
    marked(actor, muster, sent(cases[0], "present"), sent(cases[1], "refused"))

    close_muster(actor, fresh(muster))

    assert count(actor, fresh(muster)).missing == []


def test_a_question_is_settled_before_the_end(actor):
    muster, cases = a_muster(actor, 1)
    marked(actor, muster, sent(cases[0], "present"))
    other = colleague(actor)
    with eyes(other):
        marked(other, muster, sent(cases[0], "absent", "by the other"))
    assert refusal_of(close_muster, actor, fresh(muster)).code == "muster_disagrees"


def test_marks_that_come_after_the_end_are_taken(actor):
    muster, cases = a_muster(actor, 1)
    close_muster(actor, fresh(muster), missing=[Search(cases[0].reference, "On the road.")])

    answers = marked(actor, fresh(muster), sent(cases[0], "present"))

    assert results(answers) == ["taken"]


def test_it_goes_on_with_a_reason(actor):
    muster, cases = a_muster(actor, 1)
    marked(actor, muster, sent(cases[0], "present"))
    close_muster(actor, fresh(muster))

    reopen_muster(actor, fresh(muster), reason="came_later")

    assert fresh(muster).is_open
    assert fresh(muster).reopen_reason == "came_later"
