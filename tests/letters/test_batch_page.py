"""What page, register and admin say of letters that were issued together."""

import pytest
from django.urls import reverse

from cases.core.context import eyes
from cases.letters.operations import issue_letters, send_letters
from tests.api.calls import caller
from tests.files.kept import a_photo
from tests.letters.written import a_ready_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


def a_batch(actor, letter="vb02"):
    return issue_letters(actor, cases=[a_ready_case(actor) for _one in range(2)], letter=letter)


def said(page):
    return {row["label"]: row["value"] for row in page.context["rows"]}


def test_the_page_says_to_whom_when_by_whom_and_what_was_not_read(client, chief):
    with eyes(chief):
        batch = a_batch(chief)

    page = log_in(client, chief).get(batch.get_absolute_url())

    assert said(page)["Number of the letter in front"] == batch.number
    assert said(page)["Addressee"] == "Immigration Department"
    assert said(page)["By"] == chief.name
    assert {"Dated", "Issued", "Language"} <= set(said(page))
    assert "not all of Decree 30/2020 was read" in page.text


def test_the_register_says_of_a_list_that_it_was_sent_and_when(client, chief):
    with eyes(chief):
        batch = a_batch(chief)
    before = line_of(batch, log_in(client, chief).get("/letters/"))
    with eyes(chief):
        send_letters(chief, batch, file=a_photo())

    page = client.get("/letters/")

    after = line_of(batch, page)
    assert (before["state"]["label"], before["sent"]) == ("List in front", "")
    assert after["state"]["label"] == "List in front, sent"
    assert after["sent"] in page.text


def line_of(batch, page):
    return next(row for row in page.context["lines"] if row["number"] == batch.number)


def test_the_list_in_front_of_notes_verbales_has_a_number_too(client, chief):
    with eyes(chief):
        batch = a_batch(chief, "note-verbale")

    page = log_in(client, chief).get("/letters/")

    assert batch.number.endswith("-NV")
    assert batch.authority.code == "th-mfa"
    assert line_of(batch, page)["addressee"] == str(batch.authority)


def test_the_admin_shows_number_sending_and_copy(client, chief):
    with eyes(chief):
        batch = a_batch(chief)
        send_letters(chief, batch, file=a_photo())
    address = reverse("admin:cases_letterbatch_change", args=[batch.pk])

    page = log_in(client, chief).get(address)

    assert batch.number in page.text
    assert 'class="readonly">–' not in page.text
    assert "/attachments/" in page.text


def test_only_languages_in_which_a_letter_is_written_are_offered(client, chief, case):
    link = f"/cases/{case.reference}/issue-letter/"

    alone = log_in(client, chief).get(f"{link}?letter=vb02")
    several = client.get(f"{link}?letter=case-summary")
    together = client.get(f"/letter-batches/issue/?letter=vb02&cases={case.reference}")
    told = caller(chief).get(f"/api/v1{link}").json()

    assert '<select name="language"' not in alone.text
    assert '<select name="language"' in several.text
    words = "Vietnamese: Notice to the family, Request to confirm identity"
    assert '<select name="language"' not in together.text
    assert words in str(told)


def test_a_state_that_there_is_not_is_named_in_the_filters(client, chief):
    page = log_in(client, chief).get("/letters/?state=xx")

    assert page.context["by"] == []
    assert "xx is not one of the available choices" in page.text
