"""What is read of tables as offices write them: headings, titles, totals, dates, encodings."""

import pytest

from cases.citizens.names.mojibake import TCVN3
from cases.intake.forms import RegisterAndOpen
from cases.intake.lists.choices import OF_ANSWERS, ListField
from cases.intake.lists.headings import field_of, fields_of, seeds
from cases.intake.lists.layout import as_text, parsed
from cases.intake.lists.rows import orders_of
from cases.intake.lists.rows.reading import MOST
from tests.intake.lists.read import TODAY, codes, one, people


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["STT", "HỌ VÀ TÊN", "NGÀY SINH", "GT"], ["number", "full_name", "birth", "sex"]),
        (["Họ", "Tên", "Năm sinh"], ["family_name", "given_name", "birth"]),
        (["Họ và tên đệm", "Tên"], ["family_name", "given_name"]),
        (["Surname", "Given names", "DOB"], ["family_name", "given_name", "birth"]),
        (["Name", "Passport No."], ["full_name", "document_number"]),
        (["Nom", "Prénom", "Né(e) le"], ["family_name", "given_name", "birth"]),
        (["Nom", "Sexe"], ["full_name", "sex"]),
        (["ลำดับ", "ชื่อ-สกุล", "วันเกิด", "เพศ"], ["number", "full_name", "birth", "sex"]),
        (["ชื่อ", "นามสกุล", "สัญชาติ"], ["given_name", "family_name", "nationality"]),
        (["Full name / Họ và tên", "DOB (dd/mm/yyyy)"], ["full_name", "birth"]),
        (["Họ tên", "Ghi chú", "Tình trạng"], ["full_name", "remark", "remark"]),
        (["Name", "Day", "Month", "Year"], ["full_name", "birth_day", "birth_month", "birth_year"]),
        (["Name", "Zodiac"], ["full_name", ""]),
        (["Name", "Name"], ["full_name", "remark"]),
    ],
)
def test_headings_are_known_in_four_languages(headings, fields):
    assert fields_of(headings) == fields


def test_what_an_officer_said_of_a_heading_counts_more_than_the_table():
    assert fields_of(["Tên", "Mã"], {"ma": "document_number"}) == ["full_name", "document_number"]


def test_every_field_of_the_headings_is_one_of_ours_and_the_template_is_understood():
    known = seeds()["field"]

    assert set(known) == set(ListField.values) - set(OF_ANSWERS)
    for name, words in known.items():
        for heading in words.get("template", {}).values():
            assert field_of(heading) == name, heading


def test_titles_totals_signatures_sections_and_repeated_headings_are_no_people():
    lines = [
        ["ĐẠI SỨ QUÁN"],
        [],
        ["DANH SÁCH CÔNG DÂN"],
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính"],
        ["I. NAM"],
        ["1", "Zqlist Văn An", "1999", "nam"],
        ["STT", "Họ và tên", "Ngày sinh", "Giới tính"],
        ["II. NỮ"],
        ["2", "Zqlist Thị Bình", "1998", "nữ"],
        ["", "", "", ""],
        ["Tổng cộng", "2 người"],
        ["", "Mae Sot, ngày 24/10/2025"],
        ["", "NGƯỜI LẬP BIỂU"],
    ]

    assert [read.values["full_name"] for read in people(lines)] == [
        "Zqlist Văn An",
        "Zqlist Thị Bình",
    ]


def test_a_birth_date_in_three_columns_below_one_heading():
    lines = [
        ["STT", "Họ và tên", "Ngày sinh", "", ""],
        ["", "", "Ngày", "Tháng", "Năm"],
        ["1", "Zqlist Văn An", "5", "4", "1999"],
        ["2", "Zqlist Văn Bình", "", "", "1998"],
    ]

    assert [read.values["birth"] for read in people(lines)] == ["1999-04-05", "1998"]


def test_a_table_without_headings_is_told_by_what_is_in_it():
    lines = [[str(n), f"Zqlist Văn {x}", f"1{n}/04/1999", "nam"] for n, x in enumerate("ABC", 3)]

    read = people(lines)

    assert [one.values["full_name"] for one in read] == [
        "Zqlist Văn A",
        "Zqlist Văn B",
        "Zqlist Văn C",
    ]
    assert read[0].values["birth"] == "1999-04-13"


@pytest.mark.parametrize(
    ("text", "birth", "code"),
    [
        ("25/04/1999", "1999-04-25", ""),
        ("1999-04-25", "1999-04-25", ""),
        ("1998", "1998", ""),
        ("25/4/2542", "1999-04-25", "birth_buddhist"),
        ("36275", "1999-04-25", "birth_serial"),
        ("04/1999", "1999-04", ""),
        ("4/5/1999", "", "birth_ambiguous"),
        ("25/4/2090", "", "birth_future"),
        ("31/2/1999", "", "birth_unreadable"),
        ("không rõ", "", ""),
    ],
)
def test_birth_dates(text, birth, code):
    read = one(["Họ tên", "Ngày sinh"], ["Zqlist Văn An", text])

    assert read.values.get("birth", "") == birth
    assert [code] == codes(read) if code else not read.problems


def test_day_and_month_are_asked_for_only_where_no_date_of_the_file_tells():
    assert orders_of(["4/5/1999", "25/4/1999"], TODAY).asks_order == ()
    assert orders_of(["4/5/1999", "25/4/1999"], TODAY).order == "day_first"
    assert orders_of(["4/5/1999", "4/25/1999"], TODAY).order == "month_first"
    assert orders_of(["4/5/1999", "6/7/1998"], TODAY).asks_order == ("4/5/1999", "6/7/1998")
    assert orders_of(["4/4/1999", "1998"], TODAY).asks_order == ()


def test_short_years_are_asked_for_unless_the_file_tells_of_the_buddhist_calendar():
    asked = orders_of(["12.5.41", "13.5.40"], TODAY)
    told = orders_of(["12.5.41", "13/5/2540"], TODAY)

    assert asked.asks_years == ("12.5.41", "13.5.40")
    assert (told.asks_years, told.short_years) == ((), "buddhist")


@pytest.mark.parametrize(
    ("calendar", "birth"), [("buddhist", "1998-05-13"), ("western", "1941-05-13")]
)
def test_short_years_are_read_as_it_was_said(calendar, birth):
    read = one(["Name", "DOB"], ["Zqlist Van An", "13.5.41"], short_years=calendar)

    assert read.values["birth"] == birth


@pytest.mark.parametrize(
    ("heading", "text", "values"),
    [
        ("Giới tính", "Nữ", {"sex": "f"}),
        ("เพศ", "ชาย", {"sex": "m"}),
        ("Sexe", "H", {"sex": "m"}),
        ("Sex", "?", {}),
        ("Quốc tịch", "Việt Nam", {"nationality": "VN"}),
        ("Nationality", "Vietnamese", {"nationality": "VN"}),
        ("สัญชาติ", "เวียดนาม", {"nationality": "VN"}),
        ("Quê quán", "Quỳnh Lưu, Nghệ An", {"origin_province": "N40"}),
        ("Tỉnh", "tỉnh Hà Nam", {"origin_province": "O35"}),
        ("Tỉnh", "NGHEAN", {"origin_province": "N40"}),
        ("Số hộ chiếu", "C 700 0001", {"document_number": "C7000001", "document_kind": "passport"}),
        ("Số hộ chiếu", "mất", {"document_kind": "passport", "document_status": "lost"}),
        ("Số hộ chiếu", "không có", {}),
        ("CCCD", "1099012345", {"personal_number": "001099012345"}),
        ("CCCD", "040099012345", {"personal_number": "040099012345"}),
        ("CMND", "186123456", {"document_kind": "old_id_card", "document_number": "186123456"}),
        ("SĐT", "0912 345 678 (mẹ)", {"phone": "0912 345 678", "phone_whose": "relative"}),
        ("SĐT", "912345678", {"phone": "0912345678"}),
        ("Nơi tạm giữ", "Mae Sot shelter", {"now_at": "mae-sot-shelter"}),
        ("Nơi tạm giữ", "Kho số 3", {"address": "Kho số 3"}),
        (
            "Người thân",
            "Trần Thử",
            {"relative_name": "Trần Thử", "relative_relation": "other_family"},
        ),
    ],
)
def test_cells_are_read_as_offices_write_them(heading, text, values):
    read = one(["Họ và tên", heading], ["Zqlist Văn An", text])

    said = {name: text for name, text in read.values.items() if name not in BESIDE}
    assert said | values == said
    assert set(said) - set(values) <= {"document_kind", "document_status", "origin_commune"}
    assert not [problem for problem in read.problems if problem["is_fault"]]


BESIDE = {"full_name", "summary"}


@pytest.mark.parametrize(
    ("heading", "text", "code"),
    [
        ("Giới tính", "abc", "sex_unreadable"),
        ("Quốc tịch", "Atlantis", "country_unreadable"),
        ("Số hộ chiếu", "hỏi mẹ", "document_number"),
        ("CCCD", "12345", "personal_number"),
        ("SĐT", "hỏi lại", "phone"),
    ],
)
def test_what_cannot_be_read_is_a_fault_and_is_never_lost_in_silence(heading, text, code):
    read = one(["Họ và tên", heading], ["Zqlist Văn An", text])

    assert codes(read) == [code]
    assert read.problems[0]["params"]["text"] == text


def test_remarks_stand_in_the_summary_under_their_own_heading():
    read = one(["Họ tên", "Ghi chú", "Mã trại"], ["Zqlist Văn An", "gãy tay", "B7"])

    assert read.values["summary"] == "Ghi chú: gãy tay\nMã trại: B7"


def test_the_crossing_needs_the_border():
    row = (["Họ tên", "Ngày vượt biên"], ["Zqlist Văn An", "22/10/2025"])

    assert "crossing_when" not in one(*row).values
    assert one(*row).values["summary"] == "Ngày vượt biên: 2025-10-22"
    assert one(*row, has_border=True).values["crossing_when"] == "2025-10-22"


def test_a_name_that_was_spoilt_on_its_way_waits_with_what_it_probably_was():
    spoilt = "".join({v: k for k, v in TCVN3.items()}.get(char, char) for char in "Nguyễn Thị Thuỷ")
    read = one(["Họ tên"], [spoilt])

    assert codes(read) == ["spoilt_name"]
    assert read.problems[0]["params"]["likely"] == "Nguyễn Thị Thủy"


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Mr. NGUYEN VAN A", "NGUYEN VAN A"),
        ("1. Nguyễn Văn A", "Nguyễn Văn A"),
        ("นายเหงียน วัน", "เหงียน วัน"),
        ("NGUYEN, Van A", "NGUYEN Van A"),
        ("  Đỗ\u00a0Thị   Hà ", "Đỗ Thị Hà"),
    ],
)
def test_titles_numbers_and_commas_are_no_part_of_a_name(cell, name):
    assert one(["Họ tên"], [cell]).values["full_name"] == name


def test_a_layout_is_said_as_text_and_read_again():
    layouts = parsed("1!4: A=number B=full_name\n3!2: AA=birth A=full_name")

    assert as_text(layouts) == "1!4: A=number B=full_name\n3!2: A=full_name AA=birth"
    for wrong in (
        "1!4: A=nothing",
        "x",
        "1!1: A=birth A=sex",
        "1!1: A=sex\n1!1: B=sex",
        "1!1: ZZZ=sex",
    ):
        with pytest.raises(ValueError, match=r".*"):
            parsed(wrong)


def test_what_is_too_long_for_the_register_is_told_before():
    fields = RegisterAndOpen.base_fields

    assert {name: fields[name].max_length for name in MOST if name in fields} == {
        name: most for name, most in MOST.items() if name in fields
    }
