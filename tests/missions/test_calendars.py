"""Whose working days count, and due dates worked out by hand against the package's holidays.

The package was compared with what was published. At home Lunar New Year 2026 is off from Monday 16
to Friday 20 February: nine days with the weekends, 14 to 22 February (congan.com.vn on the decision
of the government). Songkran has fixed dates, 13 to 15 April.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from cases.core.calendars import Away
from cases.core.context import eyes
from cases.missions.calendars import (
    _listeners,
    calendar_for,
    on_calendar_change,
    public_days,
    unknown_countries,
)
from cases.missions.operations import add_closure, put_mission, set_office_hours, withdraw_closure
from tests.counted import due_at
from tests.factories import MissionFactory, head, headquarters

pytestmark = pytest.mark.django_db
BANGKOK = ZoneInfo("Asia/Bangkok")


def at(text, zone=BANGKOK):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def bangkok(whose="mission"):
    return calendar_for(MissionFactory(), whose)


@pytest.fixture
def told():
    """The missions whose calendars were said to have changed."""
    heard = []
    on_calendar_change(heard.append)
    yield heard
    _listeners.remove(heard.append)


def test_an_embassy_rests_on_lunar_new_year_its_host_does_not():
    # Friday 13 February is the event. For the mission Monday 16 to Friday 20 is off, so Monday 23
    # is day 1 and Tuesday 24 day 2; for Thai authorities Monday 16 is day 1, Tuesday 17 day 2.
    asked = at("2026-02-13T10:00")

    assert due_at(asked, 2, "working_days", bangkok()) == at("2026-02-25T00:00")
    assert due_at(asked, 2, "working_days", bangkok("VN")) == at("2026-02-25T00:00")
    assert due_at(asked, 2, "working_days", bangkok("host")) == at("2026-02-18T00:00")


def test_an_embassy_rests_on_songkran_home_does_not():
    # Friday 10 April is the event. For the mission Monday 13 to Wednesday 15 is off: Thursday 16 is
    # day 1, Friday 17 day 2. At home Monday 13 is day 1, Tuesday 14 day 2.
    asked = at("2026-04-10T10:00")

    assert due_at(asked, 2, "working_days", bangkok()) == at("2026-04-18T00:00")
    assert due_at(asked, 2, "working_days", bangkok("host")) == at("2026-04-18T00:00")
    assert due_at(asked, 2, "working_days", bangkok("VN")) == at("2026-04-15T00:00")


def test_the_shelter_stage_of_fifteen_days_across_new_year():
    # Wednesday 17 December 2025 is the event; day 15 is Thursday 1 January 2026, a holiday. Friday
    # 2 January is a bridging holiday in Thailand, then a weekend: it ends on Monday 5 January.
    due = due_at(at("2025-12-17T10:00"), 15, "calendar_days", bangkok("host"))

    assert due == at("2026-01-06T00:00")


def test_two_working_days_at_the_end_of_the_year():
    # Tuesday 30 December is the event. Wednesday 31 is off in Thailand, Thursday 1 everywhere,
    # Friday 2 in Thailand; Monday 5 January is day 1, Tuesday 6 day 2.
    assert due_at(at("2025-12-30T10:00"), 2, "working_days", bangkok()) == at("2026-01-07T00:00")


def test_one_working_day_at_the_end_of_february():
    # Friday 27 February is the event; Monday 2 March is day 1, Tuesday 3 is Makha Bucha and off,
    # Wednesday 4 is day 2.
    assert due_at(at("2026-02-27T10:00"), 2, "working_days", bangkok()) == at("2026-03-05T00:00")


def test_days_of_waiting_across_songkran():
    # Wednesday 8 April is the event, 5 working days: Thursday 9 is day 1. The department at home is
    # asked on Friday 10 and answers on Thursday 16. Friday 17 is day 2, Monday 20 to Wednesday 22
    # are days 3 to 5.
    waiting = Away(at("2026-04-10T09:00"), at("2026-04-16T09:00"))

    due = due_at(at("2026-04-08T09:00"), 5, "working_days", bangkok(), [waiting])

    assert due == at("2026-04-23T00:00")


def test_the_moved_commemoration_day_closes_an_embassy():
    # Hung Kings' Day, 26 April 2026, is a Sunday; Monday 27 is off instead. Friday 24 is the event:
    # Tuesday 28 is day 1, Wednesday 29 day 2.
    assert due_at(at("2026-04-24T09:00"), 2, "working_days", bangkok()) == at("2026-04-30T00:00")


def test_a_saturday_that_home_exchanges_is_worked_at_home_only():
    # Viet Nam works Saturday 22 August 2026 for Monday 31. Friday 21 is the event. At home Saturday
    # is day 1; the embassy opens on Monday 24.
    asked = at("2026-08-21T10:00")

    assert due_at(asked, 1, "working_days", bangkok("VN")) == at("2026-08-23T00:00")
    assert due_at(asked, 1, "working_days", bangkok()) == at("2026-08-25T00:00")
    hanoi = calendar_for(MissionFactory(headquarters=True), "mission")
    assert hanoi.is_working(date(2026, 8, 22))
    assert not hanoi.is_working(date(2026, 8, 31))


def test_a_saturday_exchanged_over_the_turn_of_the_year_is_found():
    # Myanmar works Saturday 3 January 2026 for Friday 26 December 2025.
    host = calendar_for(MissionFactory(yangon=True), "host")

    assert host.is_working(date(2026, 1, 3))
    assert not host.is_working(date(2025, 12, 26))


def test_a_saturday_that_the_mission_works_counts():
    actor = head()
    mission = MissionFactory()
    with eyes(actor):
        add_closure(actor, mission, starts_on=date(2026, 3, 7), kind="open", reason="For Friday 13")
        add_closure(
            actor, mission, starts_on=date(2026, 3, 13), kind="closed", reason="Bridging day"
        )

    # Friday 6 March is the event. Saturday 7 is day 1, Monday 9 day 2, ... Thursday 12 day 5,
    # Friday 13 is closed, Monday 16 day 6.
    due = due_at(at("2026-03-06T10:00"), 6, "working_days", bangkok())
    assert due == at("2026-03-17T00:00")


def test_headquarters_can_close_a_saturday_that_home_works():
    actor = headquarters()
    mission = MissionFactory(headquarters=True)
    with eyes(actor):
        add_closure(actor, mission, starts_on=date(2026, 8, 22), kind="closed", reason="Storm")

    assert not calendar_for(mission, "mission").is_working(date(2026, 8, 22))
    assert calendar_for(mission, "VN").is_working(date(2026, 8, 22))


def test_days_in_yangon_begin_at_its_midnight():
    # 17:15 in Greenwich is 23:45 of Thursday 15 January in Yangon (+06:30), and 00:15 of Friday in
    # Bangkok. One working day ends on Friday there, on Monday 19 here.
    start = datetime.fromisoformat("2026-01-15T17:15+00:00")
    yangon = calendar_for(MissionFactory(yangon=True), "mission")

    assert due_at(start, 1, "working_days", yangon) == datetime.fromisoformat(
        "2026-01-17T00:00+06:30"
    )
    assert due_at(start, 1, "working_days", bangkok()) == at("2026-01-20T00:00")


def test_what_khon_kaen_closes_does_not_close_bangkok():
    actor = head(code="KKC")
    consulate = MissionFactory(code="KKC")
    with eyes(actor):
        add_closure(
            actor, consulate, starts_on=date(2026, 3, 10), kind="closed", reason="Local fair"
        )

    # Monday 9 March is the event; Tuesday 10 is closed in Khon Kaen alone.
    asked = at("2026-03-09T10:00")
    assert due_at(asked, 1, "working_days", calendar_for(consulate, "mission")) == at(
        "2026-03-12T00:00"
    )
    assert due_at(asked, 1, "working_days", bangkok()) == at("2026-03-11T00:00")


def test_a_closure_moves_what_is_due_and_its_withdrawal_moves_it_back(told):
    actor = head()
    mission = MissionFactory()
    asked = at("2026-03-09T10:00")
    with eyes(actor):
        closure = add_closure(
            actor,
            mission,
            starts_on=date(2026, 3, 10),
            ends_on=date(2026, 3, 11),
            kind="closed",
            reason="Flood",
        )
        moved = due_at(asked, 1, "working_days", bangkok())
        withdraw_closure(actor, mission, closure=closure, reason="The water fell.")
        back = due_at(asked, 1, "working_days", bangkok())

    assert (moved, back) == (at("2026-03-13T00:00"), at("2026-03-11T00:00"))
    assert told == [mission.pk, mission.pk]


def test_office_hours_and_days_of_rest_are_those_of_the_mission(told):
    actor = head()
    mission = MissionFactory()
    with eyes(actor):
        set_office_hours(actor, mission, opens=time(8, 30), closes=time(16, 30), weekend=[6, 4, 6])

    calendar = calendar_for(MissionFactory(), "mission")
    # Thursday 5 March is the event; Friday 6 is a day of rest of this mission, Saturday 7 is not.
    assert due_at(at("2026-03-05T10:00"), 1, "working_days", calendar) == at("2026-03-08T00:00")
    assert calendar.closes_at == time(16, 30)
    assert calendar.weekend == {4, 6}
    assert told == [mission.pk]


def test_a_mission_that_moves_changes_its_calendar(told):
    actor = headquarters()
    mission = MissionFactory()
    values = {"name": "An embassy", "kind": "embassy", "country": "TH", "zone": "Asia/Bangkok"}
    with eyes(actor):
        put_mission(actor, code="BKK", **values)
        put_mission(actor, code="BKK", **(values | {"country": "LA", "zone": "Asia/Vientiane"}))

    assert told == [mission.pk]


def test_the_weekend_is_that_of_the_host_country():
    hong_kong = MissionFactory(code="HKG", country="HK", zone="Asia/Hong_Kong")

    assert calendar_for(hong_kong, "mission").weekend == {6}
    assert calendar_for(hong_kong, "VN").weekend == {5, 6}


def test_says_where_holidays_are_not_known():
    nowhere = MissionFactory(code="XXX", country="XX", zone="UTC")

    assert unknown_countries(nowhere) == ["XX"]
    assert unknown_countries(MissionFactory()) == []
    host = calendar_for(nowhere, "host")
    assert not host.is_working(date(2026, 3, 7))
    assert host.is_working(date(2026, 1, 1))


def test_names_holidays_in_the_language_of_the_reader():
    calendar = bangkok()

    assert calendar.why_closed(date(2026, 2, 17)) == "Lunar New Year"
    assert calendar.why_closed(date(2026, 4, 13)) == "Songkran Festival"
    with translation.override("vi"):
        assert calendar.why_closed(date(2026, 2, 17)) == "Tết Nguyên Đán"
        assert calendar.why_closed(date(2026, 4, 13)) == "Tết Songkran"
        assert calendar.why_closed(date(2026, 1, 1)) == "Tết Dương lịch"
    with translation.override("fr"):
        assert calendar.why_closed(date(2026, 2, 17)) == "Nouvel An lunaire"
        assert calendar.why_closed(date(2026, 4, 13)) == "Fête de Songkran"


def test_a_name_holds_no_date_that_can_be_misread():
    assert bangkok("VN").why_closed(date(2026, 8, 31)) == "Day off (substituted from 22 Aug 2026)"


def test_lists_the_public_days_of_both_countries():
    days = public_days(MissionFactory(), date(2026, 1, 1), date(2026, 2, 16))

    assert [(row.day.isoformat(), row.countries) for row in days] == [
        ("2026-01-01", ("TH", "VN")),
        ("2026-01-02", ("TH",)),
        ("2026-01-10", ("TH",)),
        ("2026-02-16", ("VN",)),
    ]


def test_looking_up_a_day_does_not_go_through_the_years():
    closed = bangkok().closed

    assert closed[date(2026, 4, 14)] == "Songkran Festival"
    assert date(2026, 4, 14) in list(closed)
    with pytest.raises(KeyError):
        closed[date(2026, 4, 16)]


def test_nobody_has_a_calendar_that_is_not_known():
    with pytest.raises(ValueError, match="calendar"):
        bangkok("nobody's")


def test_one_calendar_is_one_query(django_assert_num_queries):
    mission = MissionFactory()

    with django_assert_num_queries(1):
        calendar = calendar_for(mission, "mission")
        for _number in range(20):
            due_at(at("2026-02-13T10:00"), 15, "working_days", calendar)
