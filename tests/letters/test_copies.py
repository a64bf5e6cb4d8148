"""What is taken as the signed copy of a letter: no print of this system, and no other's copy."""

import io
from base64 import b64encode

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from cases.briefings.models import BriefingSheet
from cases.core.context import eyes
from cases.core.fields import Sent
from cases.files.operations import attach_file, withdraw_file
from cases.letters.bundle import bundle_of
from cases.letters.models import Letter, LetterContent
from cases.letters.operations import issue_letters, send_letter, send_letters
from cases.letters.press import is_print
from cases.letters.writing import draft_of
from tests.api.calls import JSON, caller
from tests.briefings.drafts import published
from tests.factories import PostingFactory, headquarters
from tests.files.kept import a_photo
from tests.letters.written import a_letter, a_ready_case
from tests.refusals import refusal_of
from tests.register import fresh
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
NOTE = "note-verbale"


def bytes_of(letter):
    return bytes(LetterContent.objects.get(letter=letter).pdf)


def two_together(actor, letter=NOTE):
    return issue_letters(actor, cases=[a_ready_case(actor) for _one in range(2)], letter=letter)


PRINTS = {
    "another letter": lambda actor: bytes_of(a_letter(actor, letter=NOTE)),
    "a draft": lambda actor: draft_of(actor, a_ready_case(actor), NOTE)[1].pdf,
    "letters together": lambda actor: bundle_of(actor, two_together(actor))[0],
    "letters behind a numbered list": lambda actor: bundle_of(actor, two_together(actor, "vb02"))[
        0
    ],
}


@pytest.mark.parametrize("of_what", PRINTS)
def test_no_print_of_ours_is_a_signed_copy(actor, of_what):
    file = Sent("scan.pdf", PRINTS[of_what](actor))
    letter, batch = a_letter(actor, letter=NOTE), two_together(actor)

    alone = refusal_of(send_letter, actor, letter, file=file)
    together = refusal_of(send_letters, actor, batch, file=file)

    assert {alone.code, together.code} == {"signed_copy_unsigned"}
    assert fresh(letter).signed_copy is None


def test_a_published_briefing_is_none_on_page_and_api(client, chief, case):
    out = published()
    with eyes(headquarters()):
        sheet = BriefingSheet.objects.get(number=out.number, language="en")
    briefing = bytes(sheet.pdf)
    with eyes(chief):
        letter = a_letter(chief, case, NOTE)
    link = f"/letters/{letter.uuid}/send/"
    version = log_in(client, chief).get(link).context["version"]
    body = {"file": {"name": "signed.pdf", "content": b64encode(briefing).decode()}}

    page = client.post(
        link,
        {
            "_version": version,
            "_key": "one",
            "file": SimpleUploadedFile("signed.pdf", briefing),
        },
    )
    told = caller(chief).post(f"/api/v1{link}", body, JSON, headers={"If-Match": "*"})

    assert page.status_code == told.status_code == 422
    assert "without signature and stamp" in page.text
    assert told.json()["code"] == "signed_copy_unsigned"


def test_a_print_with_a_digital_signature_is_no_longer_as_it_was_printed(actor):
    printed = bytes_of(a_letter(actor, letter=NOTE))
    writer = pypdf.PdfWriter(io.BytesIO(printed), incremental=True)
    numbers = ArrayObject(NumberObject(place) for place in (0, 10, 20, 10))
    writer._add_object(DictionaryObject({NameObject("/ByteRange"): numbers}))
    target = io.BytesIO()
    writer.write(target)

    assert is_print(printed)
    assert not is_print(target.getvalue())


def test_the_copy_of_one_letter_is_not_that_of_another(actor):
    first, second = a_letter(actor, letter=NOTE), a_letter(actor, letter=NOTE)
    batch = two_together(actor)
    send_letter(actor, first, file=a_photo())

    alone = refusal_of(send_letter, actor, second, file=a_photo())
    together = refusal_of(send_letters, actor, batch, file=a_photo())
    withdraw_file(actor, fresh(first).signed_copy, reason="wrong_file")
    send_letter(actor, fresh(second), file=a_photo())

    assert {alone.code, together.code} == {"signed_copy_of_another"}
    assert first.number in str(alone.message)
    assert fresh(second).signed_copy is not None


def test_the_copy_of_a_letter_of_another_mission_is_refused_by_the_database(actor):
    first = a_letter(actor, letter=NOTE)
    send_letter(actor, first, file=a_photo())

    with eyes(PostingFactory(role="head_of_mission", mission__code="CNX").actor()) as other:
        letter = a_letter(other, letter=NOTE)
        refusal = refusal_of(send_letter, other, letter, file=a_photo())
        assert fresh(letter).signed_copy is None

    assert (refusal.code, first.number in str(refusal.message)) == ("signed_copy_of_another", False)


def test_letters_that_were_issued_together_may_have_one_copy(actor):
    batch = two_together(actor)
    first, second = Letter.objects.filter(batch=batch).order_by("serial")

    send_letter(actor, first, file=a_photo())
    send_letter(actor, second, file=a_photo())

    assert fresh(second).signed_copy is not None


def test_a_scan_that_stands_on_the_case_as_another_paper_is_withdrawn_there_first(actor, case):
    letter = a_letter(actor, case, NOTE)
    paper = attach_file(actor, fresh(case), file=a_photo())

    refusal = refusal_of(send_letter, actor, letter, file=a_photo())
    withdraw_file(actor, paper, reason="wrong_file")
    send_letter(actor, fresh(letter), file=a_photo())

    assert refusal.code == "copy_on_the_case"
    assert fresh(letter).signed_copy is not None
