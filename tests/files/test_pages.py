"""Files on the pages: with the case, on a page of their own, and as bytes for who may have them."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.core.store import disk
from cases.files.models import Attachment
from cases.files.operations import withdraw_file
from tests.factories import officer
from tests.files import corpus
from tests.files.kept import WORDS, a_file, a_photo, attached, send
from tests.register import fresh
from tests.web.session import log_in
from tests.world_sealed import at_border, opened_by, sealed_case

pytestmark = pytest.mark.django_db


def looks(actor, operation):
    with eyes(actor):
        return AuditEntry.objects.filter(operation=operation, staff=actor.staff_id).count()


def test_a_file_goes_with_the_form_and_stands_on_the_case(desk, bangkok, case):
    answer = send(desk, case, corpus.picture(), purpose="photo", description="In blue")

    assert answer.status_code == 302
    page = desk.get(case.get_absolute_url())
    assert "photo.jpg" in page.text
    assert "In blue" in page.text
    with eyes(bangkok):
        row = Attachment.objects.get()
    assert page.text.count(reverse("attachment_preview", args=[row.uuid])) == 2


def test_a_file_that_is_refused_is_said_at_its_field_and_the_rest_stays(desk, bangkok, case):
    answer = send(desk, case, b"MZ" + b"\x00" * 90, description="What he sent")

    assert answer.status_code == 422
    assert "This is a program" in answer.text
    assert "What he sent" in answer.text
    with eyes(bangkok):
        assert not Attachment.objects.exists()


def test_a_file_that_is_too_large_is_refused_whole(desk, bangkok, case):
    answer = send(desk, case, b"\xff\xd8\xff" + b"\x00" * 20_000_001)

    assert answer.status_code == 413
    with eyes(bangkok):
        assert not Attachment.objects.exists()


def test_the_bytes_are_saved_and_never_run(desk, bangkok, case):
    with eyes(bangkok):
        row = attached(bangkok, case)

    answer = desk.get(reverse("attachment_content", args=[row.uuid]))

    assert answer.content == WORDS.encode()
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''ghi-ch")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert looks(bangkok, "download_attachment") == 1


def test_the_small_picture_is_drawn_by_us(desk, bangkok, case):
    with eyes(bangkok):
        row = attached(bangkok, case, a_photo())

    answer = desk.get(reverse("attachment_preview", args=[row.uuid]))

    assert answer.headers["Content-Type"] == "image/jpeg"
    assert max(Image.open(io.BytesIO(answer.content)).size) <= 480
    assert looks(bangkok, "show_attachment_preview") == 1


@pytest.mark.parametrize("what", ["attachment_detail", "attachment_content", "attachment_preview"])
def test_another_mission_finds_no_file(client, bangkok, case, what):
    with eyes(bangkok):
        row = attached(bangkok, case, a_photo())
    log_in(client, officer(yangon=True))

    assert client.get(reverse(what, args=[row.uuid])).status_code == 404


def test_who_saw_it_is_shown_to_who_reviews_accesses_alone(desk, client, bangkok, case):
    with eyes(bangkok):
        row = attached(bangkok, case)
    desk.get(reverse("attachment_content", args=[row.uuid]))

    assert "Downloaded" in desk.get(row.get_absolute_url()).text
    log_in(client, at_border())
    assert "Downloaded" not in client.get(row.get_absolute_url()).text


def test_a_withdrawn_file_is_a_line_and_its_bytes_are_for_reviewers(client, bangkok, case):
    with eyes(bangkok):
        row = fresh(withdraw_file(bangkok, attached(bangkok, case), reason="wrong_person"))
    content = reverse("attachment_content", args=[row.uuid])

    page = log_in(client, officer()).get(row.get_absolute_url())
    assert "It is of somebody else" in page.text
    assert "ghi-chú" not in page.text
    assert "ghi-chú" not in client.get(case.get_absolute_url()).text
    assert client.get(content).status_code == 404
    assert log_in(client, bangkok).get(content).status_code == 200


def test_a_file_of_a_group_is_a_line_for_who_does_not_read_it(client, bangkok, case):
    with eyes(bangkok):
        row = attached(bangkok, case, restricted="money", description="Eight thousand")
    log_in(client, at_border())

    for address in (case.get_absolute_url(), row.get_absolute_url()):
        page = client.get(address)
        assert "Hidden: needs a role that reads the group “Money”." in page.text
        assert "ghi-chú" not in page.text
        assert "Eight thousand" not in page.text
    assert client.get(reverse("attachment_content", args=[row.uuid])).status_code == 404


def test_a_file_read_by_an_opening_is_on_record_with_it(client, bangkok):
    case = sealed_case(bangkok)
    with eyes(bangkok):
        row = attached(bangkok, case, restricted="money")
    border = at_border()
    opened_by(border, case)
    log_in(client, border)

    assert client.get(reverse("attachment_content", args=[row.uuid])).status_code == 200
    assert looks(border, "show_sealed") == 1
    assert "ghi-chú" in client.get(case.get_absolute_url()).text
    assert looks(border, "show_sealed") == 2


def test_all_files_of_a_case_have_a_page(desk, bangkok, case):
    with eyes(bangkok):
        attached(bangkok, case)
        withdraw_file(
            bangkok, attached(bangkok, case, a_file("two", "zwei.txt")), reason="replaced"
        )

    page = desk.get(reverse("case_files", args=[case.reference]))

    assert "ghi-chú.txt" in page.text
    assert "zwei.txt" not in page.text
    assert "A better copy has come" in page.text


def test_the_case_on_paper_names_its_files(desk, bangkok, case):
    with eyes(bangkok):
        attached(bangkok, case, description="Two pages")

    page = desk.get(reverse("case_print", args=[case.reference]))

    assert "ghi-chú.txt" in page.text
    assert reverse("attach_file", args=[case.reference]) not in page.text


def test_the_admin_takes_a_file_too(desk, bangkok, case):
    file = SimpleUploadedFile("photo.jpg", corpus.picture())

    address = reverse("admin:cases_case_act", args=[case.pk, "attach-file"])
    assert "multipart/form-data" in desk.get(address).text
    answer = desk.post(address, {"file": file, "purpose": "photo", "_key": "one"})

    assert answer.status_code == 302
    with eyes(bangkok):
        assert Attachment.objects.get().purpose == "photo"


def test_bytes_that_are_lost_are_said_to_be(desk, bangkok, case):
    with eyes(bangkok):
        row = attached(bangkok, case)
        disk.path_of(row.file.stored).unlink()

    answer = desk.get(reverse("attachment_content", args=[row.uuid]))

    assert answer.status_code == 503
    assert "cannot be read" in answer.text


@pytest.mark.parametrize("name", list(corpus.NAMES)[:3])
def test_a_name_with_a_path_is_shown_without_it(desk, bangkok, case, name):
    assert send(desk, case, b"text", name=name).status_code == 302

    with eyes(bangkok):
        assert re.fullmatch(r"[\w.-]+", Attachment.objects.get().file.name)
