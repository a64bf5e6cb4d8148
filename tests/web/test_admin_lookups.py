"""What an address may ask of the lists of the admin, and what it may not."""

import pytest
from django.test import Client

from cases.core.context import eyes
from cases.missions.models import Staff
from tests.factories import headquarters, officer
from tests.register import a_case
from tests.silence.ground import CHANGING
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_page():
    """The admin in the browser of a headquarters officer, who sees all staff and a case."""
    with eyes(headquarters()) as actor:
        a_case(actor)
    return log_in(Client(raise_request_exception=False), actor)


@pytest.mark.parametrize(
    "address",
    [
        "staff/?password__startswith=pbkdf2",
        "staff/?password__gte=a",
        "citizen/?note__regex=(.*)(.*)x",
        "citizen/?mission_ids__contains=1",
        "case/?stage__regex=x",
        "case/?citizen__full_name__startswith=N",
        "posting/?staff__password__startswith=p",
        "citizen/?sex__exact=%00",
    ],
)
def test_no_address_asks_about_hidden_columns(admin_page, address):
    assert admin_page.get(f"/admin/cases/{address}").status_code == 400


def test_a_digest_cannot_be_guessed_letter_by_letter(admin_page):
    digest = Staff.objects.values_list("password", flat=True).first()
    answers = {
        # Each page of a refusal has a number of its own.
        CHANGING.sub(
            "", admin_page.get("/admin/cases/staff/", {"password__startswith": start}).text
        )
        for start in (digest[:5], "zzzzz")
    }

    assert len(answers) == 1
    assert "officer" not in answers.pop()


@pytest.mark.parametrize(
    "address", ["case/?stage__exact=reported", "case/?held__exact=1", "citizen/?sex__exact=m&q=Ng"]
)
def test_the_filters_that_are_shown_work(admin_page, address):
    assert admin_page.get(f"/admin/cases/{address}").status_code == 200


@pytest.mark.parametrize("key", ["x", "\x00", "-1", ""])
def test_what_is_no_key_is_not_found(admin_page, key):
    sent = {"action": "add_note", "_selected_action": [key], "index": "0"}

    assert admin_page.post("/admin/cases/case/", sent).status_code == 404


@pytest.mark.parametrize("key", ["9" * 19, "9" * 5000, "²", "-1", "1 or 1=1", ""])
def test_what_is_no_key_of_a_row_is_answered_like_a_row_out_of_sight(admin_page, key):
    chosen = {"action": "assign_case", "_selected_action": [key], "index": "0"}

    assert admin_page.post("/admin/cases/case/", chosen).status_code == 404


@pytest.mark.parametrize("table", ["case", "citizen"])
def test_headquarters_narrows_to_a_mission_by_its_code(admin_page, table):
    with eyes(officer()) as actor:
        a_case(actor)

    here = admin_page.get(f"/admin/cases/{table}/?mission=BKK")
    elsewhere = admin_page.get(f"/admin/cases/{table}/?mission=ZZZ")

    assert here.context["cl"].result_count == 1
    assert elsewhere.context["cl"].result_count == 0
    assert '<a href="?mission=BKK">' in here.text


@pytest.mark.parametrize("table", ["case", "citizen"])
def test_a_mission_is_offered_no_other_mission(client, table):
    log_in(client, officer())

    assert "?mission=" not in client.get(f"/admin/cases/{table}/").text
    client.raise_request_exception = False
    assert client.get(f"/admin/cases/{table}/?mission=YGN").status_code == 400
