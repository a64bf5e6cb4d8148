"""A photo of a passport on the page of a new case: its code is read, the photo goes no further."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.citizens.mrz import photo
from cases.citizens.mrz.photo import PhotoError
from cases.core.context import eyes
from cases.intake import views
from cases.intake.models import Draft
from tests.citizens.codes import PASSPORT, PRINTED
from tests.citizens.mrz.test_photo import png
from tests.factories import officer
from tests.web.session import log_in
from tests.world import references

pytestmark = pytest.mark.django_db

BASIS = {"incident": "2025-10-myawaddy", "report_source": "walk_in", "_key": "k", "draft": ""}


@pytest.fixture
def actor(client):
    references()
    actor = officer()
    log_in(client, actor)
    return actor


@pytest.fixture
def read(client, monkeypatch):
    """Sends a photo to be read; what is read of it is given."""

    def send(answer, content=None, **typed):
        seen = []

        def stand_in(given):
            seen.append(given)
            if isinstance(answer, PhotoError):
                raise answer
            return answer

        monkeypatch.setattr(views, "code_in", stand_in)
        monkeypatch.setattr(views, "program", lambda: "/usr/bin/tesseract")
        file = SimpleUploadedFile("passport.png", content or png(), content_type="image/png")
        sent = {**BASIS, "_read": "", "mrz": "", "photo": file, **typed}
        return client.post(reverse("case_new"), sent), seen

    return send


def test_what_the_photo_says_is_filled_in(actor, read):
    response, seen = read(PASSPORT.text)

    page = response.content.decode()
    assert response.status_code == 200
    assert seen == [png()]
    assert f'value="{PRINTED}"' in page
    assert "base64" not in page
    with eyes(actor):
        assert not Draft.objects.exists()


def test_why_nothing_was_read_stands_at_the_photo_and_what_was_typed_stays(actor, read):
    response, _seen = read(PhotoError("no_code"), full_name="Lê Văn Thử", mrz="")

    page = response.content.decode()
    assert "No code was found in this photo" in page
    assert 'value="Lê Văn Thử"' in page
    assert 'aria-describedby="photo-help photo-fault"' in page


def test_only_where_it_is_installed_a_photo_is_asked_for(actor, client, monkeypatch):
    for where, asked in (("/usr/bin/tesseract", True), ("", False)):
        monkeypatch.setattr(views, "program", lambda where=where: where)
        page = client.get(reverse("case_new")).content.decode()
        assert ('name="photo"' in page) is asked
        assert ("Photos are not read on this server" in page) is not asked


def test_a_photo_beyond_the_limit_and_a_second_one_are_refused(actor, client):
    large = SimpleUploadedFile("p.png", b"x" * (photo.MOST_BYTES + 1))
    too_much = client.post(reverse("case_new"), {**BASIS, "_read": "", "photo": large})
    pair = [SimpleUploadedFile("a.png", png()), SimpleUploadedFile("b.png", png())]
    two = client.post(reverse("case_new"), {**BASIS, "_read": "", "photo": pair})

    assert too_much.status_code == 413
    assert two.status_code == 415


def test_a_photo_sent_with_the_case_is_not_looked_at(actor, client, monkeypatch):
    monkeypatch.setattr(views, "code_in", lambda _photo: pytest.fail("it was read"))
    file = SimpleUploadedFile("passport.png", png())
    sent = client.post(
        reverse("case_new"),
        {**BASIS, "full_name": "Lê Văn Thử", "nationality": "VN", "photo": file},
    )

    assert sent.status_code == 302


def test_a_stranger_is_asked_to_log_in_and_not_a_byte_is_kept(client):
    file = SimpleUploadedFile("passport.png", png())
    answer = client.post(reverse("case_new"), {**BASIS, "_read": "", "photo": file})

    assert answer.status_code == 401
    assert "base64" not in answer.content.decode()
