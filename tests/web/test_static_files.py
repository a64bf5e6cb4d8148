"""Static files travel compressed, also where nobody collected them."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

SCRIPT = "django_htmx/htmx-2.min.js"


def sent(file, **headers):
    answer = Client().get(f"/static/{file}", headers=headers)
    return answer, answer.getvalue()


def content_of(file):
    return Path(finders.find(file)).read_bytes()


@pytest.mark.parametrize("file", ["cases/app.css", "cases/icons.svg", SCRIPT])
def test_a_file_travels_compressed_and_is_the_same(file):
    for _twice in range(2):
        answer, content = sent(file, accept_encoding="gzip, br")

        assert answer["Content-Encoding"] == "gzip"
        assert answer["Content-Length"] == str(len(content))
        assert "Accept-Encoding" in answer["Vary"]
        assert gzip.decompress(content) == content_of(file)
        assert len(content) < 0.6 * len(content_of(file))


@pytest.mark.parametrize("taken", ["", "br", "gzip;q=0", "gzip; q=0.0, br"])
def test_who_takes_it_only_as_it_is_gets_it_so(taken):
    answer, content = sent("cases/app.css", accept_encoding=taken)

    assert "Content-Encoding" not in answer
    assert "Accept-Encoding" in answer["Vary"]
    assert content == content_of("cases/app.css")


def test_a_part_of_a_file_and_a_file_that_did_not_change_stay_as_they_are():
    part, content = sent(SCRIPT, accept_encoding="gzip", range="bytes=0-9")
    known = part["Last-Modified"]
    same, nothing = sent(SCRIPT, accept_encoding="gzip", if_modified_since=known)

    assert (part.status_code, content) == (206, content_of(SCRIPT)[:10])
    assert (same.status_code, nothing) == (304, b"")
