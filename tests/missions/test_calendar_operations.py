"""Keeping a calendar: what is refused, and who may."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.core.addresses import ROOT
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.models import RowVersion
from cases.missions.forms import AddClosure, SetOfficeHours
from cases.missions.models import Mission, OfficeClosure
from cases.missions.operations import add_closure, set_office_hours, withdraw_closure
from tests.api.calls import JSON, caller
from tests.factories import MissionFactory, head, headquarters, officer
from tests.register import fresh

pytestmark = pytest.mark.django_db

CLOSED = {"kind": "closed", "reason": "Invented holiday"}


def refused(operation, actor, *target, **values):
    """Return the status, the code and the field of the refusal."""
    with eyes(actor), pytest.raises(Refused) as refusal:
        operation(actor, *target, **values)
    problems = refusal.value.problems
    assert len({problem.field for problem in problems}) < 2, problems
    return refusal.value.status, refusal.value.code, problems[0].field if problems else ""


def test_enters_a_single_day():
    with eyes(head()) as actor:
        row = add_closure(actor, MissionFactory(), starts_on=date(2026, 3, 9), **CLOSED)

    assert (row.ends_on, row.recorded_by_id) == (date(2026, 3, 9), actor.staff_id)


def test_refuses_days_that_already_have_an_entry():
    actor = head()
    mission = MissionFactory()
    with eyes(actor):
        add_closure(actor, mission, starts_on=date(2026, 3, 9), ends_on=date(2026, 3, 11), **CLOSED)

    found = refused(
        add_closure,
        actor,
        mission,
        starts_on=date(2026, 3, 11),
        ends_on=date(2026, 3, 12),
        kind="open",
        reason="Another",
    )

    assert found == (422, "officeclosure_no_overlap", "starts_on")


def test_two_missions_may_close_on_the_same_day_and_one_may_again_after_withdrawing():
    actor = headquarters()
    bangkok, yangon = MissionFactory(), MissionFactory(yangon=True)
    with eyes(actor):
        first = add_closure(actor, bangkok, starts_on=date(2026, 3, 9), **CLOSED)
        add_closure(actor, yangon, starts_on=date(2026, 3, 9), **CLOSED)
        withdraw_closure(actor, bangkok, closure=first, reason="Moved")
        add_closure(actor, bangkok, starts_on=date(2026, 3, 9), **CLOSED)

        assert OfficeClosure.objects.standing().count() == 2
        assert RowVersion.objects.filter(table_name="cases_officeclosure").count() == 1


def test_the_database_refuses_an_overlap_that_two_enter_at_once():
    mission = MissionFactory()
    values = {"mission": mission, "starts_on": date(2026, 3, 9), "ends_on": date(2026, 3, 9)}
    OfficeClosure.objects.create(**values, **CLOSED, recorded_at=timezone.now())

    with pytest.raises(IntegrityError, match="officeclosure_no_overlap"), transaction.atomic():
        OfficeClosure.objects.create(**values, **CLOSED, recorded_at=timezone.now())


def test_refuses_an_end_before_the_start():
    found = refused(
        add_closure,
        head(),
        MissionFactory(),
        starts_on=date(2026, 3, 9),
        ends_on=date(2026, 3, 8),
        **CLOSED,
    )

    assert found == (422, "officeclosure_ends_after_start", "ends_on")


def test_sixty_days_are_the_most():
    actor = head()
    mission = MissionFactory()
    first = date(2026, 1, 1)

    found = refused(
        add_closure, actor, mission, starts_on=first, ends_on=date(2026, 3, 2), **CLOSED
    )
    assert found == (422, "officeclosure_at_most_60_days", "ends_on")
    with eyes(actor):
        row = add_closure(actor, mission, starts_on=first, ends_on=date(2026, 3, 1), **CLOSED)
    assert len(row.days) == 60


def test_refuses_an_unknown_kind_and_an_entry_without_a_reason():
    values = {"starts_on": date(2026, 3, 9)}

    no_kind = refused(
        add_closure, head(), MissionFactory(), **values, kind="half-open", reason="Why"
    )
    no_reason = refused(add_closure, head(), MissionFactory(), **values, kind="closed", reason="")

    assert (no_kind[0], no_kind[2]) == (422, "kind")
    assert (no_reason[0], no_reason[2]) == (422, "reason")


def test_an_entry_is_withdrawn_once():
    actor = head()
    mission = MissionFactory()
    with eyes(actor):
        row = add_closure(actor, mission, starts_on=date(2026, 3, 9), **CLOSED)
        withdraw_closure(actor, mission, closure=row, reason="A mistake")

    found = refused(withdraw_closure, actor, mission, closure=row, reason="Again")
    assert found == (409, "already_withdrawn", "")


def test_an_entry_of_another_mission_is_not_found_on_this_one():
    with eyes(headquarters()) as actor:
        row = add_closure(actor, MissionFactory(yangon=True), starts_on=date(2026, 3, 9), **CLOSED)

    found = refused(withdraw_closure, actor, MissionFactory(), closure=row, reason="A mistake")
    assert found[:2] == (404, "not_found")


def test_only_the_mission_itself_and_headquarters_keep_its_calendar():
    bangkok = MissionFactory()
    hours = {"opens": time(9), "closes": time(16)}

    assert refused(set_office_hours, head(yangon=True), bangkok, **hours)[:2] == (
        403,
        "not_own_mission",
    )
    assert refused(set_office_hours, officer(), bangkok, **hours)[:2] == (403, "not_allowed")
    for actor in (head(), headquarters()):
        with eyes(actor):
            set_office_hours(actor, fresh(bangkok), **hours)


def test_office_hours_are_set_under_the_version_that_was_seen():
    actor, mission = head(), MissionFactory()
    with eyes(actor):
        set_office_hours(actor, mission, opens=time(9), closes=time(16))

    found = refused(set_office_hours, actor, mission, opens=time(10), closes=time(17))

    assert found[:2] == (409, "stale_version")
    assert fresh(mission).office_opens == time(9)


def test_the_api_asks_for_the_version_of_the_mission():
    mission = MissionFactory()
    client = caller(head())
    address, body = f"{ROOT}missions/BKK/set-office-hours/", {"opens": "09:00", "closes": "16:00"}

    without = client.post(address, body, JSON)
    stale = client.post(address, body, JSON, headers={"If-Match": f'"{mission.version + 1}"'})
    done = client.post(address, body, JSON, headers={"If-Match": f'"{mission.version}"'})

    assert [row.status_code for row in (without, stale, done)] == [428, 412, 200]
    assert done.json()["version"] == fresh(mission).version == mission.version + 1


def test_a_page_of_office_hours_that_is_out_of_date_is_refused():
    actor, mission = head(), MissionFactory()
    page = f"/missions/{mission.code}/set-office-hours/"
    client = caller(actor)
    assert f'name="_version" value="{mission.version}"' in client.get(page).text
    with eyes(actor):
        set_office_hours(actor, mission, opens=time(9), closes=time(16))

    typed = {"opens": "10:00", "closes": "17:00", "_version": mission.version, "_key": "a"}
    answer = client.post(page, typed)

    assert answer.status_code == 409
    assert fresh(mission).office_opens == time(9)


def test_refuses_to_close_before_opening():
    found = refused(set_office_hours, head(), MissionFactory(), opens=time(9), closes=time(9))

    assert found == (422, "mission_office_hours_forwards", "closes")


def test_refuses_a_week_without_a_working_day_or_with_an_unknown_one():
    values = {"opens": time(9), "closes": time(16)}

    never = refused(set_office_hours, head(), MissionFactory(), **values, weekend=range(7))
    eighth = refused(set_office_hours, head(), MissionFactory(), **values, weekend=[7])

    assert never == (422, "mission_weekend_leaves_a_day", "weekend")
    assert (eighth[0], eighth[2]) == (422, "weekend")


def test_office_hours_are_put_as_a_whole():
    with eyes(head()) as actor:
        set_office_hours(actor, MissionFactory(), opens=time(9), closes=time(16), weekend=[4, 5])
        set_office_hours(actor, MissionFactory(), opens=time(9), closes=time(17))

        assert Mission.objects.get(code="BKK").weekend == []


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"opens": "8:00"}, "opens", "bad_time"),
        ({"opens": "24:00"}, "opens", "bad_time"),
        ({"opens": "08:00:30"}, "opens", "bad_time"),
        ({"opens": 8}, "opens", "wrong_type"),
        ({"weekend": "5"}, "weekend", "wrong_type"),
        ({"weekend": [True]}, "weekend.0", "wrong_type"),
        ({"weekend": [7]}, "weekend.0", "invalid_choice"),
    ],
)
def test_the_form_refuses_what_is_no_time_and_no_weekday(said, field, code):
    form = SetOfficeHours(
        head(), MissionFactory(), json={"opens": "08:00", "closes": "17:00", **said}
    )

    assert [(row.field, row.code) for row in form.problems()] == [(field, code)]


def test_the_form_refuses_what_is_no_day():
    said = {"kind": "closed", "starts_on": "9 March", "reason": "Why"}

    form = AddClosure(head(), MissionFactory(), json=said)

    assert [(row.field, row.code) for row in form.problems()] == [("starts_on", "bad_day")]


def test_refuses_to_close_for_so_long_that_no_term_could_be_counted():
    actor = head()
    mission = MissionFactory()
    first = date(2026, 1, 5)
    with eyes(actor):
        for number in range(6):
            starts_on = first + timedelta(days=60 * number)
            ends_on = starts_on + timedelta(days=59)
            add_closure(actor, mission, starts_on=starts_on, ends_on=ends_on, **CLOSED)

    found = refused(
        add_closure,
        actor,
        mission,
        starts_on=first + timedelta(days=360),
        ends_on=first + timedelta(days=419),
        **CLOSED,
    )

    assert found == (422, "closed_for_a_year", "ends_on")
