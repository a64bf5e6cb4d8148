"""A workbook of seventy people, all invented: `python -m tests.intake.lists.example FILE`.

As such lists are: the name of the office and a title above, a header of two rows with merged cells,
men and women in parts of their own, a total, a signature; one birth date that is none, one person
twice, one passport lost.
"""

import random
import sys
from pathlib import Path

import openpyxl

from tests.intake.lists.saving import saved

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi")
MIDDLE = {"nam": ("Văn", "Quốc", "Đình", "Thanh"), "nữ": ("Thị", "Ngọc", "Thu", "Thị Thanh")}
GIVEN = ("An", "Bình", "Cường", "Dũng", "Hà", "Khuê", "Lan", "Minh", "Ngọc", "Phúc", "Quế", "Sương")
HOME = ("Nghệ An", "Hà Tĩnh", "Thanh Hóa", "Quảng Bình", "Lai Châu", "An Giang")
MEN, WOMEN = 50, 20
HEADER = ("STT", "Họ và tên", "Ngày sinh", None, None, "Giới tính", "Số hộ chiếu", "Quê quán",
          "Người thân", "SĐT người thân", "Ghi chú")  # fmt: skip
BELOW = (None, None, "Ngày", "Tháng", "Năm")
LOST, BROKEN, TWICE = 7, 12, 20


def seventy(seed: int = 70) -> bytes:
    """Return the workbook."""
    draw = random.Random(seed)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet.append(["ĐẠI SỨ QUÁN VIỆT NAM TẠI THÁI LAN"])
    sheet.append(["DANH SÁCH CÔNG DÂN ĐƯỢC GIẢI CỨU, MAE SOT, 24/10/2025"])
    sheet.append([])
    sheet.append(HEADER)
    sheet.append(BELOW)
    for cells in ("A1:K1", "A2:K2", "C4:E4", "A4:A5", "B4:B5", "F4:F5"):
        sheet.merge_cells(cells)
    first: tuple[object, ...] = ()
    for number in range(1, MEN + WOMEN + 1):
        if number in {1, MEN + 1}:
            sheet.append(["I. NAM" if number == 1 else "II. NỮ"])
        row = person(draw, number, "nam" if number <= MEN else "nữ")
        first = first or row
        sheet.append(row)
        if number == TWICE:
            sheet.append((number, *first[1:]))
    sheet.append([f"Tổng cộng: {MEN + WOMEN} người"])
    sheet.append([])
    sheet.append([None, "Mae Sot, ngày 24 tháng 10 năm 2025"])
    sheet.append([None, "NGƯỜI LẬP BIỂU"])
    return saved(book)


def person(draw: random.Random, number: int, sex: str) -> tuple[object, ...]:
    """Return one row: nobody who lives."""
    name = f"{draw.choice(FAMILY)} {draw.choice(MIDDLE[sex])} {draw.choice(GIVEN)}"
    day, month = (31, 2) if number == BROKEN else (draw.randint(1, 28), draw.randint(1, 12))
    paper = "mất" if number == LOST else f"C9{number:06}"
    mother = f"{draw.choice(FAMILY)} Thị {draw.choice(GIVEN)}" if number % 3 == 0 else None
    phone = f"0900 {number:03} 000" if mother else None
    note = "sốt" if number % 11 == 0 else None
    return (number, name, day, month, draw.randint(1975, 2006), sex, paper, draw.choice(HOME),
            mother, phone, note)  # fmt: skip


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(seventy())
