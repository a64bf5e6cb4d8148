"""Welfare checks that are made, and what a person says of them."""

from datetime import timedelta

from django.utils import timezone

from cases.casework.follow_up.operations import record_welfare_check
from cases.casework.operations import record_statement
from tests.register import fresh
from tests.world_follow_up import HOME_ON

TODAY = timezone.now().date()
SOON = TODAY + timedelta(days=20)
MADE = {"done_on": HOME_ON + timedelta(days=31), "channel": "phone", "wants_support": "not_asked"}


def states(case):
    """Return the states of the checks of a case, by due day."""
    return list(case.welfare_checks.order_by("due_on").values_list("state", flat=True))


def made(actor, check, **more):
    """Record a check of somebody who is safe."""
    return record_welfare_check(actor, fresh(check), **(MADE | {"condition": "safe"} | more))


def says(actor, case, answer):
    """Put an answer to following up on record."""
    return record_statement(
        actor,
        fresh(case),
        kind="follow_up",
        answer=answer,
        words="Do not call me again.",
        channel="phone",
        language="vi",
    )
