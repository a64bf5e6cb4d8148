"""Drawings say what the numbers say: widths, areas, and nobody left out."""

import pytest

from cases.publishing.drawing import Aside, Point, drawn_flow, drawn_maps
from cases.publishing.drawing.flow import Amount
from cases.publishing.drawing.place_map import LARGEST_RADIUS
from cases.publishing.drawing.words import Box


def flow(*open_counts, closed=0, outcomes=()):
    stages = [Amount(f"stage{at}", f"Stage {at}", count) for at, count in enumerate(open_counts)]
    return drawn_flow(
        stages,
        Amount("closed", "Closed", closed),
        [Amount(f"outcome{at}", "Outcome", count) for at, count in enumerate(outcomes)],
    )


def a_point(code, latitude, longitude, count):
    return Point(code, f"Place {code}", latitude, longitude, count)


def box_of(circle):
    words = circle.words
    length = (len(words.text) + len(str(circle.count)) + 1) * 7.6
    left = words.x - length if words.is_before else words.x
    return Box(left, words.middle - 7.5, left + length, words.middle + 7.5)


def test_the_width_of_a_bar_is_its_share_of_all_cases():
    steps = flow(90, 0, 180, closed=90).steps

    assert [step.width for step in steps] == [90, 0, 180, 90]


def test_each_bar_begins_where_the_one_before_it_ended():
    steps = flow(90, 0, 180, closed=90, outcomes=(30, 60)).steps

    assert [step.x for step in steps] == [0, 90, 90, 270, 270, 300]


def test_says_how_many_open_cases_are_at_a_stage_or_further_on():
    steps = flow(3, 4, 5, closed=8).steps

    assert [step.onward for step in steps] == [12, 9, 5, None]


def test_a_single_case_among_many_stays_visible():
    step = flow(9_999, 1).steps[1]

    assert step.width == 1.5
    assert step.x + step.width <= 360


def test_the_stream_steps_in_where_people_stand_and_the_closed_run_beside_it():
    drawn = flow(90, 180, closed=90)

    assert drawn.open_stream == "M0 0V30H90V64H270H270V0Z"
    assert drawn.closed_stream.startswith("M270 0V98")


def test_an_incident_without_cases_draws_no_stream():
    drawn = flow(0, 0)

    assert (drawn.total, drawn.open_stream, drawn.closed_stream) == (0, "", "")


def test_the_area_of_a_circle_is_in_proportion_to_the_people():
    (drawn,) = drawn_maps([a_point("a", 16.0, 98.0, 100), a_point("b", 17.0, 99.0, 25)])

    assert [circle.radius for circle in drawn.circles] == [LARGEST_RADIUS, LARGEST_RADIUS / 2]


def test_north_is_up_and_east_is_right():
    (drawn,) = drawn_maps([a_point("south-west", 16.0, 98.0, 2), a_point("north-east", 17, 99, 1)])

    south_west, north_east = drawn.circles
    assert south_west.x < north_east.x
    assert south_west.y > north_east.y


def test_a_degree_of_longitude_is_shorter_than_one_of_latitude():
    (drawn,) = drawn_maps(
        [a_point("a", 59.5, 10.0, 1), a_point("b", 60.5, 10.0, 1), a_point("c", 60.0, 11.0, 1)]
    )

    a, b, c = sorted(drawn.circles, key=lambda circle: circle.points[0].code)
    assert (c.x - a.x) / (a.y - b.y) == pytest.approx(0.5, abs=0.02)


def test_places_that_lie_together_share_a_circle_and_are_drawn_close_up():
    far = a_point("hanoi", 21.2, 105.8, 5)
    near = [a_point("a", 16.70, 98.55, 30), a_point("b", 16.69, 98.51, 10)]

    wide, close = drawn_maps([far, *near])

    assert sorted(circle.count for circle in wide.circles) == [5, 40]
    assert close.is_close_up
    assert sorted(circle.count for circle in close.circles) == [10, 30]


def test_everyone_is_drawn_also_without_a_point():
    asides = [Aside("Thailand, point not known", 50), Aside("Not known", 3)]

    drawn = drawn_maps([a_point("a", 16.0, 98.0, 8)], asides)[0]

    assert sum(c.count for c in drawn.circles) + sum(a.count for a in drawn.asides) == 61
    assert all(drawn.frame < aside.y < drawn.height for aside in drawn.asides)


def test_no_point_no_map():
    assert drawn_maps([], [Aside("Not known", 3)]) == []


def test_words_neither_hide_each_other_nor_leave_the_drawing():
    crowd = [
        a_point(f"with-a-long-name-{at}", 16 + at * 0.1, 98 + at % 3 * 0.5, 40 - at)
        for at in range(8)
    ]

    drawn = drawn_maps(crowd)[0]

    boxes = [box_of(circle) for circle in drawn.circles]
    assert len(boxes) > 5
    assert all(box.left >= 0 and box.right <= drawn.width for box in boxes)
    assert not any(one.meets(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])


def test_the_scale_says_its_length():
    (drawn,) = drawn_maps([a_point("a", 16.0, 98.0, 1), a_point("b", 17.0, 98.0, 1)])

    one_degree = abs(drawn.circles[0].y - drawn.circles[1].y)
    assert drawn.scale_width / drawn.scale_km == pytest.approx(one_degree / 111.32, rel=0.01)
