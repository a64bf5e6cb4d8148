"""Published numbers single nobody out, whatever a reader subtracts."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.publishing.disclosure_control import (
    EXACT,
    HIDDEN,
    ROUNDED,
    Published,
    Sum,
    Tables,
    as_published,
    base_for,
    rounded,
    suppressed,
)
from cases.publishing.disclosure_control.ranges import range_of

K = 4
"""Small, so that an attacker who tries every number is done soon; the rule is the same for 11."""

COUNTS = st.integers(0, 9)
FIGURES = st.lists(st.lists(COUNTS, min_size=1, max_size=3), min_size=1, max_size=2)


def of(parts, *others):
    """A total by one dimension, and by others that add up to the same."""
    by = {"a": {str(nth): count for nth, count in enumerate(parts)}}
    for nth, other in enumerate(others):
        by[f"b{nth}"] = {str(index): count for index, count in enumerate(other)}
    return Tables.of_figure("f", sum(parts), by)


def hidden_of(shown):
    return {cell for cell, row in shown.items() if row.how == HIDDEN}


def all_that_fit(tables, shown, most):
    """Every way to fill in what is hidden, tried one by one: an attacker with all the time."""
    hidden = sorted(hidden_of(shown))
    parts = [cell for cell in hidden if cell not in {row.total for row in tables.sums}]
    for values in product(range(1, most + 1), repeat=len(parts)):
        filled = {cell: row.shown for cell, row in shown.items() if row.how == EXACT}
        filled |= dict(zip(parts, values, strict=True))
        if (found := summed(tables, filled)) is not None:
            yield {cell: found[cell] for cell in hidden}


def summed(tables, filled):
    """The hidden totals that follow; nothing where a sum does not hold."""
    filled = dict(filled)
    waiting = list(tables.sums)
    while waiting:
        ready = [row for row in waiting if all(part in filled for part in row.parts)]
        for row in ready:
            total = sum(filled[part] for part in row.parts)
            if filled.setdefault(row.total, total) != total:
                return None
        waiting = [row for row in waiting if row not in ready]
    return filled


def assert_nobody_is_singled_out(tables, shown, most=16):
    hidden = hidden_of(shown)
    assert {cell for cell, count in tables.counts.items() if 0 < count < K} <= hidden
    assert all(tables.counts[cell] > 0 for cell in hidden)
    ways = list(all_that_fit(tables, shown, most))
    for cell in hidden:
        values = {way[cell] for way in ways}
        assert tables.counts[cell] in values
        is_open = max(values) >= most
        assert is_open or max(values) - min(values) >= K


@settings(max_examples=60)
@given(COUNTS, COUNTS, COUNTS)
def test_of_one_table(a, b, c):
    tables = of([a, b, c])

    assert_nobody_is_singled_out(tables, suppressed(tables, K))


@settings(max_examples=40)
@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 18))
def test_of_two_tables_with_the_same_total(a, b, c):
    other = min(c, a + b)
    tables = of([a, b], [other, a + b - other])

    assert_nobody_is_singled_out(tables, suppressed(tables, K), most=20)


@settings(max_examples=30)
@given(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS))
def test_of_a_table_of_two_dimensions(cells):
    names = [("x", "p"), ("x", "q"), ("y", "p"), ("y", "q")]
    tables = Tables.of_grid("g", dict(zip(names, cells, strict=True)))

    assert_nobody_is_singled_out(tables, suppressed(tables, K), most=14)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=5), st.integers(0, 4))
def test_with_the_threshold_of_the_house_every_range_is_wide_enough(parts, cut):
    other = [sum(parts[:cut]), sum(parts[cut:])]
    tables = of(parts, other)
    shown = suppressed(tables, 11)
    hidden = hidden_of(shown)

    for cell in hidden:
        low, high = range_of(cell, hidden, tables)
        assert high is None or high - low >= 11
        assert low <= tables.counts[cell]


def test_one_small_number_takes_another_along():
    shown = suppressed(of([3, 40, 50]), 11)

    assert shown["f"] == Published(EXACT, 93)
    assert hidden_of(shown) == {"f/a/0", "f/a/1"}


def test_nought_stays_nought():
    assert suppressed(of([0, 40, 50]), 11)["f/a/0"] == Published(EXACT, 0)


def test_a_small_total_is_not_told_either():
    assert hidden_of(suppressed(of([3, 2, 0]), 11)) == {"f", "f/a/0", "f/a/1"}


def test_a_total_close_to_one_that_was_told_is_rounded_with_all_that_would_tell_it():
    before = as_published(of([30, 40]), 11)
    shown = as_published(of([35, 40]), 11, [before])

    assert before["f"] == Published(EXACT, 70)
    assert shown["f"] == Published(ROUNDED, 75)
    assert {row.how for row in shown.values()} == {ROUNDED}


def test_several_small_steps_do_not_add_up():
    first = as_published(of([70]), 11)
    second = as_published(of([76]), 11, [first])
    third = as_published(of([80]), 11, [first, second])
    fourth = as_published(of([81]), 11, [first, second, third])

    assert [row["f"].how for row in (first, second, third, fourth)] == [
        EXACT,
        ROUNDED,
        ROUNDED,
        EXACT,
    ]


@given(st.integers(0, 500), st.integers(1, 40))
def test_a_rounded_number_has_at_least_k_values(count, k):
    base = base_for(k)
    shown = rounded({"n": count}, base)["n"]

    assert base >= k
    if count:
        fits = [n for n in range(1, 700) if rounded({"n": n}, base)["n"] == shown]
        assert count in fits
        assert shown.how == HIDDEN or len(fits) >= k


def test_parts_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="do not add up"):
        Tables({"f": 3, "a": 1}, (Sum("f", ("a",)),))
