"""Opening a case."""

from datetime import date

import pytest

from cases.casework.operations import correct_transition, record_fact
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.facts import When
from cases.core.partial import PartialDate
from tests.factories import headquarters, officer
from tests.refusals import refusal_of
from tests.register import a_case, a_citizen, fresh

pytestmark = pytest.mark.django_db

DAY = When(day=date(2025, 10, 20))


def test_the_number_names_mission_and_year_and_counts_on():
    with eyes(officer()) as actor:
        first, second = a_case(actor), a_case(actor, a_citizen(actor))

    assert first.reference.startswith("BKK-")
    assert int(second.reference[-5:]) == int(first.reference[-5:]) + 1


def test_is_dated_when_the_person_came_in_else_when_we_were_told():
    with eyes(officer()) as actor:
        came = a_case(actor, came_in=DAY, reported=When(day=date(2025, 10, 28)))
        told = a_case(actor, a_citizen(actor), reported=When(day=date(2025, 10, 28)))

    assert (came.opened_at.day, told.opened_at.day) == (20, 28)


def test_the_same_incident_means_reopen():
    with eyes(officer()) as actor:
        case = a_case(actor)

        with pytest.raises(Refused, match="Reopen that one") as refusal:
            a_case(actor, case.citizen)

        assert refusal.value.code == "case_once_per_incident"


def test_a_case_out_of_sight_is_not_spoken_of():
    actor, above = officer(), headquarters()
    with eyes(actor):
        person = a_citizen(actor)
    with eyes(above):
        a_case(above, person)

    with eyes(actor):
        refusal = refusal_of(a_case, actor, fresh(person))

        assert "Reopen" not in str(refusal)
        assert "Ask headquarters" in str(refusal)


def test_refuses_before_birth():
    with eyes(officer()) as actor:
        person = a_citizen(actor, birth=PartialDate.parse("2025-10-25"))

        assert refusal_of(a_case, actor, person, came_in=DAY).problems[0].field == "came_in"


def test_moving_the_opening_behind_what_followed_says_so():
    with eyes(officer()) as actor:
        case = a_case(actor, came_in=DAY)
        later = When(day=date(2025, 10, 22))
        record_fact(actor, case, stage="contacted", when=later, source="mission", reason="x")

        with pytest.raises(Refused) as refusal:
            correct_transition(
                actor,
                fresh(case),
                transition=case.transitions.get(kind="open"),
                reason="x",
                changes={"when": When(day=date(2025, 10, 25))},
            )

        assert refusal.value.code == "opening_first"
