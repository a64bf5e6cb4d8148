"""Signing a handover: one act that freezes the list and writes what follows for each person."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.casework.models import Case, Transition
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.fields.dates import parse_when
from cases.core.models import AuditEntry
from cases.crossings.models import Crossing, Stay
from cases.movements.handover.frozen import digest_of
from cases.movements.handover.models import Handover, HandoverLine
from cases.movements.handover.operations import account_for, sign_handover
from tests.casework.linking import ledgers_hold
from tests.factories import AuthorityFactory
from tests.refusals import refusal_of, refused, refused_fields
from tests.register import a_case, fresh
from tests.world_handover import (
    OPENED,
    SIDES,
    SIGNED_ON,
    a_bridge,
    a_handover,
    abroad,
    all_handed,
    expected_at,
    signed,
)
from tests.world_reception import at_gate, reached

pytestmark = pytest.mark.django_db


def test_at_the_gate_of_home_the_border_is_crossed_and_the_person_has_arrived(desk, home):
    case = home[0]
    guard = AuthorityFactory()
    handover = a_handover(desk, [case])

    done = signed(desk, handover, received_by=guard)

    row = fresh(case)
    assert (row.stage, row.outcome) == ("arrived", "")
    assert row.citizen.now_country == "VN"
    assert row.citizen.now_place_id == handover.place_id
    assert row.citizen.now_holder_id == guard.pk
    crossing = Crossing.objects.get(citizen=row.citizen, operation="sign_handover")
    assert (crossing.from_country, crossing.to_country) == ("TH", "VN")
    assert {crossing.source_detail, *(stay.source_detail for stay in row.citizen.stays.all())} == {
        done.number
    }


def test_from_the_host_state_they_are_in_our_hands_and_the_stage_stays(desk):
    case = abroad(desk)
    handover = a_handover(desk, [case], kind="from_host", place=a_bridge())

    signed(desk, handover)

    row = fresh(case)
    stay = Stay.objects.get(citizen=row.citizen)
    assert (stay.place_id, stay.holder_id, stay.country) == (handover.place_id, None, "TH")
    assert row.stage == "reported"
    assert not Crossing.objects.filter(citizen=row.citizen, operation="sign_handover").exists()


def test_to_the_province_they_have_left_and_the_case_is_closed_with_welfare_checks(desk, home):
    case = home[0]
    signed(desk, a_handover(desk, [case]))
    second = a_handover(desk, [case], kind="home_province")

    signed(desk, second, closes=True, received_body="Police of Nghệ An")

    row = fresh(case)
    assert (row.stage, row.outcome) == ("closed", "handed_over")
    assert row.citizen.now_country == "VN"
    assert row.citizen.now_place is None
    last = Stay.objects.filter(citizen=row.citizen).order_by("number").last()
    assert (last.kind, last.note) == ("left", "Police of Nghệ An")
    assert row.welfare_checks.filter(state="planned").count() == 2


def test_whoever_was_not_reported_as_departed_has_arrived_all_the_same(desk):
    case = abroad(desk)

    signed(desk, a_handover(desk, [case]), closes=True)

    kinds = list(
        Transition.objects.filter(case=case, operation="sign_handover")
        .order_by("number")
        .values_list("kind", "to_stage", "to_outcome")
    )
    assert kinds == [("fact", "arrived", ""), ("fact", "closed", "handed_over")]


def test_late_news_comes_before_what_happened_after_it(desk, home):
    case = home[0]
    reached(desk, case, "contacted", on=date(2025, 11, 25))
    handover = a_handover(desk, [case])

    signed(desk, handover)

    stages = [row.to_stage for row in fresh(case).transitions.standing().in_order()]
    assert stages == ["reported", "departed", "arrived", "contacted"]


def test_nobody_is_forgotten_everybody_unsaid_is_named(desk, home):
    handover = a_handover(desk, home)
    first = handover.lines.order_by("position")[0]
    account_for(desk, fresh(handover), lines=[first], state="handed")

    refusal = refusal_of(sign_handover, desk, fresh(handover), when=SIGNED_ON, **SIDES)

    assert (refusal.status, refusal.code) == (422, "not_accounted_for")
    said = " ".join(str(row.message) for row in refusal.problems)
    assert home[0].reference not in said
    assert home[1].reference in said
    assert home[2].reference in said
    assert fresh(home[0]).stage == "departed"


def test_whoever_was_absent_or_not_taken_over_stays_where_they_are(desk, home):
    handover = a_handover(desk, home)
    lines = list(handover.lines.order_by("position"))
    account_for(desk, fresh(handover), lines=lines[:1], state="handed")
    account_for(
        desk,
        fresh(handover),
        lines=lines[1:2],
        state="absent",
        reason="Missed the bus.",
        whereabouts="At the shelter.",
    )
    account_for(desk, fresh(handover), lines=lines[2:], state="refused", reason="No papers.")

    sign_handover(desk, fresh(handover), when=SIGNED_ON, **SIDES)

    assert [fresh(case).stage for case in home] == ["arrived", "departed", "departed"]
    assert [fresh(case).citizen.now_country for case in home] == ["VN", "TH", "TH"]


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"received_name": "TRẦN VÍ DỤ"}, "one_name_twice", "received_name"),
        ({"received_body": ""}, "receiving_body_needed", "received_by"),
        ({"when": When(day=date(2090, 1, 1))}, "in_the_future", "when"),
        ({"when": When(day=date(2025, 10, 1))}, "before_opening", "when"),
    ],
)
def test_bad_input_names_field_and_rule(desk, handover, more, code, field):
    ready = all_handed(desk, handover)

    answer = refused_fields(sign_handover, desk, ready, **(SIDES | {"when": SIGNED_ON} | more))

    assert answer == (422, code, [field])
    assert fresh(ready).state == "draft"


def test_signed_twice_it_is_signed_once(desk, handover):
    ready = all_handed(desk, handover)
    sign_handover(desk, ready, when=SIGNED_ON, **SIDES)

    stale = refused_fields(sign_handover, desk, ready, when=SIGNED_ON, **SIDES)
    again = refused_fields(sign_handover, desk, fresh(ready), when=SIGNED_ON, **SIDES)

    assert stale[:2] == (409, "stale_version")
    assert again[:2] == (409, "handover_signed")


def test_ticks_of_two_officers_do_not_collide_but_who_signs_is_told(desk, handover):
    one, other = handover.lines.order_by("position")
    seen = fresh(handover)

    account_for(desk, seen, lines=[one], state="handed")
    account_for(desk, seen, lines=[other], state="handed")

    assert refused(sign_handover, desk, seen, when=SIGNED_ON, **SIDES) == (409, "stale_version")


def test_once_signed_neither_list_nor_line_is_written_by_anybody(desk, handover):
    done = signed(desk, handover)
    line = done.lines.order_by("position")[0]

    answer = refused_fields(account_for, desk, fresh(done), lines=[line], state="open")
    with pytest.raises(DatabaseError), transaction.atomic():
        HandoverLine.objects.create(
            handover=done,
            case=a_case(desk, reported=OPENED),
            position=9,
            recorded_at=done.signed_at,
        )

    assert answer[:2] == (409, "handover_signed")
    assert HandoverLine.objects.filter(pk=line.pk).update(state="open") == 0


def test_what_was_signed_is_frozen_under_a_digest(desk, handover):
    done = fresh(signed(desk, handover))
    lines = list(done.lines.order_by("position"))

    assert done.digest == digest_of(done, lines)
    assert lines[0].shown["name"] == lines[0].case.citizen.full_name
    assert (done.state, len(done.digest)) == ("signed", 64)


def test_a_reception_point_prepares_and_signs_for_who_is_on_the_way_to_it():
    gate = at_gate()
    cases = expected_at(gate)
    with eyes(gate):
        handover = a_handover(gate, cases)
        done = signed(gate, handover, when=When(day=date(2026, 11, 20)))
        away = a_handover(gate, cases, kind="home_province")
        signed(gate, away, closes=True, when=When(day=date(2026, 11, 20)))

        rows = Case.objects.visible_to(gate).order_by("pk")
        assert [(row.stage, row.outcome) for row in rows] == [("closed", "handed_over")] * 2
        assert done.reception_point_id == gate.mission_id
        assert Handover.objects.visible_to(gate).count() == 2
        assert not Transition.objects.exists(), "the file stays closed to the gate"


def test_the_act_is_on_record_for_each_person_and_names_how_many(desk, home):
    signed(desk, a_handover(desk, home))

    entries = AuditEntry.objects.filter(event="handover.signed")
    assert entries.filter(case_id__in=[case.pk for case in home]).count() == 3
    assert entries.filter(case_id=None).count() == 1


def queries_to_sign(desk, how_many, **more):
    handover = all_handed(
        desk, a_handover(desk, [abroad(desk, stage="departed") for _n in range(how_many)])
    )
    with CaptureQueriesContext(connection) as caught:
        sign_handover(desk, handover, when=SIGNED_ON, **SIDES, **more)
    return len(caught)


def test_many_are_signed_for_with_as_many_queries_as_two(desk):
    few = queries_to_sign(desk, 2)

    assert queries_to_sign(desk, 5) == few


def test_closing_costs_one_query_more_for_each_case_since_what_stays_open_is_named(desk):
    few = queries_to_sign(desk, 2, closes=True)

    assert queries_to_sign(desk, 5, closes=True) == few + 3


def test_who_left_on_a_day_of_a_month_is_handed_over_within_it(desk):
    case = abroad(desk)
    reached(desk, case, "departed", when=parse_when("2025-11"))

    signed(desk, a_handover(desk, [case]), closes=True)

    rows = [row.to_stage for row in fresh(case).transitions.standing().in_order()]
    assert rows[-3:] == ["departed", "arrived", "closed"]
    assert ledgers_hold()
