"""A token is in use as long as it opens something: what lists and the dashboard call so."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from cases.core.context import eyes
from cases.exchange.dashboard import clients
from cases.exchange.models import ApiToken
from cases.exchange.queries import tokens_in_use
from cases.missions.models import Posting, Staff
from tests.api.calls import caller, token_of, with_token
from tests.factories import administrator, officer

pytestmark = pytest.mark.django_db


def counted() -> str:
    with eyes(administrator()) as who:
        return str(next(iter(clients(who, timezone.now()))).count)


def leave_the_posting(actor):
    Posting.objects.filter(pk=actor.posting_id).update(ends_on=date(2025, 6, 30))


def leave_the_service(actor):
    Staff.objects.filter(pk=actor.staff_id).update(is_active=False)


@pytest.mark.parametrize("leave", [leave_the_posting, leave_the_service])
def test_a_token_that_opens_nothing_any_more_is_in_nobodys_use(leave):
    desk, stays = officer(), officer()
    token, kept = token_of(desk), token_of(stays)
    assert counted() == "2"

    leave(desk)

    assert [with_token(row).get("/api/v1/").status_code for row in (token, kept)] == [401, 200]
    assert counted() == "1"
    listed = caller(administrator()).get("/api/v1/tokens/?is_usable=true").json()["results"]
    assert len(listed) == 1
    with eyes(desk):
        assert tokens_in_use(desk, timezone.now()) == []


@pytest.mark.parametrize(
    ("moment", "in_force"),
    [
        (datetime(2025, 6, 30, 16, 59, tzinfo=UTC), True),
        (datetime(2025, 6, 30, 17, 0, tzinfo=UTC), False),
    ],
)
def test_a_posting_ends_with_its_last_day_where_the_mission_is(moment, in_force):
    desk = officer()
    token_of(desk)
    leave_the_posting(desk)

    with time_machine.travel(moment, tick=False):
        usable = ApiToken.objects.usable(moment).exists()
        assert usable == Posting.objects.get(pk=desk.posting_id).is_in_force(moment)
    assert usable is in_force
