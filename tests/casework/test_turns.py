"""What is known to a day or a month is out of turn only where that is so for certain."""

from contextlib import contextmanager

import pytest
from django.db import transaction

from cases.casework.ledger import standing_rows
from cases.casework.operations import (
    accept_transfer,
    close_case,
    correct_transition,
    offer_transfer,
    record_fact,
    record_hold,
    void_transition,
)
from cases.core.context import eyes
from cases.core.facts import replay
from cases.core.fields.dates import parse_when
from cases.core.precision import iso_between
from tests.casework.linking import ledgers_hold
from tests.factories import MissionFactory, head
from tests.publishing.course import at, opened
from tests.publishing.course import course as course_of
from tests.refusals import refusal_of
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db

SAID = {"source": "mission", "reason": "Read."}


@pytest.fixture
def actor():
    with eyes(head()) as actor:
        yield actor


@contextmanager
def taken_back():
    """What is written within never was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def course(case):
    """Return what stands of a case in order, each at the precision at which it was said."""
    kinds = {"hold": "held", "resume": "resumed", "transfer": "taken over"}
    return {
        kinds.get(row.kind, row.to_stage): iso_between(
            row.occurred_from, row.occurred_at, "Asia/Bangkok"
        )
        for row in standing_rows(fresh(case))
    }


def a_course(actor, **stages):
    case = a_case(actor, reported=parse_when(stages.pop("reported", "2025-11-02")))
    for stage, when in stages.items():
        outcome = "declined" if stage == "closed" else ""
        said = {"when": parse_when(when), "outcome": outcome, **SAID}
        record_fact(actor, fresh(case), stage=stage, **said)
    return case


def corrected(actor, case, stage, when):
    row = next(row for row in standing_rows(fresh(case)) if row.to_stage == stage)
    said = {"transition": row, "reason": "Read.", "changes": {"when": parse_when(when)}}
    correct_transition(actor, fresh(case), **said)


CORRECTED = {
    ("contacted", "2025-11"): "reported contacted verified ready",
    ("contacted", "2025-11-12"): "reported contacted verified ready",
    ("verified", "2025-11"): "reported contacted verified ready",
    ("ready", "2025-11-12"): "reported contacted verified ready",
    ("reported", "2025-11"): "reported contacted verified ready",
    ("contacted", "2025-11-13"): "reported verified contacted ready",
    ("ready", "2025-11-11"): "reported contacted ready verified",
}
"""By stage and day, as corrected: the order in which the stages stand."""


def test_a_corrected_stage_keeps_its_turn_unless_that_is_impossible(actor):
    days = {"contacted": "2025-11-10", "verified": "2025-11-12", "ready": "2025-11-20"}
    case = a_course(actor, **days)
    days["reported"] = "2025-11-02"

    for (stage, when), order in CORRECTED.items():
        with taken_back():
            corrected(actor, case, stage, when)
            now = days | {stage: when}
            assert list(course(case).items()) == [(one, now[one]) for one in order.split()]
    corrected(actor, case, "contacted", "2025-11")
    corrected(actor, case, "verified", "2025-11-05")
    assert list(course(case).items())[1:3] == [("contacted", "2025-11"), ("verified", "2025-11-05")]
    assert ledgers_hold()


def test_a_stage_that_was_dated_too_late_comes_before_the_month_of_a_later_one(actor):
    case = a_course(actor, verified="2025-11", contacted="2025-12-02")

    corrected(actor, case, "contacted", "2025-11-10")

    assert list(course(case)) == ["reported", "contacted", "verified"]


def test_a_stage_of_before_another_comes_behind_the_month_of_the_opening(actor):
    case = a_course(actor, reported="2025-11", verified="2025-11-15", contacted="2025-11-12")

    days = {"reported": "2025-11", "contacted": "2025-11-12", "verified": "2025-11-15"}
    assert list(course(case).items()) == list(days.items())
    assert ledgers_hold()


RECORDED = {
    ("departed", "2025-11-26"): "reported departed arrived",
    ("departed", "2025-11-27"): "reported arrived departed",
    ("contacted", "2025-11-02/2025-11-26"): "reported contacted arrived",
    ("contacted", "2025-11"): "reported contacted arrived",
    ("contacted", "2025-11-27/2025-11-28"): "reported arrived contacted",
}
"""By an earlier stage entered late and its days: the order in which the stages stand."""


@pytest.mark.parametrize("arrived", ["2025-11-26T08:00+07:00", "2025-11-26"])
def test_an_earlier_stage_that_is_entered_late_comes_before_where_it_may(actor, arrived):
    case = a_course(actor, reported="2025-11-01", arrived=arrived)

    for (stage, when), order in RECORDED.items():
        with taken_back():
            record_fact(actor, fresh(case), stage=stage, when=parse_when(when), **SAID)
            days = course(case)
            assert list(days) == order.split()
            assert (days["arrived"], days[stage]) == (arrived.replace("8:00+", "8:00:00+"), when)
    assert ledgers_hold()


def test_a_stage_comes_before_the_closing_and_behind_what_may_have_been_before_it(actor):
    case = a_course(actor, contacted="2025-11", closed="2025-11-20")

    record_fact(actor, fresh(case), stage="arrived", when=parse_when("2025-11-15"), **SAID)

    assert list(course(case)) == ["reported", "contacted", "arrived", "closed"]
    assert ledgers_hold()


HELD = {
    ("2025-11-10", "2025-11-12"): "reported held resumed closed",
    ("2025-11-19", "2025-12-05"): "reported held resumed closed",
    ("2025-11", "2025-12"): "reported held resumed closed",
    ("2025-10-30", "2025-11-12"): "before_opening",
    ("2025-12-05", "2025-12-05"): "reported held resumed closed",
}


def test_a_hold_is_refused_only_where_the_case_cannot_have_gone_on(actor):
    case = a_course(actor, reported="2025-11")
    close_case(actor, fresh(case), outcome="declined")
    closed = course(case)["closed"]

    for (begin, end), order in HELD.items():
        days = {"held_from": parse_when(begin), "held_until": parse_when(end)}
        with taken_back():
            if order == "before_opening":
                refusal = refusal_of(record_hold, actor, fresh(case), reason="health", **days)
                assert refusal.code == order
                continue
            record_hold(actor, fresh(case), reason="health", **days)
            told = {"reported": "2025-11", "held": begin, "resumed": end, "closed": closed}
            assert list(course(case).items()) == [(one, told[one]) for one in order.split()]
            assert ledgers_hold()


def test_a_case_of_which_the_opening_is_a_month_is_taken_over_within_it():
    with course_of() as sender:
        case = opened(sender, at(20))
        yangon = MissionFactory(code="RGN", country="MM", zone="Asia/Yangon")
        with replay(at(21)):
            transfer = offer_transfer(sender, fresh(case), mission=yangon, summary="Held.")
        with replay(at(30)):
            corrected(sender, case, "reported", "2025-10")
    with course_of(code="RGN", country="MM", zone="Asia/Yangon") as receiver, replay(at(31)):
        with taken_back():
            accept_transfer(receiver, fresh(transfer), when=parse_when("2025-10-22"))
            assert list(course(case)) == ["reported", "taken over"]
            assert ledgers_hold()
        accept_transfer(receiver, fresh(transfer), when=parse_when("2025-10"))
        arrived = {"stage": "arrived", "when": parse_when("2025-10-25"), **SAID}
        record_fact(receiver, fresh(case), **arrived)

        assert list(course(case)) == ["reported", "taken over", "arrived"]
        assert ledgers_hold()


AT = "2025-11-12T10:00+07:00"
BESIDE = {
    "an earlier stage comes before a later one": ({"verified": AT, "contacted": AT}, "rcv"),
    "a stage comes before the closing": ({"closed": AT, "contacted": AT}, "rcx"),
    "between two of them is what is of the day": (
        {"contacted": AT, "ready": AT, "verified": "2025-11-12"},
        "rcvy",
    ),
    "what is of the day was not over before the opening": (
        {"reported": AT, "verified": "2025-11-12", "departed": AT},
        "rvd",
    ),
    "nor before a stage that it follows": (
        {"contacted": AT, "verified": "2025-11-12", "ready": AT},
        "rcvy",
    ),
}
LETTERS = {"ready": "y", "closed": "x"}


@pytest.mark.parametrize(("stages", "order"), BESIDE.values(), ids=BESIDE)
def test_what_is_of_one_instant_stands_in_order(actor, stages, order):
    case = a_course(actor, **stages)

    assert "".join(LETTERS.get(stage, stage[0]) for stage in course(case)) == order
    assert ledgers_hold()


def test_a_closing_behind_a_day_is_refused_before_what_would_open_the_case_again(actor):
    case = a_course(actor, reported="2025-11-10", contacted="2025-11-12")
    said = {"when": parse_when("2025-11-10T10:00+07:00"), "outcome": "declined", **SAID}

    refusal = refusal_of(record_fact, actor, fresh(case), stage="closed", **said)

    assert refusal.code == "closing_before_last"


def test_a_death_stands_at_its_moment_or_at_the_last_entry_and_then_ends_no_other(actor):
    case = a_course(actor, reported="2025-11-10", contacted="2025-11-12")
    days = course(case)
    died = {"outcome": "died", "died_at": parse_when("2025-11-12T10:00+07:00")}
    spans = fresh(case).transitions.standing().values_list("occurred_at", flat=True)

    with taken_back():
        close_case(actor, fresh(case), **died)
        assert course(case) == days | {"closed": "2025-11-12T10:00:00+07:00"}
    former = set(spans.all())
    close_case(actor, fresh(case), **died | {"died_at": parse_when("2025-11-10T10:00+07:00")})
    assert course(case) == days | {"closed": "2025-11-12"}
    assert set(spans.all()) == former
    assert ledgers_hold()


def test_a_hold_of_the_instant_of_the_closing_lies_before_it(actor):
    case = a_course(actor, reported="2025-11-10", closed=AT)
    days = {"held_from": parse_when(AT), "held_until": parse_when("2025-11-12")}

    record_hold(actor, fresh(case), reason="health", **days)

    assert list(course(case)) == ["reported", "held", "resumed", "closed"]
    assert ledgers_hold()


@pytest.mark.parametrize("how", ["voided", "moved"])
def test_what_an_entry_cut_short_lasts_again_once_that_is_gone(actor, how):
    case = a_case(actor, reported=parse_when("2025-11-02"))
    record_fact(actor, fresh(case), stage="contacted", when=parse_when("2025-11"), **SAID)
    early = parse_when("2025-11-20T09:00:00+07:00")
    record_fact(actor, fresh(case), stage="departed", when=early, **SAID)
    contacted, row = standing_rows(fresh(case))[1:]
    assert contacted.occurred_at < row.occurred_at

    if how == "voided":
        void_transition(actor, fresh(case), transition=row, reason="-")
    else:
        late = {"when": parse_when("2025-12-01T08:00:00+07:00")}
        correct_transition(actor, fresh(case), transition=row, reason="-", changes=late)

    rows = standing_rows(fresh(case))
    last = parse_when("2025-11").resolve("Asia/Bangkok", rows[-1].recorded_at).last
    assert (rows[1].to_stage, rows[1].occurred_at) == ("contacted", last)
    assert ledgers_hold()
