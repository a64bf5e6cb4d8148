"""An age is evidence of who somebody is; names are read without what people are called."""

from datetime import date

import pytest

from cases.intake.lists.choices import RowState
from tests.citizens.search.people import person
from tests.factories import officer
from tests.intake.lists.files import checked, rows_of, workbook
from tests.intake.lists.read import codes, one

NAME = "Họ và tên"


@pytest.mark.parametrize(
    ("heading", "age", "years"),
    [
        ("Tuổi", "29", "1995/1996"),
        ("อายุ", "๒๙ ปี", "1995/1996"),
        ("Age (years)", "29 y", "1995/1996"),
        ("Âge", "29 ans", "1995/1996"),
        ("Tuổi", "khoảng 30", "1994/1995"),
        ("Tuổi", "không rõ", None),
        ("Tuổi", "20-25", None),
        ("Tuổi", "290", None),
    ],
)
def test_an_age_tells_two_years_and_stands_in_the_summary(heading, age, years):
    read = one([NAME, heading], ["Nguyễn Văn An", age], as_of=date(2025, 11, 3))

    assert read.values.get("born_between") == years
    assert "birth" not in read.values
    assert read.values["summary"] == f"{heading}: {age}"
    assert codes(read) == []


@pytest.mark.parametrize(
    "text", ["29 tuổi", "khoảng 29 tuổi", "29t", "aged 29", "29 y/o", "อายุ 29 ปี", "âgé de 29 ans"]
)
def test_an_age_where_the_birth_date_should_stand_is_an_age(text):
    read = one([NAME, "Ngày sinh"], ["Nguyễn Văn An", text], as_of=date(2025, 11, 3))

    assert read.values["born_between"] == "1995/1996"
    assert text in read.values["summary"]
    assert codes(read) == []


def test_beside_a_birth_date_an_age_says_nothing_more():
    read = one([NAME, "Năm sinh", "Tuổi"], ["Nguyễn Văn An", "1996", "29"])

    assert "born_between" not in read.values


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("em Trần Quốc Thắng", "Trần Quốc Thắng"),
        ("Chị Trần Thị Yến", "Trần Thị Yến"),
        ("anh le van hung", "le van hung"),
        ("Nguyễn Minh Hải (Béo)", "Nguyễn Minh Hải"),
        ("TRAN VAN NAM (AH LONG)", "TRAN VAN NAM"),
        ("Anh Vũ Nguyễn", "Anh Vũ Nguyễn"),
        ("Anh Minh Ngo", "Anh Minh Ngo"),
        ("anh le hung", "anh le hung"),
        ("Cô Thị Lan", "Cô Thị Lan"),
        ("Trần Văn Nam (Trần Thị Bình)", "Trần Văn Nam (Trần Thị Bình)"),
        ("Trần Văn Nam (1999)", "Trần Văn Nam (1999)"),
    ],
)
def test_a_name_is_read_without_what_somebody_is_called(cell, name):
    read = one([NAME, "Năm sinh"], [cell, "1999"])

    assert read.values["full_name"] == name
    assert "other_name" not in read.values
    if "(" in cell and "(" not in name:
        assert cell in read.values["summary"]


@pytest.mark.django_db
@pytest.mark.parametrize(("age", "state"), [("29", "likely_double"), ("45", "ready")])
def test_the_same_name_and_age_is_a_match_to_confirm(age, state):
    actor = officer()
    person(actor, "Nguyễn Văn Khuê", "1996-05-06")
    rows = [["STT", NAME, "Tuổi"], [1, "NGUYEN VAN KHUE", age]]

    row = rows_of(actor, checked(actor, workbook(rows)))[1]

    assert row.state == RowState(state)
