"""What a government made of days in its whole country counts everywhere its days are counted."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.lines import read_toml
from cases.core.models import RowVersion
from cases.missions.calendars import (
    HOME,
    HOST,
    MISSION,
    calendar_for,
    calendars_for,
    public_days,
)
from cases.missions.entered import Entry
from cases.missions.holidays import days_off_in, weekend_of, worked_in
from cases.missions.models import CountryDay, Mission
from cases.missions.operations import add_closure, put_country_day
from cases.missions.pages import entered_words
from tests.counted import due_at
from tests.factories import MissionFactory, head, headquarters

pytestmark = pytest.mark.django_db

OFF = {"country": "TH", "kind": "off", "name": "Extra day", "source": "Invented decree"}
WORKED = OFF | {"kind": "worked", "name": "Worked in exchange"}


def enter(code, day, last=None, **values):
    """Enter days of a country as headquarters."""
    with eyes(headquarters()) as actor:
        return put_country_day(actor, code=code, starts_on=day, ends_on=last, **OFF | values)


def refusal_of(code, day, last=None, **values):
    with pytest.raises(Refused) as refusal:
        enter(code, day, last, **values)
    return refusal.value.status, refusal.value.code, refusal.value.problems[0].field


def works(mission, whose, day):
    return calendar_for(mission, whose).is_working(day)


def test_a_day_off_of_the_host_closes_its_authorities_and_the_mission_there():
    bangkok, hanoi = MissionFactory(), MissionFactory(headquarters=True)
    thursday = date(2026, 4, 16)
    before = [works(bangkok, whose, thursday) for whose in (MISSION, HOST, HOME)]
    enter("th-2026-04-16", thursday)

    after = [works(bangkok, whose, thursday) for whose in (MISSION, HOST, HOME)]
    assert (before, after) == ([True, True, True], [False, False, True])
    assert works(hanoi, MISSION, thursday)
    assert calendar_for(bangkok, MISSION).why_closed(thursday) == "Extra day"


def test_a_day_off_at_home_closes_every_mission():
    missions = MissionFactory(), MissionFactory(yangon=True), MissionFactory(headquarters=True)
    enter("vn-2026-03-09", date(2026, 3, 9), country="VN")

    for mission in missions:
        assert not works(mission, MISSION, date(2026, 3, 9))
        assert not works(mission, HOME, date(2026, 3, 9))
    assert works(missions[0], HOST, date(2026, 3, 9))


def test_songkran_moved_by_a_day_moves_what_is_due():
    # Friday 10 April is the event. Songkran is Monday 13 to Wednesday 15; moved to Tuesday 14 to
    # Thursday 16, Monday is day 1 and Friday 17 day 2 instead of Thursday 16 and Friday 17.
    bangkok = MissionFactory()
    asked = datetime.fromisoformat("2026-04-10T10:00+07:00")
    enter("th-songkran-moved", date(2026, 4, 13), **WORKED)
    enter("th-songkran-longer", date(2026, 4, 16))

    assert due_at(asked, 1, "working_days", calendar_for(bangkok, HOST)) == (
        datetime.fromisoformat("2026-04-14T00:00+07:00")
    )
    assert due_at(asked, 2, "working_days", calendar_for(bangkok, MISSION)) == (
        datetime.fromisoformat("2026-04-18T00:00+07:00")
    )


def test_a_saturday_worked_for_tet_opens_offices_at_home_and_no_embassy():
    # A Saturday is worked for a longer Lunar New Year; the embassy keeps its days of rest.
    hanoi, bangkok = MissionFactory(headquarters=True), MissionFactory()
    saturday = date(2026, 2, 28)
    enter("vn-tet-exchange", saturday, **WORKED | {"country": "VN"})

    assert works(hanoi, MISSION, saturday)
    assert works(bangkok, HOME, saturday)
    assert not works(bangkok, MISSION, saturday)


def test_an_exchange_that_was_called_off_is_a_day_of_rest_again():
    hanoi = MissionFactory(headquarters=True)
    saturday = next(day for day in sorted(worked_in("VN", 2026)))
    assert works(hanoi, MISSION, saturday)
    enter("vn-called-off", saturday, country="VN")

    assert not works(hanoi, MISSION, saturday)


def test_a_holiday_of_both_countries_stays_one_while_one_of_them_keeps_it():
    bangkok = MissionFactory()
    new_year = date(2026, 1, 1)
    enter("th-new-year", new_year, **WORKED)

    assert works(bangkok, HOST, new_year)
    assert not works(bangkok, MISSION, new_year)


def test_what_the_mission_entered_itself_has_the_last_word():
    bangkok = MissionFactory()
    actor = head()
    enter("th-2026-04-16", date(2026, 4, 16))
    with eyes(actor):
        add_closure(
            actor, bangkok, starts_on=date(2026, 4, 16), kind="open", reason="Emergency desk"
        )

    assert works(bangkok, MISSION, date(2026, 4, 16))
    assert not works(bangkok, HOST, date(2026, 4, 16))


def test_a_withdrawn_entry_no_longer_counts_and_another_takes_its_days():
    bangkok = MissionFactory()
    day = date(2026, 4, 16)
    enter("th-2026-04-16", day)
    gone = enter("th-2026-04-16", day, withdraw_reason="The cabinet took it back", version=1)

    assert works(bangkok, MISSION, day)
    assert gone.version == 2
    with eyes(headquarters()):
        kept = RowVersion.objects.get(table_name="cases_countryday")
    assert kept.old == {"withdraw_reason": ""}
    enter("th-2026-04-16-again", day)
    assert not works(bangkok, MISSION, day)
    assert refusal_of("th-2026-04-16", day)[1:] == ("countryday_no_overlap", "starts_on")


def test_public_days_name_the_entry_and_the_name_for_the_reader():
    bangkok = MissionFactory()
    enter("th-2026-04-13", date(2026, 4, 13), **WORKED)
    enter("th-2026-04-16", date(2026, 4, 16), name_vi="Ngày nghỉ thêm")
    rows = public_days(bangkok, date(2026, 4, 13), date(2026, 4, 16))

    assert [(row.day.day, row.name, row.is_worked, row.entry) for row in rows] == [
        (13, "Worked in exchange", True, "th-2026-04-13"),
        (14, "Songkran Festival", False, ""),
        (15, "Songkran Festival", False, ""),
        (16, "Extra day", False, "th-2026-04-16"),
    ]


def test_refuses_what_no_calendar_can_hold():
    day = date(2026, 4, 16)

    assert refusal_of("a", day, day - timedelta(days=1)) == (
        422,
        "countryday_ends_after_start",
        "ends_on",
    )
    assert refusal_of("a", day, day + timedelta(days=60))[1] == "countryday_at_most_60_days"
    assert refusal_of("a", day, country="XX") == (422, "countryday_country_named", "country")


def test_refuses_to_close_offices_for_more_than_a_year():
    MissionFactory()
    day = date(2026, 1, 5)
    for number in range(5):
        enter(f"th-{number}", day, day + timedelta(days=59))
        day += timedelta(days=60)

    assert refusal_of("th-last", day, day + timedelta(days=59)) == (
        422,
        "closed_for_a_year",
        "ends_on",
    )


def test_the_database_refuses_two_entries_for_a_day():
    enter("th-2026-04-16", date(2026, 4, 16))
    values = OFF | {"starts_on": date(2026, 4, 16), "ends_on": date(2026, 4, 16)}

    with pytest.raises(IntegrityError, match="countryday_no_overlap"), transaction.atomic():
        CountryDay.objects.create(code="another", **values)


def test_only_headquarters_enters_them():
    with eyes(head()) as actor, pytest.raises(Refused) as refusal:
        put_country_day(actor, code="th", starts_on=date(2026, 4, 16), **OFF)

    assert refusal.value.status == 403


def test_three_calendars_of_a_mission_are_one_query(django_assert_num_queries):
    mission = MissionFactory()
    enter("th-2026-04-16", date(2026, 4, 16))

    with django_assert_num_queries(1):
        calendars_for((mission, whose) for whose in (MISSION, HOST, HOME))


def test_new_year_of_2026_is_exchanged_as_the_letter_says(settings):
    text = (settings.SEEDS_DIR / "country_days.toml").read_text(encoding="utf-8")
    mission = MissionFactory()
    with eyes(headquarters()) as actor:
        for row in read_toml(text)["country_day"]:
            put_country_day(actor, **row | {"starts_on": date.fromisoformat(row["starts_on"])})
    home = calendar_for(mission, HOME)

    # Asked on Wednesday 31 December: Thursday is New Year, Friday exchanged, then a weekend; Monday
    # 5 January is day 1, Tuesday 6 day 2. Asked on Friday 9 January: Saturday 10 is worked.
    assert home.last_day(due_at(at_home("2025-12-31"), 2, "working_days", home)) == date(2026, 1, 6)
    assert home.last_day(due_at(at_home("2026-01-09"), 1, "working_days", home)) == date(
        2026, 1, 10
    )
    assert not home.is_working(date(2026, 1, 2))
    assert not calendar_for(mission, MISSION).is_working(date(2026, 1, 10))
    said = "Viet Nam entered until 10 Jan 2026, not every source was read"
    assert entered_words(["VN", "TH"]) == f"{said}, Thailand the usual holidays alone"


def test_one_entry_confirms_no_year_but_what_came_until_then():
    enter("thai", date(2026, 5, 4), verified=True)

    assert entered_words(["TH"]) == "Thailand until 4 May 2026"


def at_home(day):
    return datetime.fromisoformat(f"{day}T10:00+07:00")


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
ENTERED = st.lists(
    st.tuples(st.sampled_from(["TH", "VN"]), st.sampled_from(["off", "worked"]), DAYS),
    max_size=30,
    unique_by=lambda row: (row[0], row[2]),
)
OWN = st.dictionaries(DAYS, st.sampled_from(["closed", "open"]), max_size=5)


def rests(country, day, said):
    """Return whether a country has a public holiday, counted in the plainest way."""
    if (country, day) in said:
        return said[country, day] == "off"
    return day in days_off_in(country, day.year)


def exchanged(country, day, said):
    """Return whether a country works the day although it would rest."""
    if (country, day) in said:
        return said[country, day] == "worked"
    return day in worked_in(country, day.year)


def is_working_plainly(mission, whose, day, said, own):
    """Return whether somebody works on a day, by the rule as it is written."""
    if whose != MISSION:
        country = "VN" if whose == HOME else mission.country
        off = rests(country, day, said) or day.weekday() in weekend_of(country)
        return exchanged(country, day, said) or not off
    if day in own:
        return own[day] == "open"
    if mission.country == "VN" and exchanged("VN", day, said):
        return True
    off = any(rests(country, day, said) for country in {mission.country, "VN"})
    return not off and day.weekday() not in weekend_of(mission.country)


@settings(max_examples=150, deadline=None)
@given(
    days=st.tuples(ENTERED, OWN),
    country=st.sampled_from(["TH", "VN"]),
    start=DAYS,
    term=st.tuples(st.integers(1, 40), st.sampled_from(["working_days", "calendar_days"])),
)
def test_what_is_due_is_what_a_naive_count_gives(days, country, start, term):
    entered, own = days
    amount, unit = term
    mission = Mission(pk=7, code="XIN", country=country, zone="Asia/Bangkok")
    said = {(of, day): kind for of, kind, day in entered}
    entries = [Entry(0, of, str(day), kind, day, day, "", "", "") for of, kind, day in entered]
    entries += [Entry(7, "", "", kind, day, day, "", "", "") for day, kind in own.items()]
    wanted = [(mission, whose) for whose in (MISSION, HOST, HOME)]

    for (_pk, whose), calendar in calendars_for(wanted, entries).items():
        day, left = start, amount
        while left:
            day += timedelta(days=1)
            works_then = is_working_plainly(mission, whose, day, said, own)
            left -= works_then or unit == "calendar_days"
        while not is_working_plainly(mission, whose, day, said, own):
            day += timedelta(days=1)
        moment = datetime.combine(start, datetime.min.time(), calendar.clock)
        found = due_at(moment, amount, unit, calendar)

        assert found is not None
        assert calendar.last_day(found) == day
