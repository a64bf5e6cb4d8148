"""Attaching a file: what is kept, who reads it, and what is refused."""

import hashlib

import pytest
from django.db import transaction

from cases.casework.operations import add_note, void_case
from cases.citizens import operations as citizens
from cases.core import store
from cases.core.context import eyes
from cases.core.fields import Sent
from cases.core.models import AuditEntry
from cases.files import quotas
from cases.files.models import Attachment
from cases.files.operations import attach_file, withdraw_file
from tests.factories import head
from tests.files import corpus
from tests.files.kept import WORDS, a_file, a_photo, attached, code_of_refusal, stored_files
from tests.register import a_case, fresh

pytestmark = pytest.mark.django_db


def test_keeps_the_bytes_and_says_what_they_are(bangkok, case):
    with eyes(bangkok):
        row = attached(bangkok, case, description="Two pages")

        assert (row.purpose, row.restricted, row.size) == ("other", "", len(WORDS.encode()))
        assert row.mission_id == bangkok.mission_id
        assert (row.file.name, row.file.kind, row.file.description) == (
            *("ghi-chú.txt", "txt"),
            "Two pages",
        )
        assert row.file.digest == hashlib.sha256(WORDS.encode()).hexdigest()
        assert store.read(row.file.stored) == WORDS.encode()


def test_two_files_do_not_collide_with_each_other_nor_with_other_acts(bangkok, case):
    with eyes(bangkok):
        add_note(bangkok, case, text="A note")
        attached(bangkok, case, a_file("one"))
        attached(bangkok, case, a_file("two"))

        assert case.attachments.count() == 2


def test_of_photos_the_newest_is_the_present_one_and_earlier_ones_stay(bangkok, case):
    with eyes(bangkok):
        first = attached(bangkok, case, a_photo(), purpose="photo")
        second = attached(bangkok, case, a_photo(size=(320, 240)), purpose="photo")
        photos = Attachment.objects.visible_to(bangkok).photos_of(case.citizen)

        assert list(photos) == [second, first]
        withdraw_file(bangkok, second, reason="wrong_person")
        assert list(photos.all()) == [first]


def test_a_scan_belongs_to_a_document_of_the_person(bangkok, case):
    with eyes(bangkok):
        paper = citizens.add_identity_document(
            bangkok, fresh(case.citizen), kind="passport", status="lost"
        )
        row = attached(bangkok, case, a_photo(), purpose="document", document=paper)

        assert list(paper.scans.all()) == [row]


def test_a_document_of_somebody_else_is_refused_by_the_database_too(bangkok, case):
    with eyes(bangkok):
        other = a_case(bangkok)
        paper = citizens.add_identity_document(
            bangkok, fresh(other.citizen), kind="passport", status="lost"
        )
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            attach_file(bangkok, case, file=a_photo(), purpose="document", document=paper)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"purpose": "document"}, "attachment_scan_of_document"),
        ({"purpose": "result"}, "attachment_result_of_step"),
        ({"purpose": "photo"}, "photo_not_a_picture"),
        ({"file": a_file("")}, "empty_file"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(bangkok, case, values, code):
    before = len(stored_files())

    assert code_of_refusal(bangkok, case, **values) == code

    assert len(stored_files()) == before
    with eyes(bangkok):
        assert not case.attachments.exists()


def test_a_hostile_file_stays_on_record_as_a_refused_attempt(bangkok, case):
    make, code = corpus.HOSTILE["windows.jpg"]

    assert code_of_refusal(bangkok, case, file=Sent("windows.jpg", make())) == code

    with eyes(bangkok):
        entry = AuditEntry.objects.get(operation="attach_file", outcome="refused")
        assert (entry.code, entry.case_id) == (code, case.pk)


def test_the_same_file_is_attached_once(bangkok, case):
    with eyes(bangkok):
        attached(bangkok, case)

    assert code_of_refusal(bangkok, case) == "attached_already"


def test_what_was_withdrawn_can_come_again(bangkok, case):
    with eyes(bangkok):
        withdraw_file(bangkok, attached(bangkok, case), reason="wrong_file")

        assert attached(bangkok, case).pk


def test_a_case_that_never_was_one_takes_no_file(bangkok, case):
    with eyes(bangkok):
        void_case(bangkok, case, reason="Never was one")

        assert code_of_refusal(bangkok, fresh(case)) == "case_void"


def test_a_full_case_takes_no_more(bangkok, case, monkeypatch):
    monkeypatch.setattr(quotas, "MOST_FILES_OF_CASE", 1)
    with eyes(bangkok):
        attached(bangkok, case)

    assert code_of_refusal(bangkok, case, file=a_file("two")) == "case_full"


def test_too_many_bytes_on_a_case_are_refused(bangkok, case, monkeypatch):
    monkeypatch.setattr(quotas, "MOST_BYTES_OF_CASE", 10)

    assert code_of_refusal(bangkok, case) == "case_full"


def test_the_quota_of_a_mission_counts_what_its_officers_attached_anywhere(
    bangkok, case, monkeypatch
):
    with eyes(bangkok):
        attached(bangkok, case)
        assert quotas.kept_by(bangkok.mission_id) == len(WORDS.encode())
    monkeypatch.setattr(quotas, "MOST_BYTES_OF_MISSION", len(WORDS.encode()) + 1)

    assert code_of_refusal(bangkok, case, file=a_file("two")) == "mission_full"
    with eyes(head(yangon=True)):
        assert quotas.kept_by(bangkok.mission_id) == 0
