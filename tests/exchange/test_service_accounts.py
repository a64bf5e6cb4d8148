"""Accounts of other systems: nobody logs in with them."""

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, authenticate
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.accounts.models import OneTimeLink
from cases.accounts.operations import create_service_account, reset_password, reset_second_factor
from cases.accounts.queries import link_of
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.exchange.operations import issue_service_token
from cases.missions.models import Posting, Staff
from cases.missions.operations import set_password, start_posting
from tests.accounts.people import PASSWORD
from tests.api.calls import caller
from tests.exchange.systems import ASKED, SAID, service_at
from tests.factories import MissionFactory, StaffFactory, administrator, head
from tests.refusals import refusal_of
from tests.web.session import logged_in

pytestmark = pytest.mark.django_db


def test_an_administrator_makes_the_account_and_holds_no_key():
    actor, mission = administrator(), MissionFactory()

    with eyes(actor):
        account = create_service_account(
            actor, username="hotline", full_name="Hotline", mission=mission, **SAID
        )
        refusal = refusal_of(issue_service_token, actor, account=account, **ASKED)

    assert refusal.status == 403
    assert account.is_service
    assert not account.has_usable_password()
    assert [(row.role, row.mission) for row in Posting.objects.filter(staff=account)] == [
        ("api_client", mission)
    ]


def test_refuses_a_user_name_that_is_taken():
    actor = administrator()
    taken = StaffFactory().username

    with eyes(actor), pytest.raises(Refused) as refusal:
        create_service_account(
            actor, username=taken, full_name="Hotline", mission=MissionFactory(), **SAID
        )

    assert refusal.value.code == "username_taken"


def test_the_database_lets_nobody_log_in_with_it():
    account = service_at(head())

    for change in (
        {"password": StaffFactory(password="md5$a$b").password},
        {"email": "a@b.example"},
        {"purpose": ""},
        {"kind": "person"},
        {"kind": "robot"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Staff.objects.filter(pk=account.pk).update(**change)


def test_no_way_of_logging_in_takes_it(client):
    account = service_at(head())
    now = timezone.now()

    for act in (reset_password, reset_second_factor):
        with eyes(SYSTEM):
            assert refusal_of(act, SYSTEM, account).code == "service_account"
    answer = client.post("/login/", {"username": account.username, "password": PASSWORD})
    by_code = authenticate(answer.wsgi_request, staff=account, code="000000")

    assert answer.status_code == 200
    assert SESSION_KEY not in client.session
    assert by_code is None
    assert OneTimeLink.objects.live(now).filter(staff=account).first() is None
    assert link_of("nothing", now) is None


def test_a_session_that_names_it_is_not_kept(client):
    account = service_at(head())
    session = client.session
    session[SESSION_KEY] = str(account.pk)
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"

    with pytest.raises(IntegrityError), transaction.atomic():
        session.save()


def test_nobody_sets_a_password_for_it():
    account = service_at(head())
    form = set_password_form(account.username)

    assert [(row.field, row.code) for row in form.problems()] == [("staff", "unknown")]
    with eyes(SYSTEM), pytest.raises(Refused):
        set_password(SYSTEM, staff=account, password=PASSWORD)


def set_password_form(username):
    """The form that sets a password, filled in for an account."""
    from cases.core.registry import DECLARED  # noqa: PLC0415 - beside its only use

    return DECLARED["set_password"].form(SYSTEM, json={"staff": username, "password": PASSWORD})


def test_its_only_role_is_that_of_another_system_at_one_mission():
    account, person = service_at(head()), StaffFactory()
    said = {"starts_on": timezone.now().date(), "mission": MissionFactory(yangon=True)}

    for staff, role, code in (
        (account, "case_officer", "role_of_services"),
        (person, "api_client", "role_of_services"),
        (account, "api_client", "one_mission"),
    ):
        with eyes(SYSTEM), pytest.raises(Refused) as refusal:
            start_posting(SYSTEM, staff=staff, role=role, **said)
        assert refusal.value.problems[0].code == code


def test_nobody_gives_it_a_case_to_work_on():
    actor = head()
    account = service_at(actor)

    assert account not in Staff.objects.posted_at(actor.mission_id, timezone.now().date())


def test_the_accounts_page_and_api_say_what_a_system_is_for():
    account = service_at(head(), username="hotline")
    desk = administrator()
    page = logged_in(desk).get("/staff/hotline/")
    row = caller(desk).get("/api/v1/staff/", {"kind": "service"}).json()["results"]

    assert account.contact in page.text
    assert "Reset the password" not in page.text
    assert [(one["username"], one["purpose"]) for one in row] == [("hotline", SAID["purpose"])]
