"""Typed results: what fits the schema of a procedure is kept, everything else is refused."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from cases.core.facts import When
from cases.procedures.fields import Sum
from cases.procedures.models import Procedure
from cases.procedures.results import (
    expiry_of,
    fields_of,
    form_field,
    json_schema_of,
    read_result,
    shown,
    stored_value,
)

TODAY = date(2025, 11, 6)
COURT = Procedure(
    code="court",
    result_fields=[
        {"name": "outcome", "kind": "choice", "label": "Outcome", "label_vi": "Kết quả",
         "required": True, "choices": [
             {"value": "fine", "label": "Fine", "label_vi": "Phạt tiền"},
             {"value": "prison", "label": "Prison"}]},
        {"name": "fine", "kind": "money", "label": "Fine"},
        {"name": "decided_on", "kind": "day", "label": "Decided on", "past": True},
        {"name": "appealed", "kind": "yesno", "label": "Appealed"},
        {"name": "days", "kind": "number", "label": "Days in prison"},
        {"name": "receipt", "kind": "text", "label": "Receipt", "max_length": 10},
        {"name": "heard_at", "kind": "moment", "label": "Heard"},
    ],
)  # fmt: skip
PASSPORT = Procedure(
    code="issue",
    result_fields=[
        {"name": "issued_on", "kind": "day", "label": "Issued on", "required": True},
        {"name": "expires_on", "kind": "day", "label": "Expires on", "required": True,
         "expires": True, "not_before": "issued_on"},
    ],
)  # fmt: skip
WHOLE = {
    "outcome": "fine",
    "fine": {"amount": "1500", "currency": "THB"},
    "decided_on": "2025-10-30",
    "appealed": False,
    "days": 0,
    "receipt": "A 12",
    "heard_at": "2025-10-30T09:30+07:00",
}


def faults(values, procedure=COURT):
    _, problems = read_result(procedure, values, today=TODAY)
    return {problem.field: problem.code for problem in problems}


def test_keeps_what_fits_the_schema():
    stored, problems = read_result(COURT, WHOLE, today=TODAY)

    assert problems == []
    assert stored == {
        **WHOLE,
        "fine": {"amount": "1500.00", "currency": "THB"},
        "heard_at": "2025-10-30T02:30:00+00:00",
    }


def test_reads_what_it_stored_as_the_same():
    stored, _ = read_result(COURT, WHOLE, today=TODAY)

    assert read_result(COURT, stored, today=TODAY) == (stored, [])


def test_takes_what_its_form_fields_cleaned():
    typed = {
        "outcome": "prison",
        "fine": ["70.5", "USD"],
        "decided_on": "2025-10-30",
        "appealed": "no",
        "days": "12",
        "receipt": "",
        "heard_at": ["2025-10-30", ""],
    }
    cleaned = {row.name: form_field(row).clean(typed[row.name]) for row in fields_of(COURT)}

    stored, problems = read_result(COURT, cleaned, today=TODAY)

    assert problems == []
    assert stored == {
        "outcome": "prison",
        "fine": {"amount": "70.50", "currency": "USD"},
        "decided_on": "2025-10-30",
        "appealed": False,
        "days": 12,
        "heard_at": "2025-10-30",
    }


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"outcome": None}, "outcome", "required"),
        ({"outcome": "flogging"}, "outcome", "invalid_choice"),
        ({"outcome": 7}, "outcome", "wrong_type"),
        ({"outcome": ["fine"]}, "outcome", "wrong_type"),
        ({"bribe": "1"}, "bribe", "unknown_field"),
        ({"fine": 1500}, "fine", "wrong_type"),
        ({"fine": "1500 THB"}, "fine", "wrong_type"),
        ({"fine": {"amount": 1500, "currency": "THB"}}, "fine.amount", "wrong_type"),
        ({"fine": {"amount": "1500"}}, "fine.currency", "required"),
        ({"fine": {"amount": "1,500", "currency": "THB"}}, "fine.amount", "bad_amount"),
        ({"fine": {"amount": "-5", "currency": "THB"}}, "fine.amount", "bad_amount"),
        ({"fine": {"amount": "1e9", "currency": "THB"}}, "fine.amount", "bad_amount"),
        ({"fine": {"amount": "٧", "currency": "THB"}}, "fine.amount", "bad_amount"),
        ({"fine": {"amount": "5", "currency": "XXX"}}, "fine.currency", "bad_currency"),
        ({"decided_on": "30/10/2025"}, "decided_on", "bad_day"),
        ({"decided_on": 20251030}, "decided_on", "wrong_type"),
        ({"decided_on": "2025-11-07"}, "decided_on", "in_the_future"),
        ({"decided_on": "1925-10-30"}, "decided_on", "absurd_date"),
        ({"decided_on": "2125-10-30"}, "decided_on", "absurd_date"),
        ({"heard_at": "2125-10-30"}, "heard_at", "absurd_date"),
        ({"heard_at": "2025-10-30T09:30"}, "heard_at", "bad_moment"),
        ({"appealed": "no"}, "appealed", "wrong_type"),
        ({"appealed": 0}, "appealed", "wrong_type"),
        ({"days": "12"}, "days", "wrong_type"),
        ({"days": True}, "days", "wrong_type"),
        ({"days": 1.5}, "days", "wrong_type"),
        ({"days": -1}, "days", "min_value"),
        ({"days": 10**30}, "days", "max_value"),
        ({"receipt": "x" * 11}, "receipt", "max_length"),
        ({"receipt": "a\x00b"}, "receipt", "unstorable"),
    ],
)
def test_refuses_and_names_the_value(change, field, code):
    assert faults({**WHOLE, **change}) == {f"result.{field}": code}


def test_refuses_a_day_before_the_one_it_follows():
    values = {"issued_on": "2025-11-03", "expires_on": "2025-11-02"}

    assert faults(values, PASSPORT) == {"result.expires_on": "before_other"}


def test_names_every_fault_at_once():
    assert faults({"fine": 1, "days": "x", "bribe": 1}) == {
        "result.bribe": "unknown_field",
        "result.outcome": "required",
        "result.fine": "wrong_type",
        "result.days": "wrong_type",
    }


def test_says_until_when_a_result_holds():
    stored, _ = read_result(
        PASSPORT, {"issued_on": "2025-11-03", "expires_on": "2026-11-02"}, today=TODAY
    )

    assert expiry_of(PASSPORT, stored) == date(2026, 11, 2)
    assert expiry_of(COURT, WHOLE) is None


def test_shows_a_result_in_words_in_the_order_asked():
    stored, _ = read_result(COURT, WHOLE, today=TODAY)

    assert shown(COURT, stored, zone="Asia/Bangkok") == [
        ("Outcome", "Fine"),
        ("Fine", "1,500 THB"),
        ("Decided on", "30 Oct 2025"),
        ("Appealed", "No"),
        ("Days in prison", "0"),
        ("Receipt", "A 12"),
        ("Heard", "30 Oct 2025, 09:30"),
    ]


def test_shows_a_result_in_the_language_of_the_reader():
    with translation.override("vi"):
        assert shown(COURT, {"outcome": "fine"}) == [("Kết quả", "Phạt tiền")]


def test_shows_what_a_former_schema_left_as_it_stands():
    stored = {"outcome": "flogging", "fine": "1500 THB", "decided_on": "soon", "days": "many"}

    assert [words for _, words in shown(COURT, stored)] == ["flogging", "1500 THB", "soon", "many"]


def test_publishes_the_schema_of_a_result():
    schema = json_schema_of(COURT)

    assert schema["required"] == ["outcome"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["outcome"]["enum"] == ["fine", "prison"]
    assert schema["properties"]["days"]["type"] == ["integer", "null"]
    assert schema["properties"]["fine"]["properties"]["currency"]["enum"][0] == "THB"


def test_keeps_a_moment_between_two_instants():
    first, last = datetime(2025, 10, 30, 2, tzinfo=UTC), datetime(2025, 10, 30, 4, tzinfo=UTC)

    kept = stored_value(When(first, last))

    assert kept == "2025-10-30T02:00:00+00:00/2025-10-30T04:00:00+00:00"
    assert read_result(COURT, {**WHOLE, "heard_at": kept}, today=TODAY)[0]["heard_at"] == kept


def test_a_sum_keeps_its_cents():
    assert str(Sum(Decimal("1234.50"), "USD")) == "1,234.50 USD"
