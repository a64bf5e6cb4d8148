"""The question about many is one letter with a table, in which the body answers."""

import io

import pypdf
import pytest

from cases.core.context import eyes
from cases.intake.lists.answers.words import headings
from cases.intake.lists.headings import fields_of
from cases.letters.bundle import bundle_of
from cases.letters.models import Letter
from cases.letters.operations import issue_letters
from tests.factories import head
from tests.letters.written import a_ready_case, at_a_place

TABLE = ["TT", "Số hồ sơ", "Họ và tên", "Ngày sinh", "Kết quả"]


@pytest.mark.django_db
def test_letters_that_ask_one_body_go_by_a_letter_with_a_table_of_references():
    with eyes(head()) as actor:
        cases = [a_ready_case(actor) for _number in range(2)]
        batch = issue_letters(actor, cases=cases, letter="vb02")

        content, _ids = bundle_of(actor, batch)

        first = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
        body = Letter.objects.filter(batch=batch)[0].authority.name_vi
        serials = [letter.serial for letter in Letter.objects.filter(batch=batch)]
        assert batch.number.startswith(f"{batch.serial:02d}/{batch.year}/")
        assert batch.serial not in serials
        assert f"Số: {batch.number}" in first
        assert f"Kính gửi: {body}" in " ".join(first.split())
        assert all(heading in first for heading in TABLE)
        assert all(case.reference in first for case in cases)


def test_the_table_of_the_letter_is_understood_when_it_comes_back():
    assert fields_of(TABLE, headings()) == ["number", "reference", "full_name", "birth", "answer"]


@pytest.mark.django_db
def test_letters_that_ask_nobody_have_a_plain_list_in_front():
    with eyes(head()) as actor:
        batch = issue_letters(actor, cases=[a_ready_case(actor)], letter="interview-sheet")

        content, _ids = bundle_of(actor, batch)

        assert "Kính gửi" not in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["note-verbale", "consular-access"])
def test_a_body_of_the_host_is_not_asked_who_somebody_is(kind):
    with eyes(head()) as actor:
        cases = [at_a_place(actor, a_ready_case(actor)) for _number in range(2)]
        batch = issue_letters(actor, cases=cases, letter=kind)

        content, _ids = bundle_of(actor, batch)

        first = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
        assert batch.number in first
        assert batch.authority.name in " ".join(first.split())
        assert "2 letters, in the order of this print." in first
        assert "nswer" not in first
