"""Sets of a job: a row that fails is found by halves and set aside, all others are done once."""

from math import log2

import pytest
from django.db import OperationalError

from cases.core.jobs.sets import MOST_IN_A_ROW, Pace, work_on

pytestmark = pytest.mark.django_db


def worked_off(rows, bad, usual=500):
    """Work on rows of which some fail; return who was done, who set aside, how long sets were."""
    done, aside, sizes, pace = [], [], [], Pace(usual)

    def work(some):
        sizes.append(len(some))
        if bad & set(some):
            raise ZeroDivisionError
        done.extend(some)

    while rows:
        pace = Pace(usual, **pace.arguments())
        dealt, pace = work_on(rows[: pace.size], work, lambda row, _: aside.append(row), pace)
        rows = rows[dealt:]
    assert pace.failed == 0
    return done, aside, sizes


def test_while_nothing_fails_sets_are_as_long_as_ever(django_assert_num_queries):
    with django_assert_num_queries(6):
        done, _aside, sizes = worked_off(list(range(1200)), set())

    assert done == list(range(1200))
    assert sizes == [500, 500, 200]
    assert Pace(500).arguments() == {}


@pytest.mark.parametrize("bad", [{0}, {377}, {499}, {9_998}, {3, 4, 5, 800, 802}])
def test_each_row_that_fails_is_set_aside_and_every_other_one_done_once(bad):
    rows = list(range(10_000))

    done, aside, sizes = worked_off(rows, bad)

    assert done == [row for row in rows if row not in bad]
    assert aside == sorted(bad)
    assert len(sizes) <= 20 + len(bad) * 3 * log2(500)
    assert sum(sizes) <= 10_000 + len(bad) * 1_000


def test_after_rows_that_failed_sets_grow_again():
    _done, _aside, sizes = worked_off(list(range(10_000)), {0})

    assert sizes.count(500) > 15
    assert sum(sizes) < 11_000


def test_a_fault_of_every_row_is_raised_after_ten():
    rows = list(range(20))
    aside = []

    def fails(_rows):
        raise ZeroDivisionError

    pace = Pace(1)
    for row in rows[:MOST_IN_A_ROW]:
        _done, pace = work_on([row], fails, lambda row, _: aside.append(row), pace)

    assert aside == rows[:MOST_IN_A_ROW]
    with pytest.raises(ZeroDivisionError):
        work_on(rows[-1:], fails, pytest.fail, pace)


def test_what_the_database_does_to_a_chunk_is_no_fault_of_a_row():
    def fails(_rows):
        raise OperationalError

    with pytest.raises(OperationalError):
        work_on([1], fails, pytest.fail, Pace(1))
