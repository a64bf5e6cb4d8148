"""Bad input: a clear sentence, nothing stored, memory bounded."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from cases.core.context import eyes
from cases.core.errors import Refused
from cases.core.fields import Sent
from cases.intake.lists.models import ListRow, ReceivedList
from cases.intake.lists.reading import workbooks
from cases.intake.lists.reading.files import read_file, read_paste
from cases.intake.lists.reading.tables import LONGEST_CELL, MOST_BYTES, MOST_ROWS
from tests.factories import officer
from tests.intake.lists.files import HEADINGS, received, saved, table, workbook
from tests.refusals import refusal_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 400
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def protected() -> bytes:
    """What office programs write for a workbook with a password."""
    return OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600


def protected_ods() -> bytes:
    """An ODS with a password says so in its manifest."""
    return zipped({"META-INF/manifest.xml": b"<manifest:encryption-data/>", "content.xml": b"x"})


def zipped(entries: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def bomb() -> bytes:
    """Two hundred million bytes in two hundred thousand."""
    return zipped({"xl/worksheets/sheet1.xml": b"0" * 200_000_000})


def lying_bomb() -> bytes:
    """The same, with a directory that says it is small."""
    content = bytearray(bomb())
    size = (200_000_000).to_bytes(4, "little")
    return bytes(content.replace(size, (1000).to_bytes(4, "little")))


def far_cell() -> bytes:
    """One cell at the end of the sheet: a dense table of 17 thousand million cells."""
    book = openpyxl.Workbook()
    book.active["A1"] = "Name"
    book.active["XFD1048576"] = "x"
    return saved(book)


def wide() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Name", "DOB"])
    book.active.cell(2, 201).value = "x"
    return saved(book)


def many_sheets() -> bytes:
    book = openpyxl.Workbook()
    for number in range(31):
        book.create_sheet(f"S{number}")["A1"] = "x"
    return saved(book)


def long_rows() -> bytes:
    lines = [f"Người {number},1999" for number in range(MOST_ROWS + 1)]
    return ("Họ tên,Năm sinh\n" + "\n".join(lines)).encode()


BAD: dict[str, Callable[[], bytes]] = {
    "password": protected,
    "password ods": protected_ods,
    "image": lambda: PNG,
    "image jpeg": lambda: b"\xff\xd8\xff\xe0" + b"x" * 400,
    "pdf": lambda: b"%PDF-1.7\n" + b"x" * 400,
    "broken": lambda: table()[:600],
    "broken zip": lambda: b"PK\x03\x04" + b"\x00" * 300,
    "inflates": bomb,
    "inflates lying": lying_bomb,
    "too_heavy": far_cell,
    "too_many_columns": wide,
    "too_many_sheets": many_sheets,
    "too_many_rows": long_rows,
    "cell_too_long": lambda: workbook([HEADINGS, [1, "x" * (LONGEST_CELL + 1)]]),
    "empty_file": lambda: b"",
    "empty_file blank": lambda: b"\xef\xbb\xbf \r\n",
    "empty_file workbook": lambda: saved(openpyxl.Workbook()),
    "too_many_bytes": lambda: b"a,b\n" * (MOST_BYTES // 4 + 1),
    "not_a_table": lambda: b"\x7fELF" + bytes(range(256)) * 4,
    "not_a_table bytes": lambda: bytes(range(256)) * 20,
    "encoding": lambda: b"\xef\xbb\xbfHo ten,Ngay sinh\nNguy\xff\xfe,1999",
}
"""Made by the test that reads it: heavy ones would be made whenever tests are collected."""
OF_THE_ISSUE = (
    *("password", "password ods", "broken", "broken zip", "inflates", "too_many_columns"),
    *("encoding", "image"),
)
"""What offices do send; tried through pages and API too."""


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_refused_with_a_sentence(kind):
    refusal = refusal_of(read_file, BAD[kind]())

    code = kind.split()[0]
    if code == "inflates" and "lying" in kind:
        assert refusal.code in {"inflates", "broken", "too_heavy"}
    else:
        assert refusal.code == code
    assert refusal.status == 422
    assert refusal.problems[0].field == "file"
    assert str(refusal.message)[-1] == "."


def test_a_million_empty_rows_are_no_rows():
    book = openpyxl.Workbook()
    book.active.append(["Họ và tên", "Ngày sinh"])
    book.active.append(["Zqlist Văn An", "1999"])
    book.active.cell(1_000_000, 1).value = "Tổng cộng: 1"

    (sheet,) = read_file(saved(book)).sheets

    assert [line.number for line in sheet.lines] == [1, 2, 1_000_000]


def test_a_formula_is_never_computed_and_is_counted():
    read = read_file(table([[1, '=HYPERLINK("http://x","Zq")', "=1+1", "Nam", "", ""]]))

    assert read.sheets[0].lines[1].cells == ("1", "", "", "Nam")
    assert ("formulas", {"count": 2}) in read.notes


def test_a_reader_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(workbooks, "SECONDS", 0.001)

    assert refusal_of(read_file, table()).code == "too_heavy"


def test_what_is_wrong_with_a_pasted_table_is_said_at_its_field():
    assert refusal_of(read_paste, "x" * (LONGEST_CELL + 1)).problems[0].field == "pasted"


def test_a_hidden_sheet_is_read_and_said():
    book = openpyxl.Workbook()
    book.active.append(["Name", "DOB"])
    hidden = book.create_sheet("Secret")
    hidden.append(["Name", "DOB"])
    hidden.sheet_state = "hidden"

    read = read_file(saved(book))

    assert [sheet.name for sheet in read.sheets] == ["Sheet", "Secret"]
    assert ("hidden_sheet", {"sheet": "Secret"}) in read.notes


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["password", "image", "too_heavy", "too_many_columns"])
def test_nothing_is_stored_of_a_file_that_is_refused(kind):
    actor = officer()

    with pytest.raises(Refused):
        received(actor, BAD[kind]())

    with eyes(actor):
        assert not ReceivedList.objects.exists()
        assert not ListRow.objects.exists()


@pytest.mark.django_db
def test_a_day_that_has_not_come_is_refused():
    actor = officer()

    assert refusal_of(received, actor, received_on=date(2100, 1, 1)).code == "in_future"


@pytest.mark.django_db
def test_the_name_of_a_file_is_no_path():
    actor = officer()
    row = received(actor, file=Sent("../../etc/passwd", table()))

    assert row.file_name == "../../etc/passwd"
    assert row.file_digest
