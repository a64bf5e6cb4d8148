"""Cells that are easily read wrongly: each is read right or asked about, never in silence."""

from datetime import date

import pytest

from cases.core.errors import Refused
from cases.intake.lists import headings
from cases.intake.lists.answers.meeting import read_day
from cases.intake.lists.headings import field_of
from cases.intake.lists.rows import Ground, orders_of
from cases.intake.lists.rows.dates import ZERO_OF_1904, read_event
from tests.factories import officer
from tests.intake.lists.files import checked, workbook
from tests.intake.lists.read import KNOWN, TODAY, codes, one


def said(heading, text, **ground):
    """Return what is read of a cell beside a name."""
    return one(["Họ và tên", heading], ["Zqlist Văn An", text], **ground)


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("5 ม.ค. 52", "2009-01-05"),
        ("12 เมษายน 41", "1998-04-12"),
        ("๕ ม.ค. ๔๑", "1998-01-05"),
        ("5 ม.ค. 99", "1999-01-05"),
        ("5 ม.ค. ค.ศ. 1998", "1998-01-05"),
        ("5/1/98", "1998-01-05"),
    ],
)
def test_years_of_two_figures_beside_thai_are_of_the_buddhist_calendar(text, birth):
    assert said("วันเกิด", text, day_order="day_first").values["birth"] == birth


def test_short_years_in_a_file_with_thai_are_asked_about():
    dates = ["25/4/52", "13/5/41"]

    assert orders_of(dates, TODAY, is_thai=True).asks_years == tuple(dates)
    assert orders_of(["25/4/52"], TODAY).asks_years == ("25/4/52",)


@pytest.mark.parametrize(
    ("calendar", "birth"), [("buddhist", "2009-04-25"), ("western", "1952-04-25")]
)
def test_a_short_year_is_read_in_the_calendar_that_was_said(calendar, birth):
    assert said("Ngày sinh", "25/4/52", short_years=calendar).values["birth"] == birth


def test_short_years_in_three_columns_are_no_days():
    headings = ["Name", "Day", "Month", "Year"]

    assert one(headings, ["Zqlist Van An", "7", "4", "98"]).values["birth"] == "1998-04-07"


def test_a_bare_number_in_a_workbook_of_1904_is_no_day_four_years_before():
    assert said("Ngày sinh", "34813", zero=ZERO_OF_1904).values["birth"] == "1999-04-25"


def test_so_is_the_day_of_an_answer():
    assert read_day("44489", Ground([], TODAY, KNOWN, zero=ZERO_OF_1904)) == "2025-10-21"


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        ("22/10/68", "2025-10-22", []),
        ("22/10/25", "2025-10-22", []),
        ("22/10/1968", "", ["crossed_unreadable"]),
        ("30/10/68", "", ["crossed_future"]),
    ],
)
def test_nobody_crossed_the_border_in_the_sixties(text, day, found):
    read = said("Ngày vượt biên", text, has_border=True)

    assert (read.values.get("crossing_when", ""), codes(read)) == (day, found)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22/10/69", "2026-10-22"),
        ("22/10/65", "2022-10-22"),
        ("22/10/55", "2012-10-22"),
        ("22/10/95", "1995-10-22"),
        ("22/10/26", "2026-10-22"),
        ("22 ต.ค. 65", "2022-10-22"),
        ("22 ต.ค. 26", "None"),
        ("22/10/27", "None"),
        ("22/10/1980", "None"),
    ],
)
def test_a_short_year_of_a_crossing_is_of_the_calendar_that_can_be(text, day):
    assert str(read_event(text, date(2026, 12, 1), "day_first").birth) == day


@pytest.mark.parametrize("calendar", ["buddhist", "western"])
@pytest.mark.parametrize("text", ["22/10/25", "22/10/68"])
def test_whatever_was_said_of_the_calendar_of_births(text, calendar):
    read = said("Ngày vượt biên", text, has_border=True, short_years=calendar)

    assert read.values["crossing_when"] == "2025-10-22"


@pytest.mark.django_db
def test_of_a_birth_that_is_written_like_a_crossing_the_calendar_is_asked():
    headings = ["ชื่อ-นามสกุล", "วันเกิด", "Ngày vượt biên"]
    rows = [headings, ["Zqlist Văn An", "22/10/68", "22/10/68"]]

    with pytest.raises(Refused, match="of which calendar"):
        checked(officer(), workbook(rows))


@pytest.mark.django_db
def test_of_which_calendar_days_of_the_crossing_are_is_not_asked():
    rows = [["ชื่อ-นามสกุล", "Ngày vượt biên"], ["Zqlist Văn An", "22/10/68"]]

    assert checked(officer(), workbook(rows)).state == "checked"


@pytest.mark.parametrize(
    ("text", "birth", "number", "code"),
    [
        ("1099012345", "1999", "001099012345", "zeros_lost"),
        ("40099012345", "1999", "040099012345", "zeros_lost"),
        ("1099012345", "1985", "", "number_cut"),
        ("9912345678", "1999", "", "number_cut"),
        ("88099012345", "1999", "", "number_cut"),
    ],
)
def test_zeros_are_put_back_only_where_the_number_can_be(text, birth, number, code):
    read = one(["Họ tên", "Năm sinh", "CCCD"], ["Zqlist Văn An", birth, text])

    assert read.values.get("personal_number", "") == number
    assert codes(read) == [code]


@pytest.mark.parametrize(
    ("text", "phone", "whose"),
    [
        ("0912 345 678 (mẹ)", "0912 345 678", "relative"),
        ("mẹ: 0912345678", "0912345678", "relative"),
        ("0912345678 - 0987654321 (vợ)", "0912345678", ""),
        ("0987654321 (chị gái) / 0912345678", "0912345678", ""),
        ("0812345678 แม่", "0812345678", "relative"),
        ("0912345678 / Mẹ 0987654321", "0912345678", ""),
        ("0912345678, mẹ: 0987654321 (Zalo)", "0912345678", ""),
        ("0912345678 (mẹ: 0987654321)", "0912345678", ""),
        ("0912345678 mẹ: 0987654321", "0912345678", ""),
        ("0912345678 mẹ, 0987654321", "0987654321", ""),
        ("mẹ 0912345678 / bố 0987654321", "0912345678", "relative"),
        ("mẹ: 0912345678, bố: 0987654321", "0912345678", "relative"),
        ("0912345678, mẹ: 0987654321, 0911222333", "0912345678", ""),
        ("0912345678 (me)", "0912345678", "relative"),
        ("0912345678 – me", "0912345678", "relative"),
        ("0912345678 … me", "0912345678", "relative"),
        ("0912345678 “me”", "0912345678", "relative"),
        ("0812345678 (me / แม่)", "0812345678", "relative"),
        ("0812345678 (Zalo, แม่)", "0812345678", "relative"),
        ("0812345678 (mẹ, แม่สอด)", "0812345678", "relative"),
        ("0812345678 เบอร์แม่", "0812345678", "relative"),
        ("0812345678 (แม่สอด)", "0812345678", ""),
        ("แม่ระมาด 0812345678", "0812345678", ""),
        ("0912345678 cua me", "0912345678", "relative"),
        ("0912345678 (anh trai)", "0912345678", "relative"),
        ("0912345678 (anh)", "0912345678", "relative"),
        ("0912345678 còn dùng", "0912345678", ""),
        ("0912345678 (Zalo)", "0912345678", ""),
        ("๐๘๑๒๓๔๕๖๗๘", "0812345678", ""),
        ("(+84) 912 345 678", "(+84) 912 345 678", ""),
    ],
)
def test_a_phone_of_a_relative_is_not_that_of_the_person(text, phone, whose):
    read = said("SĐT", text)

    assert read.values.get("phone") == phone
    assert read.values.get("phone_whose", "") == whose


@pytest.mark.parametrize(
    "text",
    [
        "0912345678 mẹ 0987654321",
        "0912345678, mẹ, 0987654321",
        "0912345678 (con dung)",
        "0912345678 anh Nam giu",
        "Mẹ: 0912345678, 0987654321",
        "Mẹ: 0912345678 / 0987654321",
        "Mẹ 0912345678 - 0987654321",
        "0912345678 (Anh)",
        "0912345678 (Son)",
        "ĐT: 0912345678 (Anh)",
        "0812345678 แม่ชื่อสมศรี",
    ],
)
def test_a_phone_that_may_be_of_a_relative_is_asked_about(text):
    read = said("SĐT", text)

    assert codes(read) == ["phone_whose"]
    assert "phone" not in read.values


def test_two_phones_in_one_run_are_asked_about():
    assert codes(said("SĐT", "0912 345 678 0987 654 321")) == ["phone"]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("SĐT mẹ", "relative_phone"),
        ("Điện thoại (chồng)", "relative_phone"),
        ("Họ tên mẹ", "relative_name"),
        ("Name of wife", "relative_name"),
        ("Năm sinh mẹ", "remark"),
        ("Địa chỉ liên hệ", "commune"),
        ("Họ tên (có dấu)", "full_name"),
        ("Họ tên con (chữ in)", "relative_name"),
        ("Family name of mother", "relative_name"),
        ("Mother’s name", "relative_name"),
        ("Name (given, family)", "full_name"),
        ("SDT me", "relative_phone"),
        ("SDT me – lien he", "relative_phone"),
        ("SDT cua me", "relative_phone"),
        ("Ho ten cua me", "relative_name"),
        ("Ho ten bo hoac me", "relative_name"),
        ("Ho ten nguoi con", "relative_name"),
        ("Name of son", "relative_name"),
        ("Son's name", "relative_name"),
        ("Họ và tên (anh, chị, em)", "full_name"),
        ("Điện thoại (anh/chị/em)", "phone"),
        ("เบอร์โทร แม่สอด", "phone"),
        ("โทรศัพท์ (แม่สอด)", "phone"),
        ("โทรศัพท์ (แม่)", "relative_phone"),
        ("Dien thoai con dung", "phone"),
        ("Ho chieu con han", "document_number"),
        ("Family name (as in passport)", "family_name"),
        ("Given name (as in passport)", "given_name"),
        ("Family name / Họ", "family_name"),
        ("Surname / Family name", "family_name"),
        ("Họ (Family name)", "family_name"),
        ("Nom de famille (majuscules)", "family_name"),
        ("Name (family name first)", "full_name"),
        ("Họ và tên (tiếng Anh)", "full_name"),
        ("Tên tiếng Anh", "full_name"),
        ("Họ tên (anh/chị)", "full_name"),
        ("Sexe (homme/femme)", "sex"),
        ("Giới tính (anh/chị)", "sex"),
        ("Họ\u200b và tên", "full_name"),
        ("Ｆｕｌｌ　ｎａｍｅ", "full_name"),
    ],
)
def test_a_heading_that_names_a_relative_is_not_of_the_person(heading, field):
    assert field_of(heading) == field


def test_words_that_an_own_file_of_an_earlier_release_lacks_are_of_the_release(monkeypatch):
    monkeypatch.setattr(headings, "seeds", lambda: {"rows": {"totals": ["tổng"]}})

    assert "tiếng anh" in headings.words_of_rows.__wrapped__("no_relatives")[0]


@pytest.mark.parametrize(
    ("heading", "text", "name", "value"),
    [
        ("Số hộ chiếu", "Ｃ７０００００１", "document_number", "C7000001"),
        ("Số hộ chiếu", "C๗๐๐๐๐๐๑", "document_number", "C7000001"),
        ("CCCD", "040\u200b099\u200b012345", "personal_number", "040099012345"),
        ("Ngày sinh", "２５／０４／１９９９", "birth", "1999-04-25"),
        ("Giới tính", "ｎａｍ", "sex", "m"),
    ],
)
def test_letters_of_full_width_and_signs_without_width_are_read_as_what_they_are(
    heading, text, name, value
):
    assert said(heading, text).values[name] == value


def test_a_name_of_full_width_is_kept_in_usual_letters():
    read = one(["Họ tên"], ["Ｚｑｌｉｓｔ　Ｖăｎ\u200b Ａｎ"])

    assert read.values["full_name"] == "Zqlist Văn An"
