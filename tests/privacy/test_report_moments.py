"""Every moment in the report to a person is told as the API tells it: no more than is known."""

from datetime import timedelta

import pytest
from django.db import models

from cases.casework.models import Clock
from cases.casework.operations import ask_step, complete_step, log_contact, record_answer
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.fields.dates import parse_when
from cases.missions.models import Mission
from cases.privacy.operations import make_report
from cases.privacy.report.columns import first_end_of, is_left_out
from cases.privacy.report.moments import BY_MACHINE, DUE, PLANNED, SINCE, Moments
from cases.privacy.report.sections import SECTIONS
from cases.procedures.models import Limit
from tests.api.calls import caller
from tests.casework.playbooks import a_playbook, a_procedure, at, step
from tests.factories import officer
from tests.register import a_case, fresh
from tests.web.session import log_in

KNOWN = at("2025-11-28 08:05") + timedelta(microseconds=7)
SAID = ["2025-11-27", "2025-10", "2025-10-16/2025-10-18", "2025-10-16T06:19:00+07:00"]
MOMENTS = [
    column
    for section in SECTIONS
    for column in section.model._meta.concrete_fields
    if isinstance(column, models.DateTimeField) and not is_left_out(column)
]


def full_name(column):
    return f"{column.model._meta.model_name}.{column.name}"


def told(column, **values):
    """Return what the report says of a row that holds nothing but these values."""
    bangkok = Mission(zone="Asia/Bangkok", country="TH")
    row, names = column.model(**values), {field.name for field in column.model._meta.fields}
    limit = Limit(on_whom="mission", calendar="mission")
    owners = {"mission": bangkok, "limit": limit, "clock": Clock(limit=limit)}
    for name, owner in owners.items():
        if name in names:
            setattr(row, name, owner)
    if "case" in names:
        row.case_id = 1
    value = Moments("Asia/Ho_Chi_Minh", {1: bangkok}).told(column, row, vars(row))
    return value.iso()


@pytest.mark.parametrize("column", MOMENTS, ids=full_name)
def test_every_moment_of_the_report_is_told_at_its_precision(column):
    name, first = full_name(column), first_end_of(column)
    if first is not None:
        ends = [parse_when(said).resolve("Asia/Bangkok", KNOWN) for said in SAID]
        found = [told(column, **{first: one.first, column.name: one.last}) for one in ends]
        assert found == SAID
    elif name in PLANNED:
        found = [
            told(column, **{column.name: at(one)}) for one in ("2025-11-30", "2025-11-30 09:00")
        ]
        assert found == ["2025-11-30", "2025-11-30T09:00:00+07:00"]
    elif name in SINCE:
        assert told(column, **{column.name: at("2025-11-30 09:00")}) == "2025-11-30T09:00:00+07:00"
    elif name in DUE:
        assert told(column, **{column.name: at("2025-11-30")}) == "2025-11-30T00:00:00+07:00"
    else:
        assert column.name in BY_MACHINE, "Say in report/moments.py how this moment is known."
        assert told(column, **{column.name: KNOWN}) == "2025-11-28T01:05:00.000007Z"


def test_nothing_is_named_that_is_not_a_moment_of_the_report():
    assert {full_name(column) for column in MOMENTS} >= PLANNED | SINCE | set(DUE)
    assert {column.name for column in MOMENTS} >= BY_MACHINE


@pytest.fixture
def bangkok(db):
    return officer()


@pytest.fixture
def case(bangkok):
    flight = [{"name": "departs_at", "kind": "moment", "label": "Departs"}]
    a_procedure("contact", result_fields=flight)
    a_playbook()
    with eyes(bangkok):
        return a_case(bangkok, reported=parse_when("2025-10"))


def report(actor, case):
    with eyes(actor):
        made = make_report(actor, fresh(case.citizen), reason="person", language="en")
    return made, caller(actor).get(f"/api/v1/person-reports/{made.uuid}/").json()


def acted(actor, case, said="2025-11-05/2025-11-07"):
    """Complete a step and ask another one on days, and plan an attempt for a day."""
    when, result = parse_when(said), {"departs_at": "2025-11-26T09:00:00+07:00"}
    talk = {"channel": "phone", "outcome": "no_answer", "talked_with": "citizen"}
    with eyes(actor):
        complete_step(actor, fresh(case), step=step(case, "contact"), when=when, result=result)
        ask_step(actor, fresh(case), step=step(case, "reply"), whom="family", when=when)
        tried = {
            "when": parse_when("2025-11-26T08:00+07:00"),
            "next_attempt": When(day=at("2025-11-30").date()),
        }
        log_contact(actor, fresh(case), **talk, **tried)


def test_the_report_says_of_its_moments_what_the_api_says(bangkok, case):
    acted(bangkok, case)
    _made, answer = report(bangkok, case)
    found = answer["sections"]

    assert [row["opened_at"] for row in found["cases"]] == ["2025-10"]
    assert {row["status_at"] for row in found["steps"][:2]} == {"2025-11-05/2025-11-07"}
    assert found["inquiries"][0]["asked_at"] == "2025-11-05/2025-11-07"
    assert found["contact_log"][0]["next_at"] == "2025-11-30"
    assert found["cases"][0]["next_attempt_at"] == "2025-11-30"
    assert found["results"][0]["values"] == {"departs_at": "2025-11-26T09:00:00+07:00"}
    assert "occurred_from" not in found["contact_log"][0]


def test_a_former_value_is_told_as_precisely_as_it_was_known(client, bangkok, case):
    acted(bangkok, case)
    with eyes(bangkok):
        record_answer(bangkok, fresh(case), step=step(case, "reply"), verdict="ours")
    made, answer = report(bangkok, case)
    page = log_in(client, bangkok).get(made.get_absolute_url()).text

    former = [row for row in answer["former_values"] if row["section"] == "steps"]
    moments = {row["value"] for row in former if row["column"] == "status_at"}
    assert "2025-11-05/2025-11-07" in moments
    assert not [moment for moment in moments if moment.endswith("Z")]
    assert "30 Nov 2025" in page
    assert "30 Nov 2025, 00:00" not in page
    assert "between 5 Nov 2025 and 7 Nov 2025" in page
    assert "When it happened" in page
    assert "at the latest" not in page
