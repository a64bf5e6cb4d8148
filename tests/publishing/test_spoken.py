"""Numbers as sentences say them: whoever has all of them can narrow none too far."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.publishing.disclosure_control import (
    Interval,
    Rules,
    Spoken,
    Sum,
    Tables,
    about,
    nearest,
    spoken,
    wide_base_for,
)
from cases.publishing.disclosure_control.intervals import is_forest, narrowed

K = 4
BASE = wide_base_for(K)
COUNTS = st.integers(0, 9)
TREE = (Sum("all", ("a", "b", "c")), Sum("a", ("x", "y")), Sum("all", ("p", "q")))
"""A total in two tables, and a part of it told apart once more."""


def counts_of(x, y, b, c, p):
    whole = x + y + b + c
    return {
        "x": x,
        "y": y,
        "a": x + y,
        "b": b,
        "c": c,
        "all": whole,
        "p": min(p, whole),
        "q": whole - min(p, whole),
    }


def told_as(counts, k=K, base=BASE, **rules):
    return spoken(Tables(counts, TREE), Rules(k, base, **rules))


def fits(value, said, k=K, base=BASE):
    """Whether a reader who sees what is said finds a value possible; he knows how it is made."""
    return {
        "none": value == 0,
        "few": 0 < value < k,
        "about": value >= k and nearest(value, base) == said.value,
        "roughly": value >= k and nearest(value, 2 * base) == said.value,
        "exact": value == said.value,
        "hidden": value > 0,
        "untold": True,
    }[said.manner]


def worlds(said, most=24):
    """Yield every world that fits all that is said, tried one by one."""
    leaves = ("x", "y", "b", "c")
    possible = [[n for n in range(most) if fits(n, said[name])] for name in leaves]
    for x, y, b, c in product(*possible):
        counts = counts_of(x, y, b, c, 0)
        if not all(fits(counts[name], said[name]) for name in ("a", "all")):
            continue
        for p in range(counts["all"] + 1):
            if fits(p, said["p"]) and fits(counts["all"] - p, said["q"]):
                yield counts_of(x, y, b, c, p)


def assert_nobody_is_singled_out(counts, said):
    ways = list(worlds(said))
    assert counts in ways
    for cell, count in counts.items():
        values = {way[cell] for way in ways}
        if 0 < count < K:
            all_small = set(range(1, K)) <= values
            assert all_small or max(values) - min(values) >= K, cell
        if said[cell].manner in {"about", "roughly"}:
            assert max(values) - min(values) >= K, cell


@settings(max_examples=40, deadline=None)
@given(st.tuples(*[st.integers(0, 5)] * 4), COUNTS)
def test_an_attacker_who_tries_every_world_singles_nobody_out(leaves, p):
    counts = counts_of(*leaves, p)

    assert_nobody_is_singled_out(counts, told_as(counts))


@settings(max_examples=25, deadline=None)
@given(st.tuples(*[st.integers(0, 5)] * 4), st.tuples(*[st.integers(0, 5)] * 4))
def test_whoever_subtracts_two_publications_finds_no_small_difference(first, second):
    before, after = counts_of(*first, 0), counts_of(*second, 0)
    one, other = told_as(before), told_as(after)

    then, now = list(worlds(one)), list(worlds(other))
    for cell in before:
        values = {way[cell] for way in now}
        formers = {way[cell] for way in then}
        differences = {a - b for a in values for b in formers}
        change = after[cell] - before[cell]
        assert change in differences
        if 0 < abs(change) < K:
            small = set(range(1, K)) if change > 0 else set(range(1 - K, 0))
            assert small <= differences or max(differences) - min(differences) >= K, cell


@given(st.tuples(*[st.integers(0, 60)] * 4), st.integers(0, 200))
def test_with_the_threshold_of_the_house_every_range_is_wide_enough(leaves, p):
    k, base = 11, wide_base_for(11)
    counts = counts_of(*leaves, p)
    said = told_as(counts, k, base)

    known = {
        cell: {
            "none": Interval(0, 0),
            "few": Interval(1, k - 1),
            "about": about(counts[cell], k, base),
            "roughly": about(counts[cell], k, 2 * base),
            "hidden": Interval(1, None),
            "untold": Interval(0, None),
        }[said[cell].manner]
        for cell in counts
    }
    for cell, interval in narrowed(TREE, known).items():
        if said[cell].manner == "few":
            assert interval == Interval(1, k - 1)
        if said[cell].manner in {"about", "roughly"}:
            assert interval.is_wide(k)


def test_each_rounded_number_alone_has_a_wide_range():
    for k in range(3, 101):
        base = wide_base_for(k)
        fitting = defaultdict(list)
        for number in range(k, 6 * base):
            fitting[nearest(number, base)].append(number)

        for count in range(k, 4 * base):
            interval, same = about(count, k, base), fitting[nearest(count, base)]
            assert (interval.low, interval.high) == (same[0], same[-1]), (k, count)
            assert interval.is_wide(k), (k, count)


def test_a_small_number_is_told_as_such():
    said = spoken(
        Tables({"all": 123, "TH": 70, "MM": 50, "": 3}, (Sum("all", ("TH", "MM", "")),)),
        Rules(11, 15),
    )

    assert said[""] == Spoken("few", 11)
    assert said["TH"] == Spoken("about", 75)


def test_parts_of_a_small_number_are_not_told():
    said = spoken(
        Tables({"here": 3, "m": 2, "f": 1}, (Sum("here", ("m", "f")),)),
        Rules(11, 15, main={"here"}),
    )

    assert [said[cell].manner for cell in ("here", "m", "f")] == ["few", "untold", "untold"]


def test_of_a_small_total_the_main_parts_are_told_instead():
    said = spoken(
        Tables({"all": 5, "TH": 3, "MM": 2}, (Sum("all", ("TH", "MM")),)),
        Rules(11, 15, main={"TH", "MM"}),
    )

    assert [said[cell].manner for cell in ("all", "TH", "MM")] == ["hidden", "few", "few"]


def test_a_number_that_rounding_would_give_away_is_not_told():
    """Twelve times 23, all as small as rounds to 30, and 276, which rounds to no more than 277."""
    parts = tuple(f"p{nth}" for nth in range(12))
    tables = Tables({"all": 276, **dict.fromkeys(parts, 23)}, (Sum("all", parts),))

    said = spoken(tables, Rules(11, 15))

    assert "roughly" in {one.manner for one in said.values()}


def test_women_among_men_are_told_more_roughly_rather_than_not():
    """110 and 19 of 129: told as 105 and 15 they would leave 128 to 134."""
    tables = Tables({"here": 129, "m": 110, "f": 19}, (Sum("here", ("m", "f")),))

    said = spoken(tables, Rules(11, 15, main={"here"}))

    assert [said[cell] for cell in ("here", "m", "f")] == [
        Spoken("about", 135),
        Spoken("about", 105),
        Spoken("roughly", 30),
    ]


def test_what_stands_beside_an_exact_number_is_still_not_found():
    counts = {"all": 154, "here": 151, "": 3}
    tables = Tables(counts, (Sum("all", ("here", "")),))

    said = spoken(tables, Rules(11, 15, exact={"here"}, main={"here"}))

    assert said["here"] == Spoken("exact", 151)
    assert said["all"].manner == "hidden", "143 to 157 less 151 would tell of 1 to 6"


def test_sums_that_go_round_in_a_circle_are_refused():
    circle = (Sum("a", ("b", "c")), Sum("a", ("b", "d")))

    assert not is_forest(circle)
    with pytest.raises(ValueError, match="two ways"):
        spoken(Tables({"a": 2, "b": 1, "c": 1, "d": 1}, circle), Rules(3, 5))
