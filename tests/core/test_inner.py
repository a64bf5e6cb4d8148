"""What is wrong within a list or an object is told by its place in it."""

import pytest
from django.core.exceptions import ValidationError

from cases.casework.protection.forms.answers import Answers
from cases.core.actor import Actor
from cases.core.fields import Codes, Several, Upload
from cases.core.fields.inner import at, path_of
from cases.missions.choices import Role, Weekday
from cases.movements.musters.forms.fields import Marks, Searches
from cases.movements.musters.forms.strangers import NoteStrangers, Strangers, Words
from cases.procedures.fields import Money, ResultFields

ACTOR = Actor(kind="staff", name="x", mission_id=1, zone="UTC")
KEY = "0b7e2c7e-4c5e-4f43-9a58-0a3d7f2b7f11"
MARK = {"case": "BKK-2025-00042", "mark": "present", "key": KEY}


@pytest.mark.parametrize(
    ("field", "value", "place", "code"),
    [
        (Codes(Role), ["case_officer", 7], "it.1", "wrong_type"),
        (Codes(Role), ["case_officer", "queen"], "it.1", "invalid_choice"),
        (Several(Weekday), [1, True], "it.1", "wrong_type"),
        (Several(Weekday), [1, 99], "it.1", "invalid_choice"),
        (Upload(most_bytes=9), {"name": "a.csv", "content": 1}, "it.content", "wrong_type"),
        (Upload(most_bytes=9), {"name": "a.csv"}, "it.content", "required"),
        (Upload(most_bytes=9), {"name": "a", "content": "", "x": 1}, "it.x", "unknown_field"),
        (Money(), {"amount": 5, "currency": "THB"}, "it.amount", "wrong_type"),
        (Money(), {"amount": "5.00"}, "it.currency", "required"),
        (Money(), "5.00 THB", "it", "wrong_type"),
        (Money(), {"amount": "-5", "currency": "THB"}, "it.amount", "bad_amount"),
        (Money(), {"amount": "5.00", "currency": "ZZZ"}, "it.currency", "bad_currency"),
        (Upload(most_bytes=9), {"name": "a.csv", "content": "!!!"}, "it.content", "not_base64"),
        (
            Upload(most_bytes=9),
            {"name": "a", "content": "AAAA" * 9},
            "it.content",
            "too_many_bytes",
        ),
        (Marks(), [{}], "it.0.case", "required"),
        (Marks(), [MARK, MARK | {"mark": "late"}], "it.1.mark", "bad_mark"),
        (Marks(), [MARK, MARK | {"case": "7"}], "it.1.case", "bad_case"),
        (Marks(), [MARK | {"key": "1"}], "it.0.key", "bad_key"),
        (Marks(), [MARK | {"seen_at": "soon"}], "it.0.seen_at", "bad_moment"),
        (Marks(), [MARK | {"who": "I"}], "it.0.who", "unknown_field"),
        (Marks(), [MARK | {"words": 3}], "it.0.words", "wrong_type"),
        (Marks(), [MARK, "present"], "it.1", "wrong_type"),
        (Strangers(), [{"name": "", "key": KEY}], "it.0.name", "bad_name"),
        (Strangers(), [{"name": "Thử", "key": KEY, "sex": "?"}], "it.0.sex", "bad_sex"),
        (Answers(), {"nobody_asked": {"answer": "yes"}}, "it.nobody_asked", "unknown"),
        (ResultFields(rows=3, max_length=9), [{"name": "day"}], "it.0.kind", "required"),
    ],
)
def test_a_fault_names_where_it_is(field, value, place, code):
    with pytest.raises(ValidationError) as raised:
        field.clean(field.read(value))

    first = raised.value.error_list[0]
    assert (path_of("it", first), first.code) == (place, code)


@pytest.mark.parametrize(
    ("field", "value", "places"),
    [
        (Money(), {}, ["it.amount", "it.currency"]),
        (Money(), {"amount": "-5", "currency": "ZZZ"}, ["it.amount", "it.currency"]),
        (Money(), {"amount": 5, "x": 1}, ["it.x", "it.amount", "it.currency"]),
        (Codes(Role), ["queen", "case_officer", "king"], ["it.0", "it.2"]),
        (
            Marks(),
            [{"case": 5, "mark": "absent", "key": KEY}, MARK | {"mark": "zzz"}, MARK | {"x": 1}],
            ["it.0.case", "it.1.mark", "it.2.x"],
        ),
        (
            Marks(),
            [{"case": "7", "mark": "late", "key": "1", "seen_at": "soon", "words": "x" * 501}],
            ["it.0.case", "it.0.mark", "it.0.key", "it.0.seen_at", "it.0.words"],
        ),
        (
            Strangers(),
            [{"name": "", "key": "1", "sex": "?"}],
            ["it.0.name", "it.0.key", "it.0.sex"],
        ),
        (Searches(), [{"case": "7", "words": ""}], ["it.0.case", "it.0.words"]),
        (Words(), [{"stranger": "7", "words": ""}], ["it.0.stranger", "it.0.words"]),
        (
            Answers(),
            {"act": {"answer": "perhaps", "words": "x" * 1001}, "a": 1, "b": 2},
            ["it.act.answer", "it.act.words", "it.a", "it.b"],
        ),
    ],
)
def test_every_fault_is_told_at_once(field, value, places):
    with pytest.raises(ValidationError) as raised:
        field.clean(field.read(value))

    assert [path_of("it", row) for row in raised.value.error_list] == places


def test_a_line_that_was_typed_is_named_by_its_number():
    with pytest.raises(ValidationError) as raised:
        Marks().clean("BKK-2025-00042 present\n7 present")

    assert raised.value.messages == ["2: Write the number of a case, such as BKK-2025-00042."]


def test_a_page_prints_the_first_faults_of_a_field_and_counts_the_rest():
    form = NoteStrangers(ACTOR, data={"strangers": "; ?\n" * 30})

    printed = list(form.errors["strangers"])

    assert len(form.problems()) == 60
    assert len(printed) == 21
    assert printed[-1] == "And 40 more."
    assert str(form.errors["strangers"]).count("<li>") == 21


def test_more_lines_than_are_taken_are_not_read():
    with pytest.raises(ValidationError) as raised:
        Marks().clean("7 present\n" * 401)

    assert [row.code for row in raised.value.error_list] == ["too_many"]


def test_a_place_grows_from_the_inside():
    fault = at(at(ValidationError("no", code="bad"), "name"), "rows", 3)

    assert path_of("it", fault) == "it.rows.3.name"


def test_a_choice_in_a_list_is_refused_in_the_words_of_the_house():
    with pytest.raises(ValidationError, match="“queen” is not one of the choices"):
        Codes(Role).clean(["queen"])
