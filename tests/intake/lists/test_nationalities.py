"""Of which country people of a list are: told by it, asked once, or not known; never filled in."""

import pytest

from cases.citizens.models import Citizen
from cases.core.context import eyes
from cases.intake.lists.operations import (
    confirm_list,
    correct_list_row,
    map_list,
    take_up_list_row,
)
from cases.intake.lists.pages.detail import account_rows
from cases.intake.lists.queries import account_of, layouts_of
from cases.intake.lists.rows.nations import nation_in
from cases.intake.lists.said import sentence_of
from tests.factories import PlaceFactory, officer
from tests.intake.lists.files import checked, fresh_list, received, rows_of, workbook
from tests.intake.lists.test_adding_up import adds_up
from tests.jobs import run_jobs
from tests.refusals import refusal_of
from tests.register import fresh

pytestmark = pytest.mark.django_db
HEADER = ["STT", "Họ và tên", "Năm sinh"]
AN = ["1", "Zqlist Văn An", "1999"]
BINH = ["2", "Zqlist Thị Bình", "1998"]
OF_EACH = [
    [*HEADER, "Quốc tịch"],
    [*AN, "Việt Nam"],
    [*BINH, "Trung Quốc"],
    ["3", "Zqlist Văn Cường", "2001", "không rõ"],
    ["4", "Zqlist Thị Dung", "2002", ""],
    ["5", "Zqlist Văn Em", "2003", "อินเดีย"],
]


def told(actor, row):
    """Return the nationality of each row with a name, "" where it is not known."""
    rows = rows_of(actor, row)
    return [
        one.values.get("nationality", "")
        for one in rows
        if one.values.get("full_name", "").startswith("Zqlist")
    ]


def test_a_column_tells_of_each_who_is_ours_who_is_not_and_who_is_not_known():
    actor = officer()
    row = checked(actor, workbook(OF_EACH), nationality="")

    rows = rows_of(actor, row)[1:]
    assert [(one.state, one.reason) for one in rows] == [
        ("ready", ""),
        ("left_out", "foreign"),
        ("ready", ""),
        ("ready", ""),
        ("left_out", "foreign"),
    ]
    assert told(actor, row) == ["VN", "CN", "", "", "IN"]
    assert [problem["code"] for problem in rows[2].problems] == ["country_unknown"]


def test_nobody_of_another_country_becomes_a_person_and_each_is_counted():
    actor = officer()
    row = checked(actor, workbook(OF_EACH), nationality="")

    with eyes(actor):
        confirm_list(actor, fresh(row))
    run_jobs()

    with eyes(actor):
        found = Citizen.objects.order_by("full_name")
        people = list(found.values_list("full_name", "nationality", "nationality_status"))
        account = account_of(actor, row)
    assert people == [
        ("Zqlist Thị Dung", "", "unknown"),
        ("Zqlist Văn An", "VN", "declared"),
        ("Zqlist Văn Cường", "", "unknown"),
    ]
    assert (account.left_out["foreign"], account.unknown, account.registered) == (2, 2, 3)
    assert adds_up(account)
    assert "2" in [one["value"] for one in account_rows(account)]


@pytest.mark.parametrize(
    ("answer", "codes", "states"),
    [
        ("ours", ["VN", "VN"], ["ready", "ready"]),
        ("unknown", ["", ""], ["ready", "ready"]),
        ("other", ["XX", "XX"], ["left_out", "left_out"]),
    ],
)
def test_a_list_that_tells_nothing_is_asked_once_for_all_of_its_rows(answer, codes, states):
    actor = officer()
    row = received(actor, workbook([HEADER, AN, BINH]))
    said = {"columns": layouts_of(row)}

    with eyes(actor):
        refusal = refusal_of(map_list, actor, fresh(row), **said)
        map_list(actor, fresh(row), **said, nationality=answer)
    run_jobs()
    with eyes(actor):
        map_list(actor, fresh(row), **said)
    run_jobs()

    assert (refusal.status, refusal.code) == (422, "nationality_needed")
    assert "“Sheet”" in str(refusal.message)
    assert told(actor, fresh_list(actor, row)) == codes
    assert [one.state for one in rows_of(actor, row)[1:]] == states


@pytest.mark.parametrize(
    ("title", "line", "code"),
    [
        ("จีน", "", "CN"),
        ("Trung Quốc (2)", "", "CN"),
        ("Công dân Việt Nam", "", "VN"),
        ("Sheet", "DANH SÁCH CÔNG DÂN TRUNG QUỐC TẠI THÁI LAN", "CN"),
        ("Sheet", "List of Indian nationals", "IN"),
        ("Sheet", "รายชื่อคนอินเดีย", "IN"),
        ("Việt Nam", "Công dân Trung Quốc", "CN"),
        ("unknown", "", ""),
    ],
)
def test_a_title_or_the_name_of_a_sheet_tells_it_and_nothing_is_asked(title, line, code):
    PlaceFactory(country="TH")
    actor = officer()

    row = checked(actor, workbook([[line], HEADER, AN], title=title), nationality="")

    assert told(actor, row) == [code]


@pytest.mark.parametrize(
    "title",
    [
        "Đại sứ quán Việt Nam tại Thái Lan",
        "Thái Lan",
        "Người Trung Quốc và Ấn Độ",
        "Chinese and Indian nationals",
        "Người lao động",
        "Người Thái Lan bàn giao",
        "Other people",
        "Thái",
        "IN",
        "Danh sách",
    ],
)
def test_a_place_an_office_or_two_countries_tell_nothing(title):
    assert nation_in(title, {"TH"}) == ""


def test_the_title_of_a_part_tells_it_of_those_below():
    actor = officer()
    PlaceFactory(country="TH")
    cuong = ["3", "Zqlist Văn Cường", "2001"]
    rows = [HEADER, ["Việt Nam"], AN, ["", "Quốc tịch: Ấn Độ"], BINH, ["Thái Lan"], cuong]

    row = checked(actor, workbook(rows), nationality="unknown")

    assert told(actor, row) == ["VN", "IN", ""]


def test_who_is_of_another_country_is_taken_up_and_corrected_but_never_registered_so():
    actor = officer()
    row = checked(actor, workbook(OF_EACH), nationality="")
    one = rows_of(actor, row)[2]

    with eyes(actor):
        taken = take_up_list_row(actor, fresh(one))
        asked = [sentence_of(problem) for problem in taken.faults]
        mended = correct_list_row(actor, fresh(one), changes={"nationality": "Việt Nam"})

    assert taken.state == "needs_fixing"
    assert asked[0].startswith("The list says China")
    assert (mended.state, mended.values["nationality"]) == ("ready", "VN")


def test_a_total_of_the_list_counts_those_of_other_countries_too():
    actor = officer()

    row = checked(actor, workbook([*OF_EACH, ["", "Tổng cộng: 5"]]), nationality="")

    assert row.notes == []
