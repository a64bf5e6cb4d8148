"""Nobody is singled out of a published table, not by subtraction either."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.briefings.composing.disclosure import guarded, rounded
from cases.briefings.composing.told import Count

K = 5
TABLES = st.lists(st.integers(0, 24), min_size=1, max_size=5)


def rows_of(counts):
    return [Count(str(place), count) for place, count in enumerate(counts)]


def worlds(found, rows, total):
    """Yield every table that an attacker finds possible who knows all that is told, exactly."""
    small = [row.key for row in rows if row.key in found.few]
    left = [row.key for row in rows if row.key in found.left_out]
    known = sum(row.count for row in rows if row.key not in found.few | found.left_out)
    hidden = total - known
    for values in product(range(1, K), repeat=len(small)):
        rest = hidden - sum(values)
        if len(left) == 0 and rest == 0:
            yield dict(zip(small, values, strict=True))
        if left and rest >= K * len(left):
            yield dict(zip(small, values, strict=True))


@given(TABLES)
def test_whoever_knows_the_total_finds_every_small_number_possible(counts):
    rows = rows_of(counts)
    found = guarded(rows, K)
    if not found.few or not found.is_total_told:
        return

    possible = list(worlds(found, rows, sum(counts)))

    for key in found.few:
        assert {world[key] for world in possible} == set(range(1, K))


@given(TABLES)
def test_just_the_small_numbers_are_small(counts):
    rows = rows_of(counts)

    assert guarded(rows, K).few == {row.key for row in rows if 0 < row.count < K}


@given(TABLES)
def test_one_small_number_is_never_left_alone_beside_a_total(counts):
    found = guarded(rows_of(counts), K)

    assert not found.is_total_told or not found.few or found.left_out


def test_a_table_without_small_numbers_is_told_whole():
    found = guarded(rows_of([0, 12, 30]), K)

    assert (found.few, found.left_out, found.is_total_told) == (frozenset(), frozenset(), True)


def test_two_small_numbers_alone_take_their_total_with_them():
    assert not guarded(rows_of([4, 4]), K).is_total_told


@pytest.mark.parametrize(("count", "to"), [(151, 150), (155, 160), (70, 70), (14, 10), (15, 20)])
def test_rounds_halves_upwards(count, to):
    assert rounded(count, 10) == to
