"""Numbers as sentences say them: whoever has all of them singles nobody out of an attribute."""

from collections import defaultdict
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.publishing.disclosure_control import Interval, Rules, Spoken, Sum, Tables, spoken
from cases.publishing.disclosure_control.intervals import is_forest, narrowed

K = 4
"""Small, so that every world can be tried; the rule is the same for 11."""


def told(parts, k=K, rest=False, **rules):
    """How a total and its parts are told; of parts with a rest, the last is told nowhere."""
    names = [str(nth) for nth in range(len(parts))]
    counts = {"all": sum(parts), **dict(zip(names, parts, strict=True))}
    untold = {names[-1]} if rest else set()
    tables = Tables(counts, (Sum("all", tuple(names)),))
    return spoken(tables, Rules(k, {"all"}, untold=untold, **rules))


def worlds(parts, most):
    return [one for one in product(range(most), repeat=parts) if sum(one) < most]


def read(said, rest=False):
    """What stands on a sheet; where a rest is not told, nobody is not told either."""
    gone = {"none", "untold"} if rest else {"untold"}
    shown = sorted(said.items())[:-1] if rest else sorted(said.items())
    return tuple(None if one.manner in gone else one for _cell, one in shown[::-1])


@pytest.mark.parametrize(("parts", "most", "rest"), [(2, 14, False), (3, 9, False), (3, 9, True)])
def test_whoever_knows_the_rule_and_tries_every_world_finds_no_small_number(parts, most, rest):
    alike = defaultdict(list)
    for world in worlds(parts, most):
        alike[(sum(world), read(told(world, rest=rest), rest))].append(world)

    for ways in alike.values():
        for cell in range(parts):
            found = {way[cell] for way in ways}
            assert len(found) > 1 or found.pop() not in range(1, K)


def test_nor_from_two_days_that_are_both_told_who_came_or_went():
    alike = defaultdict(list)
    days = worlds(3, 7)
    for then in days:
        first = told(then)
        before = {
            cell: [one.value]
            for cell, one in first.items()
            if one.manner == "exact" and cell != "all"
        }
        for now in days:
            sheets = (sum(then), read(first), sum(now), read(told(now, before=before)))
            alike[sheets].append((then, now))

    for ways in alike.values():
        for cell in range(3):
            steps = {now[cell] - then[cell] for then, now in ways}
            assert len(steps) > 1 or abs(steps.pop()) not in range(1, K)
            for day in (0, 1):
                found = {way[day][cell] for way in ways}
                assert len(found) > 1 or found.pop() not in range(1, K)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=5))
def test_with_the_threshold_of_the_house_each_small_number_keeps_three_values(parts):
    said = told(parts, k=11)

    assert said["all"] == (Spoken("exact", sum(parts)) if sum(parts) else Spoken("none"))
    known = {cell: known_of(one) for cell, one in said.items()}
    sums = (Sum("all", tuple(str(nth) for nth in range(len(parts)))),)
    for nth, count in enumerate(parts):
        interval = narrowed(sums, known)[str(nth)]
        assert interval.low <= count
        assert interval.high is None or count <= interval.high
        if 0 < count < 11 and said[str(nth)].manner == "few":
            assert not interval.is_narrow


def known_of(one):
    return {
        "none": Interval(0, 0),
        "few": Interval(1, 10),
        "exact": Interval(one.value, one.value),
        "range": Interval(one.value, one.high),
    }.get(one.manner, Interval(0, None))


def test_totals_are_told_exactly_small_ones_too():
    tables = Tables(
        {"all": 175, "TH": 129, "MM": 25, "VN": 17, "": 4}, (Sum("all", ("TH", "MM", "VN", "")),)
    )

    said = spoken(tables, Rules(11, {"all", "TH", "MM", "VN", ""}))

    assert [one.value for one in said.values()] == [175, 129, 25, 17, 4]


def test_beside_a_small_number_the_next_smallest_is_a_range_as_wide_as_what_it_hides():
    said = told([9, 120, 300], k=11)

    assert said["0"] == Spoken("few", 11)
    assert said["1"] == Spoken("range", 119, 128)
    assert said["2"] == Spoken("exact", 300)


def test_two_small_numbers_hide_each_other():
    said = told([3, 4, 50], k=11)

    assert [said[cell] for cell in "012"] == [
        Spoken("few", 11),
        Spoken("few", 11),
        Spoken("exact", 50),
    ]


@pytest.mark.parametrize("parts", [[1, 1, 50], [10, 10, 50]])
def test_two_that_can_be_nothing_else_take_the_next_smallest_along(parts):
    assert told(parts, k=11)["2"].manner == "range"


@pytest.mark.parametrize("parts", [[5, 0, 0], [1, 11, 0], [1, 0, 1]])
def test_of_a_total_that_would_tell_its_parts_no_part_is_told(parts):
    said = told(parts, k=11)

    assert {said[cell].manner for cell in "012"} == {"untold"}


def test_nobody_is_none():
    assert told([0, 40, 0], k=11)["0"] == Spoken("none")


def test_a_rest_that_is_few_turns_what_is_told_into_a_range():
    """In custody 126 of 129: exactly told, it would tell of the three that are not."""
    assert told([126, 3], k=11, rest=True)["0"] == Spoken("range", 119, 129)


def test_what_differs_by_few_from_a_number_told_before_is_not_told_nor_what_would_tell_it():
    said = told([132, 22, 0], k=11, before={"0": [129], "1": [22]})

    assert said["all"] == Spoken("exact", 154)
    assert [said[cell].manner for cell in "01"] == ["hidden", "hidden"]


@pytest.mark.parametrize("parts", [[31, 1, 0], [31, 0, 4], [40, 3, 31]])
def test_a_few_are_not_told_where_a_total_less_what_was_told_before_would_be_them(parts):
    before = {str(nth): [count] for nth, count in enumerate(parts) if count > 10}

    said = told(parts, k=11, before=before)

    assert said["all"] == Spoken("exact", sum(parts))
    assert {said[cell].manner for cell in "012"} == {"untold"}


@pytest.mark.parametrize(("parts", "most", "rest"), [(2, 12, True), (3, 7, False)])
def test_nor_from_two_days_what_the_few_who_came_are_not(parts, most, rest):
    """What is the same twice beside a total of one more says of the newcomer that they are none."""
    days = worlds(parts, most)
    for then, now in product(days, repeat=2):
        assert_no_few_between(then, now, K, rest)


def assert_no_few_between(then, now, k, rest=False):
    """What two sheets tell exactly, and what they leave of the total, changed by nobody or many."""
    first = known_exactly(told(then, k=k, rest=rest))
    before = {cell: [count] for cell, count in first.items() if count and cell != "all"}
    second = known_exactly(told(now, k=k, rest=rest, before=before, sheets=(first,)))
    cells = sorted((first.keys() & second.keys()) - {"all"})
    for size in range(1, min(len(cells), len(then) - 1) + 1):
        for some in combinations(cells, size):
            step = sum(second[cell] - first[cell] for cell in some)
            assert abs(step) not in range(1, k)
            assert abs(sum(now) - sum(then) - step) not in range(1, k)


def known_exactly(said):
    """What a sheet tells exactly, totals and nobody too."""
    return {cell: one.value for cell, one in said.items() if one.manner in {"exact", "none"}}


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ((34, 3, 2), (34, 3, 3)),
        ((34, 0, 0), (34, 0, 1)),
        ((34, 0, 0), (35, 0, 0)),
        ((34, 31, 5), (34, 31, 6)),
        ((34, 31, 0), (54, 12, 0)),
        ((34, 0, 31), (0, 0, 60)),
    ],
)
def test_nothing_is_told_whose_complement_changed_by_a_few(then, now):
    """34 adults twice, beside one person more in all: whoever came is no adult."""
    assert_no_few_between(then, now, 11)


def test_what_is_the_same_beside_the_same_total_is_told_again():
    sheet = known_exactly(told((34, 3, 2), k=11))

    said = told((34, 2, 3), k=11, before={"0": [34]}, sheets=(sheet,))

    assert said["0"] == Spoken("exact", 34)


def test_several_small_steps_do_not_add_up():
    before = {"0": [70, 80]}

    assert told([76, 90, 90], k=11, before=before)["0"].manner != "exact"
    assert told([91, 90, 90], k=11, before=before)["0"] == Spoken("exact", 91)


def test_who_came_home_gives_way_to_who_died():
    said = ends_of(home=36, died=1, other=0)

    assert said["died"] == Spoken("few", 11)
    assert said["home"] == Spoken("range", 17, 36)


def test_who_came_home_gives_way_to_who_ended_otherwise():
    said = ends_of(home=22, died=0, other=1)

    assert said["died"] == Spoken("none")
    assert said["home"] == Spoken("range", 13, 23)


def test_where_nobody_may_have_come_home_nothing_is_told_of_the_ends():
    assert {one.manner for one in ends_of(home=16, died=1, other=0).values()} == {"untold"}


def ends_of(**parts):
    """How it is told in which ways cases ended, beside the total of all that are closed."""
    counts = {"closed": sum(parts.values()), **parts}
    tables = Tables(counts, (Sum("closed", tuple(parts)),))
    said = spoken(tables, Rules(11, {"closed"}, {"home"}, {"other"}))
    return {cell: said[cell] for cell in parts}


def test_a_table_that_crosses_two_totals_is_refused():
    """Cases by stage and country, with both totals told: a small cell would follow."""
    counts = {"row": 5, "column": 6, "a": 2, "b": 3, "c": 4}
    sums = (Sum("row", ("a", "b")), Sum("column", ("a", "c")), Sum("other", ("b", "c")))

    with pytest.raises(ValueError, match="two ways"):
        spoken(Tables(counts | {"other": 7}, sums), Rules(11, {"row", "column", "other"}))


def test_totals_that_are_told_lead_nowhere():
    sums = (Sum("all", ("a", "b")), Sum("all", ("c", "d")), Sum("a", ("c", "e")))

    assert not is_forest(sums)
    assert is_forest(sums, {"all"})


def test_parts_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="do not add up"):
        Tables({"f": 3, "a": 1}, (Sum("f", ("a",)),))
