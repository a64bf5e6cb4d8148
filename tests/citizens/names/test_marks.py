"""A name without its marks is offered with them, and never stands beside others silently."""

from types import SimpleNamespace

import pytest

from cases.citizens.names.marks import has_marks, same_but_marks, spellings
from cases.intake.lists.models import ListRow
from cases.intake.lists.pages.rows import spellings_of
from cases.movements.manifests.cells import CELLS
from cases.movements.manifests.kinds import manifest_forms


@pytest.mark.parametrize(
    ("name", "likely"),
    [
        ("NGUYEN VAN DUNG", "Nguyễn Văn Dũng"),
        ("Le Van An", "Lê Văn An"),
        ("LY A SANG", "Lý A Sang"),
    ],
)
def test_the_first_choice_has_marks_and_what_was_printed_is_the_last(name, likely):
    choices = spellings(name)

    assert choices[0] == likely
    assert choices[-1] == name


@pytest.mark.parametrize(
    ("name", "sex", "likely"),
    [
        ("NGUYEN THI DUNG", "", "Nguyễn Thị Dung"),
        ("NGUYEN THI DUNG", "u", "Nguyễn Thị Dung"),
        ("TRAN TIEN", "f", "Trần Tiên"),
        ("TRAN TIEN", "", "Trần Tiến"),
        ("NGUYEN THI DUNG", "m", "Nguyễn Thị Dũng"),
        ("LE THI THANG", "f", "Lê Thị Thắng"),
    ],
)
def test_a_name_that_only_the_other_sex_has_does_not_come_first(name, sex, likely):
    assert spellings(name, sex)[0] == likely


@pytest.mark.parametrize(
    "name", ["Nguyễn Văn An", "Cao Nam Linh", "CAO NAM LINH", "John Smith", ""]
)
def test_a_name_that_is_whole_or_no_vietnamese_one_is_left_as_it_is(name):
    assert spellings(name) == ()


def test_two_spellings_are_one_name_only_where_nothing_but_marks_differs():
    assert same_but_marks("NGUYEN VAN AN", "Nguyễn Văn Ân")
    assert not same_but_marks("Nguyễn Văn An", "Nguyễn Văn Ân")
    assert not same_but_marks("NGUYEN VAN AN", "Nguyễn Văn Bình")
    assert has_marks("Đan")


def test_a_row_of_a_list_offers_the_spellings_but_not_what_stands_there():
    row = ListRow(values={"full_name": "NGUYEN VAN DUNG"})

    offered = spellings_of(row)

    assert offered[0] == "Nguyễn Văn Dũng"
    assert "NGUYEN VAN DUNG" not in offered
    woman = ListRow(values={"full_name": "TRAN TIEN", "sex": "f"})
    assert spellings_of(woman)[0] == "Trần Tiên"


def test_a_list_for_home_stars_a_name_without_marks_and_says_what_the_star_means():
    told = [CELLS["name_for_home"](SimpleNamespace(name=name)) for name in ("LE NA", "Lê Na")]

    assert told == ["LE NA *", "Lê Na"]
    home = manifest_forms()["home-police"]
    assert any(column.code == "name_for_home" for column in home.columns)
    assert home.note("vi").startswith("*")
