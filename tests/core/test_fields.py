"""What the fields take and refuse, from JSON and from a browser."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from cases.citizens.forms import RegisterCitizen
from cases.core.actor import Actor
from cases.core.facts import When
from cases.core.fields import Day, Moment, Number, Partial, Text, YesNo

ACTOR = Actor(kind="staff", name="x", mission_id=1, zone="Asia/Bangkok")


def problems(**json):
    form = RegisterCitizen(ACTOR, None, json={"full_name": "Nguyễn Thử", **json})
    form.fields.pop("origin_province")
    return {problem.field: problem.code for problem in form.problems()}


@pytest.mark.parametrize(
    ("json", "code"),
    [
        ({"full_name": 7}, "wrong_type"),
        ({"full_name": ["Nguyễn"]}, "wrong_type"),
        ({"full_name": None}, "required"),
        ({"full_name": "x" * 161}, "max_length"),
        ({"full_name": "a\x00b"}, "unstorable"),
        ({"full_name": "a\ud800b"}, "unstorable"),
        ({"sex": "male"}, "invalid_choice"),
        ({"birth": 1998}, "wrong_type"),
        ({"birth": "12/04/1998"}, "bad_partial_date"),
        ({"birth": "1998-13"}, "bad_partial_date"),
        ({"birth": "1998-02-30"}, "bad_partial_date"),
        ({"birth": "٢٠٠٠"}, "bad_partial_date"),
        ({"birth": "2541"}, "bad_partial_date"),
        ({"nickname": "Tí"}, "unknown_field"),
    ],
)
def test_refuses_and_names_the_field(json, code):
    assert problems(**json) == {next(iter(json)): code}


def test_a_text_that_is_far_too_long_is_refused_before_it_is_cleaned():
    with pytest.raises(ValidationError) as refused:
        Text(max_length=10).clean("a" + "\u200b" * 20_000)

    assert refused.value.error_list[0].code == "max_length"


def test_text_is_stored_composed_and_on_one_line():
    decomposed = "Nguye\u0302\u0303n  Thu\u031b\u0309\n"

    assert Text(max_length=50).clean(decomposed) == "Nguyễn Thử"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2025-10-22", When(day=date(2025, 10, 22))),
        ("2025-10-22T07:00Z", When.at(datetime(2025, 10, 22, 7, tzinfo=UTC))),
        (
            "2025-10-22T07:00Z/2025-10-22T09:00Z",
            When(datetime(2025, 10, 22, 7, tzinfo=UTC), datetime(2025, 10, 22, 9, tzinfo=UTC)),
        ),
    ],
)
def test_reads_moments(text, when):
    assert Moment().clean(text) == when


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "22/10/2025",
        "2025-10-22T07:00",
        "2025-10-22T09:00Z/2025-10-22T07:00Z",
        "2025-02-30",
        "0001-01-01",
    ],
)
def test_refuses_what_is_no_moment(text):
    with pytest.raises(ValidationError):
        Moment().clean(text)


def test_a_time_typed_on_a_page_is_meant_in_the_zone_of_the_mission():
    field = Moment()
    field.narrow(ACTOR, None)

    when = field.clean(["2025-10-22", "14:30"])

    assert when.latest == datetime(2025, 10, 22, 7, 30, tzinfo=UTC)


def test_a_time_without_its_day_is_told_so():
    with pytest.raises(ValidationError, match="A time needs its day") as caught:
        Moment().clean(["", "09:30"])

    assert caught.value.code == "time_without_day"


@pytest.mark.parametrize("text", ["09:30", "09:30:00+07:00", "09:30/10:00", "2025-10-22/09:30"])
def test_a_time_without_its_day_is_told_so_to_programs_too(text):
    with pytest.raises(ValidationError, match="A time needs its day") as caught:
        Moment().clean(text)

    assert caught.value.code == "time_without_day"


@pytest.mark.parametrize(
    ("boxes", "said"), [(["", "", "1998"], "1998"), (["", "4", "1998"], "1998-04")]
)
def test_reads_a_birth_date_from_three_boxes(boxes, said):
    assert str(Partial().clean(boxes)) == said


@pytest.mark.parametrize("boxes", [["1", "", "1998"], ["", "4", ""], ["x", "4", "1998"]])
def test_refuses_boxes_that_make_no_date(boxes):
    with pytest.raises(ValidationError):
        Partial().clean(boxes)


@pytest.mark.parametrize(
    ("field", "value"), [(Number(), "7"), (Number(), True), (YesNo(), 1), (Day(), 20251022)]
)
def test_json_of_another_type_is_refused(field, value):
    with pytest.raises(ValidationError):
        field.read(value)


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (["31", "2", "1998"], "There is no such date."),
        (["", "13", "1998"], "There is no such date."),
        (["", "", "998"], "There is no such date."),
        (["1", "", "1998"], "Write day, month and year in digits."),
        (["1", "May", "1998"], "Write day, month and year in digits."),
    ],
)
def test_what_stands_in_the_three_boxes_is_answered_in_their_words(boxes, sentence):
    with pytest.raises(ValidationError) as fault:
        Partial().clean(boxes)

    assert fault.value.messages[0].startswith(sentence)
    assert "1998-04" not in fault.value.messages[0]
