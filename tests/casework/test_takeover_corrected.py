"""When a case was taken over is corrected as other stated moments are."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cases.casework.ledger import standing_rows
from cases.casework.models import Case, Transfer
from cases.casework.operations import (
    accept_transfer,
    advance_case,
    close_case,
    correct_transition,
)
from cases.core.context import eyes
from cases.core.facts import When
from tests.api.calls import caller
from tests.casework.between import accepted, case_of, offered
from tests.casework.linking import ledgers_hold
from tests.factories import headquarters
from tests.refusals import refused
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def takeovers_of(case):
    return [row for row in standing_rows(case) if row.kind == "transfer"]


def moved_to(when, row):
    return {"transition": row, "reason": "As Yangon wrote.", "changes": {"when": When.at(when)}}


@pytest.fixture
def late(bangkok, yangon):
    """A case that was worked on between its offer and its takeover: offer, then, row, case."""
    offer = offered(yangon, bangkok)
    with eyes(yangon):
        advance_case(yangon, fresh(offer.case))
    between = timezone.now()
    with eyes(bangkok):
        accept_transfer(bangkok, fresh(offer))
        case = Case.objects.visible_to(bangkok).select_related("citizen").get(pk=offer.case_id)
        (row,) = takeovers_of(case)
    return offer, between, row, case


def test_a_takeover_lies_at_its_corrected_moment_and_both_missions_are_told(
    bangkok, yangon, told, late
):
    ministry = headquarters()
    offer, between, row, case = late
    told.clear()

    with eyes(bangkok):
        correct_transition(bangkok, fresh(case), **moved_to(offer.offered_at, row))

        _opening, moved, advanced = standing_rows(case)
        assert (moved.occurred_at, moved.kind) == (offer.offered_at, "transfer")
        assert advanced.from_mission_id == bangkok.mission_id
        correct_transition(bangkok, fresh(case), **moved_to(between, moved))
        assert [one.to_stage for one in takeovers_of(case)] == ["contacted"]
    with eyes(yangon):
        offer = fresh(offer)
        assert (offer.taken_over_from, offer.taken_over_at) == (between, between)
    assert set(told) >= {
        ("case_changed_before_us", yangon.mission_id),
        ("case_changed_of_others", ministry.mission_id),
    }
    assert ledgers_hold()


def test_no_takeover_before_its_offer_or_while_the_case_was_closed(bangkok, late):
    offer, _between, row, case = late
    with eyes(bangkok):
        close_case(bangkok, fresh(case), outcome="declined")
        before, closed = offer.offered_at - timedelta(seconds=1), timezone.now()

        for when, code in ((before, "before_offer"), (closed, "takeover_out_of_turn")):
            said = moved_to(when, row)
            assert refused(correct_transition, bangkok, fresh(case), **said) == (422, code)
        assert fresh(offer).taken_over_at == row.occurred_at


def test_headquarters_corrects_when_another_mission_took_it_over(bangkok, yangon):
    case = accepted(bangkok, yangon, accepted(yangon, bangkok, case_of(yangon)))
    with eyes(headquarters()) as ministry:
        to_bangkok, to_yangon = Transfer.objects.filter(case=case).order_by("pk")
        there, back = takeovers_of(case)

        said = moved_to(timezone.now(), there)
        refusal = refused(correct_transition, ministry, fresh(case), **said)
        correct_transition(ministry, fresh(case), **moved_to(to_bangkok.offered_at, there))

        assert refusal == (422, "takeover_out_of_turn")
        assert fresh(to_bangkok).taken_over_at == to_bangkok.offered_at
        assert fresh(to_yangon).taken_over_at == back.occurred_at
    with eyes(yangon):
        there, _back = takeovers_of(case)
        said = moved_to(to_bangkok.answered_at, there)
        by_yangon = refused(correct_transition, yangon, fresh(case), **said)
    assert by_yangon == (422, "taken_over_by_another")
    assert ledgers_hold()


def test_the_course_leads_to_the_correction_of_the_day_alone(client, bangkok, late):
    offer, _between, row, case = late
    address = f"/cases/{case.reference}/correct-transition/?transition={row.uuid}"
    log_in(client, bangkok)

    assert f'href="{address}"' in client.get(case.get_absolute_url()).text
    form = client.get(address).context["form"]
    day = offer.offered_at.astimezone(ZoneInfo(bangkok.zone))
    typed = {"when_day": f"{day:%Y-%m-%d}", "reason": "As Yangon wrote."}
    typed |= {"transition": row.uuid, "_version": form.seen_version}
    too_much = client.post(address, typed | {"country": "VN"})
    answer = client.post(address, typed)

    assert "only its moment is corrected" in too_much.text
    assert set(form.fields) == {"transition", "when", "reason"}
    assert answer.status_code == 302, answer.text
    with eyes(bangkok):
        assert fresh(offer).taken_over_from == offer.offered_at


def test_programs_correct_it_too(bangkok, late):
    offer, between, row, case = late
    body = {"transition": str(row.uuid), "when": between.isoformat(), "reason": "As they wrote."}

    answer = caller(bangkok).post(
        f"/api/v1/cases/{case.reference}/correct-transition/",
        body,
        content_type="application/json",
        headers={"If-Match": "*"},
    )

    assert answer.status_code == 200, answer.text
    with eyes(bangkok):
        assert fresh(offer).taken_over_at == between
