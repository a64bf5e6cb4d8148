"""Text, pasted tables and workbooks become the same rows, whatever they are written in."""

import sys
import time
import unicodedata

import pytest

from cases.citizens.names.mojibake import TCVN3
from cases.intake.lists.layout import guess
from cases.intake.lists.reading.files import read_file, read_paste
from cases.intake.lists.rows import Ground, kind_of_line, read_row
from tests.intake.lists.files import HEADINGS, workbook
from tests.intake.lists.read import KNOWN, TODAY, one

VIETNAMESE = "Họ và tên\tNgày sinh\nNguyễn Văn ảnh\t25/04/1999\nTrần Thị Thuỷ\t1998\n"


def as_1258(text: str) -> bytes:
    """Return text as Windows-1258 has it: letters with their quality, tones after them."""
    kept = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tones = [part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"]
        letter = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        kept.append(letter + "".join(tones))
    return "".join(kept).encode("cp1258")


TCVN = "".join({v: k for k, v in TCVN3.items()}.get(char, char) for char in VIETNAMESE)
ENCODED = {
    "utf-8": VIETNAMESE.encode(),
    "utf-8 nfd": unicodedata.normalize("NFD", VIETNAMESE).encode(),
    "utf-8 with a mark": VIETNAMESE.encode("utf-8-sig"),
    "utf-16 with a mark": VIETNAMESE.encode("utf-16"),
    "utf-16 big": b"\xfe\xff" + VIETNAMESE.encode("utf-16-be"),
    "utf-16 without a mark": VIETNAMESE.encode("utf-16-le"),
    "windows-1258": as_1258(VIETNAMESE),
    "tcvn3": TCVN.encode("cp1252"),
}


@pytest.mark.parametrize("encoding", ENCODED)
def test_text_is_read_in_the_encodings_of_the_region(encoding):
    read = read_file(ENCODED[encoding])
    cells = [
        tuple(unicodedata.normalize("NFC", cell) for cell in line.cells)
        for line in read.sheets[0].lines
    ]

    assert cells == [tuple(line.split("\t")) for line in VIETNAMESE.splitlines()]


def test_thai_text_of_before_unicode_is_read():
    words = "ชื่อ-สกุล,วันเกิด,เพศ\nเหงียน วัน,25/4/2541,ชาย\n"

    assert read_file(words.encode("cp874")).sheets[0].lines[0].cells == tuple(
        words.splitlines()[0].split(",")
    )


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_columns_are_parted_by_any_usual_sign(sign):
    words = f'Họ tên{sign}Ngày sinh{sign}Ghi chú\nZqlist{sign}1999{sign}"a{sign} b"\n'

    assert read_file(words.encode()).sheets[0].lines[1].cells == ("Zqlist", "1999", f"a{sign} b")


def test_a_pasted_table_is_read():
    read = read_paste("Họ tên\tNăm sinh\nZqlist Văn An\t1999")

    assert read.sheets[0].lines[1].cells == ("Zqlist Văn An", "1999")


def test_merged_cells_count_for_every_row_they_span():
    rows = [HEADINGS, [1, "A B", "1999", "", "", "gia đình 1"], [2, "C D", "1998", "", "", None]]

    read = read_file(workbook(rows, merged=["F2:F3"]))

    assert read.sheets[0].lines[2].cells[5] == "gia đình 1"
    assert ("filled", {"count": 1}) in read.notes


def test_ten_thousand_rows_are_read_in_seconds(capsys):
    lines = ["STT,Họ và tên,Ngày sinh,Giới tính,Số hộ chiếu,Quê quán"]
    lines += [
        f"{n},Nguyễn Văn {chr(65 + n % 26)},{n % 28 + 1:02}/{n % 12 + 1:02}/19{70 + n % 30},"
        f"nam,C{n:07},Nghệ An"
        for n in range(10_000)
    ]
    began = time.perf_counter()
    table = read_file("\n".join(lines).encode())
    parsed_in = time.perf_counter() - began
    layout = guess(1, table.sheets[0].lines, TODAY)
    ground = Ground([layout], TODAY, KNOWN)
    for line in table.sheets[0].lines[1:]:
        kind_of_line(line, layout, False)
        read_row(1, line.number, line.cells, {}, ground)
    read_in = time.perf_counter() - began - parsed_in

    with capsys.disabled():
        sys.stdout.write(f"\n10,000 rows: parsed {parsed_in:.2f} s, read {read_in:.2f} s\n")
    assert len(table.sheets[0].lines) == 10_001


def test_signs_that_nobody_sees_and_other_forms_of_letters_do_not_reach_the_register():
    name = unicodedata.normalize("NFD", "Nguyễn Thị\u200b Thủy") + "\u202e\x07"

    read = one(["Họ và tên", "Ghi chú\u202e"], [name, "a\u202eb\x00"])

    assert read.values["full_name"] == "Nguyễn Thị Thủy"
    assert read.values.get("summary", "") in {"", "Ghi chú: ab"}
