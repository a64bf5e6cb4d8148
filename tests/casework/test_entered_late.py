"""What was not written down at the time: a takeover, and a hold that is over."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.casework.ledger import standing_rows
from cases.casework.models import Case
from cases.casework.operations import (
    accept_transfer,
    advance_case,
    close_case,
    hold_case,
    offer_transfer,
    record_fact,
    record_hold,
)
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.core.fields.dates import parse_when
from cases.publishing.figures import figures_of
from tests.api.calls import caller
from tests.casework.between import offered
from tests.casework.linking import OPENED, ledgers_hold
from tests.factories import IncidentFactory, MissionFactory, headquarters, officer
from tests.publishing.course import at, course, opened
from tests.refusals import refused_to
from tests.register import a_case, fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def course_of(case):
    """The standing rows: kind, stage, mission, held."""
    return [
        (row.kind, row.to_stage, row.to_mission.code, row.to_held) for row in standing_rows(case)
    ]


def test_a_late_acceptance_lies_at_its_moment_and_what_followed_behind_it(bangkok, yangon, told):
    ministry = headquarters()
    transfer = offered(yangon, bangkok)
    taken = timezone.now()
    with eyes(yangon):
        advance_case(yangon, fresh(transfer.case))
    told.clear()

    with eyes(bangkok):
        accept_transfer(bangkok, fresh(transfer), when=When.at(taken))

        case = Case.objects.visible_to(bangkok).get(pk=transfer.case_id)
        assert course_of(case) == [
            ("open", "reported", "RGN", False),
            ("transfer", "reported", "BKK", False),
            ("advance", "contacted", "BKK", False),
        ]
        _opening, moved, advanced = standing_rows(case)
        assert moved.occurred_at == taken
        assert moved.recorded_at == advanced.recorded_at
        assert not any(row.needs_review for row in standing_rows(case))
        assert fresh(transfer).answered_at == moved.recorded_at
    assert {(kind, mission) for kind, mission in told} >= {
        ("case_changed_before_us", yangon.mission_id),
        ("case_changed_of_others", ministry.mission_id),
    }
    assert ledgers_hold()


def test_it_was_not_taken_over_before_it_was_offered(bangkok, yangon):
    transfer = offered(yangon, bangkok)
    before = When.at(transfer.offered_at - timedelta(minutes=1))

    assert refused_to(accept_transfer, bangkok, transfer, when=before) == (422, "before_offer")


def test_what_was_closed_then_is_not_taken_over(bangkok, yangon):
    transfer = offered(yangon, bangkok)
    open_still = timezone.now()
    with eyes(yangon):
        close_case(yangon, fresh(transfer.case), outcome="declined")
    closed = timezone.now()

    late = When.at(closed)
    assert refused_to(accept_transfer, bangkok, transfer, when=late) == (409, "no_longer_on_offer")
    with eyes(bangkok):
        accept_transfer(bangkok, fresh(transfer), when=When.at(open_still))
        case = Case.objects.visible_to(bangkok).get(pk=transfer.case_id)
        assert course_of(case)[-1] == ("close", "closed", "BKK", False)
    assert ledgers_hold()


def test_figures_as_known_before_a_late_acceptance_stay():
    with course() as actor:
        case = opened(actor, at(20))
        yangon = MissionFactory(code="RGN", country="MM", zone="Asia/Yangon")
        with replay(at(21)):
            transfer = offer_transfer(actor, fresh(case), mission=yangon, summary="Held.")
    with course(code="RGN", country="MM", zone="Asia/Yangon") as receiver, replay(at(25)):
        accept_transfer(receiver, fresh(transfer), when=When.at(at(22)))

    with eyes(headquarters()) as ministry:

        def missions(known):
            found = figures_of(ministry, IncidentFactory(), at(23), known).table("mission")
            return {row.key: row.count for row in found.rows if row.count}

        assert missions(at(24)) == {"BKK": 1}
        assert missions(at(26)) == {"RGN": 1}


@pytest.fixture
def case(desk):
    """A case of October 2025."""
    return a_case(desk, reported=OPENED)


def test_a_hold_that_is_over_is_two_rows_of_one_moment(desk, case):
    late = {"source": "mission", "reason": "-"}
    record_fact(desk, fresh(case), stage="contacted", when=When(day=date(2025, 10, 25)), **late)

    record_hold(
        desk,
        fresh(case),
        reason="awaiting_host",
        held_from=When(day=date(2025, 10, 22)),
        held_until=When(day=date(2025, 10, 24)),
        note="Court date not known.",
    )

    rows = standing_rows(fresh(case))
    assert [(row.kind, row.to_held) for row in rows] == [
        ("open", False), ("hold", True), ("resume", False), ("fact", False),
    ]  # fmt: skip
    assert len({row.recorded_at for row in rows[1:]}) == 1
    assert rows[1].changes["hold_reason"] == "awaiting_host"
    assert not any(row.needs_review for row in rows)
    assert (fresh(case).held, fresh(case).stage) == (False, "contacted")
    assert ledgers_hold()


def held(day_from, day_until):
    return {
        "reason": "health",
        "held_from": When(day=date(2025, 10, day_from)),
        "held_until": When(day=date(2025, 10, day_until)),
    }


def test_a_hold_ends_after_it_began_within_the_time_in_which_the_case_went_on(desk, case):
    assert refused_to(record_hold, desk, case, **held(24, 23)) == (422, "hold_ends_first")
    assert refused_to(record_hold, desk, case, **held(1, 24)) == (422, "before_opening")
    record_hold(desk, fresh(case), **held(23, 25))
    assert refused_to(record_hold, desk, fresh(case), **held(22, 24)) == (422, "held_already")
    assert refused_to(record_hold, desk, fresh(case), **held(24, 26)) == (422, "held_already")
    hold_case(desk, fresh(case), reason="health")
    record_hold(desk, fresh(case), **held(26, 27))
    assert fresh(case).held


def test_a_hold_of_a_day_of_a_month_was_over_within_it(desk, case):
    days = {"held_from": parse_when("2025-10"), "held_until": When(day=date(2025, 10, 24))}

    record_hold(desk, fresh(case), reason="health", **days)

    kinds = [row.kind for row in standing_rows(fresh(case))]
    assert (kinds, fresh(case).held) == (["open", "hold", "resume"], False)
    assert ledgers_hold()


AS_STATED = {
    "2025-10-22": ("2025-10-22", "22 Oct 2025"),
    "2025-10-23/2025-10-24": ("2025-10-23/2025-10-24", "between 23 Oct 2025 and"),
}


def test_the_sender_is_told_the_day_as_stated_and_that_of_recording(client):
    rangoon = {"code": "RGN", "country": "MM", "zone": "Asia/Yangon"}
    made = {}
    for said in AS_STATED:
        with course() as actor:
            case = opened(actor, at(20))
            with replay(at(21)):
                to = MissionFactory(**rangoon)
                made[said] = offer_transfer(actor, fresh(case), mission=to, summary="Held.")
        with course(**rangoon) as receiver, replay(at(31)):
            accept_transfer(receiver, fresh(made[said]), when=parse_when(said))
    desk = officer()
    notices = log_in(client, desk).get("/notices/").text

    for said, (told, words) in AS_STATED.items():
        row = caller(desk).get(f"/api/v1/transfers/{made[said].uuid}/").json()
        assert row["taken_over_at"] == told
        page = client.get(f"/transfers/{made[said].uuid}/").text
        assert f'datetime="{told[:10]}"' in page
        assert words in notices
    assert "recorded on 31 Oct 2025" in notices
