"""A letter is sent with its signed copy; before that it is issued, not sent."""

from base64 import b64encode
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.core.context import eyes
from cases.core.facts import When
from cases.core.fields import Sent
from cases.files.models import AttachedFile
from cases.files.operations import withdraw_file
from cases.letters.models import Letter, LetterContent
from cases.letters.operations import send_letter
from tests.api.calls import JSON, caller
from tests.files import corpus
from tests.files.kept import a_file, a_photo
from tests.letters.written import a_letter, a_ready_case
from tests.refusals import refusal_of
from tests.register import fresh
from tests.web.session import log_in
from tests.world_sealed import at_border

pytestmark = pytest.mark.django_db


def test_a_letter_is_sent_with_its_signed_copy_by_whom_and_when(actor):
    letter = a_letter(actor, a_ready_case(actor), "note-verbale")
    assert letter.state(None) == "issued"
    assert letter in Letter.objects.unsent()
    assert letter not in Letter.objects.without_reply()

    send_letter(actor, letter, file=a_photo())

    letter = fresh(letter)
    assert letter.state(None) == "waiting"
    assert (letter.sent_by_id, letter.sent_recorded_at) == (actor.staff_id, letter.sent_at)
    assert letter.signed_copy.case_id == letter.case_id
    assert AttachedFile.objects.get(attachment=letter.signed_copy).description == letter.number
    assert letter not in Letter.objects.unsent()
    assert letter in Letter.objects.without_reply()


def test_what_is_no_signed_copy_is_refused(actor):
    letter = a_letter(actor, a_ready_case(actor), "note-verbale")
    issued = bytes(LetterContent.objects.get(letter=letter).pdf)
    early = When(day=date(2025, 10, 1))

    as_issued = refusal_of(send_letter, actor, letter, file=Sent("letter.pdf", issued))
    words = refusal_of(send_letter, actor, letter, file=a_file())
    before = refusal_of(send_letter, actor, letter, file=a_photo(), when=early)
    since = When(day=date(2025, 10, 1), until=letter.issued_at.date())
    begun = refusal_of(send_letter, actor, letter, file=a_photo(), when=since)

    assert as_issued.code == "signed_copy_unsigned"
    assert words.code == "signed_copy_not_a_scan"
    assert before.code == "sent_before_letter"
    assert begun.code == "sent_before_letter"
    assert fresh(letter).signed_copy is None
    assert not AttachedFile.objects.exists()


def test_a_letter_is_sent_once_and_a_wrong_copy_makes_place_for_another(actor):
    letter = a_letter(actor, a_ready_case(actor), "note-verbale")
    send_letter(actor, letter, file=a_photo())
    again = refusal_of(send_letter, actor, fresh(letter), file=a_photo(width=40))
    sent = fresh(letter)

    withdraw_file(actor, sent.signed_copy, reason="wrong_file")
    send_letter(actor, fresh(letter), file=a_photo(width=40))

    assert again.code == "letter_sent_already"
    assert fresh(letter).signed_copy != sent.signed_copy
    assert fresh(letter).sent_at == sent.sent_at


def test_what_is_for_our_own_use_is_sent_to_nobody(actor):
    letter = a_letter(actor, a_ready_case(actor), "interview-sheet")

    refusal = refusal_of(send_letter, actor, letter, file=a_photo())

    assert refusal.code == "letter_for_own_use"
    assert letter.state(None) == "own"
    assert letter not in Letter.objects.unsent()


def test_the_page_takes_the_copy_and_says_that_the_letter_is_sent(client, chief, case):
    with eyes(chief):
        letter = a_letter(chief, case, "note-verbale")
    page = log_in(client, chief).get(letter.get_absolute_url())
    link = f"/letters/{letter.uuid}/send/"
    assert "Issued, not sent" in page.text
    assert link in page.text
    form = client.get(link)

    answer = client.post(
        link,
        {
            "_version": form.context["version"],
            "_key": "one",
            "file": SimpleUploadedFile("signed.jpg", corpus.picture()),
        },
    )

    shown = client.get(answer.url).text
    assert answer.url == letter.get_absolute_url()
    assert "Signed copy" in shown
    assert "waits for a reply for 0 days" in shown
    assert link not in shown


def test_what_stands_against_a_letter_is_read_only_for_the_page_that_shows_it(
    client, chief, case, monkeypatch
):
    with eyes(chief):
        letter = a_letter(chief, case)
    link, looks = f"/letters/{letter.uuid}/send/", []

    def looked(*_):
        looks.append(1)
        return []

    monkeypatch.setattr("cases.letters.pages.detail.against", looked)
    refused = log_in(client, at_border()).get(link).status_code
    before = len(looks)
    form = log_in(client, chief).get(link)
    copy = SimpleUploadedFile("signed.jpg", corpus.picture())
    sent = client.post(link, {"_version": form.context["version"], "_key": "one", "file": copy})

    assert (refused, before) == (403, 0)
    assert (form.status_code, sent.status_code, len(looks)) == (200, 302, 1)


def test_the_api_takes_the_copy_from_who_may_send(chief, case):
    with eyes(chief):
        letter = a_letter(chief, case, "note-verbale")
    body = {"file": {"name": "signed.jpg", "content": b64encode(corpus.picture()).decode()}}
    address = f"/api/v1/letters/{letter.uuid}/send/"
    headers = {"If-Match": "*"}

    refused = caller(at_border()).post(address, body, JSON, headers=headers)
    answer = caller(chief).post(address, body, JSON, headers=headers)

    told = caller(chief).get(f"/api/v1/letters/{letter.uuid}/").json()
    assert refused.status_code == 403
    assert answer.status_code == 200, answer.content
    assert told["sent_at"] is not None
    assert told["sent_by"]
    assert told["signed_copy"]
