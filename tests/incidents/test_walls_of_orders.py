"""The second wall around directives and plans: raw SQL as the application role."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from cases.core.context import eyes
from cases.incidents.operations import put_plan
from tests.factories import IncidentFactory, MissionFactory, head, headquarters
from tests.incidents.orders import a_directive, acknowledged
from tests.statements import executed, selected, selected_value

pytestmark = pytest.mark.django_db
TABLES = ("cases_directive", "cases_directivemission", "cases_directivereport", "cases_missionplan")


def run(statement, *values):
    return executed(statement, values)


def count(table):
    return selected_value(f"select count(*) from {table}")


@pytest.fixture
def orders():
    """A directive to both, one to Yangon alone, both answered; plans of both."""
    both = a_directive(missions=[MissionFactory(), MissionFactory(yangon=True)])
    other = a_directive(
        code="2025-11-07-other", missions=[MissionFactory(yangon=True)], title="Other"
    )
    actors = [acknowledged(both), acknowledged(both, yangon=True)]
    for actor in actors:
        with eyes(actor):
            put_plan(actor, incident=IncidentFactory(), text="x", review_on=date(2030, 1, 31))
    return both, other


def test_a_mission_reads_its_own_rows_alone(orders):
    with eyes(head()):
        assert [count(table) for table in TABLES] == [1, 1, 1, 1]
    with eyes(head(yangon=True)):
        assert [count(table) for table in TABLES] == [2, 2, 1, 1]
    with eyes(headquarters()):
        assert [count(table) for table in TABLES] == [2, 3, 2, 2]
    assert [count(table) for table in TABLES] == [0, 0, 0, 0]


def test_a_mission_cannot_address_a_directive_to_itself(orders):
    _both, other = orders
    bangkok = MissionFactory()

    with eyes(head()), pytest.raises(DatabaseError), transaction.atomic():
        run(
            "insert into cases_directivemission (uuid, directive_id, mission_id, state)"
            " values (gen_random_uuid(), %s, %s, 'pending')",
            other.pk,
            bangkok.pk,
        )


@pytest.mark.parametrize(
    "statement",
    [
        "update cases_directivemission set directive_id = directive_id",
        "update cases_directivemission set mission_id = mission_id",
        "update cases_directive set text = 'x'",
        "update cases_directive set withdrawn_at = now(), withdraw_reason = 'x'",
        "update cases_directivereport set text = 'x'",
        "update cases_missionplan set text = 'x'",
        "delete from cases_directive",
        "delete from cases_directivemission",
        "delete from cases_directivereport",
        "delete from cases_missionplan",
    ],
)
def test_a_mission_cannot_change_what_was_said(orders, statement):
    with eyes(head()), pytest.raises(DatabaseError), transaction.atomic():
        run(statement)


@pytest.mark.parametrize(
    "statement",
    ["update cases_directive set text = 'x'", "update cases_directive set due_on = null"],
)
def test_nor_does_headquarters_edit_an_order(orders, statement):
    with eyes(headquarters()), pytest.raises(DatabaseError), transaction.atomic():
        run(statement)


def test_a_mission_cannot_answer_for_another(orders):
    yangon = MissionFactory(yangon=True)

    with eyes(head()):
        changed = run(
            "update cases_directivemission set state = 'done' where mission_id = %s", yangon.pk
        )

    assert changed == 0


def test_a_report_cannot_be_hung_on_the_row_of_another_mission(orders):
    with eyes(headquarters()):
        (row,) = selected(
            "select id from cases_directivemission where mission_id = %s",
            [MissionFactory(yangon=True).pk],
        )[0]
    with eyes(head()), pytest.raises(DatabaseError), transaction.atomic():
        run(
            "insert into cases_directivereport (uuid, addressee_id, state, text, recorded_at)"
            " values (gen_random_uuid(), %s, 'done', 'x', now())",
            row,
        )


def test_a_plan_cannot_be_entered_for_another_mission(orders):
    with eyes(head()), pytest.raises(DatabaseError), transaction.atomic():
        run(
            "insert into cases_missionplan (uuid, incident_id, mission_id, number, text,"
            " review_on, recorded_at) values (gen_random_uuid(), %s, %s, 9, 'x', now(), now())",
            IncidentFactory().pk,
            MissionFactory(yangon=True).pk,
        )
