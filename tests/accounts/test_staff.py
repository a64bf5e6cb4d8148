"""What administrators do: roles and accounts of others, by one-time links."""

from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from cases.accounts.models import OneTimeLink
from cases.accounts.operations import invite_staff, reset_password
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.missions.models import Posting, Staff
from cases.missions.operations import start_posting
from tests.accounts.people import (
    PASSWORD,
    code_of,
    code_of_secret,
    give_code,
    give_password,
    invite,
    required,
    somebody,
    with_factor,
)
from tests.factories import MissionFactory, PostingFactory, administrator, officer
from tests.register import a_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db
__all__ = ["required"]


def path_of(link):
    """Return the path of a link."""
    return "/" + link.split("/", 3)[3]


def begin(client, link, password=PASSWORD):
    """Open a link and set the password."""
    client.get(path_of(link))
    return client.post("/start/", {"password": password})


def shown_secret(client):
    return client.get("/login/enrol/").context["secret"].replace(" ", "")


def test_an_invited_officer_sets_password_and_factor_and_is_in(desk, required):
    made = invite(desk).context["made"]
    client = Client(headers={"accept-language": "en"})

    begin(client, made)
    codes = client.post("/login/enrol/", {"code": code_of_secret(shown_secret(client))})

    assert len(codes.context["codes"]) == 10
    assert client.get("/cases/").status_code == 200
    assert OneTimeLink.objects.get().used_at is not None


def test_the_link_is_kept_as_a_digest_and_shown_once(desk):
    made = invite(desk).context["made"]
    again = invite(desk)

    assert path_of(made).split("/")[2] not in str(OneTimeLink.objects.values())
    assert again.status_code == 302


def test_a_link_works_once(desk):
    made = invite(desk).context["made"]
    begin(Client(), made)

    assert Client().get(path_of(made)).status_code == 404


def test_a_link_works_for_a_day(desk):
    made = invite(desk).context["made"]

    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=True):
        assert Client().get(path_of(made)).status_code == 404


def test_looking_at_a_link_does_not_use_it_up(desk):
    made = invite(desk).context["made"]
    Client().get(path_of(made))

    assert Client().get(path_of(made)).status_code == 302


def test_a_newer_link_replaces_the_one_before(desk):
    made = invite(desk).context["made"]
    desk.post("/staff/mai.nguyen/reset-password/", {"_key": "k2"})

    assert Client().get(path_of(made)).status_code == 404


def test_a_weak_password_is_refused_and_the_link_stays(desk):
    made = invite(desk).context["made"]
    client = Client()

    answer = begin(client, made, "12345678")

    assert answer.status_code == 422
    assert client.get("/start/").status_code == 200


def test_a_reset_password_ends_the_former_and_keeps_the_factor(desk, required):
    staff = somebody()
    with_factor(staff)
    client = Client()
    made = desk.post(f"/staff/{staff.username}/reset-password/", {"_key": "k"}).context["made"]
    former = give_password(Client(), staff)

    begin(client, made, "nam tu khac han di")
    give_password(client, staff, "nam tu khac han di")
    before = client.get("/cases/").status_code
    give_code(client, code_of(staff))

    assert former.status_code == 200
    assert before == 302
    assert client.get("/cases/").status_code == 200


def test_a_reset_factor_takes_link_and_password(desk, required):
    staff = somebody()
    with_factor(staff)
    made = desk.post(f"/staff/{staff.username}/reset-second-factor/", {"_key": "k"}).context["made"]
    thief, client = Client(), Client()

    thief.get(path_of(made))
    assert thief.get("/login/enrol/")["Location"] == "/login/"
    assert give_password(Client(), staff).status_code == 403

    client.get(path_of(made))
    client.get("/start/")
    give_password(client, staff)
    client.post("/login/enrol/", {"code": code_of_secret(shown_secret(client))})
    assert client.get("/cases/").status_code == 200
    assert Authenticator.objects.filter(user=staff, type="totp").count() == 1


def test_a_closed_account_is_out_at_once_and_its_link_dead(desk):
    made = invite(desk).context["made"]
    staff = somebody()
    client = Client()
    give_password(client, staff)

    desk.post(f"/staff/{staff.username}/disable/", {"_key": "a"})
    desk.post("/staff/mai.nguyen/disable/", {"_key": "b"})

    assert client.get("/cases/").status_code == 302
    assert Client().get(path_of(made)).status_code == 404
    assert give_password(Client(), staff).status_code == 200


def test_an_account_opened_again_logs_in(desk):
    staff = somebody()
    desk.post(f"/staff/{staff.username}/disable/", {"_key": "a"})
    desk.post(f"/staff/{staff.username}/enable/", {"_key": "b"})

    assert give_password(Client(), staff).status_code == 302


def test_nobody_gives_a_role_to_themselves():
    actor = administrator()
    own = Staff.objects.get(pk=actor.staff_id)

    with eyes(actor), pytest.raises(Refused) as refusal:
        start_posting(
            actor,
            staff=own,
            mission=MissionFactory(),
            role="head_of_mission",
            starts_on=date(2025, 1, 1),
        )
    with eyes(actor), pytest.raises(Refused) as other:
        reset_password(actor, own)

    assert (refusal.value.code, other.value.code) == ("own_account", "own_account")


@pytest.mark.parametrize(
    ("has", "gets"), [("case_officer", "administrator"), ("administrator", "case_officer")]
)
def test_an_administrator_has_no_role_that_sees_people(has, gets):
    actor = administrator()
    staff = PostingFactory(role=has, mission=MissionFactory(yangon=True)).staff

    with eyes(actor), pytest.raises(Refused) as refusal:
        start_posting(
            actor, staff=staff, mission=MissionFactory(), role=gets, starts_on=date(2025, 5, 1)
        )

    assert refusal.value.code == "incompatible_role"


def test_roles_one_after_the_other_exclude_nothing():
    actor = administrator()
    staff = PostingFactory(role="administrator", ends_on=date(2025, 4, 30)).staff

    with eyes(actor):
        start_posting(
            actor,
            staff=staff,
            mission=MissionFactory(),
            role="case_officer",
            starts_on=date(2025, 5, 1),
        )

    assert Posting.objects.filter(staff=staff).count() == 2


def test_a_taken_user_name_is_refused_at_its_field():
    actor = administrator()
    staff = somebody()

    with eyes(actor), pytest.raises(Refused) as refusal:
        invite_staff(
            actor,
            username=staff.username,
            full_name="A",
            mission=MissionFactory(),
            role="case_officer",
            starts_on=date(2025, 1, 1),
        )

    assert [row.field for row in refusal.value.problems] == ["username"]


def test_an_administrator_sees_no_case_by_either_wall(desk):
    with eyes(officer()) as other:
        case = a_case(other)

    assert case.reference not in desk.get("/cases/").text
    assert desk.get(f"/cases/{case.reference}/").status_code == 403
    assert desk.get("/admin/cases/case/").status_code == 403
    assert case.reference not in desk.get("/admin/cases/case/").text


@pytest.mark.parametrize(
    "address",
    ["/cases/", "/board/", "/incidents/", "/directives/", "/notices/", "/calendar/", "/playbooks/",
     "/profile/", "/help/", "/staff/", "/admin/", "/transfers/"],
)  # fmt: skip
def test_no_page_breaks_for_an_administrator(desk, address):
    assert desk.get(address).status_code in {200, 403}


@pytest.mark.parametrize("address", ["/staff/", "/staff/bangkok.officer/", "/staff-acts/invite/"])
def test_the_accounts_are_for_administrators(client, address):
    PostingFactory(staff__username="bangkok.officer")
    assert log_in(client, officer()).get(address).status_code == 403


def test_the_first_administrator_is_made_by_a_command(capsys, required):
    MissionFactory(headquarters=True)
    call_command("create_administrator", "mai.nguyen", "Nguyễn Mai")
    link = capsys.readouterr().out.split()[-1]
    client = Client()

    begin(client, link)
    client.post("/login/enrol/", {"code": code_of_secret(shown_secret(client))})

    assert client.get("/staff/").status_code == 200


def test_the_command_helps_no_other_account():
    staff = somebody()

    with pytest.raises(CommandError):
        call_command("create_administrator", staff.username)
