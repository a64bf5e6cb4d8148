"""Odd addresses, queries, bodies and headers on every route: a clear answer, never a fault.

Each route is tried with some of each, others for each; `make audit` tries all on all.
"""

import zlib
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.casework.urls import REFERENCE
from tests.factories import head, headquarters
from tests.hardening.odd import WORDS, some
from tests.hardening.routes import every_route, one_of_each_kind, records
from tests.sweeps import tried
from tests.web.session import log_in

pytestmark = pytest.mark.django_db

ASKED = (
    *("page", "p", "o", "q", "e", "all", "limit", "cursor", "before", "case", "theme", "mission"),
    *("as_of", "known_at", "at", "stage", "state", "officer", "incident", "country", "order"),
    *("next", "format", "lang", "stage__exact", "id", "id__exact", "pk", "_popup", "_to_field"),
    *("_changelist_filters", "app_label", "model_name", "field_name", "term", "day", "time"),
)
RAW = (
    "%",
    "%zz&=&&;=%00",
    "%ff%fe=%ff",
    "\xff\xfe",
    "&".join(f"a{n}={n}" for n in range(1200)),
    "cursor=" + "A" * 8000,
    "cursor=WzFd:1tEST:sig",
    "limit=1&limit=2",
    "page=after:9999-12-31T23:59:59.999999%2B00:00~x",
    "page=after:0001-01-01T00:00:00%2B23:59~BKK-2025-00001",
    "page=after:2025-10-22T10:00:00%2B00:00~" + "9" * 200,
)
BODIES = (
    (b"", "application/json"),
    (b"[" * 100_000, "application/json"),
    (b'{"a":' * 500 + b"1" + b"}" * 500, "application/json"),
    (b'{"a": 1e999, "b": ' + b"9" * 5000 + b"}", "application/json"),
    (b'{"a": "\xff"}', "application/json"),
    (b'{"a": "\\ud800"}', "application/json; charset=utf-8"),
    (b"{}", "application/json; charset=rot13"),
    (b"{}", "application/json; charset=hex"),
    (b"a=b", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"a=b", "application/x-www-form-urlencoded; charset=\xff"),
    (b"a=%ff%00&%00=1&_version=" + b"9" * 5000, "application/x-www-form-urlencoded"),
    (b"&".join(b"f%d=1" % n for n in range(1500)), "application/x-www-form-urlencoded"),
    (b"a=1&" * 400, "application/x-www-form-urlencoded"),
    (b"a=" + b"x" * 2_700_000, "application/x-www-form-urlencoded"),
    (b"x", "multipart/form-data"),
    (b"x", "multipart/form-data; boundary="),
    (b"x", "multipart/form-data; boundary=" + "x" * 300),
    (b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--", "multipart/form-data; boundary=x"),
    (
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n",
        "multipart/form-data; boundary=x",
    ),
    (b"--x\r\n" * 20_000, "multipart/form-data; boundary=x"),
    (b"\x00\xff" * 500, "application/octet-stream"),
    (b"<a/>", "application/xml"),
    (b"x", ""),
    (b"x", ";;;=\x00"),
)
HEADERS = (
    {"Accept": "text/csv"},
    {"Accept": "*/*;q=NaN, \xff"},
    {"Accept": "application/json; version=" + "9" * 500},
    {"Accept-Language": "\xff, vi;q=9, " + "xx," * 3000},
    {"Accept-Language": "../../etc, en;q=1e999"},
    {"Accept-Encoding": "gzip;q=x, \x00"},
    {"Authorization": "Bearer \xff\xfe"},
    {"Authorization": "Bearer"},
    {"Authorization": "Bearer " + "a" * 9000},
    {"Authorization": "Bearer a b"},
    {"Authorization": "Basic !!!"},
    {"Content-Length": "²"},
    {"Content-Length": "-1"},
    {"Content-Length": "9" * 5000},
    {"Cookie": 'sessionid="\\000"; =; ;;; a="\\777'},
    {"If-Match": '"' + "9" * 5000 + '"'},
    {"If-Match": "²"},
    {"If-None-Match": "\xff, W/"},
    {"If-Modified-Since": "Thu, 99 Foo 99999 99:99:99 GMT"},
    {"Idempotency-Key": "\xff\x00"},
    {"Range": "bytes=9-1"},
    {"Referer": "http://[::1"},
    {"Referer": "http://testserver/cases/?page=%00&stage=" + "x" * 3000},
    {"Origin": "null"},
    {"HX-Request": "true", "HX-Current-URL": "http://[", "HX-Target": "\xff"},
    {"X-Request-ID": "\x00"},
    {"X-CSRFToken": "\xff" * 64},
    {"X-Forwarded-Proto": "javascript"},
    {"X-HTTP-Method-Override": "DELETE"},
)


def place(route):
    return zlib.crc32(route.pattern.encode())


def in_order(route, response):
    """Check one answer."""
    told = (route.pattern, response.status_code)
    assert response.status_code < 500, told
    is_ours = response.request["PATH_INFO"].startswith("/api/v1/")
    if is_ours and response.status_code >= 400 and response.status_code != 405:
        assert response["Content-Type"] == "application/problem+json", told


@pytest.fixture
def office():
    """A client of headquarters, which sees the most, and the records there are."""
    actor = headquarters()
    return log_in(Client(raise_request_exception=False), actor), records(head())


@pytest.mark.sweep(within=True)
def test_odd_addresses(office):
    client, fill = office

    for route in tried(every_route()):
        for word in some((*WORDS, "\ud800", "a/b", "..", " "), place(route), 1):
            in_order(route, client.get(route.address(lambda _area, _name, word=word: word)))
            odd_end = route.address(fill) + quote(word[:300], safe="", errors="surrogatepass")
            in_order(route, client.get(odd_end))


def test_broken_letters_in_an_address(office):
    client, _fill = office

    for path in ("/cases/\xff\xfe/", "/api/v1/cases/\xc3\x28/", "/admin/cases/case/\xed\xa0\x80/"):
        response = client.get("/", PATH_INFO=path)
        assert response.status_code in {302, 404}, path


@pytest.mark.sweep(within=True)
def test_odd_queries(office):
    client, fill = office

    for route in tried(one_of_each_kind()):
        for word in some(WORDS, place(route), 1):
            asked = dict.fromkeys(ASKED, word[:2000])
            names = some(ASKED, place(route), 3)
            in_order(route, client.get(route.address(fill), {name: asked[name] for name in names}))
            in_order(route, client.get(route.address(fill), asked))
        for raw in some(RAW, place(route), 2):
            in_order(route, client.get(route.address(fill), QUERY_STRING=raw))


@pytest.mark.sweep(within=True)
def test_odd_bodies(office):
    client, fill = office

    for route in tried(one_of_each_kind()):
        for body, kind in some(BODIES, place(route), 4):
            response = client.generic("POST", route.address(fill), body, content_type=kind)
            in_order(route, response)


@pytest.mark.sweep(within=True)
def test_odd_headers(office):
    client, fill = office

    for route in tried(one_of_each_kind()):
        for headers in some(HEADERS, place(route), 3):
            in_order(route, client.get(route.address(fill), headers=headers))
            in_order(
                route,
                client.post(route.address(fill), "{}", "application/json", headers=headers),
            )


@pytest.mark.sweep(within=True)
def test_odd_methods(office):
    client, fill = office

    for route in tried(one_of_each_kind()):
        for method in some(("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"), place(route), 2):
            there = route.address(fill)
            response = client.generic(method, there, b"")
            in_order(route, response)
            if there.startswith("/api/v1/") and response.status_code == 404:
                continue  # with such a key it is no address of the API
            assert response.status_code == 405, (route, method, response.status_code)
            assert "GET" in response["Allow"] or "POST" in response["Allow"], route


OF_FEW = "configuration/"
"""Takes one too, from headquarters' lead and administrators alone."""
TAKE_A_FILE = {
    *("cases/new/", "lists/receive/", "admin/cases/case/<path:pk>/act/attach-file/"),
    *(f"^cases/{REFERENCE}/attach-file/$", "file-parts/"),
}
"""A photo of a passport, a list, a file of a case: looked at in memory before anything is kept."""


SCANS = "/send/$"
"""A signed copy, of a letter or of many: the API asks for the version before it looks at it."""


@pytest.mark.sweep(within=True)
def test_a_file_is_taken_nowhere_else(office, tmp_path, monkeypatch):
    client, fill = office
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", str(tmp_path))

    for route in tried(one_of_each_kind()):
        file = SimpleUploadedFile("passport.jpg", b"\xff\xd8\xff" + b"x" * 200_000)
        response = client.post(route.address(fill), {"_key": "", "file": file})
        if route.pattern == OF_FEW:
            assert response.status_code == 403
        elif route.pattern in TAKE_A_FILE:
            assert response.status_code == 422, (route, response.status_code)
        elif route.pattern.endswith(SCANS):
            assert response.status_code in {403, 404, 428}, (route, response.status_code)
        else:
            assert response.status_code in {415, 403, 404, 405}, (route, response.status_code)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Files are not taken here."),
        ("vi", "Ở đây không nhận tệp."),
        ("fr", "Les fichiers ne sont pas acceptés ici."),
    ],
)
def test_that_no_file_is_taken_is_said(client, language, words):
    sent = {"file": SimpleUploadedFile("a.jpg", b"x")}

    page = client.post("/login/", sent, headers={"Accept-Language": language})
    api = client.post("/api/v1/cases/register/", sent, headers={"Accept-Language": language})

    assert (page.status_code, api.status_code) == (415, 415)
    assert words in page.text
    assert api.json()["title"].startswith(words)
    assert api.json()["code"] == "no_files"
