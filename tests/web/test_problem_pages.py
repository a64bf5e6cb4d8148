"""Pages of what went wrong: house layout, the language of the reader, a number in the log."""

import logging
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import reverse

from cases.casework.models import Note
from cases.core.context import eyes
from tests.factories import headquarters
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
TYPED = "Her sister called from Vinh."
BREAKS = "cases.core.web.deliver"


def note_of(case):
    return reverse("case_operation", args=[case.reference, "note"])


def number_in(page):
    """Return the number of the request as the page shows it."""
    return re.search(r'Request<br><span class="ref">([0-9a-f]{8})</span>', page.text)[1]


def breaking(monkeypatch, fault):
    def fail(*_args, **_kwargs):
        raise fault

    monkeypatch.setattr(BREAKS, fail)


def sent(client, case, **typed):
    return client.post(note_of(case), {"text": TYPED, "_version": "1", "_key": "k1", **typed})


@pytest.mark.parametrize(
    "fault", [RuntimeError("boom"), OperationalError("cut")], ids=["500", "503"]
)
def test_a_fault_keeps_what_was_typed_and_sends_it_again_once(client, mine, monkeypatch, fault):
    actor, case = mine
    log_in(client, actor)
    client.raise_request_exception = False
    with monkeypatch.context() as broken:
        breaking(broken, fault)
        page = sent(client, case)

    assert page.status_code == (503 if isinstance(fault, OperationalError) else 500)
    assert TYPED in page.text
    assert f'<form method="post" action="{note_of(case)}">' in page.text
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
    assert (again["_key"], again["_version"], again["text"]) == ("k1", "1", TYPED)
    assert "boom" not in page.text
    assert "cut" not in page.text
    for _ in range(2):
        assert client.post(note_of(case), again).status_code == 302
    with eyes(actor):
        assert Note.objects.count() == 1


def test_the_number_on_the_page_stands_in_the_log_of_the_fault(client, mine, monkeypatch, caplog):
    actor, case = mine
    log_in(client, actor)
    client.raise_request_exception = False
    breaking(monkeypatch, RuntimeError("boom"))

    with caplog.at_level(logging.INFO):
        page = sent(client, case)

    number = number_in(page)
    lines = [row for row in caplog.records if row.name == "consular.request"]
    assert number in str(lines[-1].msg)


def test_a_form_that_is_too_large_comes_back_with_what_was_typed(client, mine):
    actor, case = mine
    log_in(client, actor)

    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=2000):
        body = f"_key=k1&_version=1&text={'x' * 2500}+end"
        page = client.post(note_of(case), body, content_type="application/x-www-form-urlencoded")
        huge = f"text={'x' * 9000}"
        refused = client.post(note_of(case), huge, content_type="application/x-www-form-urlencoded")
        stranger = Client().post(
            note_of(case), body, content_type="application/x-www-form-urlencoded"
        )

    assert page.status_code == 413
    assert 'name="text"' in page.text
    assert "x end</textarea>" in page.text
    assert "Shorten the longest text" in page.text
    assert refused.status_code == stranger.status_code == 413
    assert "textarea" not in refused.text + stranger.text


def test_what_is_secret_is_on_no_such_page(client, mine, monkeypatch):
    actor, _case = mine
    log_in(client, actor)
    client.raise_request_exception = False
    breaking(monkeypatch, RuntimeError("boom"))

    typed = {"old_password": "geheim-1", "password": "geheim-2", "_key": "k"}
    page = client.post("/profile/change-password/", typed)

    assert page.status_code == 500
    assert "geheim" not in page.text


def test_a_form_without_login_and_proof_of_origin_goes_along_through_the_login(mine):
    _actor, case = mine

    page = Client(enforce_csrf_checks=True).post(note_of(case), {"text": TYPED})

    assert page.status_code == 403
    assert 'name="kept"' in page.text
    assert 'name="password"' in page.text


@pytest.mark.parametrize("language", ["en", "vi", "fr"])
@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 415, 422, 500, 503])
def test_each_page_stands_in_the_house_in_the_language_of_the_reader(
    client, mine, monkeypatch, status, language
):
    actor, case = mine
    log_in(client, actor)
    client.cookies["django_language"] = language
    client.raise_request_exception = False
    page = ask_for(client, case, monkeypatch, status)

    assert page.status_code == status
    assert page["Content-Type"].startswith("text/html")
    assert f'<html lang="{language}"' in page.text
    assert 'class="masthead"' in page.text
    assert re.search(r'<span class="ref">[0-9a-f]{8}</span>', page.text)
    if language != "en":
        assert "Nothing was" not in page.text
        assert "Back to the first page" not in page.text


def ask_for(client, case, monkeypatch, status):  # noqa: PLR0911 - one line a status
    """Return the answer to a request that ends with this status."""
    form = "application/x-www-form-urlencoded"
    if status == 400:
        return client.post(note_of(case), "--x", content_type="multipart/form-data")
    if status == 403:
        return client.get("/record/")
    if status == 404:
        return client.get("/nowhere/")
    if status == 405:
        return client.get("/cases/chosen/")
    if status == 409:
        return client.post("/cases/chosen/undo/")
    if status == 413:
        with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10):
            return client.post(note_of(case), "text=" + "x" * 90, content_type=form)
    if status == 415:
        return client.generic("POST", note_of(case), b"text=x", f"{form}; charset=rot13")
    if status == 422:
        return client.post("/cases/chosen/", {})
    breaking(monkeypatch, OperationalError("cut") if status == 503 else RuntimeError("boom"))
    return sent(client, case)


def test_a_page_asked_in_another_way_says_how_it_is_asked(client, mine):
    page = log_in(client, mine[0]).post("/cases/views/")

    assert page.status_code == 405
    assert page["Allow"] == "GET, HEAD"
    assert "Use the links and buttons" in page.text


def test_of_a_file_that_is_too_large_the_page_says_how_large_it_may_be(client):
    log_in(client, headquarters())
    file = SimpleUploadedFile("set.zip", b"0" * 2_500_000)

    page = client.post("/configuration/", {"archive": file})

    assert page.status_code == 413
    assert "The file is too large: at most 2 MB are taken here." in page.text
    assert "Choose a smaller file" in page.text
    assert "Shorten the longest text" not in page.text


def test_nobody_at_headquarters_is_sent_to_the_head_of_a_mission(client, mine):
    actor, case = mine
    address = reverse("admin:cases_case_delete", args=[case.pk])
    lead = log_in(client, headquarters()).get(address)
    abroad = log_in(client, actor).get(address)

    assert lead.status_code == abroad.status_code == 403
    assert "head of your mission" not in lead.text
    assert "nothing is deleted" in lead.text
    assert "ask the head of your mission" in abroad.text
    assert "not_allowed" not in lead.text + abroad.text


def test_an_address_that_asks_for_something_unknown_leads_to_the_page_without_it(client, mine):
    log_in(client, mine[0])
    address = reverse("admin:cases_case_changelist")

    page = client.get(f"{address}?foo=1")

    assert page.status_code == 400
    assert "asks for something that this page does not know" in page.text
    assert f'href="{address}">Open the page without it</a>' in page.text
