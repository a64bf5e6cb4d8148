"""What parts the columns of a text is told by reading, and asked where it cannot be told."""

import pytest

from cases.core.errors import Refused
from cases.intake.lists.reading.files import read_file, read_paste

HELPERS = (
    "Name;Geburtsjahr;Passport;Remarks\n"
    'Zqlist Van An;1999;C7000001;"Came on 3 Nov, with friends, wants home"\n'
    "Zqlist Thi Binh;1998;;Ill, in hospital, has a phone\n"
    "Zqlist Van Cuong;2001;C7000003;Left on foot, has no papers, no money\n"
)


def rows(text, delimiter=""):
    """Return the cells of each row."""
    return [line.cells for line in read_file(text.encode(), delimiter).sheets[0].lines]


def refusal(text):
    """Return why a text is not taken."""
    with pytest.raises(Refused) as caught:
        read_file(text.encode())
    return caught.value


def test_sentences_with_commas_do_not_make_people_of_a_list_with_semicolons():
    assert [cells[0] for cells in rows(HELPERS)] == [
        "Name",
        "Zqlist Van An",
        "Zqlist Thi Binh",
        "Zqlist Van Cuong",
    ]


@pytest.mark.parametrize("sign", [";", "\t", ",", "|"])
def test_other_signs_inside_cells_do_not_part_them(sign):
    others = "".join(set(";,|") - {sign})
    text = f"Họ tên{sign}Ngày sinh{sign}Ghi chú\n"
    text += "".join(
        f"Zqlist Văn {x}{sign}199{n}{sign}a{others} b{others} c\n" for n, x in enumerate("ABC")
    )

    assert [len(cells) for cells in rows(text)] == [3, 3, 3, 3]


def test_a_title_with_commas_above_the_headings_decides_nothing():
    text = "DANH SÁCH: họ tên, ngày sinh, ghi chú\nHọ tên;Ngày sinh\nZqlist Văn An;1999\n"

    assert rows(text)[1] == ("Họ tên", "Ngày sinh")


def test_a_table_without_headings_is_parted_by_what_makes_even_rows():
    text = "Zqlist Văn An;1999;nam\nZqlist Thị Bình;1998;nữ, ốm\n"

    assert rows(text)[1] == ("Zqlist Thị Bình", "1998", "nữ, ốm")


def test_where_two_signs_do_as_well_it_is_asked_with_each_way():
    found = refusal("Zqlist An, 1999; nam\nZqlist Bình, 1998; nữ\n")

    assert (found.code, found.problems[0].field) == ("delimiter_needed", "delimiter")
    assert [way["delimiter"] for way in found.extra["ways"]] == ["semicolon", "comma", "nothing"]
    assert found.extra["ways"][1]["rows"][0] == ["Zqlist An", "1999; nam"]


@pytest.mark.parametrize(
    ("delimiter", "cells"),
    [
        ("comma", ("Zqlist An", "1999; nam")),
        ("semicolon", ("Zqlist An, 1999", "nam")),
        ("nothing", ("Zqlist An, 1999; nam",)),
    ],
)
def test_what_was_said_counts(delimiter, cells):
    assert rows("Zqlist An, 1999; nam\n", delimiter) == [cells]


def test_a_question_about_a_pasted_table_stands_at_its_field():
    with pytest.raises(Refused) as caught:
        read_paste("Zqlist An, 1999; nam")

    assert caught.value.problems[0].field == "delimiter"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('Họ tên;Năm sinh\nZqlist A;1999\n"Zqlist B;1998\nZqlist C;1997\n', 3),
        ('Họ tên;Năm sinh\n"Zqlist A;1999\nZqlist B;1998\n"Zqlist C";1997\n', 2),
        ('Họ tên;Năm sinh\n"Zqlist A;1999\nZqlist B;1998\nZqlist C";1997\n', 2),
        ('Họ tên;Năm sinh\nZqlist A;"1999', 2),
    ],
)
def test_a_quote_that_is_not_closed_is_named_with_its_line(text, line):
    found = refusal(text)

    assert found.code == "open_quote"
    assert f"line {line} " in str(found.message)


def test_a_cell_of_two_lines_and_a_slip_within_one_line_are_read():
    text = 'Họ tên;Năm sinh;Ghi chú\n"Tí" Zqlist;1999;x\nZqlist "B";1998;"ốm;\nnằm viện"\n'

    assert rows(text)[1:] == [("Tí Zqlist", "1999", "x"), ('Zqlist "B"', "1998", "ốm;\nnằm viện")]


@pytest.mark.parametrize("delimiter", ["", "comma"])
@pytest.mark.parametrize(
    "head",
    [
        'STT,Họ và tên,"Ngày, tháng,\nnăm sinh",Số hộ chiếu\n',
        '"DANH SÁCH CÔNG DÂN,\ntrại A, ngày 3",,,\nSTT,Họ và tên,Ngày sinh,Số hộ chiếu\n',
        'STT,Họ và tên,Quê quán,Số hộ chiếu\n0,Zqlist,"Thôn 1, xã B,\nhuyện C",C7\n',
        'STT,Họ và tên,Số hộ chiếu,Quê quán\n0,Zqlist,C7,"Thôn 1, xã B,\nhuyện C, tỉnh D"\n',
    ],
)
def test_a_cell_over_lines_may_hold_the_sign_that_parts(head, delimiter):
    text = head + "".join(f"{n},Zqlist Văn An,1999,C700000{n}\n" for n in range(1, 9))

    assert rows(text, delimiter)[-1] == ("8", "Zqlist Văn An", "1999", "C7000008")


@pytest.mark.parametrize("delimiter", ["", "comma"])
@pytest.mark.parametrize(
    "swallowed",
    [
        '9,Zqlist B,1999,"ốm\n10,Zqlist C,1998,x\n11,Zqlist D,1997,y"\n',
        '9,Zqlist B,1999,"ốm\n10,Zqlist C,1998\n11,Zqlist D,1997,y"\n',
        '9,Zqlist B,1999,"ốm\n10,Zqlist C,1998,x\n\n11,Zqlist D,1997,y"\n',
        '9,Zqlist B,1999,"ốm\nNhóm 2\n10,Zqlist C,1998,x\n11,Zqlist D,1997,y"\n',
        '9,Zqlist B,1999,"ốm\n10,Zqlist C,1998\n11,Zqlist D,1997"\n',
        '9,"Tý,1999,x\n10,Zqlist C,1998\n11,Zqlist D",1997,y\n',
        ' ,"Tý,1999,x\n,Zqlist C,1998\n,Zqlist D",1997,y\n',
    ],
)
def test_people_swallowed_by_an_open_quote_are_asked_about(swallowed, delimiter):
    text = "STT,Họ tên,Năm sinh,Ghi chú\n"
    text += "".join(f"{n},Zqlist Văn A,1999,x\n" for n in range(1, 9)) + swallowed

    with pytest.raises(Refused) as caught:
        rows(text, delimiter)

    assert (caught.value.code, caught.value.problems[0].code) == ("open_quote", "open_quote")


def test_addresses_of_two_lines_in_a_narrow_table_are_cells():
    text = "Họ tên;Năm sinh;Quê quán\n"
    text += "".join(f'Zqlist {x};1999;"Thôn 1; xã B;\nhuyện C"\n' for x in "ABC")

    assert [len(cells) for cells in rows(text)] == [3, 3, 3, 3]


def test_a_remark_of_several_lines_with_signs_in_it_is_a_cell():
    text = "Họ tên;Năm sinh;Ghi chú\n"
    text += "".join(f'Zqlist {x};1999;"Ốm;\nở viện; xa nhà; buồn\nvề"\n' for x in "ABC")

    assert [len(cells) for cells in rows(text)] == [3, 3, 3, 3]


def test_where_no_way_can_be_read_it_is_asked():
    assert refusal('"Họ tên,Năm sinh\nZqlist A,1999\nZqlist B,1998\n').code == "delimiter_needed"


def test_a_list_of_names_alone_is_one_column():
    assert rows("Họ và tên\nZqlist Văn An\nZqlist Văn Bình\n") == [
        ("Họ và tên",),
        ("Zqlist Văn An",),
        ("Zqlist Văn Bình",),
    ]


def test_it_is_told_what_the_columns_were_parted_by():
    assert ("parted", {"by": "semicolon"}) in read_file(HELPERS.encode()).notes
