"""A file that comes in parts: cut, gone on with, attached whole or not at all."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.core.context import eyes
from cases.core.store import parts
from cases.files import views_parts
from cases.files.models import Attachment
from tests.factories import head, officer
from tests.files.kept import send
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def bangkok(case):
    """A head of the mission of their own for each test: what they have on the way stays on disk."""
    return head()


class TestParts:
    """A file that comes in parts."""

    ADDRESS = "/file-parts/"

    def part(self, client, content, offset, piece=None):
        digest = hashlib.sha256(content).hexdigest()
        said = {"digest": digest, "offset": str(offset)}
        if piece is not None:
            said["part"] = SimpleUploadedFile("part", piece)
        return client.post(self.ADDRESS, said)

    def came(self, content, name="photo.jpg"):
        return f"came:{hashlib.sha256(content).hexdigest()}:{name}"

    def test_goes_on_where_the_line_was_cut_and_is_attached_whole(self, desk, bangkok, case):
        content = b"a long text of an interpreter\n" * 20_000
        half = len(content) // 2
        assert self.part(desk, content, 0).json() == {"length": 0}
        assert self.part(desk, content, 0, content[:half]).json() == {"length": half}

        # The line is cut, the page is opened again, the same file is chosen again.
        assert self.part(desk, content, 0).json() == {"length": half}
        assert self.part(desk, content, half, content[half:]).json() == {"length": len(content)}
        answer = send(desk, case, self.came(content, "note.txt"))

        assert answer.status_code == 302
        with eyes(bangkok):
            row = Attachment.objects.get()
            assert row.file.digest == hashlib.sha256(content).hexdigest()
        assert parts.held_by(bangkok.staff_id) == 0

    def test_half_a_file_is_not_attached(self, desk, bangkok, case):
        content = b"a long text\n" * 20_000
        self.part(desk, content, 0, content[:1000])

        answer = send(desk, case, self.came(content, "note.txt"))

        assert answer.status_code == 422
        assert "has not come whole" in answer.text
        with eyes(bangkok):
            assert not Attachment.objects.exists()

    def test_of_another_officer_it_is_not_there(self, client, desk, bangkok, case):
        content = b"a long text\n" * 20
        self.part(desk, content, 0, content)
        log_in(client, officer())

        assert self.part(client, content, 0).json() == {"length": 0}
        assert send(client, case, self.came(content, "note.txt")).status_code == 422

    def test_a_part_is_bounded(self, desk, bangkok):
        assert self.part(desk, b"x", 0, b"x" * 1_000_001).status_code == 413
        assert self.part(desk, b"x", 19_999_999, b"xx").status_code == 422
        assert parts.held_by(bangkok.staff_id) == 0

    def test_what_an_officer_has_on_the_way_is_bounded(self, desk, monkeypatch):
        monkeypatch.setattr(views_parts, "MOST_ON_THE_WAY", 10)
        self.part(desk, b"one" * 10, 0, b"one" * 10)

        assert self.part(desk, b"two", 0, b"two").status_code == 422

    @pytest.mark.parametrize(
        "said",
        [
            {"digest": "../../etc", "offset": "0"},
            {"digest": "0" * 64, "offset": "-1"},
            {"digest": "0" * 64, "offset": "1" * 30},
            {},
        ],
    )
    def test_what_is_no_part_is_refused(self, desk, said):
        assert desk.post(self.ADDRESS, said).status_code == 422

    def test_a_stranger_sends_none(self, client):
        assert self.part(client, b"x", 0, b"x").status_code in {302, 401}
