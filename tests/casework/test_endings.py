"""Where a person is once their case has ended, by outcome; and what becomes of it afterwards."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from cases.casework.choices import ClosingOutcome
from cases.casework.forms.closing import ReopenCase
from cases.casework.meanings import MEANS
from cases.casework.operations import (
    close_case,
    correct_transition,
    record_crossing,
    record_fact,
    record_stay,
    reopen_case,
    void_case,
    void_crossing,
    void_transition,
)
from cases.casework.pages.timeline import zone_of
from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When, replay
from cases.core.fields.dates import parse_when
from cases.crossings.models import Crossing, Stay
from cases.missions.queries import system_at
from cases.templatetags.moments import days_words
from tests.factories import MissionFactory, PlaceFactory
from tests.prepared import EVERYTHING
from tests.publishing.test_agreement import by_database
from tests.refusals import refused, refused_at
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db
CROSSED, HELD, HOME_ON = (When(day=date(2025, 10, day)) for day in (20, 21, 24))
SEEN = {"when": HOME_ON, "source": "relative"}


@pytest.fixture
def case(desk):
    """A person who is known to be in Thailand."""
    found = a_case(desk, reported=CROSSED)
    record_stay(desk, fresh(found), kind="at", country="TH", when=HELD, source="mission")
    return found


def closed(actor, case, outcome, **said):
    return close_case(actor, fresh(case), outcome=outcome, **said)


def voided(actor, case, kind):
    row = fresh(case).transitions.standing().get(kind=kind)
    return void_transition(actor, fresh(case), transition=row, reason="Somebody else.")


def void_last(actor, case):
    row = fresh(case).transitions.standing().in_order().last()
    return void_transition(actor, fresh(case), transition=row, reason="Somebody else.")


def now(case):
    return Citizen.objects.get(pk=case.citizen_id).now_country


def points(case):
    """Return what stands, as (what, where), in the order of the way."""
    rows = [*Crossing.objects.standing(), *Stay.objects.standing()]
    mine = [row for row in rows if row.citizen_id == case.citizen_id]
    return [
        (row.to_country, "crossed") if isinstance(row, Crossing) else (row.country, row.kind)
        for row in sorted(mine, key=lambda row: row.number)
    ]


@pytest.mark.parametrize(
    ("outcome", "country"),
    [
        *((name, "") for name in ("own_means", "onward", "lost_contact")),
        *((name, "TH") for name in ("serving_sentence", "declined", "not_national", "died")),
    ],
)
def test_what_nobody_states_is_not_known_from_the_closing_on(desk, case, outcome, country):
    closed(desk, case, outcome)

    assert now(case) == country
    closed_at = fresh(case).position_at
    assert by_database(case.incident, closed_at, closed_at)[case.citizen_id][0] == country


@pytest.mark.parametrize(
    ("outcome", "to", "there"),
    [("own_means", "VN", "VN"), ("onward", "KH", "KH"), ("own_means", "MM", "")],
)
def test_what_only_followed_gives_way_to_what_is_told_later(desk, case, outcome, to, there):
    closed(desk, case, outcome)
    said = {"from_country": "TH", "to_country": to, "when": HOME_ON, "source": "relative"}

    told = record_crossing(desk, fresh(case), **said)
    known = now(case)
    void_crossing(desk, fresh(case), crossing=told, reason="Of another person.")

    assert (known, now(case)) == (there, "")


def test_every_outcome_says_what_it_means_for_the_whereabouts():
    assert {outcome: means.value for outcome, means in MEANS.items()} == {
        "handed_over": "in Viet Nam",
        "own_means": "in Viet Nam",
        "onward": "in another country",
        "lost_contact": "not known",
        "not_national": "where they were",
        "serving_sentence": "where they were",
        "declined": "where they were",
        "died": "where they were",
        "duplicate": "where they were",
    }
    assert set(ClosingOutcome.values) == set(MEANS) - {"duplicate"}


def test_who_came_again_is_not_known_to_be_anywhere_until_somebody_says_where(actor, case):
    closed(actor, case, "own_means")

    reopen_case(actor, fresh(case), reason="She called.", whereabouts="again")
    reopened = now(case)
    said = {"kind": "at", "country": "TH", "source": "citizen"}
    record_stay(actor, fresh(case), when=When.at(timezone.now()), **said)

    assert (reopened, points(case), now(case)) == (
        "",
        [("TH", "at"), ("", "lost"), ("TH", "at")],
        "TH",
    )


@pytest.mark.parametrize(
    ("outcome", "said", "written"),
    [
        ("own_means", {}, [("VN", "crossed")]),
        ("onward", {"country": "KH"}, [("KH", "crossed")]),
        ("died", {"country": "MM"}, [("MM", "crossed")]),
        ("declined", {"country": "TH"}, []),
        ("lost_contact", {"country": "MM"}, [("MM", "crossed"), ("", "lost")]),
    ],
)
def test_what_is_stated_is_written_where_the_ledger_has_it_not(desk, case, outcome, said, written):
    closed(desk, case, outcome, **said, **SEEN)

    assert points(case) == [("TH", "at"), *written]


def test_a_place_is_written_with_the_border_before_it(desk, case):
    gate = PlaceFactory(code="moc-bai", kind="gate", country="VN")

    closed(desk, case, "own_means", place=gate, **SEEN)

    assert points(case) == [("TH", "at"), ("VN", "crossed"), ("VN", "at")]


def test_who_is_at_home_already_is_not_brought_home_twice(desk, case):
    record_crossing(
        desk, fresh(case), from_country="TH", to_country="VN", when=HOME_ON, source="mission"
    )

    closed(desk, case, "own_means")

    assert points(case) == [("TH", "at"), ("VN", "crossed")]


def test_a_person_of_whom_nothing_is_known_is_written_where_they_are(desk):
    case = a_case(desk, reported=CROSSED)

    closed(desk, case, "own_means", **SEEN)

    assert points(case) == [("VN", "at")]


def test_contact_was_lost_at_some_moment_since_somebody_last_heard(desk, case):
    closed(desk, case, "lost_contact", when=HOME_ON)

    lost = Stay.objects.get(kind="lost")
    assert (lost.occurred_from.date(), lost.occurred_at) == (
        date(2025, 10, 23),  # midnight of the 24th in Bangkok, in UTC
        fresh(case).position_at,
    )


def test_who_last_heard_of_the_person_is_kept_also_when_the_closing_is_dated_otherwise(actor, case):
    closed(actor, case, "lost_contact", country="TH", source_detail="Her sister", **SEEN)
    lost = Stay.objects.standing().get(kind="lost")
    assert (lost.source, lost.source_detail) == ("relative", "Her sister")

    row = fresh(case).transitions.standing().get(kind="close")
    changes = {"when": When(day=date(2025, 10, 27))}
    correct_transition(actor, fresh(case), transition=row, reason="-", changes=changes)

    moved = Stay.objects.standing().get(kind="lost")
    assert (moved.source, moved.source_detail) == ("relative", "Her sister")
    assert (moved.occurred_from, moved.pk == lost.pk) == (lost.occurred_from, False)


def test_a_closing_that_is_recorded_late_says_it_from_its_own_day_on(desk, case):
    said = {"source": "relative", "reason": "The sister wrote.", "outcome": "own_means"}

    record_fact(desk, fresh(case), stage="closed", when=HOME_ON, **said)

    assert points(case) == [("TH", "at"), ("", "lost")]
    assert Stay.objects.get(kind="lost").occurred_at == fresh(case).position_at


@pytest.mark.parametrize(
    ("outcome", "said", "refusal"),
    [
        ("own_means", {"country": "TH", **SEEN}, ("ending_at_home", "country")),
        ("onward", {"country": "VN", **SEEN}, ("ending_abroad", "country")),
        ("onward", SEEN, ("ending_where", "country")),
        ("own_means", {"country": "VN", "source": "mission"}, ("ending_when", "when")),
        ("own_means", {"when": HOME_ON}, ("ending_source", "source")),
        ("lost_contact", {"source": "relative"}, ("ending_source_alone", "source")),
        ("declined", {"source_detail": "Phone."}, ("ending_source_alone", "source_detail")),
    ],
)
def test_refuses_what_the_outcome_contradicts_or_what_is_half_said(
    desk, case, outcome, said, refusal
):
    assert refused_at(close_case, desk, fresh(case), outcome=outcome, **said) == refusal


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"country": "VN"}, ("ending_when", "there_since")),
        (
            {"country": "VN", "there_since": parse_when("2199-01-01")},
            ("in_the_future", "there_since"),
        ),
    ],
)
def test_a_fact_names_the_input_that_says_since_when(desk, case, said, refusal):
    more = {"stage": "closed", "outcome": "own_means", "reason": "Seen.", "source": "mission"}
    assert refused_at(record_fact, desk, fresh(case), when=HOME_ON, **more, **said) == refusal


def test_who_may_not_record_whereabouts_states_none(desk, case, monkeypatch):
    rights = EVERYTHING - {"whereabouts.record"}
    monkeypatch.setattr("cases.core.actor.operations_of", lambda _role: rights)

    refusal = refused(close_case, desk, fresh(case), outcome="own_means", country="VN", **SEEN)

    assert refusal == (403, "not_allowed")


def test_voiding_the_closing_takes_back_what_it_wrote_and_only_that(desk, actor, case):
    closed(desk, case, "own_means", **SEEN)
    row = fresh(case).transitions.standing().get(kind="close")

    void_transition(actor, fresh(case), transition=row, reason="Somebody else.")

    assert points(case) == [("TH", "at")]
    assert now(case) == "TH"
    assert Crossing.objects.get(to_country="VN").void_reason == "Somebody else."


def test_an_earlier_closing_that_was_corrected_lets_go_what_it_had_stated(actor, case):
    closed(actor, case, "own_means", **SEEN)
    reopen_case(actor, fresh(case), reason="She called.", whereabouts="again")
    row = fresh(case).transitions.standing().get(kind="close")
    changes = {"outcome": "handed_over"}
    correct_transition(actor, fresh(case), transition=row, reason="-", changes=changes)
    assert now(case) == "VN"

    voided(actor, case, "close")

    assert points(case) == [("TH", "at")]
    assert now(case) == "TH"


def test_a_death_behind_a_closing_takes_nothing_back_and_another_closing_is_refused(actor, case):
    closed(actor, case, "own_means", **SEEN)
    today = When(day=timezone.localdate(timezone=ZoneInfo(actor.zone)))
    fact = {"stage": "closed", "when": today, "reason": "Called.", "source": "relative"}
    stood = points(case)

    for outcome in ("own_means", "declined", "lost_contact", "onward"):
        refusal = refused(record_fact, actor, fresh(case), outcome=outcome, **fact)
        assert refusal == (409, "closed_already")
    record_fact(actor, fresh(case), outcome="died", **fact)

    assert (fresh(case).outcome, points(case), now(case)) == ("died", stood, "VN")
    form = ReopenCase(actor, target=fresh(case))
    assert form.fields["whereabouts"].required
    void_last(actor, case)
    assert (fresh(case).outcome, points(case), now(case)) == ("own_means", stood, "VN")


def test_the_day_of_a_death_behind_a_closing_is_corrected_alone(actor, case):
    fact = {"stage": "closed", "source": "relative", "reason": "Called."}
    record_fact(actor, fresh(case), when=HELD, outcome="own_means", **fact)
    stood = points(case)
    record_fact(actor, fresh(case), when=HOME_ON, outcome="died", **fact)
    row = fresh(case).transitions.standing().in_order().last()
    said = {"transition": row, "reason": "-"}
    later, before = ({"when": When(day=date(2025, 10, day))} for day in (23, 20))

    correct_transition(actor, fresh(case), changes=later, **said)

    assert (fresh(case).outcome, points(case)) == ("died", stood)
    said["transition"] = fresh(case).transitions.standing().in_order().last()
    refusal = refused(correct_transition, actor, fresh(case), changes=before, **said)
    assert refusal == (422, "death_before_closing")


def test_correcting_the_outcome_takes_back_what_the_former_one_said(actor, case):
    closed(actor, case, "lost_contact")
    row = fresh(case).transitions.standing().get(kind="close")

    correct_transition(
        actor, fresh(case), transition=row, reason="In prison.", changes={"outcome": "died"}
    )

    assert (points(case), now(case)) == ([("TH", "at")], "TH")


@pytest.mark.parametrize(
    ("answer", "left", "country"),
    [
        ("wrong", [], "TH"),
        ("again", [("VN", "crossed")], "VN"),
    ],
)
def test_reopening_asks_what_becomes_of_what_the_closing_wrote(actor, case, answer, left, country):
    closed(actor, case, "own_means", **SEEN)

    refusal = refused_at(reopen_case, actor, fresh(case), reason="She called.")
    reopen_case(actor, fresh(case), reason="She called.", whereabouts=answer)

    assert refusal == ("whereabouts_asked", "whereabouts")
    assert points(case) == [("TH", "at"), *left]
    assert now(case) == country


@pytest.mark.parametrize(
    ("outcome", "said"),
    [("serving_sentence", {"country": "MM"}), ("onward", {"country": "KH"})],
)
def test_who_came_again_is_where_somebody_said_that_they_are(actor, case, outcome, said):
    closed(actor, case, outcome, **said, **SEEN)

    reopen_case(actor, fresh(case), reason="She called.", whereabouts="again")

    assert now(case) == said["country"]
    assert not Stay.objects.filter(kind="lost").exists()


def test_nothing_is_asked_where_the_closing_wrote_nothing(actor, case):
    closed(actor, case, "declined")

    reopen_case(actor, fresh(case), reason="She called.")

    assert now(case) == "TH"


def test_a_death_before_an_earlier_reopening_is_taken_back_with_what_it_wrote(actor, case):
    closed(actor, case, "declined")
    reopen_case(actor, fresh(case), reason="She called.")
    died = {"died_at": HOME_ON, "place": PlaceFactory(country="TH"), "country": "TH"}
    closed(actor, case, "died", **died, **SEEN)
    written = points(case)

    reopen_case(actor, fresh(case), reason="It was another.", whereabouts="wrong")

    assert len(written) == 2
    assert points(case) == [("TH", "at")]


def test_a_closing_that_comes_to_stand_again_is_taken_back_all_the_same(actor, case):
    closed(actor, case, "own_means")
    reopen_case(actor, fresh(case), reason="Seen again.", whereabouts="wrong")
    between = points(case)
    voided(actor, case, "reopen")
    again = points(case)

    voided(actor, case, "close")

    assert (between, again) == ([("TH", "at")], [("TH", "at"), ("", "lost")])
    assert points(case) == [("TH", "at")]


def test_a_void_case_takes_back_what_its_closing_wrote(actor, case):
    closed(actor, case, "own_means", **SEEN)

    void_case(actor, fresh(case), reason="Entered twice.")

    assert points(case) == [("TH", "at")]


def test_a_day_that_has_begun_in_the_country_and_not_at_the_mission_is_one_there():
    zoned = MissionFactory(code="LAX", country="US", zone="America/Los_Angeles")
    # The 27th at one o'clock in Viet Nam is the 26th at ten in Los Angeles.
    evening = datetime(2025, 11, 26, 18, tzinfo=UTC)
    with eyes(system_at(zoned)) as system, time_machine.travel(evening), replay(evening):
        found = a_case(system, reported=When(day=date(2025, 11, 20)))
        said = {"country": "VN", "source": "relative"}
        refusal = refused_at(
            close_case, system, fresh(found), outcome="own_means",
            when=When(day=date(2025, 11, 28)), **said,
        )  # fmt: skip
        close_case(
            system, fresh(found), outcome="own_means", when=When(day=date(2025, 11, 27)), **said
        )

        stay = Stay.objects.get(citizen=found.citizen, country="VN")

    assert refusal == ("in_the_future", "when")
    assert stay.occurred_from == datetime(2025, 11, 26, 17, tzinfo=UTC)
    assert zone_of(stay) == "Asia/Ho_Chi_Minh"
    assert days_words(stay.occurred_from, stay.occurred_at, zone_of(stay)) == "27 Nov 2025"


def test_a_day_that_is_still_to_come_is_refused_with_the_day_it_is_now(desk, case):
    tomorrow = timezone.localdate() + timedelta(days=2)

    with pytest.raises(Refused) as refusal:
        record_stay(
            desk, fresh(case), kind="at", country="TH", source="mission", when=When(day=tomorrow)
        )

    assert "This day has not come yet: there it is still" in str(refusal.value.message)


def test_the_form_asks_for_what_it_refuses_without_and_offers_no_closed_stage(actor, case):
    closed(actor, case, "own_means", **SEEN)

    form = ReopenCase(actor, target=fresh(case))

    assert form.fields["whereabouts"].required
    assert "closed" not in dict(form.fields["stage"].choices)
