"""A closing tells the account that it closed, whatever was on record of later moments already."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from cases.casework.operations import (
    close_case,
    hold_case,
    record_crossing,
    record_fact,
    record_stay,
)
from cases.core.context import eyes
from cases.core.facts import When
from cases.missions.queries import system_at
from cases.overview.reviews import doubtful
from tests.casework.linking import ledgers_hold
from tests.casework.test_endings_stated import listed
from tests.factories import MissionFactory, head
from tests.publishing.course import taken_over
from tests.publishing.test_agreement import by_database
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
CLOSED_ON, THERE_ON = (When(day=date(2025, 10, day)) for day in (24, 26))
CLOSING = {"stage": "closed", "source": "relative", "reason": "-"}


@pytest.fixture
def case(actor):
    return a_case(actor, reported=When(day=date(2025, 10, 20)))


def stayed(actor, case, country, when):
    said = {"kind": "at", "country": country, "source": "relative"}
    record_stay(actor, fresh(case), when=when, **said)


def accounts(case, as_of, known="infinity"):
    with connection.cursor() as cursor:
        cursor.execute(
            "select stage, mission_id, held, outcome from figure_cases(%s, %s, %s)",
            [case.incident_id, as_of, known],
        )
        return cursor.fetchall()


def test_a_closing_before_a_takeover_tells_of_the_mission_that_had_the_case(actor, case):
    was, moment = case.mission_id, timezone.now()
    taken_over(case, moment, by={"yangon": True}, of={})
    there = system_at(MissionFactory(yangon=True))
    with eyes(there):
        record_fact(there, fresh(case), when=CLOSED_ON, outcome="declined", **CLOSING)

        row = fresh(case).transitions.standing().get(changes__outcome="declined")
        ended, now = ("closed", False, "declined"), timezone.now()
        assert (row.to_mission_id, row.from_stage, row.to_held) == (was, "reported", False)
        assert accounts(case, row.occurred_at) == [(ended[0], was, *ended[1:])]
        assert accounts(case, now) == [(ended[0], there.mission_id, *ended[1:])]
        assert accounts(case, now, moment) == [("reported", there.mission_id, False, "")]
        assert fresh(case).position_at > row.occurred_at
        assert ledgers_hold()


def test_a_closing_before_a_hold_tells_of_a_case_that_was_not_held(actor, case):
    hold_case(actor, fresh(case), reason="health")
    record_fact(actor, fresh(case), when=CLOSED_ON, outcome="declined", **CLOSING)

    row = fresh(case).transitions.standing().get(changes__outcome="declined")
    found = [("closed", case.mission_id, False, "declined")]
    assert accounts(case, row.occurred_at) == accounts(case, timezone.now()) == found
    assert fresh(case).position_at == row.occurred_at


def test_who_went_onward_before_a_takeover_may_be_told_of_by_then(actor, case):
    stayed(actor, case, "TH", When(day=date(2025, 10, 21)))
    taken_over(case, timezone.now(), by={"yangon": True}, of={})
    there = system_at(MissionFactory(yangon=True))
    with eyes(there):
        record_fact(there, fresh(case), when=CLOSED_ON, outcome="onward", **CLOSING)
        stayed(there, case, "KH", THERE_ON)

        assert not listed(there, case)


def test_what_contradicts_it_leads_to_the_closing_and_not_to_the_takeover(client, actor, case):
    taken_over(case, timezone.now(), by={"yangon": True}, of={})
    there = system_at(MissionFactory(yangon=True))
    with eyes(there):
        record_fact(there, fresh(case), when=CLOSED_ON, outcome="own_means", **CLOSING)
        stayed(there, case, "TH", THERE_ON)
        row = fresh(case).transitions.standing().get(changes__outcome="own_means")
        odd = [one.pk for rows in doubtful(there) for one in rows]
    with eyes(head(yangon=True)) as chief:
        log_in(client, chief)

    page = client.get(reverse("case_detail", args=[case.reference])).text

    assert row.pk in odd
    assert f"/correct-transition/?transition={row.uuid}" in page.partition("Correct what is")[2]


@pytest.mark.parametrize("outcome", ["lost_contact", "own_means", "onward"])
@pytest.mark.parametrize("told", ["stay", "crossing"])
@pytest.mark.parametrize("by", ["close", "fact"])
def test_of_one_bare_day_the_closing_comes_last_and_where_they_are_now_contradicts_nothing(
    actor, case, outcome, told, by
):
    stayed(actor, case, "TH", When(day=date(2025, 10, 21)))
    today = When(day=timezone.now().astimezone(ZoneInfo(actor.zone)).date())
    same = today if by == "close" else CLOSED_ON
    if by == "close":
        close_case(actor, fresh(case), outcome=outcome)
    else:
        record_fact(actor, fresh(case), when=CLOSED_ON, outcome=outcome, **CLOSING)
    if told == "stay":
        stayed(actor, case, "TH", same)
    else:
        way = {"from_country": "TH", "to_country": "MM", "source": "relative"}
        record_crossing(actor, fresh(case), when=same, **way)

    of_the_day, closing = listed(actor, case), fresh(case).position_since
    within = closing.last if by == "close" else closing.first
    assert by_database(case.incident, within, "infinity")[case.citizen_id][-1] > 0
    later = When.at(timezone.now()) if by == "close" else THERE_ON
    stayed(actor, case, "TH", later)

    assert (of_the_day, listed(actor, case)) == (False, True)
