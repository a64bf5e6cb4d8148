"""The second wall of case rows and case numbers: raw statements with the eyes of a mission."""

import pytest
from django.db import DatabaseError, connection, transaction

from cases.core.context import eyes
from tests.factories import IncidentFactory, MissionFactory, officer
from tests.register import a_case, a_citizen

pytestmark = pytest.mark.django_db

CASE = """
insert into cases_case (reference, citizen_id, incident_id, mission_id, mission_ids, stage, held,
  hold_reason, outcome, report_source, summary, opened_at, position_at, recorded_at, rows, version)
values ('RGN-2099-99999', %s, %s, %s, '{}', 'reported', false, '', '', 'list', '', now(), now(),
  now(), 0, 1)
"""


def execute(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0] if cursor.description else None


def test_a_case_cannot_be_hung_on_a_person_out_of_sight():
    bangkok, yangon = officer(), officer(yangon=True)
    with eyes(bangkok):
        citizen = a_citizen(bangkok)
    incident = IncidentFactory()

    with eyes(yangon), pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
        execute(CASE, [citizen.pk, incident.pk, yangon.mission_id])


def test_a_case_cannot_be_moved_to_a_person_out_of_sight():
    bangkok, yangon = officer(), officer(yangon=True)
    with eyes(bangkok):
        citizen = a_citizen(bangkok)
    with eyes(yangon):
        case = a_case(yangon)

        with pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
            execute("update cases_case set citizen_id = %s where id = %s", [citizen.pk, case.pk])


@pytest.mark.parametrize("how_many", [-300, 0, 2_000_000_000])
def test_the_counter_of_numbers_only_counts_on(how_many):
    with eyes(officer()) as actor:
        a_case(actor)
        statement = "select take_references(%s, 2026, %s)"

        assert execute(statement, [actor.mission_id, how_many]) is None


COUNTERS = (
    *("take_references(%s, 2026, 1)", "take_letter_numbers(%s, 2026, 1)"),
    "take_movement_number(%s, 2026)",
)


@pytest.mark.parametrize("counter", COUNTERS)
def test_nobody_takes_the_numbers_of_another_mission(counter):
    other = MissionFactory(yangon=True)

    with eyes(officer()) as actor:
        assert execute(f"select {counter}", [actor.mission_id]) == 1
        assert execute(f"select {counter}", [other.pk]) is None
    assert execute(f"select {counter}", [other.pk]) is None
