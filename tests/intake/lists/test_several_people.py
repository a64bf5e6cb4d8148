"""Two people in one cell wait with a proposal; one person in two spellings is one."""

import pytest

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.intake.lists.operations import correct_list_row, split_list_row
from cases.intake.lists.rows.several import people_in, shares
from tests.factories import officer
from tests.intake.lists.files import checked, rows_of, workbook
from tests.intake.lists.read import codes, one
from tests.register import fresh

TWELVE = [
    f"Nguyễn Văn {name}"
    for name in ["An", "Ba", "Cường", "Dũng", "Em", "Hải", "Lâm", "Nam", "Oanh", "Phú", "Sơn", "Tú"]
]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Nguyễn Văn An / Trần Thị Bình", ["Nguyễn Văn An", "Trần Thị Bình"]),
        ("Nguyễn Văn An, Trần Thị Bình", ["Nguyễn Văn An", "Trần Thị Bình"]),
        ("Nguyễn Văn An và Trần Thị Bình", ["Nguyễn Văn An", "Trần Thị Bình"]),
        ("Nguyen Van An & Tran Thi Binh", ["Nguyen Van An", "Tran Thi Binh"]),
        ("Nguyễn Thị An + 2 con", ["Nguyễn Thị An", "", ""]),
        ("Nguyễn Thị An (+ con)", ["Nguyễn Thị An", ""]),
        (
            "Nguyễn Thị An + 2 con: Lê Văn Ba, Lê Thị Tư",
            ["Nguyễn Thị An", "Lê Văn Ba", "Lê Thị Tư"],
        ),
        ("Nguyễn Thị An (và con: Lê Văn Ba)", ["Nguyễn Thị An", "Lê Văn Ba"]),
        ("Nguyen Thi An and 1 child", ["Nguyen Thi An", ""]),
        ("Nguyễn Văn Hùng / Nguyễn Văn Hưng", ["Nguyễn Văn Hùng", "Nguyễn Văn Hưng"]),
        ("Nguyễn Thị Thủy và Nguyễn Thị Thùy", ["Nguyễn Thị Thủy", "Nguyễn Thị Thùy"]),
        ("Nguyễn Văn An / สมชาย ใจดี", ["Nguyễn Văn An", "สมชาย ใจดี"]),
        (
            "Nguyễn Văn An / Trần Thị Bình / เหงียน วัน อาน",
            ["Nguyễn Văn An", "Trần Thị Bình", "เหงียน วัน อาน"],
        ),
        ("; ".join(TWELVE), TWELVE),
        ("Nguyễn Thị An + 12 con", ["Nguyễn Thị An", *[""] * 12]),
        ("Somchai Jaidee / Somsak Jaidee", ["Somchai Jaidee", "Somsak Jaidee"]),
        ("Nguyễn Văn An, Trần Thị Bình và 2 con", ["Nguyễn Văn An", "Trần Thị Bình", "", ""]),
        ("Nguyễn Văn An / Trần Thị Bình + con", ["Nguyễn Văn An", "Trần Thị Bình", ""]),
        ("Nguyễn Văn An + Trần Thị Bình + 1 con", ["Nguyễn Văn An", "Trần Thị Bình", ""]),
        ("Nguyễn Văn An / NGUYEN VAN AN + con", ["Nguyễn Văn An / NGUYEN VAN AN", ""]),
        ("Nguyễn Văn An, Tony và 2 con", None),
        ("Nguyễn Thị An + 2 con + Trần Thị Bình", None),
        ("Nguyễn Thị An + 1 con, Trần Thị Bình", None),
        ("Nguyễn Văn An, Tony", None),
        ("Nguyễn Văn An, Somchai Jaidee", None),
        ("Nguyễn Văn An và Tony", None),
        ("Nguyễn Văn An - Tony", None),
        ("Somchai Jaidee, Somsak Jaidee", None),
        ("Mai, Lan", None),
        ("Hà, Lan Anh", None),
        ("An, Bình", None),
        ("Lan Anh, Mai", None),
        ("Tony, Nguyễn Văn An", None),
        ("An, Bình và 2 con", None),
        ("Hà, Thị Lan", []),
        ("Hoàng, Văn Nam", []),
        ("Nguyen, An", []),
        ("Jaidee, Somchai", []),
        ("Nguyễn Văn An / Tony", None),
        ("Nguyễn Văn An - Kho Kapok", None),
        ("Nguyễn Văn Thủy / NGUYEN VAN THUY / Nguyễn Văn Thuỷ", []),
        ("Nguyễn Văn An / NGUYEN VAN AN", []),
        ("Nguyễn Văn An / เหงียน วัน อาน", []),
        ("NGUYEN, Van An", []),
        ("Hoàng Vàng Anh", []),
        ("Nguyễn Thị Con", []),
        ("Maria dos Santos-Silva", []),
    ],
)
def test_how_many_people_a_cell_names(cell, names):
    assert people_in(cell) == names


@pytest.mark.parametrize(
    ("cell", "name", "other"),
    [
        ("NGUYEN VAN AN / Nguyễn Văn An", "Nguyễn Văn An", "NGUYEN VAN AN"),
        ("เหงียน วัน อาน / Nguyen Van An", "Nguyen Van An", "เหงียน วัน อาน"),
        ("Nguyễn Văn Hùng / เหงียนวันฮุง", "Nguyễn Văn Hùng", "เหงียนวันฮุง"),
    ],
)
def test_one_person_in_two_spellings_is_one(cell, name, other):
    read = one(["Họ tên"], [cell])

    assert (read.values["full_name"], read.values["other_name"]) == (name, other)
    assert codes(read) == []


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("NGUYEN/VAN AN MR", {"full_name": "NGUYEN VAN AN"}),
        ("NGUYEN/VAN AN", {"full_name": "NGUYEN VAN AN"}),
        ("HA/THI LAN", {"full_name": "HA THI LAN"}),
        ("Jaidee/Somchai Mr", {"full_name": "Jaidee Somchai"}),
        ("Nguyễn Văn An - Nghệ An", {"full_name": "Nguyễn Văn An", "origin_province": "N40"}),
        ("Nguyễn Văn An, Nghệ An", {"full_name": "Nguyễn Văn An", "origin_province": "N40"}),
        ("Nguyễn Văn An (a/k/a Tí)", {"full_name": "Nguyễn Văn An", "other_name": "Tí"}),
        (
            "Nguyen Van An s/o Nguyen Van Ba",
            {"full_name": "Nguyen Van An", "summary": "Họ tên: Nguyen Van An s/o Nguyen Van Ba"},
        ),
    ],
)
def test_what_stands_beside_the_name_of_one_person_is_nobody_else(cell, values):
    read = one(["Họ tên"], [cell])

    assert read.values == values
    assert codes(read) == []


@pytest.mark.parametrize(
    "cell",
    [
        "Hà/Lan Anh",
        "HA/LAN ANH",
        "MAI/LAN",
        "LE/MAI",
        "HOANG/VAN ANH",
        "Nguyễn Văn An - Hà Nam",
        "Nguyễn Văn An - Kho Kapok",
    ],
)
def test_what_may_be_somebody_else_is_asked_and_no_split_is_proposed(cell):
    assert codes(one(["Họ tên"], [cell])) == ["perhaps_several"]


def test_two_lines_of_a_cell_are_two_people():
    assert codes(one(["Họ tên"], ["Nguyễn Văn An\nTrần Thị Bình"])) == ["several_people"]
    assert codes(one(["Họ tên"], ["Nguyễn Văn\nAn"])) == []


def test_what_is_of_one_person_is_shared_out_only_where_the_cell_says_as_many():
    said = {"birth": "1999 / 2001", "document_number": "C7000001", "place": "KK Park"}

    assert shares(said, ["A B", "C D"]) == [
        {"full_name": "A B", "birth": "1999"},
        {"full_name": "C D", "birth": "2001", "document_number": ""},
    ]


@pytest.mark.django_db
def test_a_row_is_split_by_one_act_and_each_person_waits_or_is_ready():
    actor = officer()
    header = ["Họ và tên", "Năm sinh", "Nơi giữ"]
    received = checked(
        actor, workbook([header, ["Nguyễn Thị An + 2 con: Lê Văn Ba", "1980", "Kho 3"]])
    )
    row = rows_of(actor, received)[1]

    with eyes(actor):
        split_list_row(actor, fresh(row))
    rows = rows_of(actor, received)[1:]

    assert row.state == "needs_fixing"
    assert [(one.number, one.part, one.state) for one in rows] == [
        (2, 0, "ready"),
        (2, 1, "needs_fixing"),
        (2, 2, "needs_fixing"),
    ]
    of_both = {"address": "Kho 3", "nationality": "VN"}
    assert rows[0].values == {"full_name": "Nguyễn Thị An", "birth": "1980", **of_both}
    assert rows[1].values == of_both
    assert rows[1].cells == rows[0].cells


@pytest.mark.django_db
def test_it_can_be_said_that_it_is_one_person_and_one_is_not_split():
    actor = officer()
    received = checked(actor, workbook([["Họ và tên"], ["Nguyễn Văn An / Trần Tony An"]]))
    row = rows_of(actor, received)[1]

    with eyes(actor):
        names = {"full_name": "Nguyễn Văn An", "other_name": "Tony"}
        row = correct_list_row(actor, fresh(row), changes=names)
        with pytest.raises(Refused) as refused:
            split_list_row(actor, fresh(row))

    assert (row.state, refused.value.code) == ("ready", "one_person")
