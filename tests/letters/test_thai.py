"""Letters to Thai authorities in their own script, read back letter by letter."""

import io
import subprocess
import unicodedata

import pypdf
import pytest

from cases.citizens.operations import add_name
from cases.core.context import eyes
from cases.letters.models import LetterContent
from cases.letters.press import is_print
from tests.factories import head
from tests.letters.test_archived import check_archived
from tests.letters.written import a_letter, a_ready_case, at_a_place, read
from tests.register import fresh

pytestmark = pytest.mark.django_db
RAISED = "ฝั่ม เติ๊น ปั๊ม สิทธิ์ ที่ที่ ปู่ย่า น้ำ กำพล ต่ำ"
"""Marks above marks, below and beside, and the vowel that is drawn as two signs."""


def test_the_ministry_and_the_buddhist_year_stand_in_thai():
    with eyes(head()) as actor:
        case = at_a_place(actor, a_ready_case(actor))

        letter = a_letter(actor, case, "consular-access")

        said = read(letter)
        assert "กระทรวงการต่างประเทศ" in said
        year = str(letter.dated_on.year + 543).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
        assert f"พ.ศ. {year}" in said


@pytest.fixture
def letter(actor):
    """A letter about somebody whose Thai name has every kind of mark."""
    case = at_a_place(actor, a_ready_case(actor))
    add_name(actor, fresh(case.citizen), kind="host_script", value=RAISED, script="thai")
    return a_letter(actor, fresh(case), "consular-access")


def pdf_of(letter):
    return bytes(LetterContent.objects.get(letter=letter).pdf)


def test_a_name_with_marks_is_said_once(letter):
    said = LetterContent.objects.get(letter=letter).text

    assert RAISED in said
    assert said.count("ฝั่") == 1


def test_so_do_readers_that_are_not_ours_find_it(letter):
    pages = pypdf.PdfReader(io.BytesIO(pdf_of(letter))).pages

    # That reader looks at glyphs alone, so one vowel is told as the two signs that are drawn.
    told = unicodedata.normalize("NFKC", pages[0].extract_text())

    assert unicodedata.normalize("NFKC", RAISED) in told


def test_poppler_finds_the_very_letters(letter):
    command = ["pdftotext", "-", "-"]
    done = subprocess.run(command, input=pdf_of(letter), capture_output=True, check=True)

    assert RAISED in done.stdout.decode()


def test_a_letter_with_thai_is_archived_and_known_as_ours_like_every_other(letter):
    pdf = pdf_of(letter)

    check_archived(pdf)
    assert is_print(pdf)
    assert "/StructTreeRoot" in pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]
