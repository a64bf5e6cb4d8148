"""Lines over time: the main figures at each moment, as known then and as known now."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.incidents.models import ReportedFigure
from cases.publishing import lines_pages
from cases.publishing.drawing import drawn_lines
from cases.publishing.figures import figures_of
from cases.publishing.over_time import over_time
from tests.factories import IncidentFactory, headquarters, officer
from tests.kept import once
from tests.publishing.course import a_report, at, course, crossed, day, opened
from tests.web.incident_pages import DAY, page
from tests.web.session import log_in

FIRST = datetime(2025, 10, 1, tzinfo=UTC)


def course_of_days():
    """Two were known to cross on their day; of two more it became known three days later."""
    with course() as actor:
        soon = [opened(actor, at(17)) for _nth in range(2)]
        late = [opened(actor, at(17)) for _nth in range(2)]
        for case in soon:
            crossed(actor, case, at(18, 20), at(18))
        for case in late:
            crossed(actor, case, at(22), at(19))
    return IncidentFactory()


incident = once(course_of_days)


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({}, 1),
        ({"as_of": None}, 0),
        ({"is_context": True}, 0),
        ({"nationality": ""}, 0),
        ({"place_id": 1}, 0),
    ],
)
def test_on_a_line_is_what_has_a_day_and_counts_the_same_people_in_the_country(values, lines):
    said = {"metric": "present", "country": "TH", "nationality": "VN", "as_of": FIRST} | values

    assert len(lines_pages.by_line([ReportedFigure(value=70, **said)])) == lines


def drawn(then, now, said=()):
    moments = [FIRST + timedelta(days=10 * nth) for nth in range(len(now))]
    pairs = [list(zip(moments, counts, strict=True)) for counts in (then, now)]
    return drawn_lines(*pairs, (str(then[-1]), str(now[-1])), said)


def test_a_line_lies_as_high_as_its_numbers_and_nought_on_the_base():
    then, now = drawn((0, 5, 10), (0, 10, 10)).tracks

    assert [y for _x, y in now.points] == [108, 22, 22]
    assert then.points[1][1] == (108 + 22) / 2
    assert [x for x, _y in now.points] == [8, 169, 330]


def test_long_words_of_the_last_number_have_room():
    moments = [FIRST, FIRST + timedelta(days=10)]
    pairs = list(zip(moments, (0, 150), strict=True))

    drawing = drawn_lines(pairs, pairs, ("about 150", "about 150"))

    assert drawing.text_x + 9 * 9.8 <= drawing.width
    assert drawing.tracks[1].points[-1][0] == drawing.right < drawing.text_x


def test_the_two_lines_differ_by_their_marks_and_equal_ends_are_told_once():
    then, now = drawn((0, 5, 10), (0, 10, 10)).tracks

    assert "a3.5" in then.marks
    assert "h7v7h-7z" in now.marks
    assert (then.text, now.text) == ("", "10")


def test_ends_that_lie_close_are_written_apart_the_higher_one_above():
    then, now = drawn((0, 99), (0, 100)).tracks

    assert now.text_y == 22
    assert then.text_y - now.text_y >= 15


def test_a_number_that_is_not_told_breaks_the_line():
    _then, now = drawn((1, 1, 1, 1), (1, None, 1, 1)).tracks

    assert now.path.count("M") == 2
    assert now.marks.count("z") == 3


def test_what_others_reported_is_a_point_without_a_line():
    said = [(FIRST + timedelta(days=5), 20), (FIRST - timedelta(days=1), 500)]

    drawing = drawn((0, 10), (0, 10), said)

    (mark,) = drawing.tracks[2].points
    assert mark == (169, 22)
    assert drawing.tracks[2].path == ""
    assert drawing.top == 20


def totals(figures):
    """What the page of a moment tells of those that name nobody."""
    found = {"counted": figures.counted}
    found |= {f"present/{row.key}": row.count for row in figures.table("country").rows}
    found |= {f"crossed/{row.key}": row.count for row in figures.crossed}
    found |= {f"stage/{row.key}": row.count for row in figures.table("stage").rows}
    return {name: count for name, count in found.items() if count}


@pytest.mark.django_db
class TestOfTheLedgers:
    """What is counted, and who sees it."""

    def test_each_moment_is_counted_as_known_then_and_as_known_now(self, incident):
        with eyes(headquarters()) as actor:
            found = over_time(actor, incident, day(22))
            for point in found.points:
                known = min(point.as_of, found.known_at)
                then = figures_of(actor, incident, point.as_of, known)
                now = figures_of(actor, incident, point.as_of)
                assert (point.then, point.now) == (totals(then), totals(now))

        (line,) = [line for line in found.lines if line.key == "present/TH"]
        assert line.then[3] == 2
        assert line.now[3] == 4
        assert line.then[-1] == line.now[-1] == 4

    def test_one_query_counts_all_moments(self, incident):
        with eyes(headquarters()) as actor, CaptureQueriesContext(connection) as captured:
            over_time(actor, incident, day(22))

        counting = [row for row in captured if "from incident_lines(" in row["sql"]]
        assert len(counting) == 1

    def test_as_known_at_a_chosen_moment_nothing_later_is_known(self, incident):
        with eyes(headquarters()) as actor:
            found = over_time(actor, incident, day(22), day(19))

        (line,) = [line for line in found.lines if line.key == "present/TH"]
        assert line.now[-1] == line.then[-1] == 2

    def test_a_mission_gets_whole_days_and_one_without_a_case_nothing(self, incident):
        with eyes(officer()) as actor:
            found = over_time(actor, incident, at(22))
            assert [point.as_of.microsecond for point in found.points] == [999_999] * 7
        with (
            eyes(officer(code="PNH", country="KH", zone="Asia/Phnom_Penh")) as actor,
            pytest.raises(Refused),
        ):
            over_time(actor, incident, at(22))

    def test_the_page_shows_the_lines_beside_a_table_of_the_same_numbers(self, client, incident):
        a_report(value=70)
        a_report(value=9, source_name="Of another people", nationality="CN")
        log_in(client, headquarters())

        shown = page(client, incident, **DAY)

        lines = shown.context["lines"]
        (here,) = [one for one in lines["drawn"] if one["title"] == "In Thailand"]
        assert [
            row["cells"][3]["text"] for row in lines["rows"] if row["label"] == here["title"]
        ] == [
            "2",
            "4",
        ]
        assert here["words"].startswith("As known at each moment: 0, 0, 2, 2")
        (said,) = [one["said"] for one in lines["drawn"] if one["said"]]
        assert said == here["said"]
        assert said.startswith("Reported by others: 22 Oct 2025, about 70")
        assert f'<desc id="{here["code"]}-words">{here["words"]}</desc>' in shown.text
        assert 'class="track is-then"' in shown.text

    def test_how_many_earlier_numbers_of_others_are_not_on_a_line_is_said(self, client, incident):
        for value in range(60, 70):
            a_report(value=value, source_name=f"Source {value}")
        for nth in range(9):
            a_report(value=69, source_name=f"Also {nth}")
        log_in(client, headquarters())

        lines = page(client, incident, **DAY).context["lines"]

        (said,) = [one["said"] for one in lines["drawn"] if one["said"]]
        assert said.endswith("; and 2 earlier numbers")
        assert "about 62 (Source 62)" in said
        assert "about 69 (Source 69, Also 0" in said

    def test_the_lines_of_a_large_incident_stand_with_its_pictures(
        self, client, incident, monkeypatch
    ):
        monkeypatch.setattr(lines_pages, "LARGE", 4)
        log_in(client, headquarters())

        text = page(client, incident).text
        address = reverse("incident_pictures", args=[incident.code])

        assert "The lines of a large incident stand with its pictures." in text
        assert 'class="track is-then"' not in text
        assert 'class="track is-then"' in client.get(address).text
