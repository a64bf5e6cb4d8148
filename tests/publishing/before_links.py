"""A case that was closed as a duplicate by hand, as was possible before a link alone did it."""

from unittest import mock

from cases.casework.models import Case
from cases.casework.operations import close_case
from cases.core.facts import replay
from tests.database import as_owner
from tests.publishing.course import course
from tests.register import fresh

TRIGGER = "alter table cases_transition {how} trigger duplicate_by_link"


def closed_by_hand(case: Case, moment) -> Case:
    """Close a committed case so; for tests that commit."""
    as_owner([TRIGGER.format(how="disable")])
    try:
        with (
            mock.patch("cases.casework.ledger.refuse_duplicate"),
            course() as actor,
            replay(moment),
        ):
            return close_case(actor, fresh(case), outcome="duplicate")
    finally:
        as_owner([TRIGGER.format(how="enable")])
