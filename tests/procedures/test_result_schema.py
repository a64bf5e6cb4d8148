"""The schema of a result: what a procedure may ask to be written down."""

import pytest

from cases.procedures.results import check_schema

DAY = {"name": "issued_on", "kind": "day", "label": "Issued on"}
CHOICE = {"name": "ground", "kind": "choice", "label": "Ground"}


def faults(rows):
    return {problem.field: problem.code for problem in check_schema(rows)}


def test_takes_every_kind():
    rows = [
        {**DAY, "required": True, "past": True, "label_vi": "Cấp ngày", "label_fr": "Délivré le"},
        {"name": "until", "kind": "day", "label": "Until", "expires": True,
         "not_before": "issued_on"},
        {"name": "at", "kind": "moment", "label": "At"},
        {"name": "fine", "kind": "money", "label": "Fine"},
        {**CHOICE, "choices": [{"value": "lost", "label": "Lost"}]},
        {"name": "fit", "kind": "yesno", "label": "Fit"},
        {"name": "days", "kind": "number", "label": "Days"},
        {"name": "serial", "kind": "text", "label": "Serial", "max_length": 20},
    ]  # fmt: skip

    assert check_schema(rows) == []


@pytest.mark.parametrize(
    ("rows", "field", "code"),
    [
        ({}, "", "wrong_type"),
        ([DAY] * 13, "", "too_many"),
        (["issued_on"], "0", "wrong_type"),
        ([{**DAY, "colour": "red"}], "0.colour", "unknown_field"),
        ([{**DAY, "name": "Issued on"}], "0.name", "bad_name"),
        ([{**DAY, "name": None}], "0.name", "bad_name"),
        ([{**DAY, "kind": "date"}], "0.kind", "invalid_choice"),
        ([{**DAY, "kind": ["day"]}], "0.kind", "invalid_choice"),
        ([{**DAY, "label": ""}], "0.label", "required"),
        ([{**DAY, "label": " "}], "0.label", "required"),
        ([{**DAY, "not_before": []}], "0.not_before", "unknown"),
        ([{**DAY, "not_before": {"name": "issued_on"}}], "0.not_before", "unknown"),
        ([{**DAY, "label_vi": 7}], "0.label_vi", "wrong_type"),
        ([{**DAY, "required": "yes"}], "0.required", "wrong_type"),
        ([{**DAY, "choices": []}], "0.choices", "misplaced"),
        ([{**DAY, "max_length": 9}], "0.max_length", "misplaced"),
        ([CHOICE], "0.choices", "wrong_type"),
        ([{**CHOICE, "choices": [{"value": "Lost it", "label": "Lost"}]}], "0.choices.0.value",
         "bad_name"),
        ([{**CHOICE, "choices": [{"value": "lost"}]}], "0.choices.0.label", "required"),
        ([{**CHOICE, "choices": ["lost"]}], "0.choices.0", "wrong_type"),
        ([{**CHOICE, "choices": [{"value": "lost", "label": "L", "x": 1}]}], "0.choices.0.x",
         "unknown_field"),
        ([{**CHOICE, "choices": [{"value": "lost", "label": "Lost"}] * 2}], "0.choices", "twice"),
        ([{"name": "a", "kind": "text", "label": "A", "max_length": 0}], "0.max_length",
         "out_of_range"),
        ([{"name": "a", "kind": "text", "label": "A", "max_length": "9"}], "0.max_length",
         "wrong_type"),
        ([{"name": "a", "kind": "text", "label": "A", "expires": True}], "0.expires", "misplaced"),
        ([{"name": "a", "kind": "text", "label": "A", "past": True}], "0.past", "misplaced"),
        (
            [{"name": "a", "kind": "moment", "label": "A", "answers": True}],
            "0.answers",
            "misplaced",
        ),
        ([{"name": "a", "kind": "text", "label": "A", "not_before": "b"}], "0.not_before",
         "misplaced"),
        ([DAY, DAY], "1.name", "twice"),
        ([{**DAY, "expires": True}, {**DAY, "name": "b", "expires": True}], "1.expires", "twice"),
        ([{**DAY, "not_before": "issued_on"}], "0.not_before", "unknown"),
        ([{**DAY, "not_before": "nowhere"}], "0.not_before", "unknown"),
    ],
)  # fmt: skip
def test_refuses_and_names_the_key(rows, field, code):
    assert faults(rows) == {field: code}
