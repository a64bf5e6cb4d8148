"""The own account: language, zone, factor; and what each role may do."""

import pytest
from django.test import Client

from cases.core.registry import DECLARED
from cases.missions.models import Staff
from tests.accounts.people import code_of_secret, give_password, somebody
from tests.factories import PostingFactory, administrator
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return somebody()


@pytest.fixture
def browser(staff):
    client = Client()
    give_password(client, staff)
    return client


def put(browser, **said):
    return browser.post("/profile/put-profile/", {"language": "en", "_key": "k"} | said)


def test_the_language_is_that_of_the_next_page(browser):
    put(browser, language="fr")

    assert '<html lang="fr"' in browser.get("/profile/").text


def test_times_are_shown_in_the_own_zone(browser, staff):
    put(browser, zone="Asia/Tokyo")

    assert Staff.objects.get(pk=staff.pk).zone == "Asia/Tokyo"
    assert "UTC+09:00" in browser.get("/profile/").text


def test_a_zone_that_does_not_exist_is_refused(browser):
    answer = put(browser, zone="Asia/Nowhere")

    assert answer.status_code == 422
    assert "zone" in answer.context["form"].errors


def test_in_a_demo_a_second_factor_is_tried_out_and_then_asked_for(browser, staff):
    secret = browser.get("/profile/factor/").context["secret"].replace(" ", "")
    wrong = browser.post("/profile/factor/", {"code": "12345x"})
    codes = browser.post("/profile/factor/", {"code": code_of_secret(secret)})

    other = Client()
    assert wrong.status_code == 422
    assert len(codes.context["codes"]) == 10
    assert give_password(other, staff)["Location"].startswith("/login/code/")


def test_the_picture_stands_in_the_page_without_address_or_style(browser):
    shown = browser.get("/profile/factor/").text

    picture = shown[shown.index("<svg", shown.index("<figure")) : shown.index("</figure>")]
    assert "data:" not in picture
    assert "style=" not in picture
    assert "href" not in picture


def test_new_recovery_codes_end_the_former(browser):
    secret = browser.get("/profile/factor/").context["secret"].replace(" ", "")
    first = browser.post("/profile/factor/", {"code": code_of_secret(secret)}).context["codes"]

    second = browser.post("/profile/codes/").context["codes"]

    assert not set(first) & set(second)


@pytest.mark.parametrize("role", ["case_officer", "head_of_mission", "headquarters_officer"])
def test_the_help_names_what_the_role_may_do_and_nothing_else(client, role):
    actor = PostingFactory(role=role).actor()
    shown = log_in(client, actor).get("/help/").context["groups"]

    named = {form for group in shown for form in group["forms"]}
    assert named == {row.form for row in DECLARED.values() if actor.may(row.operation.may)}
    assert all(str(group["label"])[0].isupper() for group in shown)


def test_an_administrator_is_told_to_invite_first(client):
    assert "invite" in log_in(client, administrator()).get("/help/").context["first_steps"][0]


@pytest.mark.parametrize(
    ("role", "kind", "said", "not_said"),
    [
        ("reception_officer", "reception_point", "Record the arrival", "New case"),
        ("spokesperson", "headquarters", "may be said", "New case"),
        ("field_officer", "embassy", "New case", "Record the arrival"),
    ],
)
def test_first_steps_are_those_of_the_role(client, role, kind, said, not_said):
    actor = PostingFactory(role=role, mission__kind=kind).actor()

    steps = " ".join(log_in(client, actor).get("/help/").context["first_steps"])

    assert said in steps
    assert not_said not in steps


def test_what_one_does_to_the_own_account_stands_under_my_account(client):
    groups = log_in(client, PostingFactory().actor()).get("/help/").context["groups"]

    titles = {group["label"]: [str(form.title) for form in group["forms"]] for group in groups}
    assert "Change my password" in titles["My account"]
    assert "Staff" not in titles
