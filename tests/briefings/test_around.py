"""What a briefing tells beside its figures: the next departure, before, over time; all frozen."""

from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest

from cases.briefings import around
from cases.briefings.asking import Asking
from cases.briefings.composing import Told, composed
from cases.briefings.composing.sheets import as_text
from cases.briefings.composing.told import FORMAT
from cases.briefings.gathering import waiting_for
from cases.briefings.models import Briefing
from cases.briefings.operations import publish_briefing
from cases.briefings.printing import sheets_of
from cases.briefings.proofs import faults_in, would_be_written_otherwise
from cases.casework.models import Case
from cases.casework.operations import record_fact
from cases.citizens.operations import correct_citizen
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When, replay
from cases.movements.operations import (
    cancel_movement,
    correct_leg,
    depart_leg,
    drop_leg,
    freeze_manifest,
    take_off,
)
from cases.publishing.figures.moments import database_clock
from tests.briefings.drafts import MORNING, a_few, approved, at_headquarters, drafted, published
from tests.factories import AuthorityFactory, IncidentFactory, PlaceFactory
from tests.publishing.course import a_report, at, course, crossed, opened, stayed
from tests.publishing.course import day as the_day
from tests.publishing.frozen import content
from tests.register import fresh
from tests.world_movements import DEPARTS, a_movement, a_ready_case, seated, with_flight

pytestmark = pytest.mark.django_db


def journey():
    """A bus from Mae Sot on 4 November with two people, and a flight the next day."""
    with course() as desk, replay(at(30)):
        cases = [
            a_ready_case(desk, document={"number": f"C000000{nth}"}, sex="f") for nth in range(2)
        ]
        return with_flight(desk, seated(desk, a_movement(desk), *cases))


def text_of(briefing, language="en"):
    return "\n".join(
        words for part in sheets_of(briefing)[language]["parts"] for words in part["paragraphs"]
    )


def test_names_day_country_and_means_of_the_next_leg_with_somebody_aboard():
    journey()

    briefing = drafted(as_of=When(day=date(2025, 11, 1)))

    words = text_of(briefing)
    assert (
        "The next departure from Thailand was planned for 4 November 2025 (bus): "
        "fewer than 11 citizens." in words
    )
    assert "Mae Sot" not in words
    assert "21:00" not in words


def test_what_left_later_than_planned_is_told_as_planned_then():
    movement = journey()
    with course() as desk:
        freeze_manifest(desk, fresh(movement))
        movement = fresh(movement)
        depart_leg(desk, movement, leg=movement.legs.get(number=1), when=When.at(hour(5, 1)))

    before = drafted(as_of=When(day=date(2025, 11, 3)))
    after = drafted(as_of=When.at(hour(5, 2)))

    assert "was planned for 4 November 2025 (bus)" in text_of(before)
    assert "was planned for 5 November 2025 (flight)" in text_of(after)


def test_of_a_day_before_it_was_planned_no_departure_is_told():
    journey()

    assert drafted(as_of=When(day=date(2025, 10, 29))).values["departure"] is None
    assert drafted(as_of=When(day=date(2025, 10, 30))).values["departure"] is not None


def test_of_a_day_before_they_had_a_seat_no_departure_is_told():
    with course() as desk:
        with replay(at(26)):
            movement = a_movement(desk)
        with replay(at(30)):
            seated(desk, movement, a_ready_case(desk, document={"number": "C0000001"}))

    assert drafted(as_of=When(day=date(2025, 10, 29))).values["departure"] is None
    assert drafted(as_of=When(day=date(2025, 10, 30))).values["departure"] is not None


def test_of_a_past_day_the_plan_is_that_of_its_end():
    """Since then it goes a day later, by a van, with one more leg, and one has no seat any more."""
    movement = journey()
    with course() as desk:
        first, last = fresh(movement).legs.order_by("number")
        drop_leg(desk, fresh(movement), leg=last, reason="No flight.")
        changes = {"departs_at": hour(4, 16), "mode": "van"}
        correct_leg(desk, fresh(movement), leg=first, changes=changes, reason="Later.")
        with_flight(desk, fresh(movement), departs_at=hour(5, 20), arrives_at=hour(5, 22))
        off = fresh(movement).passengers.first()
        take_off(desk, fresh(movement), cases=[off.case], reason="Invented.")

    then = drafted(as_of=When(day=date(2025, 11, 1))).values["departure"]
    later = drafted(as_of=When.at(hour(5, 1))).values["departure"]

    assert (then["mode"], then["count"]) == ("bus", 2)
    assert datetime.fromisoformat(then["at"]) == DEPARTS
    assert datetime.fromisoformat(later["at"]) == DEPARTS + timedelta(hours=13)


def hour(day, at_hour):
    return datetime(2025, 11, day, at_hour, tzinfo=UTC)


def test_a_journey_that_was_called_off_by_then_is_no_departure():
    movement = journey()
    with course() as desk, replay(at(31)):
        cancel_movement(desk, fresh(movement), reason="The bus broke down.")

    assert drafted(as_of=When(day=date(2025, 10, 30))).values["departure"] is not None
    assert drafted(as_of=When(day=date(2025, 10, 31))).values["departure"] is None


def test_a_journey_with_nobody_of_the_incident_aboard_is_none():
    with course() as desk, replay(at(30)):
        a_movement(desk)

    assert drafted(as_of=When(day=date(2025, 11, 1))).values["departure"] is None


def test_what_was_published_stays_though_the_plan_changes():
    movement = journey()
    briefing = published(as_of=When(day=date(2025, 11, 1)), kind="report")
    with course() as desk:
        leg = fresh(movement).legs.get(number=1)
        changes = {"departs_at": hour(4, 16)}
        correct_leg(desk, fresh(movement), leg=leg, changes=changes, reason="Later.")

    with eyes(SYSTEM):
        kept = Briefing.objects.get(pk=briefing.pk)
        assert faults_in(kept) == set()
        assert not would_be_written_otherwise(kept)


def test_the_dead_are_counted_as_of_the_moment():
    a_few(12)
    with course() as actor, replay(at(24)):
        for case, outcome in zip(
            Case.objects.order_by("pk"), ("died", "declined", "declined"), strict=False
        ):
            record_fact(
                actor,
                fresh(case),
                stage="closed",
                outcome=outcome,
                when=When.at(at(23)),
                source="host_authority",
                reason="Invented.",
            )

    with course() as actor:
        for case in Case.objects.order_by("pk")[:2]:
            stayed(actor, case, at(24), at(22, 10), place=PlaceFactory(), holder=AuthorityFactory())
    assert "no death was on record" in text_of(drafted())
    dead = drafted(as_of=When(day=date(2025, 10, 24))).values
    kinds = {row["key"]: row["count"] for row in dead["holders"]}
    assert (kinds, dead["present"]) == ({"": 11, "host": 1}, [{"key": "TH", "count": 12}])
    assert "fewer than 11 citizens had died" in text_of(drafted(as_of=When(day=date(2025, 10, 24))))


def test_who_any_body_of_the_state_holds_is_in_its_hands_on_the_sheet_and_in_its_snapshot():
    a_few(16)
    bodies = (
        *(("border-command", "local_government", "TH"), ("district-court", "court", "TH")),
        *(("shelter-of-a-church", "organisation", "TH"), ("hospital", "health", "TH")),
        ("its-police", "police", "MM"),
    )
    with course() as actor:
        for case, (code, kind, country) in zip(
            Case.objects.order_by("pk"), (bodies[0],) * 12 + bodies[1:], strict=True
        ):
            holder = AuthorityFactory(code=code, kind=kind, country=country)
            stayed(actor, case, at(24), at(22, 10), place=PlaceFactory(), holder=holder)

    briefing = drafted()

    held = {row["key"]: row["count"] for row in briefing.values["holders"]}
    assert held == {"host": 13, "": 3}
    assert content(briefing.snapshot)[0]["in-host-custody"] == 13


def test_a_sheet_is_about_where_people_are_or_were_and_never_about_home():
    """Entered by where they are alone: the first who came home crossed a border, alone."""
    with course() as actor:
        cases = [opened(actor, at(20)) for _nth in range(3)]
        for case in cases:
            stayed(actor, case, at(23), at(22, 9), place=PlaceFactory())
        crossed(actor, cases[0], at(24), at(23, 9), from_country="TH", to_country="VN")
    day = When(day=date(2025, 10, 23))
    assert drafted(as_of=day).values["country"] == "TH"

    with course() as actor:
        for case in cases[1:]:
            crossed(actor, case, at(24), at(23, 9), from_country="TH", to_country="VN")

    assert drafted(as_of=day).values["country"] == "TH"


def test_a_sheet_says_that_entries_which_may_be_later_do_not_count_yet():
    """The 22nd in Myanmar ends half an hour after that day in Bangkok."""
    place = PlaceFactory(code="a-compound", country="MM")
    with course() as actor:
        stayed(actor, opened(actor, at(20)), at(24), the_day(22), place=place)

    said = "entries that may have happened later do not count yet"
    assert said in text_of(drafted())
    assert said not in text_of(drafted(as_of=When(day=date(2025, 10, 23))))


def test_totals_of_two_days_are_exact_and_attributes_close_to_one_told_are_not_told():
    a_few(31)
    first = published()
    with course() as actor:
        for _nth in range(2):
            crossed(actor, opened(actor, at(20)), at(26), at(23))

    second = drafted(as_of=When(day=date(2025, 10, 23)))

    assert "31 citizens were in Thailand" in text_of(first)
    assert "33 citizens were in Thailand" in text_of(second)
    assert {"key": "sex/m", "count": 31} in second.values["told_before"]
    tables = {table["title"]: table["rows"] for table in sheets_of(second)["en"]["tables"]}
    assert "Persons in Thailand" not in tables, "two more men would follow"


def test_two_drafts_that_would_tell_of_a_few_together_do_not_both_go_out():
    a_few(31)
    first = approved()
    with course() as actor:
        for _nth in range(2):
            crossed(actor, opened(actor, at(20)), at(26), at(23))
    second = approved(as_of=When(day=date(2025, 10, 23)))
    lead = at_headquarters("headquarters_lead")

    with eyes(lead):
        publish_briefing(lead, fresh(first))

    with eyes(lead), pytest.raises(Refused) as refused:
        publish_briefing(lead, fresh(second))

    assert (refused.value.status, refused.value.code) == (409, "tells_too_much")
    again = approved(as_of=When(day=date(2025, 10, 23)))
    with eyes(lead):
        publish_briefing(lead, fresh(again))


def test_what_is_of_no_country_is_compared_with_briefings_about_another_one_too():
    with course() as actor:
        for _nth in range(20):
            stayed(actor, opened(actor, at(20)), at(20), at(20), country="MM")
    first = published(as_of=When(day=date(2025, 10, 20)), kind="report")
    a_few(31)

    second = drafted(kind="report")

    assert (first.values["country"], second.values["country"]) == ("MM", "TH")
    keys = {row["key"] for row in second.values["told_before"]}
    assert any(key.startswith("mission/") for key in keys)
    assert not any(key.startswith(("sex/", "age/", "hands")) for key in keys)


def test_a_briefing_that_was_replaced_is_not_quoted_as_the_last_one():
    a_few(31)
    first = published()
    earlier = published(as_of=When.at(at(22, 12)), replaces=first)

    third = drafted(as_of=When(day=date(2025, 10, 24)))

    assert third.values["before"]["number"] == earlier.number


def test_of_one_moment_the_sheet_with_the_widest_knowledge_is_quoted_of_whichever_kind():
    a_few(31)
    published()
    with course() as actor:
        crossed(actor, opened(actor, at(20)), at(26), MORNING)
    report = published(kind="report")

    third = drafted(as_of=When(day=date(2025, 10, 24)))

    assert (third.values["before"]["number"], third.values["before"]["then"]) == (report.number, 32)
    assert "On 22 October 2025, 31" not in text_of(third)


def test_what_was_written_while_numbers_were_rounded_is_read_as_it_was():
    a_few(31)
    published()

    with patch.object(around, "EXACT_SINCE", FORMAT + 1):
        second = drafted(as_of=When(day=date(2025, 10, 23)))

    assert second.values["before"]["manner"] == "hidden", "its sheet said something rounder"
    assert "31 citizens were in Thailand" in text_of(second)


def test_how_many_became_known_after_a_source_spoke_is_kept_for_headquarters():
    a_few(3)
    a_report(value=1, qualifier="exact", published_on=date(2025, 10, 24))
    with course() as actor:
        for _nth in range(20):
            crossed(actor, opened(actor, at(26)), at(26), at(21))

    briefing = drafted()

    assert [row["learnt"] for row in briefing.values["said"]] == [20]
    assert "some of them became known to us only after the source spoke." in text_of(briefing)


def test_of_whom_no_nationality_is_known_is_in_one_number_alone():
    movement = journey()
    asking = {"kind": "report", "number": "", "is_day": False}
    with course() as desk:
        cases = [row.case for row in fresh(movement).passengers.order_by("pk")]
        wait = {"blocker_authority": AuthorityFactory(), "blocked_since": at(30)}
        Case.objects.filter(pk__in=[case.pk for case in cases]).update(**wait)
        with replay(at(31)):
            correct_citizen(desk, fresh(cases[0].citizen), changes={"nationality": ""})

    values = drafted(as_of=When(day=date(2025, 11, 1)), kind="report").values
    with eyes(at_headquarters("headquarters_officer")) as actor:
        now = database_clock()
        waiting = list(
            waiting_for(actor, Asking(IncidentFactory(), as_of=now, known_at=now, **asking))
        )

    told = ("counted", "cases", "confirmed", "unsaid")
    assert [values[name] for name in told] == [1, 1, 1, 1]
    assert values["departure"]["count"] == 1
    assert [row.count for row in waiting] == [1]
    text = as_text(composed(Told.thawed(values), {}, "en").frozen())
    assert "1 case of a person of unknown nationality is counted apart" in text
    assert "Cases of persons of unknown nationality, counted apart | 1 |" in text
