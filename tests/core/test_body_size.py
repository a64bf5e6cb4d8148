"""The size of a body is checked before anything of it is kept, logged in or not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "size"),
    [
        ("/login/", 3_000_000),
        ("/cases/new/", 14_000_000),
        ("/lists/receive/", 14_000_000),
        ("/api/v1/cases/register/", 3_000_000),
    ],
)
def test_a_large_file_is_refused_before_it_reaches_the_disk(client, monkeypatch, address, size):
    written = []
    monkeypatch.setattr(
        TemporaryFileUploadHandler,
        "receive_data_chunk",
        lambda _self, raw, _at: written.append(raw),
    )

    response = client.post(address, {"file": SimpleUploadedFile("a.bin", b"x" * size)})

    assert response.status_code == 413
    assert written == []
