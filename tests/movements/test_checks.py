"""Each check before somebody travels: what it finds, and when it finds nothing."""

from copy import deepcopy
from datetime import date, datetime, timedelta

import pytest

from cases.casework.groups.operations import form_group
from cases.casework.operations import close_case, complete_step, record_crossing
from cases.casework.protection.operations import record_fitness
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.partial import PartialDate
from cases.movements.checks import findings_of
from cases.movements.checks.facts import facts_of
from tests.casework.playbooks import a_playbook, a_procedure
from tests.factories import head
from tests.kept import once
from tests.register import fresh
from tests.world_movements import DEPARTS, a_movement, a_ready_case, places, seated, with_flight
from tests.world_talking import said

pytestmark = pytest.mark.django_db

CHILD = PartialDate(date(2014, 5, 1), "day")
GROWN = PartialDate(date(1985, 5, 1), "day")
FIT = {"result": "fit", "valid_from": date(2025, 10, 1), "valid_until": date(2025, 12, 1)}
DECIDED = "Decided for the test."


@once
def standing():
    with eyes(head()) as actor:
        movement = with_flight(actor, a_movement(actor, capacity=None), capacity=None)
        return movement, a_ready_case(actor)


@pytest.fixture
def flight(standing):
    """A bus and a flight home."""
    return deepcopy(standing[0])


@pytest.fixture
def case(standing):
    """Somebody who may go on it."""
    return deepcopy(standing[1])


def found(actor, movement, case):
    """Return the codes of what the checks find of somebody, the usual words on fitness apart."""
    row = fresh(case)
    codes = findings_of([row], facts_of(actor, fresh(movement), [row], date(2025, 11, 3)))[row.pk]
    return {one.code for one in codes} - {"ticket_missing", "fitness_unknown"}


def fitness_found(actor, movement, case):
    row = fresh(case)
    codes = findings_of([row], facts_of(actor, fresh(movement), [row], date(2025, 11, 3)))[row.pk]
    return {one.code for one in codes} & {"not_fit", "fitness_unknown"}


def examined(actor, case, **more):
    said_of_it = {"examiner_role": "doctor", "examiner": "Invented doctor"} | FIT | more
    record_fitness(actor, fresh(case), **said_of_it)


def test_nothing_is_found_of_somebody_who_may_go(actor, flight, case):
    assert found(actor, flight, case) == set()


def test_a_document_is_asked_for_where_a_border_is_crossed(actor, flight):
    case = a_ready_case(actor, document={})

    assert found(actor, flight, case) == {"document_missing"}
    assert found(actor, a_movement(actor), case) == set()


@pytest.mark.parametrize(
    ("last_day", "codes"), [("2025-11-04", {"document_expired"}), ("2025-11-05", set())]
)
def test_the_document_holds_through_the_day_of_arrival(actor, flight, last_day, codes):
    case = a_ready_case(actor, document={"expires_on": date.fromisoformat(last_day)})

    assert found(actor, flight, case) == codes


def test_a_document_that_lies_with_an_employer_is_said(actor, flight):
    case = a_ready_case(actor, document={"status": "seized_by_employer"})

    assert found(actor, flight, case) == {"document_not_in_hand"}


def test_a_passport_for_one_journey_ends_with_the_entry(actor, flight):
    steps = (("ordinary-passport", "document", "mission", ()),)
    fields = [
        {"name": "serial", "kind": "text", "label": "Serial", "max_length": 20},
        {"name": "issued_on", "kind": "day", "label": "Issued on"},
        {"name": "single_use", "kind": "yesno", "label": "For one journey"},
    ]
    a_procedure("ordinary-passport", track="document", result_fields=fields)
    a_playbook("papers", steps=steps, gates={})
    case = a_ready_case(actor, document={})
    step = fresh(case).steps.get(code="ordinary-passport")
    result = {"serial": "X0000009", "issued_on": "2025-10-25", "single_use": True}
    complete_step(actor, fresh(case), step=step, result=result)
    assert "document_used" not in found(actor, flight, case)

    record_crossing(
        actor,
        fresh(case),
        from_country="TH",
        to_country="VN",
        when=When(day=date(2025, 10, 30)),
        source="mission",
    )

    assert "document_used" in found(actor, flight, case)


def test_the_exit_is_asked_for_until_it_is_cleared(actor, flight):
    a_procedure("exit-clearance", track="host_law")
    a_playbook("exits", steps=(("exit-clearance", "host_law", "mission", ()),), gates={})
    case = a_ready_case(actor)

    assert found(actor, flight, case) == {"exit_open"}
    complete_step(actor, fresh(case), step=fresh(case).steps.get(code="exit-clearance"))
    assert found(actor, flight, case) == set()


def test_fitness_holds_on_the_days_of_the_journey(actor, flight, case):
    assert fitness_found(actor, flight, case) == {"fitness_unknown"}
    examined(actor, case)
    assert fitness_found(actor, flight, case) == set()
    examined(actor, case, valid_until=date(2025, 11, 4))
    assert fitness_found(actor, flight, case) == {"fitness_unknown"}
    examined(actor, case, result="not_fit")
    assert fitness_found(actor, flight, case) == {"not_fit"}


def grouped(actor, guardian, child):
    form_group(
        actor,
        fresh(guardian),
        kind="family",
        role="guardian",
        other=fresh(child),
        other_role="relative",
        since=date(2025, 10, 30),
    )


def test_a_minor_needs_somebody_responsible_on_the_same_legs(actor, flight):
    guardian = a_ready_case(actor, birth=GROWN)
    child = a_ready_case(actor, birth=CHILD)
    assert found(actor, flight, child) == {"minor_alone"}
    grouped(actor, guardian, child)

    seated(actor, flight, guardian, last_leg=1, reason=DECIDED)
    assert found(actor, flight, child) == {"minor_alone", "group_split"}
    seated(actor, flight, guardian, first_leg=1, last_leg=2, reason=DECIDED)

    assert found(actor, flight, child) == set()


def test_whose_birth_date_leaves_it_open_may_be_a_minor(actor, flight):
    case = a_ready_case(actor, birth=PartialDate(date(2007, 1, 1), "year"))

    assert found(actor, flight, case) == {"minor_alone"}


def test_her_word_against_the_return_keeps_her_off(actor, flight, case):
    said(actor, fresh(case), answer="no")

    assert "declined" in found(actor, flight, case)


def test_a_closed_case_does_not_travel(actor, flight, case):
    close_case(actor, fresh(case), outcome="own_means", note="Went by himself.")

    assert found(actor, flight, case) == {"closed"}


def test_a_seat_on_another_journey_at_another_time_is_said(actor, flight, case):
    later = a_movement(
        actor,
        departs_at=DEPARTS + timedelta(days=3),
        arrives_at=DEPARTS + timedelta(days=3, hours=9),
    )
    seated(actor, later, case)

    assert found(actor, flight, case) == {"elsewhere_too"}


def test_a_day_is_that_of_the_place(actor):
    places()
    late = a_movement(
        actor,
        mode="flight",
        to_place=places()["home"],
        departs_at=datetime.fromisoformat("2025-11-04T22:00:00+07:00"),
        arrives_at=datetime.fromisoformat("2025-11-05T00:30:00+07:00"),
    )
    case = a_ready_case(actor, document={"expires_on": date(2025, 11, 4)})

    assert found(actor, late, case) == {"document_expired"}
