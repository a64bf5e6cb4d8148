"""A closing that is dated otherwise or corrected: what it derived of the way moves with it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.casework.endings import derive_again
from cases.casework.models import Case
from cases.casework.operations import (
    close_case,
    correct_crossing,
    correct_stay,
    correct_transition,
    hold_case,
    record_crossing,
    record_fact,
    record_stay,
    reopen_case,
    resume_case,
    unlink_same_person,
    void_crossing,
    void_transition,
)
from cases.casework.ways_written import written_by_closing
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.facts import Interval, When, replay
from cases.crossings.models import Crossing, Stay
from cases.missions.queries import system_at
from tests.casework.between import shared
from tests.casework.linking import ledgers_hold, link, with_passport
from tests.casework.test_endings import now, points
from tests.factories import IncidentFactory, MissionFactory, PlaceFactory, headquarters
from tests.jobs import run_jobs
from tests.publishing.course import taken_over
from tests.refusals import refused
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db
SINCE, HELD, HEARD, CLOSED = (When(day=date(2025, 10, day)) for day in (20, 21, 24, 28))
SEEN = {"when": HEARD, "source": "relative"}
HOME = {"country": "VN", **SEEN}


@pytest.fixture
def case(actor):
    """A person who is known to be in Thailand."""
    found = a_case(actor, reported=SINCE)
    record_stay(actor, fresh(found), kind="at", country="TH", when=HELD, source="mission")
    return found


def closing(case):
    return fresh(case).transitions.standing().filter(to_stage="closed").latest("occurred_at")


def corrected(actor, case, **changes):
    correct_transition(actor, fresh(case), transition=closing(case), reason="-", changes=changes)


def lost(case):
    return Stay.objects.standing().get(kind="lost", citizen=case.citizen)


def test_since_when_nothing_is_known_moves_with_the_closing(actor, case):
    close_case(actor, fresh(case), outcome="own_means")

    corrected(actor, case, when=CLOSED)

    assert points(case) == [("TH", "at"), ("", "lost")]
    assert lost(case).occurred_at == closing(case).occurred_at


def test_the_day_on_which_somebody_last_heard_from_the_person_stays(actor, case):
    close_case(actor, fresh(case), outcome="lost_contact", when=HEARD)
    heard = lost(case).occurred_from

    corrected(actor, case, when=CLOSED)

    row = lost(case)
    assert (row.occurred_from, row.occurred_at) == (heard, closing(case).occurred_at)


def test_without_such_a_day_contact_is_lost_since_the_closing_alone(actor, case):
    close_case(actor, fresh(case), outcome="lost_contact")

    corrected(actor, case, when=CLOSED)

    row = lost(case)
    assert row.occurred_from == closing(case).occurred_from


def test_voiding_a_closing_that_was_dated_otherwise_takes_back_all_of_it(actor, case):
    close_case(actor, fresh(case), outcome="own_means", **HOME)
    corrected(actor, case, when=CLOSED)
    stated = points(case)

    void_transition(actor, fresh(case), transition=closing(case), reason="Somebody else.")

    assert (stated, points(case)) == ([("TH", "at"), ("VN", "crossed")], [("TH", "at")])


def test_an_outcome_of_the_same_meaning_keeps_what_was_stated(actor, case):
    close_case(actor, fresh(case), outcome="own_means", **HOME)

    corrected(actor, case, outcome="handed_over")
    stated = points(case)
    void_transition(actor, fresh(case), transition=closing(case), reason="Somebody else.")

    assert (stated, points(case)) == ([("TH", "at"), ("VN", "crossed")], [("TH", "at")])


@pytest.mark.parametrize(
    ("before", "to", "stands"),
    [
        ("own_means VN", "died", [("VN", "crossed")]),
        ("own_means VN", "declined", [("VN", "crossed")]),
        ("own_means VN", "not_national", [("VN", "crossed")]),
        ("own_means VN", "serving_sentence", []),
        ("own_means VN", "lost_contact", [("", "lost")]),
        ("own_means VN", "onward", [("", "lost")]),
        ("onward KH", "died", [("KH", "crossed")]),
        ("onward KH", "serving_sentence", [("KH", "crossed")]),
        ("onward KH", "lost_contact", [("KH", "crossed"), ("", "lost")]),
        ("onward KH", "own_means", [("", "lost")]),
        ("lost_contact KH", "died", [("KH", "crossed")]),
        ("lost_contact KH", "own_means", [("KH", "crossed"), ("", "lost")]),
        ("died VN", "own_means", [("VN", "crossed")]),
    ],
)
def test_a_corrected_outcome_takes_back_only_what_it_contradicts(actor, case, before, to, stands):
    outcome, country = before.split()
    close_case(actor, fresh(case), outcome=outcome, country=country, **SEEN)

    corrected(actor, case, outcome=to)
    stated = points(case)
    void_transition(actor, fresh(case), transition=closing(case), reason="Somebody else.")

    assert stated == [("TH", "at"), *stands]
    assert (points(case), ledgers_hold()) == ([("TH", "at")], True)


@pytest.mark.parametrize(
    ("died", "stands"), [(CLOSED, [("VN", "crossed")]), (HEARD, [("VN", "crossed")]), (HELD, [])]
)
def test_who_came_home_before_their_death_came_home(actor, case, died, stands):
    close_case(actor, fresh(case), outcome="own_means", **HOME)

    corrected(actor, case, outcome="died", when=died)

    assert (fresh(case).outcome, points(case)) == ("died", [("TH", "at"), *stands])


def test_what_was_kept_is_taken_back_where_another_place_is_stated(actor, case):
    close_case(actor, fresh(case), outcome="own_means", **HOME)
    corrected(actor, case, outcome="died")

    corrected(actor, case, outcome="died", **ANEW | {"country": "KH"})

    assert points(case) == [("TH", "at"), ("KH", "crossed")]


def test_contact_stays_lost_since_a_closing_that_is_dated_otherwise(actor, case):
    close_case(actor, fresh(case), outcome="lost_contact", country="MM", **SEEN)

    corrected(actor, case, when=CLOSED)

    assert points(case) == [("TH", "at"), ("MM", "crossed"), ("", "lost")]


def test_what_a_closing_before_the_reopening_said_is_left_alone(actor, case):
    close_case(actor, fresh(case), outcome="own_means")
    first = lost(case).occurred_at
    reopen_case(actor, fresh(case), reason="She called.", whereabouts="again")
    close_case(actor, fresh(case), outcome="own_means")

    corrected(actor, case, when=When.at(closing(case).occurred_at - timedelta(microseconds=1)))

    assert (lost(case).occurred_at, now(case)) == (first, "")


def test_voiding_a_closing_that_came_after_a_reopening_takes_back_what_it_wrote(actor, case):
    close_case(actor, fresh(case), outcome="declined")
    reopen_case(actor, fresh(case), reason="She called.")
    close_case(actor, fresh(case), outcome="own_means", **HOME)

    void_transition(actor, fresh(case), transition=closing(case), reason="Somebody else.")

    assert points(case) == [("TH", "at")]


ANEW = {"country": "VN", "there_since": HEARD, "source": "relative"}


def test_a_correction_of_the_outcome_says_where_the_person_is_as_a_closing_does(actor, case):
    close_case(actor, fresh(case), outcome="own_means", **HOME)
    corrected(actor, case, outcome="lost_contact", there_since=HEARD, source="relative")
    heard = lost(case).occurred_from

    corrected(actor, case, outcome="own_means", **ANEW)
    stated = points(case)
    corrected(actor, case, outcome="handed_over", **ANEW | {"there_since": HELD})
    moved = Crossing.objects.standing().get()
    void_transition(actor, fresh(case), transition=closing(case), reason="Somebody else.")

    assert heard.day == 23
    assert stated == [("TH", "at"), ("VN", "crossed")]
    assert moved.occurred_from.day == 20, "the day in Bangkok begins the day before in UTC"
    assert points(case) == [("TH", "at")]


def test_a_correction_without_an_outcome_says_nothing_of_where_the_person_is(actor, case):
    row = fresh(case).transitions.standing().get()
    said = {"transition": row, "reason": "-", "changes": ANEW}

    assert refused(correct_transition, actor, fresh(case), **said) == (
        422,
        "ending_without_outcome",
    )


AT_HOME, DEAD_BEFORE = [("TH", "at"), ("VN", "crossed")], {"outcome": "died", "when": HELD}


@pytest.mark.parametrize(
    ("wrong", "right", "stands"),
    [
        ([DEAD_BEFORE], {"when": CLOSED}, AT_HOME),
        ([DEAD_BEFORE], {"outcome": "own_means", "when": CLOSED}, AT_HOME),
        ([DEAD_BEFORE, {"when": SINCE}], {"when": HEARD}, AT_HOME),
        ([DEAD_BEFORE, {"when": CLOSED}, {"outcome": "onward"}], {"outcome": "died"}, AT_HOME),
        ([{"outcome": "onward"}], {"outcome": "own_means"}, AT_HOME),
        ([DEAD_BEFORE], {"when": SINCE}, AT_HOME[:1]),
        ([{"outcome": "onward"}], {"outcome": "lost_contact"}, [AT_HOME[0], ("", "lost")]),
        ([ANEW | {"outcome": "handed_over"}], {"when": CLOSED}, AT_HOME),
    ],
)
def test_what_a_correction_took_back_comes_again_once_it_is_corrected(
    actor, case, wrong, right, stands
):
    close_case(actor, fresh(case), outcome="own_means", **HOME)
    for changes in wrong:
        corrected(actor, case, **changes)

    corrected(actor, case, **right)
    again = points(case)
    void_transition(actor, fresh(case), transition=closing(case), reason="Somebody else.")

    assert (again, points(case), ledgers_hold()) == (stands, [("TH", "at")], True)


def test_it_comes_again_also_where_all_of_it_is_of_one_moment(actor, case):
    with eyes(system_at(fresh(case).mission)) as system, replay(timezone.now()):
        close_case(system, fresh(case), outcome="own_means", **HOME)
        for changes in (DEAD_BEFORE, {"when": SINCE}, {"when": CLOSED}):
            corrected(system, case, **changes)

    assert points(case) == AT_HOME


def test_it_does_not_come_again_where_somebody_told_otherwise_since(actor, case):
    close_case(actor, fresh(case), outcome="own_means", **HOME)
    corrected(actor, case, **DEAD_BEFORE)
    way = {"from_country": "TH", "to_country": "MM", "when": CLOSED, "source": "relative"}
    record_crossing(actor, fresh(case), **way)

    corrected(actor, case, when=When(day=date(2025, 10, 29)))

    assert points(case) == [("TH", "at"), ("MM", "crossed")]


def test_when_somebody_last_heard_comes_again_with_lost_contact(actor, case):
    close_case(actor, fresh(case), outcome="lost_contact", when=HEARD)
    heard = lost(case).occurred_from
    corrected(actor, case, outcome="declined")

    corrected(actor, case, outcome="lost_contact")

    assert lost(case).occurred_from == heard


def reopened(actor, case):
    reopen_case(actor, fresh(case), reason="She called.", whereabouts="wrong")


def test_what_a_closing_stated_stands_again_once_what_took_it_back_is_void(actor, case):
    close_case(actor, fresh(case), outcome="own_means", **HOME)
    reopened(actor, case)
    between = points(case)
    row = fresh(case).transitions.standing().in_order().last()

    void_transition(actor, fresh(case), transition=row, reason="Of another person.")
    again, since = points(case), Crossing.objects.standing().get().occurred_from.day
    reopened(actor, case)

    assert between == points(case) == [("TH", "at")]
    assert (again, since) == ([("TH", "at"), ("VN", "crossed")], 23)


def test_what_a_closing_derived_gives_way_also_where_the_case_was_reopened(actor, case):
    close_case(actor, fresh(case), outcome="own_means")
    reopen_case(actor, fresh(case), reason="He came again.", whereabouts="again")
    home = {"from_country": "TH", "to_country": "VN", "when": HEARD, "source": "relative"}

    record_crossing(actor, fresh(case), **home)

    assert points(case) == [("TH", "at"), ("VN", "crossed")]


def test_what_gave_way_to_a_crossing_comes_again_once_that_is_dated_after_the_closing(actor, case):
    close_fact = {"stage": "closed", "outcome": "own_means", "source": "relative", "reason": "-"}
    record_fact(actor, fresh(case), when=HEARD, **close_fact)
    home = {"from_country": "TH", "to_country": "VN", "when": HELD, "source": "relative"}
    told = record_crossing(actor, fresh(case), **home)
    by_then = points(case)

    said = {"reason": "-", "changes": {"when": CLOSED}}
    correct_crossing(actor, fresh(case), crossing=told, **said)

    assert by_then == [("TH", "at"), ("VN", "crossed")]
    assert sorted(points(case)) == [("", "lost"), ("TH", "at"), ("VN", "crossed")]
    assert lost(case).occurred_at == closing(case).occurred_at


def test_voiding_an_earlier_closing_takes_back_what_it_wrote(actor, case):
    close_case(actor, fresh(case), outcome="own_means", **HOME)
    first = closing(case)
    reopen_case(actor, fresh(case), reason="He came again.", whereabouts="again")
    close_case(actor, fresh(case), outcome="declined")

    row = fresh(case).transitions.standing().get(to_outcome=first.to_outcome)
    void_transition(actor, fresh(case), transition=row, reason="Somebody else.")

    assert points(case) == [("TH", "at")]


@pytest.mark.parametrize("wrongly", ["reopened", "voided"])
def test_what_a_closing_wrote_is_taken_back_as_it_was_corrected_since(actor, case, wrongly):
    close_case(actor, fresh(case), outcome="own_means", **HOME)
    said = {"reason": "-", "changes": {"when": HELD}}
    correct_crossing(actor, fresh(case), crossing=Crossing.objects.standing().get(), **said)

    if wrongly == "reopened":
        reopened(actor, case)
    else:
        void_transition(actor, fresh(case), transition=closing(case), reason="Somebody else.")
    taken_back = points(case)
    row = fresh(case).transitions.standing().in_order().last()
    if row.kind == "reopen":
        void_transition(actor, fresh(case), transition=row, reason="Of another person.")
        assert ("VN", "crossed") in points(case)

    assert taken_back == [("TH", "at")]


def test_what_was_corrected_of_a_closing_is_found_by_one_query(actor, case):
    close_case(actor, fresh(case), outcome="own_means", place=PlaceFactory(country="VN"), **SEEN)
    said = {"reason": "-", "changes": {"note": "By bus."}}
    counts = []
    for row in (Crossing.objects.standing().get(), Stay.objects.standing().get(country="VN")):
        (correct_crossing if isinstance(row, Crossing) else correct_stay)(
            *(actor, fresh(case)), **{row._meta.model_name: row}, **said
        )
        with CaptureQueriesContext(connection) as queries:
            found = written_by_closing(actor, fresh(case))
        counts.append((len(found), len(queries)))

    assert counts[0] == counts[1]
    assert counts[0][0] == 2


def held(actor, case):
    hold_case(actor, fresh(case), reason="health")
    return actor


def handed_on(_actor, case):
    taken_over(case, timezone.now(), by={"yangon": True}, of={})
    return system_at(MissionFactory(yangon=True))


@pytest.mark.parametrize("behind", [held, handed_on])
def test_nothing_is_known_since_the_closing_whatever_came_behind_it(actor, case, behind):
    closing = {"stage": "closed", "outcome": "own_means", "source": "relative", "reason": "-"}
    with eyes(behind(actor, case)) as there:
        record_fact(there, fresh(case), when=HEARD, **closing)
        first = lost(case).occurred_from.day
        row = fresh(case).transitions.standing().in_order().filter(kind="fact").last()
        said = {"transition": row, "reason": "-", "changes": {"when": HELD}}
        correct_transition(there, fresh(case), **said)
        moved = lost(case).occurred_from.day

    assert (first, moved) == (23, 20), "the days begin the day before in UTC"


@pytest.mark.parametrize("is_linked_first", [True, False])
def test_what_is_told_on_another_record_of_the_person_ends_what_a_closing_derived(
    actor, is_linked_first
):
    one, other = (
        a_case(actor, with_passport(actor), reported=SINCE, incident=IncidentFactory(code=code))
        for code in ("one", "other")
    )
    record_stay(actor, fresh(one), kind="at", country="TH", when=HELD, source="mission")
    close_case(actor, fresh(one), outcome="own_means")
    if is_linked_first:
        joined = link(actor, other.citizen, one.citizen)
    way = {"from_country": "TH", "to_country": "VN", "source": "mission"}
    crossing = record_crossing(actor, fresh(other), when=HEARD, **way)
    if not is_linked_first:
        assert fresh(one.citizen).now_country == ""
        joined = link(actor, other.citizen, one.citizen)
    run_jobs()

    assert not Stay.objects.standing().filter(kind="lost").exists()
    assert [fresh(row.citizen).now_country for row in (one, other)] == ["VN", "VN"]
    if is_linked_first:
        void_crossing(actor, fresh(other), crossing=crossing, reason="-")
    else:
        unlink_same_person(actor, joined, reason="Two people.")
    run_jobs()
    assert lost(one).occurred_at == closing(one).occurred_at
    assert fresh(one.citizen).now_country == ""
    assert ledgers_hold()


def test_so_does_what_is_told_on_another_case_of_the_same_record(actor, case):
    close_case(actor, fresh(case), outcome="own_means")
    other = a_case(actor, fresh(case.citizen), incident=IncidentFactory(code="other"))
    way = {"from_country": "TH", "to_country": "VN", "source": "mission"}

    record_crossing(actor, fresh(other), when=HEARD, **way)

    assert fresh(case.citizen).now_country == "VN"


def test_a_case_is_closed_since_its_closing_whatever_hold_lies_behind_it(actor, case):
    hold_case(actor, fresh(case), reason="health")
    resume_case(actor, fresh(case))

    late = {"stage": "closed", "outcome": "declined", "source": "mission", "reason": "-"}
    record_fact(actor, fresh(case), when=CLOSED, **late)

    row = fresh(case).transitions.standing().get(changes__outcome="declined")
    assert fresh(case).position_since == Interval(row.occurred_from, row.occurred_at)
    assert ledgers_hold()


def test_a_record_in_sight_alone_is_followed_by_the_worker(yangon, chief):
    """The mission in Bangkok reads the case of Yangon and may not write on it."""
    with eyes(yangon):
        theirs = a_case(yangon, with_passport(yangon), reported=SINCE)
        said = {"kind": "at", "country": "TH", "when": HELD, "source": "mission"}
        record_stay(yangon, fresh(theirs), **said)
        close_case(yangon, fresh(theirs), outcome="own_means")
    with eyes(chief):
        person = with_passport(chief)
        ours = a_case(chief, person, reported=SINCE, incident=IncidentFactory(code="other"))
    hq = headquarters()
    with eyes(hq):
        link(hq, ours.citizen, theirs.citizen)
    shared(yangon, chief, theirs)
    way = {"from_country": "TH", "to_country": "VN", "source": "mission"}

    with eyes(chief):
        crossing = record_crossing(chief, fresh(ours), when=HEARD, **way)
    run_jobs()
    with eyes(SYSTEM):
        came_home = fresh(theirs.citizen).now_country
    with eyes(chief):
        void_crossing(chief, fresh(ours), crossing=crossing, reason="-")
    run_jobs()

    with eyes(SYSTEM):
        assert (came_home, fresh(theirs.citizen).now_country) == ("VN", "")
        assert lost(theirs).occurred_at == closing(theirs).occurred_at
        assert ledgers_hold()


def test_two_who_went_onward_are_looked_at_by_as_many_queries_as_one(actor):
    cases = [a_case(actor, reported=SINCE) for _number in range(2)]
    for case in cases:
        record_stay(actor, fresh(case), kind="at", country="TH", when=HELD, source="mission")
        close_case(actor, fresh(case), outcome="onward")

    closed = list(Case.objects.select_related("citizen", "mission"))
    asked = []
    for some in (closed[:1], closed):
        with CaptureQueriesContext(connection) as queries:
            derive_again(actor, some, timezone.now(), is_void=False)
        asked.append(len(queries))

    assert asked[0] == asked[1]
