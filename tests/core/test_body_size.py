"""The size of a body is checked before anything of it is kept, logged in or not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/login/", "/cases/new/", "/api/v1/cases/register/"])
def test_a_large_file_is_refused_before_it_reaches_the_disk(client, monkeypatch, address):
    written = []
    monkeypatch.setattr(
        TemporaryFileUploadHandler,
        "receive_data_chunk",
        lambda _self, raw, _at: written.append(raw),
    )

    response = client.post(address, {"file": SimpleUploadedFile("a.bin", b"x" * 3_000_000)})

    assert response.status_code == 413
    assert written == []
