"""Manifests as PDF, CSV and workbook: read back letter by letter, no column too many."""

import csv
import io
import re
import subprocess
from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from cases.core.partial import PartialDate
from cases.movements.manifests.cells import CELLS
from cases.movements.manifests.composing import printed_manifest
from cases.movements.manifests.kinds import manifest_forms
from cases.movements.manifests.latin import as_in_code, parted
from cases.movements.manifests.sheets import as_csv, as_workbook, file_name
from tests.movements.listed import manifest, person

FORMS = ("airline", "host-immigration", "home-police")


def address(code: str) -> str:
    """Return what a code on paper holds."""
    return f"https://consular.example/movements/codes/{code}/"


def pages_of(pdf: bytes) -> list[str]:
    """Return what each page says, as poppler reads it."""
    ran = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return ran.stdout.decode().removesuffix("\f").split("\f")


def squeezed(text: str) -> str:
    """Return a text without blanks, which a narrow column breaks anywhere."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
@pytest.mark.parametrize("code", FORMS)
def test_every_person_stands_on_paper_letter_by_letter(code, language):
    form, page = manifest_forms()[code], manifest(20)

    said = pages_of(printed_manifest(page, form, language, address))

    whole = squeezed("".join(said))
    assert len(said) > 1
    for row in page.people:
        for column in form.columns:
            with override(language):
                assert squeezed(CELLS[column.code](row)) in whole, (row.position, column.code)
    assert "SHA-256abababababababab" in whole
    assert all(squeezed(form.for_whom(language)) in squeezed(text) for text in said)


def test_a_form_holds_only_its_columns():
    page = manifest(3)

    airline, home = (
        squeezed("".join(pages_of(printed_manifest(page, manifest_forms()[code], "en", address))))
        for code in ("airline", "home-police")
    )

    assert "HàGiang" not in airline
    assert "999-0000001" in airline
    assert "999-0000001" not in home
    assert "HàGiang" in home


def test_nothing_in_a_code_tells_who_it_is():
    page = manifest(1)

    told = address(page.people[0].code)

    assert re.fullmatch(r"https://consular\.example/movements/codes/[0-9a-f-]{36}/", told)


def test_a_draft_says_so_on_each_page():
    page = manifest(20, version=0, frozen_at=None, digest="")

    said = pages_of(printed_manifest(page, manifest_forms()["airline"], "en", address))

    assert len(said) > 1
    assert all("DRAFT, not frozen" in text for text in said)


def test_totals_add_up_and_count_whose_sex_nobody_knows():
    rows = [person(number) for number in range(1, 6)]
    sexes = ("m", "f", "u", "x", "m")
    people = [replace(row, sex=sex) for row, sex in zip(rows, sexes, strict=True)]
    people[4] = replace(people[4], is_minor=True)

    totals = manifest(0, people=tuple(people)).totals

    assert (totals.men, totals.women, totals.minors, totals.unknown) == (1, 1, 1, 2)
    assert totals.all == 5


def test_part_of_a_birth_date_is_never_made_up():
    row = replace(person(1), birth=PartialDate(date(1998, 4, 1), "month"))

    assert CELLS["birth"](row) == "XX/04/1998"
    assert CELLS["birth_buddhist"](row) == "XX/04/1998 (2541)"
    assert CELLS["birth"](replace(row, birth=None)) == ""


def test_a_cell_is_never_a_formula():
    page = manifest(0, people=(replace(person(1), seat="=1+1", ticket_number="@SUM(A1)"),))

    text = as_csv(page, manifest_forms()["airline"], "en").decode("utf-8-sig")
    book = load_workbook(io.BytesIO(as_workbook(page, manifest_forms()["airline"], "en")))

    cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
    assert "'=1+1" in cells
    assert "'@SUM(A1)" in cells
    (sheet,) = book.worksheets
    assert sheet.sheet_state == "visible"
    assert all(cell.data_type in {"s", "n"} for line in sheet for cell in line)
    assert not any(row.hidden for row in sheet.row_dimensions.values())
    assert not any(column.hidden for column in sheet.column_dimensions.values())


def test_the_name_of_a_file_says_how_many_people_it_holds():
    assert (
        file_name(manifest(7), manifest_forms()["airline"], "xlsx")
        == "BKK-M-2025-0007-v2-airline-7.xlsx"
    )


@pytest.mark.parametrize(
    ("name", "family", "code"),
    [
        ("Nguyễn Văn Ướm", "Nguyễn", "NGUYEN<<VAN<UOM"),
        ("Đặng Thị Mẫu", "", "DANG<<THI<MAU"),
        ("Tôn Nữ Thử Mẫu", "Tôn Nữ", "TON<NU<<THU<MAU"),
        ("Thử O'Brien", "O'Brien", "OBRIEN<<THU"),
    ],
)
def test_names_are_written_as_the_code_of_a_passport_has_them(name, family, code):
    assert as_in_code(name, family) == code


def test_a_name_of_one_word_is_a_family_name():
    assert parted("Ướm") == ("UOM", "")
