"""Whoever is forgotten is asked no more, and nothing stays of what was found."""

import pytest

from cases.casework.follow_up.operations import record_welfare_check
from cases.core.context import eyes
from cases.retention.operations.person import anonymise_citizen
from tests.factories import head
from tests.register import fresh
from tests.retention.file import asked_for
from tests.world import references
from tests.world_follow_up import HOME_ON, a_check
from tests.world_retention import lead

pytestmark = pytest.mark.django_db


def test_forgetting_ends_what_is_planned_and_empties_what_was_found():
    references()
    with eyes(head()) as worker:
        check = a_check(worker)
        record_welfare_check(
            worker,
            fresh(check),
            done_on=HOME_ON,
            channel="phone",
            condition="in_need",
            wants_support="yes",
            words="Debts.",
        )
        case = fresh(check.case)
        person = case.citizen
    asked_for(person)
    with eyes(lead()) as actor:
        anonymise_citizen(actor, fresh(person), reference=case.reference)

    with eyes(worker):
        states = dict(case.welfare_checks.values_list("kind", "state"))
        left = case.welfare_checks.get(state="not_needed")
        found = fresh(check).finding
        assert states == {"day-30": "done", "day-90": "not_needed"}
        assert left.drop_reason == "forgotten"
        assert (found.words, found.condition) == ("", "in_need")
