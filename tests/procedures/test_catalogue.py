"""Procedures and limits: entered and corrected by code, checked before they are kept."""

from datetime import date

import pytest

from cases.core.models import RowVersion
from cases.procedures.models import Limit, Procedure
from cases.procedures.operations import put_limit, put_procedure
from tests.counted import COUNTED
from tests.factories import ProcedureFactory
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db

FIELDS = [
    {"name": "decided_on", "kind": "day", "label": "Decided  on", "required": True},
    {"name": "ground", "kind": "choice", "label": "Ground",
     "choices": [{"value": "lost", "label": "Lost "}]},
]  # fmt: skip


def faults(call):
    refusal = refusal_of(call)
    assert refusal.status == 422
    return {(row.field, row.code) for row in refusal.problems}


def procedure(actor, **values):
    usual = {"code": "removal", "track": "host_law", "body": "host_authority", "name": "Removal"}
    return put_procedure(actor, **(usual | values))


def limit(actor, **values):
    usual = {
        "code": "reply",
        "procedure": ProcedureFactory(),
        "name": "Reply",
        "amount": 2,
        "unit": "working_days",
        "starts": "asked",
        "stops": "answered",
        "on_whom": "immigration_department",
        "missing": "" if values.get("verified") else "sentence",
    }
    counted = COUNTED[values.get("unit", "working_days")]
    return put_limit(actor, **(usual | counted | values))


def test_a_procedure_is_entered_with_its_schema(actor):
    row = procedure(actor, result_fields=FIELDS)

    assert row.result_fields[0]["label"] == "Decided on"
    assert row.result_fields[1]["choices"] == [{"value": "lost", "label": "Lost"}]


def test_a_known_code_is_corrected_and_the_former_values_are_kept(actor):
    before = procedure(actor)

    row = procedure(actor, name="Removal order")

    assert (row.pk, row.name) == (before.pk, "Removal order")
    kept = RowVersion.objects.get(table_name="cases_procedure", row_id=row.pk)
    assert kept.old == {"name": "Removal"}


def test_the_same_again_writes_nothing(actor):
    procedure(actor, result_fields=FIELDS)
    procedure(actor, result_fields=FIELDS)

    assert not RowVersion.objects.filter(table_name="cases_procedure").exists()


def test_a_faulty_schema_is_refused_by_field_and_key(actor):
    refusal = refusal_of(procedure, actor, result_fields=[FIELDS[0], {**FIELDS[0], "kind": "date"}])

    (problem,) = refusal.problems
    assert (problem.field, problem.code) == ("result_fields.1.kind", "invalid_choice")
    assert str(problem.message).startswith("Field 2, kind: The kind is one of")
    assert not Procedure.objects.filter(code="removal").exists()


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (["x"], "Field 1: A result field is an object with name, kind and label."),
        ([FIELDS[0]] * 13, "A result has at most 12 fields."),
    ],
)
def test_a_schema_that_is_none_is_refused(actor, rows, sentence):
    assert str(refusal_of(procedure, actor, result_fields=rows).message) == sentence


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"track": "other"}, "track", "invalid_choice"),
        ({"restricted": "secret"}, "restricted", "invalid_choice"),
    ],
)
def test_a_word_outside_the_closed_sets_is_refused(actor, values, field, code):
    assert (field, code) in faults(lambda: procedure(actor, **values))


def test_a_limit_may_have_one_value_before_and_another_after_a_day(actor):
    limit(actor, valid_until=date(2026, 6, 30))
    limit(actor, valid_from=date(2026, 7, 1), amount=3)

    on = Limit.objects.valid_on
    assert on(date(2026, 6, 30)).get().amount == 2
    assert on(date(2026, 7, 1)).get().amount == 3
    assert set(Limit.objects.values_list("reference", flat=True)) == {"reply", "reply.20260701"}


def test_two_values_of_a_limit_never_hold_at_once(actor):
    limit(actor, valid_until=date(2026, 6, 30))

    assert faults(lambda: limit(actor, valid_from=date(2026, 6, 30))) == {
        ("valid_from", "limit_no_overlap")
    }


def test_a_limit_that_ends_later_runs_into_the_next(actor):
    limit(actor, valid_until=date(2026, 6, 30))
    limit(actor, valid_from=date(2026, 7, 1))

    assert faults(lambda: limit(actor, valid_until=date(2026, 7, 1))) == {
        ("valid_from", "limit_no_overlap")
    }


def test_a_limit_does_not_end_before_it_begins(actor):
    values = {"valid_from": date(2026, 7, 1), "valid_until": date(2026, 6, 30)}

    assert ("valid_until", "limit_valid_forwards") in faults(lambda: limit(actor, **values))


def test_a_limit_is_corrected_by_code_and_first_day(actor):
    before = limit(actor, valid_from=date(2020, 7, 1))

    read = {"verified": True, "legal_basis": "Law 1, art. 2", "source": "A page"}
    row = limit(actor, valid_from=date(2020, 7, 1), amount=5, reason="Read again.", **read)

    assert (row.pk, row.amount, row.verified) == (before.pk, 5, True)


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"starts": "done"}, "start_procedure", "start_named"),
        ({"starts": "result"}, "start_procedure", "start_named"),
        ({"starts": "stage"}, "start_stage", "start_named"),
        ({"starts": "stage", "start_stage": "soon"}, "start_stage", "unknown_stage"),
        ({"start_stage": "ready"}, "start_stage", "start_misplaced"),
        ({"start_field": "decided_on"}, "start_field", "start_misplaced"),
        ({"unit": "hours", "calendar": "host"}, "calendar", "hours_not_counted_by"),
        ({"unit": "hours", "day_ends": "midnight"}, "day_ends", "hours_not_counted_by"),
        ({"calendar": ""}, "calendar", "calendar_named"),
        ({"calendar": "none"}, "calendar", "calendar_named"),
        ({"roll": "next"}, "roll", "working_days_never_roll"),
        ({"day_ends": ""}, "day_ends", "day_ends_named"),
        ({"unit": "calendar_days", "calendar": ""}, "calendar", "calendar_named"),
        ({"unit": "calendar_days", "roll": ""}, "roll", "roll_named"),
        ({"unit": "calendar_days", "calendar": "none"}, "roll", "roll_without_calendar"),
        (
            {"unit": "calendar_days", "calendar": "none", "roll": "none", "day_ends": "office"},
            "day_ends",
            "office_without_calendar",
        ),
        ({"amount": 0}, "amount", "limit_amount_positive"),
    ],
)
def test_a_limit_that_contradicts_itself_is_refused(actor, values, field, code):
    assert (field, code) in faults(lambda: limit(actor, **values))


@pytest.mark.parametrize(
    ("field", "is_taken"), [("decided_on", True), ("ground", False), ("elsewhere", False)]
)
def test_a_limit_starts_at_a_day_or_moment_of_a_result(actor, field, is_taken):
    order = procedure(actor, result_fields=FIELDS)
    values = {"starts": "result", "start_procedure": order, "start_field": field}

    if is_taken:
        row = limit(actor, **values)
        assert (row.start_procedure, row.start_field) == ("removal", "decided_on")
    else:
        assert faults(lambda: limit(actor, **values)) == {("start_field", "start_field_dated")}
