"""Rows that may be people or not: each is told rightly or asked about, and none is lost."""

import pytest

from cases.core.context import eyes
from cases.intake.lists.layout import guess
from cases.intake.lists.operations import map_list, take_up_list_row
from cases.intake.lists.queries import layouts_of
from cases.intake.lists.reading.tables import Line
from cases.intake.lists.rows import kind_of_line
from cases.intake.lists.serializers import reason_words
from tests.factories import officer
from tests.intake.lists.files import checked, fresh_list, rows_of, workbook
from tests.intake.lists.read import TODAY
from tests.jobs import run_jobs
from tests.register import fresh

HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính"]
AN = ["1", "Nguyễn Văn An", "1999", "nam"]
BINH = ["2", "Trần Thị Bình", "1998", "nữ"]


def kinds(*rows, header=HEADER):
    """Return why each row below a header is no person, as lists are sorted out."""
    lines = [Line(at, tuple(cells)) for at, cells in enumerate([header, *rows], 1)]
    layout, found, is_below, before = guess(1, lines, TODAY), [], False, None
    for line in lines[1:]:
        kind = kind_of_line(line, layout, is_below, before)
        is_below = is_below or kind == "total"
        before = None if kind else line
        found.append(kind)
    return found


@pytest.mark.parametrize(
    "cells",
    [
        ["", "Tổng cộng", "12", ""],
        ["", "Cộng nam: 12 người"],
        ["Subtotal", "12", "", ""],
        ["", "Nam: 12, nữ: 4"],
        ["", "12 người"],
        ["Total men", "", "7", ""],
        ["Sous-total : 12 personnes"],
        ["รวม 12 คน"],
        ["รวมทั้งสิ้น 12 คน"],
        ["I", "Tổng số nữ", "3", "nữ"],
        ["", "TONG CONG", "25/10/2025", "12"],
    ],
)
def test_totals_and_subtotals_are_no_people(cells):
    assert kinds(AN, cells, BINH) == ["", "total", ""]


@pytest.mark.parametrize(
    ("cells", "header"),
    [
        (["Tống Thị Mai", "1999"], ["Họ và tên", "Năm sinh"]),
        (["TONG THI MAI", "", "nữ"], ["Họ và tên", "Năm sinh", "Giới tính"]),
        (["3", "Trần Văn Tỉnh", "Xã", "Quê"], ["STT", "Họ tên", "Xã", "Ghi chú"]),
        (["3", "Nguyễn Thị Nam", "2001", "nữ"], HEADER),
        (["Nhóm 2", "Nguyễn Văn An", "1999", "nam"], ["Nhóm", *HEADER[1:]]),
        (["Nữ, 23", "Trần Thị Bình", "1998"], ["Giới tính, tuổi", *HEADER[1:3]]),
        (["Group 3", "Somchai Jaidee", "1998", "m"], ["Group", *HEADER[1:]]),
    ],
)
def test_people_whose_names_are_like_headings_places_or_totals_are_people(cells, header):
    assert kinds(cells, header=header) == [""]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["Tổng cộng danh sách Mae Sot", "", "", ""], "perhaps_total"),
        (["", "Nam 2", "", ""], "perhaps_total"),
        (["5", "Nam 23", "", ""], "perhaps_total"),
        (["3", "Tổng Nam", "1990", "nam"], "perhaps_total"),
        (["", "TONG NAM", "1990", ""], "perhaps_total"),
        (["Nhóm 2", "KK Park", "", ""], "perhaps_total"),
        (["Nhóm 2", "", "", "0912345678"], "perhaps_total"),
        (["Nguyễn Văn Cường", "", "", ""], "perhaps_person"),
        (["", "KK Park", "", ""], "perhaps_section"),
        (["II. NỮ", "", "", ""], "section"),
        (["", "Họ và tên", "", ""], "heading"),
        (["STT", "Họ và tên", "Ngày sinh", "Giới tính"], "heading"),
        (["3", "", "", ""], "empty"),
    ],
)
def test_what_may_be_either_is_asked(cells, kind):
    assert kinds(AN, cells) == ["", kind]


@pytest.mark.parametrize(
    "cells",
    [
        ["", "Tổng cộng: 12 người", "", "", "", "5 tỉnh", "3 xã", "2 trại"],
        ["", "Tổng cộng: 12 người", "25/10/2025", "", "", "Mae Sot", "", "0912345678"],
        ["", "Tổng cộng: 12 người", "", "8 nam / 4 nữ", "10 hộ chiếu", "", "", "Mae Sot"],
        ["Tổng cộng", "12 người", "", "8 nam", "10 HC", "", "", "Mae Sot"],
        ["", "12 người", "", "8 nam", "10 HC", "", "", "Mae Sot"],
        ["TONG CONG –", "An", "1999", "8 nam", "10 HC", "", "", "Mae Sot"],
    ],
)
def test_a_total_that_says_much_is_asked_about_and_not_registered(cells):
    header = [*HEADER, "Số hộ chiếu", "Tỉnh", "Địa chỉ", "Nơi giữ"]

    assert kinds(AN, cells, header=header) == ["", "perhaps_total"]


def test_without_headings_a_sentence_is_asked_and_a_place_is_no_name():
    letter = ["Kính gửi Đại sứ quán", "Nguyễn Văn An", "Trần Thị Bình"]
    rows = [Line(at, (text,)) for at, text in enumerate(letter, 1)]
    placed = [Line(1, ("1. Nguyễn Văn An", "1999", "Nghệ An"))]

    layout = guess(1, rows, TODAY)

    assert [kind_of_line(row, layout, False) for row in rows] == ["perhaps_section", "", ""]
    assert guess(1, placed, TODAY).columns == {0: "full_name", 1: "birth"}


def test_a_number_with_a_remark_and_no_name_is_asked():
    header = ["STT", "Họ tên", "Ghi chú"]

    assert kinds(["3", "", "nằm viện"], header=header) == ["perhaps_person"]


def test_people_below_a_subtotal_are_people_and_a_name_alone_there_is_asked():
    rows = [AN, ["", "Cộng: 1"], BINH, ["", "Mae Sot, ngày 24/10/2025"], ["", "Lê Văn Quan"]]

    assert kinds(*rows) == ["", "total", "", "below", "perhaps_below"]


@pytest.mark.parametrize("name", ["เหงียน วัน อาน", "ငုယင် ဗန်"])
def test_a_name_in_host_script_alone_below_a_subtotal_is_asked(name):
    rows = [AN, ["", "Cộng: 1"], ["", name, "", ""]]

    assert kinds(*rows) == ["", "total", "perhaps_below"]


@pytest.mark.parametrize("cells", [["", "", "25/04/1999"], ["", "", "", "C7000001"]])
def test_a_lone_date_or_number_is_asked_and_no_title(cells):
    assert kinds(AN, cells, header=[*HEADER[:3], "Số hộ chiếu"]) == ["", "perhaps_person"]


@pytest.mark.parametrize("cells", [["", "", "", "", "Mae Sot"], ["", "", "", "VN", ""]])
def test_a_place_or_a_country_filled_down_makes_no_people(cells):
    header = [*HEADER[:3], "Quốc tịch", "Nơi giữ"]
    numbered = ["2", "", "", "VN", "Mae Sot"]

    assert kinds(["1", "Nguyễn Văn An", "1999", "VN", ""], cells, numbered, header=header) == [
        "",
        "section",
        "",
    ]


def test_the_halves_of_a_line_that_was_broken_are_asked_about():
    halves = [["1", "Nguyễn Văn", "", ""], ["", "An", "25/04/1999", "nam"]]
    own = [["1", "Nguyễn Thị An", "1980", "nữ"], ["", "Trần Văn Bình", "2019", "nam"]]

    assert kinds(*halves, BINH) == ["", "perhaps_continued", ""]
    assert kinds(*own, BINH) == ["", "", ""]


@pytest.mark.django_db
def test_doubts_wait_until_they_are_taken_up_and_that_is_not_asked_anew():
    actor = officer()
    halves = [["1", "Nguyễn Văn", "", ""], ["", "An", "25/04/1999", "nam"]]
    received = checked(actor, workbook([HEADER, *halves, BINH, ["", "KK Park", "", ""]]))
    rows = rows_of(actor, received)

    found = [(row.state, row.reason) for row in rows]
    with eyes(actor):
        take_up_list_row(actor, fresh(rows[1]))
        again = fresh(rows[1])
        taken = again.state, reason_words(again.state, again.reason)
        map_list(
            actor,
            fresh(received),
            columns=layouts_of(fresh_list(actor, received)),
            nationality="ours",
        )
    run_jobs()

    assert found == [
        ("left_out", "above"),
        ("parked", "perhaps_cut"),
        ("parked", "perhaps_continued"),
        ("ready", ""),
        ("parked", "perhaps_section"),
    ]
    assert taken == ("ready", "Taken up by an officer")
    found[1] = ("ready", "taken_up")
    assert [(row.state, row.reason) for row in rows_of(actor, received)] == found


@pytest.mark.django_db
def test_a_subtotal_that_counts_its_own_part_is_no_difference():
    actor = officer()
    rows = [
        HEADER,
        AN,
        BINH,
        ["", "Cộng: 2"],
        ["3", "Lê Văn Cường", "1990", "nam"],
        ["", "Cộng: 1"],
    ]

    assert checked(actor, workbook(rows)).notes == []
